import type { ElderFile } from '@yinian/core/people/api.ts'
import { listElderSurveys } from '@yinian/core/surveys/results-api.ts'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { DayText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { Panel } from '../parts/page-head.tsx'
import type { ElderPanel } from '../people/elder-panels.ts'
import { ReferralSteps } from './referral-steps.tsx'
import { ReferralChip, RespondentChip } from './states.tsx'
import { texts } from './texts.ts'

function Surveys({ elder }: { elder: ElderFile }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const asked = useEndpoint(listElderSurveys, { params: { id: elder.id } })
  if (!elder.responsible) return null
  return (
    <Panel title={t.panel}>
      <Answer of={asked} height={80}>
        {({ rows, referrals }) => (
          <>
            {rows.length === 0 && <p className="faded small">{t.noneOfElder}</p>}
            <ul className="looks">
              {rows.map(({ title, respondent }) => (
                <li key={respondent.id} className="small">
                  <Link to={`/surveys/respondents/${respondent.county}/${respondent.id}`}>{title}</Link>
                  <span>
                    <RespondentChip state={respondent.state} />{' '}
                    {respondent.answeredOn !== null && <DayText day={respondent.answeredOn} />}
                  </span>
                </li>
              ))}
              {referrals.map((referral) => (
                <li key={referral.id} className="small">
                  <strong>{say(referral.needName)}</strong>
                  <span>
                    <ReferralChip state={referral.state} /> {referral.passedTo} <ReferralSteps referral={referral} />
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </Answer>
    </Panel>
  )
}

export const elderPanels: readonly ElderPanel[] = [
  { name: 'surveys', order: 75, permission: 'surveys:read', Section: Surveys },
]
