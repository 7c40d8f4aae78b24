import { useQueryClient } from '@tanstack/react-query'
import {
  acceptAssessment,
  cancelAssessment,
  declineAssessment,
  objectToResult,
  withdrawRequest,
  withdrawSignature,
} from '@yinian/core/assessments/api.ts'
import { eventsFrom } from '@yinian/core/assessments/procedure.ts'
import type { Assessment } from '@yinian/core/assessments/schemas.ts'
import { listAssessors } from '@yinian/core/workforce/api.ts'
import { backgrounds } from '@yinian/core/workforce/assessor.ts'
import { Button, Form, Select } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { useCommand, useEndpoint } from '../../../client/queries.ts'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { AssessmentOrganisationField } from '../../organisations/organisation-field.tsx'
import { ConfirmAction } from '../../parts/confirm-action.tsx'
import { DialogForm } from '../../people/dialog-form.tsx'
import { assignOne } from '../assign-one.ts'
import { texts } from '../texts.ts'
import { ReportButton } from './case-parts.tsx'
import { RequestSlipButton } from './request-slip-button.tsx'

type Event = Assessment['possible'][number]

/** What this reader may do with the case now. */
export function CaseActions({ assessment }: { assessment: Assessment }): ReactNode {
  const may = (event: Event) => assessment.possible.includes(event)
  return (
    <>
      <ReportButton assessment={assessment} />
      <RequestSlipButton assessment={assessment} />
      {may('withdraw') && <WithdrawRequestAction assessment={assessment} />}
      {may('cancel') && <CancelAction assessment={assessment} />}
      {may('object') && <ObjectAction assessment={assessment} />}
      {may('decline') && <DeclineAction assessment={assessment} />}
      {may('withdraw-signature') && <WithdrawAction assessment={assessment} />}
      {may('assign') && <AssignDialog assessment={assessment} />}
      {may('accept') && <AcceptDialog assessment={assessment} />}
      <AssessButton assessment={assessment} />
    </>
  )
}

interface Props {
  readonly assessment: Assessment
}

const placeOf = ({ county, id }: Assessment) => ({ county, id })

function CancelAction({ assessment }: Props): ReactNode {
  const t = useTexts(texts)
  const cancel = useCommand(cancelAssessment)
  const { version } = assessment
  return (
    <ConfirmAction
      label={t.cancel}
      title={t.cancel}
      explain={t.cancelMeans}
      reason="required"
      danger
      run={(reason) => cancel.mutateAsync({ params: placeOf(assessment), body: { reason, version } })}
    />
  )
}

function WithdrawRequestAction({ assessment }: Props): ReactNode {
  const t = useTexts(texts)
  const withdraw = useCommand(withdrawRequest)
  const { version } = assessment
  return (
    <ConfirmAction
      label={t.withdrawRequest}
      title={t.withdrawRequest}
      explain={t.withdrawRequestMeans}
      reason="required"
      danger
      run={(reason) => withdraw.mutateAsync({ params: placeOf(assessment), body: { reason, version } })}
    />
  )
}

function ObjectAction({ assessment }: Props): ReactNode {
  const t = useTexts(texts)
  const object = useCommand(objectToResult)
  const { version } = assessment
  return (
    <ConfirmAction
      label={t.object}
      title={t.object}
      explain={t.objectMeans}
      reason="required"
      run={(reason) => object.mutateAsync({ params: placeOf(assessment), body: { reason, version } })}
    />
  )
}

function DeclineAction({ assessment }: Props): ReactNode {
  const t = useTexts(texts)
  const decline = useCommand(declineAssessment)
  const { version } = assessment
  return (
    <ConfirmAction
      label={t.decline}
      title={t.decline}
      explain={t.declineMeans}
      reason="required"
      run={(reason) => decline.mutateAsync({ params: placeOf(assessment), body: { reason, version } })}
    />
  )
}

export function WithdrawAction({ assessment }: Props): ReactNode {
  const t = useTexts(texts)
  const withdraw = useCommand(withdrawSignature)
  const { version } = assessment
  return (
    <ConfirmAction
      label={t.withdraw}
      title={t.withdraw}
      explain={t.withdrawMeans}
      reason="required"
      run={(reason) => withdraw.mutateAsync({ params: placeOf(assessment), body: { reason, version } })}
    />
  )
}

