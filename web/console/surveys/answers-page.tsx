import type { Information, Instrument } from '@yinian/core/assessments/instrument.ts'
import { outcomes } from '@yinian/core/surveys/campaigns.ts'
import { getRespondent } from '@yinian/core/surveys/door-api.ts'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { InstantText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { InformationView } from '../assessments/case/information-view.tsx'
import { Answer } from '../parts/answer.tsx'
import { PageHead, Panel } from '../parts/page-head.tsx'
import { RespondentChip } from './states.tsx'
import { texts } from './texts.ts'

/** What somebody answered, and each visit to them. */
export function AnswersPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { county = '', id = '' } = useParams()
  const asked = useEndpoint(getRespondent, { params: { county, id } })
  return (
    <Answer of={asked}>
      {({ respondent, title, instrument, answers, visits }) => {
        const questionnaire = instrument as Instrument
        const forms = questionnaire.forms.map((form) => ({ ...form, id: '' }))
        return (
          <>
            <PageHead
              title={respondent.name}
              hint={`${title} · ${respondent.regionPath}`}
              chips={<RespondentChip state={respondent.state} />}
              actions={respondent.elderId !== null && <Link to={`/people/${respondent.elderId}`}>{t.elder}</Link>}
            />
            {Object.keys(answers).length > 0 && (
              <Panel title={t.answers}>
                <InformationView instrument={{ ...questionnaire, forms }} information={answers as Information} />
              </Panel>
            )}
            <Panel title={t.visits}>
              <ul className="looks">
                {visits.map((visit) => (
                  <li key={visit.id}>
                    <strong>{say(outcomes[visit.outcome])}</strong>
                    <span>
                      <InstantText at={visit.madeAt} /> · {visit.by}
                    </span>
                  </li>
                ))}
              </ul>
            </Panel>
          </>
        )
      }}
    </Answer>
  )
}
