import { type DivisionProgress, exportRespondents, getProgress } from '@yinian/core/surveys/api.ts'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { download } from '../../client/transfer.ts'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import { Panel } from '../parts/page-head.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { May } from '../shell/me.tsx'
import './surveys.css'
import { texts } from './texts.ts'

const figures = ['toAsk', 'asked', 'notMet', 'refused', 'moved', 'died', 'newlyFound'] as const
const states = { toAsk: 'to-ask', asked: 'asked', notMet: 'not-met', refused: 'refused', moved: 'moved', died: 'died' }

interface Place {
  readonly county: string
  readonly id: string
}

/** How far each division is; every figure opens the people behind it. */
export function ProgressBoard({ place, region }: { place: Place; region?: string | undefined }): ReactNode {
  const t = useTexts(texts)
  const { language } = useLanguage()
  const { county, id } = place
  const asked = useEndpoint(getProgress, { params: { county, id }, query: region ? { region } : {} }, { every: 15_000 })
  return (
    <Answer of={asked}>
      {(board) => (
        <Panel
          title={`${board.regionPath} · ${t.daysLeft} ${board.daysLeft}`}
          extra={
            <May do="people:export">
              <ConfirmAction
                label={t.exportList}
                title={t.exportList}
                explain={t.exportWhy}
                reason="required"
                run={(purpose) =>
                  download(exportRespondents, {
                    params: { county, id },
                    query: { region: board.region, purpose, language },
                  })
                }
              />
            </May>
          }
        >
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard (WCAG 2.1.1) */}
          <section className="survey-table" tabIndex={0} aria-label={t.progress}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{t.place}</th>
                  {figures.map((figure) => (
                    <th key={figure} scope="col" className="figure">
                      {t[figure]}
                    </th>
                  ))}
                  <th scope="col">{t.pace}</th>
                  <th scope="col">{t.asker}</th>
                </tr>
              </thead>
              <tbody>
                {board.rows.map((row) => (
                  <Division key={row.region} row={row} place={place} here={board.region} />
                ))}
              </tbody>
            </table>
          </section>
        </Panel>
      )}
    </Answer>
  )
}

function Division({ row, place, here }: { row: DivisionProgress; place: Place; here: string }): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const people = `/surveys/respondents?campaignId=${place.id}&region=${row.region}`
  const below = row.region.endsWith('000') && row.region !== here
  return (
    <tr>
      <th scope="row">
        {below ? (
          <Link to={`/surveys/${place.county}/${place.id}/progress?region=${row.region}`}>{row.name}</Link>
        ) : (
          <Link to={people}>{row.name}</Link>
        )}
      </th>
      {figures.map((figure) => (
        <td key={figure} className="figure">
          {row[figure] === 0 ? (
            '0'
          ) : (
            <Link to={figure === 'newlyFound' ? `${people}&newlyFound=true` : `${people}&state=${states[figure]}`}>
              {format.number(row[figure])}
            </Link>
          )}
        </td>
      ))}
      <td>
        <StatusChip tone={row.behind ? 'bad' : 'good'}>{row.behind ? t.behind : t.onTime}</StatusChip>
      </td>
      <td>{row.list === null ? '' : (row.assignedTo ?? <span className="faded">{t.nobody}</span>)}</td>
    </tr>
  )
}
