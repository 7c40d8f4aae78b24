import { listElderAssessments } from '@yinian/core/assessments/api.ts'
import { gbt42195 } from '@yinian/core/assessments/instruments/gbt-42195-2022/instrument.ts'
import { openStates } from '@yinian/core/assessments/procedure.ts'
import type { AssessmentRow } from '@yinian/core/assessments/schemas.ts'
import type { ElderFile } from '@yinian/core/people/api.ts'
import { countyOf } from '@yinian/core/regions/code.ts'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { DayText, useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { Chart } from '../parts/chart.tsx'
import type { DueItem } from '../parts/file-page.tsx'
import { Panel } from '../parts/page-head.tsx'
import type { ElderPanel } from '../people/elder-panels.ts'
import { May, useMe } from '../shell/me.tsx'
import '../organisations/organisations.css'
import './assessments.css'
import { UnlessWithheld } from '../parts/withheld.tsx'
import { LevelChip, levelName, reasonName, StateChip } from './chips.tsx'
import { CrosswalkPanel } from './records/crosswalk-panel.tsx'
import { RequestDialog } from './request-dialog.tsx'
import { texts } from './texts.ts'

export const elderPanels: readonly ElderPanel[] = [
  { name: 'assessments', order: 20, permission: 'assessments:read', Section: LevelPanel, useDue: useReassessmentDue },
  { name: 'crosswalk', order: 22, permission: 'assessments:read', Section: CrosswalkPanel },
]

const open: readonly string[] = openStates
const placeOf = (elder: ElderFile) => ({ params: { county: countyOf(elder.region), id: elder.id } })

function LevelPanel({ elder }: { elder: ElderFile }): ReactNode {
  const t = useTexts(texts)
  const asked = useEndpoint(listElderAssessments, placeOf(elder))
  const rows = asked.data?.rows
  const again = rows?.some(({ finalLevel }) => finalLevel !== null) ?? false
  const idle = rows !== undefined && !rows.some(({ state }) => open.includes(state))
  return (
    <Panel
      title={t.levels}
      extra={
        idle && elder.state === 'active' ? (
          <May do="assessments:request">
            <RequestDialog
              elder={elder}
              label={again ? t.reassess : t.request}
              reason={again ? 'regular' : 'first'}
              button={{ type: 'default', size: 'small' }}
            />
          </May>
        ) : undefined
      }
    >
      <Answer of={asked} height={120}>
        {({ current, rows: all }) => (
          <div className="stack">
            <UnlessWithheld of="assessment" inWords>
              <Now current={current} />
            </UnlessWithheld>
            {all.length === 0 ? <p className="faded small">{t.noneYet}</p> : <History rows={all} />}
          </div>
        )}
      </Answer>
    </Panel>
  )
}

interface Current {
  readonly status: 'valid' | 'expired' | 'none'
  readonly level: number | null
  readonly validUntil: string | null
}

function Now({ current }: { current: Current }): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const day = current.validUntil === null ? '' : format.day(current.validUntil)
  if (current.status !== 'valid') {
    return (
      <p>
        {t.noLevel}
        {current.status === 'expired' && <span className="overdue"> · {t.expired({ day })}</span>}
      </p>
    )
  }
  return (
    <p className="row">
      <LevelChip level={current.level} />
      <span className="faded">{t.untilDay({ day })}</span>
    </p>
  )
}

function History({ rows }: { rows: readonly AssessmentRow[] }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const results = rows
    .flatMap(({ confirmedOn, finalLevel }) =>
      confirmedOn === null || finalLevel === null ? [] : [{ confirmedOn, finalLevel }],
    )
    .toReversed()
  return (
    <>
      {results.length > 1 && (
        <Chart
          title={t.levelChart}
          labelName={t.confirmedOn}
          kind="line"
          height={180}
          labels={results.map(({ confirmedOn }) => format.day(confirmedOn))}
          series={[{ name: t.level, values: results.map(({ finalLevel }) => finalLevel) }]}
          format={(level) => (gbt42195.levels.some((one) => one.level === level) ? say(levelName(level)) : '')}
        />
      )}
      <div className="twin">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t.requestedOn}</th>
              <th scope="col">{t.reason}</th>
              <th scope="col">{t.state}</th>
              <th scope="col">{t.level}</th>
              <th scope="col">{t.validUntil}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>
                  <Link to={`/assessments/${row.county}/${row.id}`}>
                    <DayText day={row.requestedOn} />
                  </Link>
                </td>
                <td>{say(reasonName(row.reason))}</td>
                <td>
                  <StateChip state={row.state} />
                </td>
                <td>{row.finalLevel === null ? '—' : <LevelChip level={row.finalLevel} />}</td>
                <td>
                  <DayText day={row.validUntil} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

/** A level that runs out is due by its last valid day; an assessment under way by its own clock. */
function useReassessmentDue(elder: ElderFile): readonly DueItem[] {
  const { today } = useMe()
  const t = useTexts(texts)
  const { data } = useEndpoint(listElderAssessments, placeOf(elder))
  if (data === undefined || elder.state !== 'active') return []
  const underWay = data.rows.find(({ state }) => open.includes(state))
  if (underWay !== undefined) {
    const link = `/assessments/${underWay.county}/${underWay.id}`
    return [{ id: underWay.id, what: t.underWay, by: underWay.dueOn, link }]
  }
  const { validUntil, reassessmentDueOn } = data.current
  if (reassessmentDueOn === null || today < reassessmentDueOn) return []
  return [{ id: 'reassessment', what: t.reassessDue, by: validUntil }]
}
