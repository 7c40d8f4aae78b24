import type { BenefitRun } from '@yinian/core/benefits/run-schemas.ts'
import { regionCode } from '@yinian/core/regions/code.ts'
import type { ReactNode } from 'react'
import { Link, useNavigate } from 'react-router'
import { Money, useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Chart } from '../parts/chart.tsx'
import { Facts } from '../parts/page-head.tsx'
import { Standing } from './clauses.tsx'
import { texts } from './texts.ts'

/** What the run rests on and how its money is spread. */
export function RunEvidence({ run }: { run: BenefitRun }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const navigate = useNavigate()
  return (
    <div className="stack">
      <Facts
        of={[
          [
            t.document,
            <span key="document">
              <Link to={`/programmes/${regionCode(run.county)}/${run.programme}`}>{say(run.document.title)}</Link>{' '}
              <Standing status={run.document.status} />
            </span>,
          ],
          [t.basisName, t.basis({ basis: run.basis === '户籍' ? say(registration) : say(residence) })],
          [t.bankReference, run.bankReference],
        ]}
      />
      {run.byTown.length > 0 && (
        <Chart
          kind="across"
          title={t.byTown}
          labelName={t.town}
          labels={run.byTown.map(({ name }) => name)}
          series={[{ name: t.yuan, values: run.byTown.map(({ fen }) => fen / 100) }]}
          format={(yuan) => format.number(yuan, Number.isInteger(yuan) ? 0 : 2)}
          height={Math.max(140, 30 * run.byTown.length + 40)}
          onOpen={(index) => {
            const region = run.byTown[index]?.region
            if (region !== undefined)
              void navigate(`/benefits/runs/${run.county}/${run.id}/payments?${new URLSearchParams({ region })}`)
          }}
        />
      )}
      {run.byTown.length > 0 && (
        <Spread
          title={t.town}
          rows={run.byTown.map((row) => ({
            ...row,
            key: row.region,
            label: (
              <Link
                to={`/benefits/runs/${run.county}/${run.id}/payments?${new URLSearchParams({ region: row.region })}`}
              >
                {row.name}
              </Link>
            ),
          }))}
        />
      )}
      {run.byCase.length > 0 && (
        <Spread title={t.byCase} rows={run.byCase.map((row) => ({ ...row, key: row.clause, label: say(row.text) }))} />
      )}
    </div>
  )
}

const registration = { zh: '户籍地', en: 'household registration' }
const residence = { zh: '常住地', en: 'usual residence' }

function Spread(props: {
  title: string
  rows: readonly { key: string; label: ReactNode; people: number; fen: number }[]
}): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  return (
    <div className="twin">
      <table>
        <thead>
          <tr>
            <th scope="col">{props.title}</th>
            <th scope="col">{t.people}</th>
            <th scope="col">{t.amount}</th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={row.key}>
              <td>{row.label}</td>
              <td>{format.number(row.people)}</td>
              <td>
                <Money fen={row.fen} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
