import { type DisabilityCase, stepOfApplicant, stepOfDecision, stepOfReview } from '@yinian/core/insurance/api.ts'
import {
  type DeliveryManner,
  type DisabilityEvent,
  deliveryManners,
  disabilityEventKind,
  type Enrolment,
  enrolments,
  type PaperKind,
  paperKinds,
  type RefusalKind,
  refusalKinds,
} from '@yinian/core/insurance/procedure.ts'
import { Button, Checkbox, Form, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { useCommand } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { DialogForm } from '../people/dialog-form.tsx'
import { AssignDialog } from './assign-dialog.tsx'
import { texts } from './texts.ts'

interface Told {
  readonly reason?: string
  readonly refusal?: RefusalKind
  readonly deliveredHow?: DeliveryManner
  readonly papers?: PaperKind[]
  readonly enrolment?: Enrolment
}

const primary: readonly DisabilityEvent[] = ['accept', 'conclude', 'announce', 'decide', 'deliver', 'supplement']
const danger: readonly DisabilityEvent[] = ['refuse', 'withdraw']

/** Everything this reader may do with the case now, one button each. */
export function CaseSteps({ one }: { one: DisabilityCase }): ReactNode {
  const t = useTexts(texts)
  const navigate = useNavigate()
  const order = (event: DisabilityEvent) => (primary.includes(event) ? 1 : 0)
  return (
    <>
      {one.possible
        .filter((event) => event !== 'assign' && event !== 'record')
        .toSorted((a, b) => order(a) - order(b))
        .map((event) => (
          <StepDialog key={event} one={one} event={event} />
        ))}
      {one.possible.includes('assign') && <AssignDialog one={one} />}
      {one.possible.includes('record') && (
        <Button type="primary" onClick={() => void navigate(`/insurance/assessments/${one.county}/${one.id}/sheet`)}>
          {t.fillSheet}
        </Button>
      )}
    </>
  )
}

function StepDialog({ one, event }: { one: DisabilityCase; event: DisabilityEvent }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const send = useSend(one)
  const kind = disabilityEventKind(event)
  const name = say(kind.name)
  return (
    <DialogForm<Told>
      label={name}
      button={{
        ...(primary.includes(event) ? { type: 'primary' } : {}),
        ...(danger.includes(event) ? { danger: true } : {}),
      }}
      title={`${one.elderName ?? one.number} · ${name}`}
      submit={t.confirmEvent}
      initial={{
        ...(event === 'supplement' ? { papers: [...(one.application?.papers ?? [])], enrolment: one.enrolment } : {}),
        ...(event === 'deliver' ? { deliveredHow: 'in-person' as const } : {}),
      }}
      onSubmit={(told) => send(event, told)}
    >
      <StepFields event={event} />
      {(kind.reason === 'required' || event === 'supplement') && (
        <Form.Item
          name="reason"
          label={t.reason}
          rules={kind.reason === 'required' ? [{ required: true, whitespace: true, min: 2, message: t.required }] : []}
        >
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      )}
    </DialogForm>
  )
}

function StepFields({ event }: { event: DisabilityEvent }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const options = <Key extends string>(of: Readonly<Record<Key, { zh: string; en: string }>>) =>
    (Object.keys(of) as Key[]).map((value) => ({ value, label: say(of[value]) }))
  if (event === 'refuse')
    return (
      <Form.Item name="refusal" label={t.refusal} rules={[{ required: true, message: t.choose }]}>
        <Select options={options(refusalKinds)} />
      </Form.Item>
    )
  if (event === 'deliver')
    return (
      <Form.Item name="deliveredHow" label={t.deliveredHow}>
        <Select options={options(deliveryManners)} />
      </Form.Item>
    )
  if (event === 'supplement')
    return (
      <>
        <Form.Item name="papers" label={t.papers}>
          <Checkbox.Group options={options(paperKinds)} />
        </Form.Item>
        <Form.Item name="enrolment" label={t.enrolment}>
          <Select options={options(enrolments)} />
        </Form.Item>
      </>
    )
  return null
}

const ofReview = ['request-supplement', 'refuse', 'accept', 'conclude', 'announce', 'deliver'] as const
const ofDecision = ['decide', 'send-back', 'dismiss-contest', 'assess-again', 'uphold', 'reassess'] as const
const ofApplicant = ['supplement', 'withdraw', 'contest', 'object'] as const

const isOf = <One extends DisabilityEvent>(events: readonly One[], event: DisabilityEvent): event is One =>
  (events as readonly DisabilityEvent[]).includes(event)

function useSend(one: DisabilityCase): (event: DisabilityEvent, told: Told) => Promise<unknown> {
  const navigate = useNavigate()
  const review = useCommand(stepOfReview)
  const decide = useCommand(stepOfDecision)
  const applicant = useCommand(stepOfApplicant)
  const params = { county: one.county, id: one.id }
  return async (event, { reason, refusal, deliveredHow, papers, enrolment }) => {
    const because = reason?.trim() ? { reason: reason.trim() } : {}
    const { version } = one
    if (isOf(ofReview, event))
      return review.mutateAsync({
        params,
        body: {
          event,
          version,
          ...because,
          ...(refusal ? { refusal } : {}),
          ...(deliveredHow ? { deliveredHow } : {}),
        },
      })
    if (isOf(ofApplicant, event))
      return applicant.mutateAsync({
        params,
        body: { event, version, ...because, ...(papers ? { papers } : {}), ...(enrolment ? { enrolment } : {}) },
      })
    if (!isOf(ofDecision, event)) return undefined
    const after = await decide.mutateAsync({ params, body: { event, version, ...because } })
    // A reassessment is a case of its own.
    if (after.id !== one.id) await navigate(`/insurance/assessments/${after.county}/${after.id}`)
    return after
  }
}
