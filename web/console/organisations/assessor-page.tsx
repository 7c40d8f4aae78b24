import { EditOutlined } from '@ant-design/icons'
import { type Assessor, getAssessor, setAssessorStatus } from '@yinian/core/workforce/api.ts'
import { backgrounds, certificates, educations } from '@yinian/core/workforce/assessor.ts'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { DayText, InstantText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { FilePage } from '../parts/file-page.tsx'
import { Facts, Panel } from '../parts/page-head.tsx'
import { May } from '../shell/me.tsx'
import { AssessorStatusChip, QualificationChip } from './chips.tsx'
import { StatusActions } from './status-actions.tsx'
import { texts } from './texts.ts'

export function AssessorPage(): ReactNode {
  const { county = '', id = '' } = useParams()
  const asked = useEndpoint(getAssessor, { params: { county, id } })
  return <Answer of={asked}>{(assessor) => <AssessorFile assessor={assessor} />}</Answer>
}

function AssessorFile({ assessor }: { assessor: Assessor }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { county, organisationId, organisationName } = assessor
  return (
    <FilePage
      title={assessor.name}
      hint={<Link to={`/organisations/${county}/${organisationId}`}>{organisationName}</Link>}
      chips={
        <>
          <AssessorStatusChip status={assessor.status} />
          <QualificationChip {...assessor} />
        </>
      }
      actions={<Actions assessor={assessor} />}
      facts={[
        [t.identityNumber, assessor.identityNumberMasked],
        [t.telephone, assessor.telephoneMasked || '—'],
        [t.account, assessor.accountId === null ? t.noAccount : t.hasAccount],
        [t.completed, assessor.completed],
        [t.registeredAt, <InstantText key="at" at={assessor.registeredAt} />],
      ]}
    >
      {assessor.reasons.length > 0 && (
        <div className="note-box" role="note">
          <strong>{t.qualifiesNot}</strong>
          <ul>
            {assessor.reasons.map((reason) => (
              <li key={reason.en}>{say(reason)}</li>
            ))}
          </ul>
        </div>
      )}
      <Panel title={t.qualification}>
        <Facts
          of={[
            [t.education, say(educations[assessor.education])],
            [t.background, say(backgrounds[assessor.background])],
            [t.practiceSince, <DayText key="practice" day={assessor.practiceSince} />],
            [t.trainedOn, <DayText key="trained" day={assessor.trainedOn} />],
            [t.trainingUntil, <DayText key="until" day={assessor.trainingUntil} />],
            [t.certificate, assessor.certificate === null ? null : say(certificates[assessor.certificate])],
            [t.certificateNumber, assessor.certificateNumber],
            [t.employment, assessor.fullTime ? t.fullTime : t.partTime],
          ]}
        />
      </Panel>
    </FilePage>
  )
}

function Actions({ assessor }: { assessor: Assessor }): ReactNode {
  const t = useTexts(texts)
  const navigate = useNavigate()
  const setStatus = useCommand(setAssessorStatus)
  const { county, id, version, name, status } = assessor
  return (
    <May do="organisations:write">
      <StatusActions
        name={name}
        status={status}
        means={{ active: t.restoreAssessor, suspended: t.suspendAssessor, removed: t.removeAssessor }}
        change={(to, reason) =>
          setStatus.mutateAsync({ params: { county, id }, body: { status: to, reason, version } })
        }
      />
      <Button
        type="primary"
        icon={<EditOutlined />}
        disabled={status === 'removed'}
        onClick={() => void navigate(`/assessors/${county}/${id}/edit`)}
      >
        {t.edit}
      </Button>
    </May>
  )
}