function AssignDialog({ assessment }: Props): ReactNode {
  const t = useTexts(texts)
  const queries = useQueryClient()
  const submit = async ({ organisationId }: { organisationId: string }) => {
    await assignOne(assessment, organisationId)
    await queries.invalidateQueries()
  }
  return (
    <DialogForm<{ organisationId: string }>
      label={t.assign}
      button={{ type: assessment.state === 'requested' ? 'primary' : 'default' }}
      title={t.assign}
      onSubmit={submit}
    >
      <p className="small">{t.assignExplain}</p>
      {assessment.organisationId !== null && <p className="small faded">{t.reassignMeans}</p>}
      <Form.Item name="organisationId" label={t.assignTo} rules={[{ required: true, message: t.choose }]}>
        <AssessmentOrganisationField serves={assessment.region} />
      </Form.Item>
    </DialogForm>
  )
}

interface Pair {
  readonly first: string
  readonly second: string
}

function AcceptDialog({ assessment }: Props): ReactNode {
  const t = useTexts(texts)
  const accept = useCommand(acceptAssessment)
  const [first, second] = assessment.assessorsNamed
  const { version } = assessment
  return (
    <DialogForm<Pair>
      label={first === undefined ? t.accept : t.rename}
      button={{ type: assessment.state === 'assigned' ? 'primary' : 'default' }}
      title={first === undefined ? t.accept : t.rename}
      initial={{ ...(first && { first: first.id }), ...(second && { second: second.id }) }}
      onSubmit={(pair) =>
        accept.mutateAsync({
          params: placeOf(assessment),
          body: { assessorIds: [pair.first, pair.second], version },
        })
      }
    >
      <PairFields organisationId={assessment.organisationId ?? ''} />
    </DialogForm>
  )
}

function PairFields({ organisationId }: { organisationId: string }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const asked = useEndpoint(listAssessors, { query: { organisationId, status: 'active', limit: 200 } })
  const options = (asked.data?.rows ?? []).map((one) => ({
    value: one.id,
    label: [
      one.name,
      say(backgrounds[one.background]),
      ...one.reasons.map(say),
      ...(one.accountId === null ? [t.noAccount] : []),
    ].join(' · '),
    disabled: !one.qualifies,
  }))
  const field = <Select loading={asked.isFetching} options={options} showSearch={{ optionFilterProp: 'label' }} />
  return (
    <>
      <p className="small">{t.acceptHint}</p>
      <Form.Item name="first" label={t.firstAssessor} rules={[{ required: true, message: t.choose }]}>
        {field}
      </Form.Item>
      <Form.Item
        name="second"
        label={t.secondAssessor}
        dependencies={['first']}
        rules={[
          { required: true, message: t.choose },
          ({ getFieldValue }) => ({
            validator: (_rule, second) =>
              second !== undefined && second === getFieldValue('first')
                ? Promise.reject(new Error(t.notTwo))
                : Promise.resolve(),
          }),
        ]}
      >
        {field}
      </Form.Item>
    </>
  )
}

/** To the assessing page: to fill in, to read and sign, or only to read. */
function AssessButton({ assessment }: Props): ReactNode {
  const t = useTexts(texts)
  const navigate = useNavigate()
  const { county, id, possible, state } = assessment
  if (!assessment.assessorsNamed.some(({ isMe }) => isMe) || !eventsFrom(state).some((event) => byAssessor.has(event)))
    return null
  const fills = possible.includes('save')
  const signs = possible.includes('countersign')
  const begun = Object.keys(assessment.answers).length > 0
  return (
    <Button
      type={fills || signs ? 'primary' : 'default'}
      onClick={() => void navigate(`/assessments/${county}/${id}/assess`)}
    >
      {fills ? (begun ? t.goOnAssessing : t.startAssessing) : signs ? t.readAndSign : t.readForm}
    </Button>
  )
}

const byAssessor: ReadonlySet<Event> = new Set<Event>(['save', 'sign', 'countersign', 'withdraw-signature'])
