import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { acceptAsEvidence, type DisabilityConclusion, getElderDisability } from '@yinian/core/insurance/elder-api.ts'
import type { ElderFile } from '@yinian/core/people/api.ts'
import type { ReactNode } from 'react'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { DayText, useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import { Panel } from '../parts/page-head.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import type { ElderPanel } from '../people/elder-panels.ts'
import { useMay } from '../shell/me.tsx'
import './insurance.css'
import { texts } from './texts.ts'

type Beside = ReplyOf<typeof getElderDisability>

/** The grade of the insurance beside the ability level: conclusions alone, compared and never converted. */
function DisabilityGrade({ elder }: { elder: ElderFile }): ReactNode {
  const t = useTexts(texts)
  const asked = useEndpoint(getElderDisability, { params: { county: elder.region.slice(0, 6), id: elder.id } })
  if (!elder.responsible) return null
  return (
    <Panel title={t.panel}>
      <Answer of={asked} height={120}>
        {(beside) =>
          beside.conclusions.length === 0 ? (
            <p className="faded small">{beside.running ? t.none : t.regionOff}</p>
          ) : (
            <BothResults elder={elder} beside={beside} />
          )
        }
      </Answer>
    </Panel>
  )
}

function BothResults({ elder, beside }: { elder: ElderFile; beside: Beside }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { ability } = beside
  return (
    <>
      <div className="twin">
        <table className="insured">
          <caption className="unseen">{t.beside}</caption>
          <thead>
            <tr>
              <td />
              <th scope="col">{t.result}</th>
              <th scope="col">{t.resultOn}</th>
              <th scope="col">{t.validUntil}</th>
            </tr>
          </thead>
          <tbody>
            {beside.conclusions.map((one) => (
              <tr key={one.id}>
                <th scope="row">{t.insuranceGrade}</th>
                <td>
                  {say(one.gradeName)} {!one.valid && <StatusChip tone="ended">{t.runOut}</StatusChip>}{' '}
                  {one.objected && <StatusChip tone="waiting">{t.objected}</StatusChip>}
                  {one.carriedFrom !== '' && (
                    <div className="faded small">
                      {t.carriedFrom}：{one.carriedFrom}
                    </div>
                  )}
                </td>
                <td>{one.decidedOn === null ? '—' : <DayText day={one.decidedOn} />}</td>
                <td>{one.validUntil === null ? '—' : <DayText day={one.validUntil} />}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{t.abilityLevel}</th>
              <td>{ability === null ? t.noResult : say(ability.name)}</td>
              <td>{ability?.confirmedOn == null ? '—' : <DayText day={ability.confirmedOn} />}</td>
              <td>{ability?.validUntil == null ? '—' : <DayText day={ability.validUntil} />}</td>
            </tr>
          </tbody>
        </table>
      </div>
      {beside.says !== null && (
        <p>
          <strong>{say(beside.says)}</strong>
        </p>
      )}
      <p className="faded small">{say(beside.noConversion)}</p>
      {beside.conclusions.map((one) => (
        <Evidence key={one.id} elder={elder} one={one} accepts={beside.acceptsEvidence} />
      ))}
    </>
  )
}

function Evidence({
  elder,
  one,
  accepts,
}: {
  elder: ElderFile
  one: DisabilityConclusion
  accepts: boolean
}): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const may = useMay('assessments:confirm')
  const accept = useCommand(acceptAsEvidence)
  const { acceptedAsEvidence: done } = one
  if (done !== null)
    return <p className="small">{t.acceptedBy({ day: format.day(done.on), by: done.by, note: done.note })}</p>
  if (!accepts || !may || !one.valid) return null
  return (
    <ConfirmAction
      label={t.accept}
      title={t.accept}
      explain={t.acceptMeans}
      reason="required"
      size="small"
      run={(note) =>
        accept.mutateAsync({
          params: { county: elder.region.slice(0, 6), id: elder.id },
          body: { assessmentId: one.id, note },
        })
      }
    />
  )
}

export const elderPanels: readonly ElderPanel[] = [
  { name: 'disability-grade', order: 45, permission: 'assessments:read', Section: DisabilityGrade },
]
