import { listPurchaseBudgets, type PurchaseBudget } from '@yinian/core/people/key-groups/api.ts'
import { leftOf } from '@yinian/core/people/key-groups/budget.ts'
import { Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useEndpoint } from '../../../client/queries.ts'
import { DayText, Money } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Answer } from '../../parts/answer.tsx'
import { Facts, Panel } from '../../parts/page-head.tsx'
import { May, useMe } from '../../shell/me.tsx'
import { CommitDialog, SetBudgetDialog } from './budget-dialogs.tsx'
import { texts } from './texts.ts'

/** What there is to buy services with for each group, and what of it is spoken for. */
export function BudgetPanel({ region }: { region: string }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { today } = useMe()
  const thisYear = Number(today.slice(0, 4))
  const [year, setYear] = useState(thisYear)
  const asked = useEndpoint(listPurchaseBudgets, { query: { region, year } }, { keepLast: true })
  return (
    <Panel
      title={t.budgetOf({ year: String(year) })}
      extra={
        <span className="row">
          <Select
            aria-label={t.year}
            value={year}
            onChange={setYear}
            style={{ width: 100 }}
            options={[thisYear + 1, thisYear, thisYear - 1, thisYear - 2].map((value) => ({ value, label: value }))}
          />
          <May do="people:set-budget">
            {asked.data && <SetBudgetDialog region={region} year={year} groups={asked.data.groups} />}
          </May>
        </span>
      }
    >
      <Answer of={asked} height={100}>
        {({ rows, notCounted }) => (
          <>
            {rows.length === 0 && <p className="faded small">{t.noBudgets}</p>}
            <ul className="held">
              {rows.map((row) => (
                <BudgetLine key={`${row.region} ${row.group.id}`} row={row} year={year} />
              ))}
            </ul>
            <details className="small" open={rows.length > 0}>
              <summary>{t.notCounted}</summary>
              <ul>
                {notCounted.map((text) => (
                  <li key={text.zh}>{say(text)}</li>
                ))}
              </ul>
            </details>
          </>
        )}
      </Answer>
    </Panel>
  )
}

function BudgetLine({ row, year }: { row: PurchaseBudget; year: number }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return (
    <li>
      <div>
        <div className="row">
          <strong>{say(row.group.name)}</strong>
          <span className="faded">{row.regionName}</span>
        </div>
        <Facts
          of={[
            [t.amount, <Money key="amount" fen={row.fen} />],
            [t.spokenFor, <Money key="spoken" fen={row.spokenFor} />],
            [t.left, <Money key="left" fen={leftOf(row.fen, row.spokenFor)} />],
            [
              t.document,
              <span key="document">
                {row.document} · <DayText day={row.documentOn} />
              </span>,
            ],
            [t.note, row.note],
          ]}
        />
        {row.commitments.length > 0 && (
          <details className="small">
            <summary>{t.arrangements({ count: row.commitments.length })}</summary>
            <ul className="looks">
              {row.commitments.map((one) => (
                <li key={`${one.recordedAt} ${one.fen}`}>
                  <span>
                    {one.purpose} · {one.document} · <DayText day={one.on} />
                  </span>
                  <Money fen={one.fen} />
                </li>
              ))}
            </ul>
          </details>
        )}
        {row.earlier.length > 0 && (
          <details className="small">
            <summary>{t.changes({ count: row.earlier.length })}</summary>
            <ul className="looks">
              {row.earlier.map((one) => (
                <li key={one.setAt}>
                  <span>
                    {one.document} · <DayText day={one.documentOn} />
                  </span>
                  <Money fen={one.fen} />
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
      {row.mine && <CommitDialog budget={row} year={year} />}
    </li>
  )
}
