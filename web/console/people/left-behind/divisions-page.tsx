import { countLeftBehindByDivision } from '@yinian/core/people/left-behind/api.ts'
import { levelOf } from '@yinian/core/regions/code.ts'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { useEndpoint } from '../../../client/queries.ts'
import { useFormat } from '../../../language/figures.tsx'
import { useTexts } from '../../../language/language.ts'
import { Answer } from '../../parts/answer.tsx'
import { Blank } from '../../parts/blank.tsx'
import { BoardPage } from '../../parts/board-page.tsx'
import { Panel } from '../../parts/page-head.tsx'
import { RegionField } from '../../parts/region-field.tsx'
import { CountsTable } from '../counts-table.tsx'
import '../people.css'
import { texts } from './texts.ts'

/** How the care of left-behind elders goes in each division, down to the village. */
export function LeftBehindDivisionsPage(): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const navigate = useNavigate()
  const [address, setAddress] = useSearchParams()
  const region = address.get('region') ?? undefined
  const asked = useEndpoint(countLeftBehindByDivision, { query: region === undefined ? {} : { region } })
  return (
    <Answer of={asked} height={360}>
      {({ region: place, rows, total }) => {
        const list = (code: string, more: Record<string, string> = {}) =>
          `/left-behind?${new URLSearchParams({ region: code, ...more })}`
        const figure = (name: string, count: number, to: string) => ({ name, value: format.number(count), to })
        return (
          <BoardPage
            title={t.title}
            hint={t.hint}
            controls={
              <>
                <span className="indicator-place">
                  <RegionField
                    aria-label={t.division}
                    value={place}
                    onChange={(code) => code !== undefined && setAddress({ region: code })}
                  />
                </span>
                <Button onClick={() => void navigate(list(place))}>{t.people}</Button>
              </>
            }
            figures={[
              figure(t.people, total.people, list(place)),
              figure(t.overdueCount, total.overdue, list(place, { overdue: 'true' })),
              figure(t.onlyUnplanned, total.people - total.planned, list(place, { unplanned: 'true' })),
              figure(t.needsRaised, total.needs, list(place, { need: 'true' })),
            ]}
          >
            {rows.length === 0 ? (
              <Blank title={t.blank} hint={t.blankHint} />
            ) : (
              <div className="whole-row">
                <Panel title={t.byDivision}>
                  <CountsTable
                    caption={t.byDivision}
                    division={t.division}
                    rows={rows}
                    total={total}
                    totalName={t.total}
                    deeper={({ code }) =>
                      levelOf(code) === 'village' ? undefined : `/left-behind/divisions?region=${code}`
                    }
                    columns={[
                      { name: 'people', title: t.people, count: (row) => row.people, to: (row) => list(row.code) },
                      {
                        name: 'unplanned',
                        title: t.onlyUnplanned,
                        count: (row) => row.people - row.planned,
                        to: (row) => list(row.code, { unplanned: 'true' }),
                      },
                      {
                        name: 'contacted',
                        title: t.thisMonth,
                        count: (row) => row.contactedThisMonth,
                      },
                      {
                        name: 'overdue',
                        title: t.overdueCount,
                        bad: true,
                        count: (row) => row.overdue,
                        to: (row) => list(row.code, { overdue: 'true' }),
                      },
                      {
                        name: 'needs',
                        title: t.needsRaised,
                        count: (row) => row.needs,
                        to: (row) => list(row.code, { need: 'true' }),
                      },
                    ]}
                  />
                </Panel>
              </div>
            )}
          </BoardPage>
        )
      }}
    </Answer>
  )
}
