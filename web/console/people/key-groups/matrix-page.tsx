import { getKeyGroupMatrix, type KeyGroupMatrix } from '@yinian/core/people/key-groups/api.ts'
import { levelOf } from '@yinian/core/regions/code.ts'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { useEndpoint } from '../../../client/queries.ts'
import { useFormat } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Answer } from '../../parts/answer.tsx'
import { Blank } from '../../parts/blank.tsx'
import { BoardPage } from '../../parts/board-page.tsx'
import { Panel } from '../../parts/page-head.tsx'
import { RegionField } from '../../parts/region-field.tsx'
import { CountsTable } from '../counts-table.tsx'
import '../people.css'
import { BudgetPanel } from './budget-panel.tsx'
import { texts } from './texts.ts'

/** 重点困难老年人: every group in every division, the list behind each number, and the money for them. */
export function KeyGroupsPage(): ReactNode {
  const [address, setAddress] = useSearchParams()
  const region = address.get('region') ?? undefined
  const asked = useEndpoint(getKeyGroupMatrix, { query: region === undefined ? {} : { region } })
  return (
    <Answer of={asked} height={480}>
      {(matrix) => <Matrix matrix={matrix} choose={(code) => setAddress({ region: code })} />}
    </Answer>
  )
}

function Matrix({ matrix, choose }: { matrix: KeyGroupMatrix; choose: (code: string) => void }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const navigate = useNavigate()
  const { region, groups, rows, total } = matrix
  const list = (code: string, more: Record<string, string> = {}) =>
    `/key-groups/elders?${new URLSearchParams({ region: code, ...more })}`
  const figure = (name: string, count: number, more: Record<string, string> = {}, note?: string) => ({
    name,
    value: format.number(count),
    to: list(region, more),
    ...(note === undefined ? {} : { note }),
  })
  return (
    <BoardPage
      title={t.title}
      hint={t.hint}
      controls={
        <>
          <span className="indicator-place">
            <RegionField
              aria-label={t.division}
              value={region}
              onChange={(code) => code !== undefined && choose(code)}
            />
          </span>
          <Button onClick={() => void navigate(list(region))}>{t.elders}</Button>
        </>
      }
      figures={[
        figure(t.people, total.people, {}, t.peopleHint),
        figure(t.overdue, total.overdue, { overdue: 'true' }),
        figure(t.unplanned, total.unplanned, { unplanned: 'true' }),
      ]}
    >
      {rows.length === 0 ? (
        <Blank title={t.nobody} hint={t.nobodyHint} />
      ) : (
        <div className="whole-row">
          <Panel title={t.matrix}>
            <CountsTable
              caption={t.matrix}
              division={t.division}
              rows={rows}
              total={total}
              totalName={t.total}
              deeper={({ code }) => (levelOf(code) === 'village' ? undefined : `/key-groups?region=${code}`)}
              columns={[
                ...groups.map(({ id, name }) => ({
                  name: id,
                  title: say(name),
                  count: (row: KeyGroupMatrix['total']) => row.counts[id] ?? 0,
                  to: (row: KeyGroupMatrix['total']) => list(row.code, { group: id }),
                })),
                { name: 'people', title: t.people, count: (row) => row.people, to: (row) => list(row.code) },
                {
                  name: 'unplanned',
                  title: t.unplanned,
                  count: (row) => row.unplanned,
                  to: (row) => list(row.code, { unplanned: 'true' }),
                },
                {
                  name: 'overdue',
                  title: t.overdue,
                  bad: true,
                  count: (row) => row.overdue,
                  to: (row) => list(row.code, { overdue: 'true' }),
                },
              ]}
            />
          </Panel>
        </div>
      )}
      <div className="whole-row">
        <BudgetPanel region={region} />
      </div>
    </BoardPage>
  )
}
