import { type GuardianshipArrangement, takeGuardianshipStep } from '@yinian/core/people/guardianship/api.ts'
import { type GuardianshipEvent, stepKind } from '@yinian/core/people/guardianship/procedure.ts'
import {
  endingsToChoose,
  type GuardianshipDocument,
  guardianshipDocuments,
  guardianshipEndings,
  guardianshipRoutes,
} from '@yinian/core/people/guardianship/vocabulary.ts'
import { readPhone } from '@yinian/core/people/phone.ts'
import { type Relation, relations } from '@yinian/core/people/related-persons.ts'
import { Form, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { useCommand } from '../../../client/queries.ts'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { DayField } from '../../parts/day-field.tsx'
import { useMe } from '../../shell/me.tsx'
import { DialogForm } from '../dialog-form.tsx'
import { texts } from './texts.ts'

interface Told {
  readonly on?: string
  readonly dueOn?: string
  readonly responsible?: string
  readonly note?: string
  readonly papers?: Partial<Record<GuardianshipDocument, string>>
  readonly route?: 'agreement' | 'designation' | 'prior-agreement'
  readonly candidate?: { readonly name: string; readonly relation: Relation; readonly phone?: string }
  readonly temporaryGuardian?: string
  readonly ending?: (typeof endingsToChoose)[number]
}

/** One step of an arrangement: what it has to bring along is asked for, and nothing else. */
export function StepDialog(props: {
  arrangement: GuardianshipArrangement
  event: GuardianshipEvent
  primary: boolean
}): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { today } = useMe()
  const take = useCommand(takeGuardianshipStep)
  const { arrangement, event, primary } = props
  const kind = stepKind(event)
  const submit = ({ papers = {}, candidate, ...told }: Told) =>
    take.mutateAsync({
      params: { county: arrangement.county, id: arrangement.id },
      body: {
        ...told,
        version: arrangement.version,
        event,
        documents: kind.documents.map((one) => ({ kind: one, number: papers[one]?.trim() ?? '' })),
        ...(candidate === undefined ? {} : { candidate: { ...candidate, phone: candidate.phone?.trim() ?? '' } }),
      },
    })
  const quiet = event === 'withdraw' || event === 'return' || event === 'fall-through'
  return (
    <DialogForm<Told>
      label={say(kind.name)}
      button={{ size: 'small', type: primary ? 'primary' : quiet ? 'text' : 'default' }}
      title={say(kind.name)}
      initial={{ on: today, responsible: arrangement.responsible }}
      onSubmit={submit}
    >
      {event === 'propose' && <WayField />}
      {kind.tells === 'candidate' && <CandidateFields />}
      {kind.tells === 'temporary' && (
        <Form.Item
          name="temporaryGuardian"
          label={t.temporary}
          extra={t.temporaryHint}
          rules={[{ required: true, whitespace: true, message: t.missing }]}
        >
          <Input maxLength={60} />
        </Form.Item>
      )}
      {kind.tells === 'ending' && (
        <Form.Item name="ending" label={t.ending} rules={[{ required: true, message: t.missing }]}>
          <Select options={endingsToChoose.map((value) => ({ value, label: say(guardianshipEndings[value].name) }))} />
        </Form.Item>
      )}
      {kind.documents.map((one) => (
        <Form.Item
          key={one}
          name={['papers', one]}
          label={say(guardianshipDocuments[one])}
          extra={t.paperHint}
          rules={[{ required: true, whitespace: true, message: t.missing }]}
        >
          <Input maxLength={80} placeholder={t.paperNumber} />
        </Form.Item>
      ))}
      <Form.Item name="on" label={t.day} rules={[{ required: true, message: t.missing }]}>
        <DayField from={arrangement.inForceOn ?? arrangement.openedOn} to={today} />
      </Form.Item>
      <Form.Item
        name="note"
        label={kind.tells === 'reason' ? t.reason : t.note}
        extra={t.noteHint}
        rules={[{ required: kind.tells === 'reason', whitespace: true, message: t.missing }]}
      >
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Form.Item name="responsible" label={t.responsible}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="dueOn" label={t.due} extra={t.dueHint}>
        <DayField from={today} />
      </Form.Item>
    </DialogForm>
  )
}

function WayField(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const ways = ['agreement', 'designation', 'prior-agreement'] as const
  return (
    <Form.Item name="route" label={t.way} rules={[{ required: true, message: t.missing }]}>
      <Select options={ways.map((value) => ({ value, label: say(guardianshipRoutes[value].name) }))} />
    </Form.Item>
  )
}

function CandidateFields(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return (
    <>
      <Form.Item
        name={['candidate', 'name']}
        label={`${t.candidate} · ${t.name}`}
        rules={[{ required: true, whitespace: true, message: t.missing }]}
      >
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name={['candidate', 'relation']} label={t.relation} rules={[{ required: true, message: t.missing }]}>
        <Select options={Object.entries(relations).map(([value, name]) => ({ value, label: say(name) }))} />
      </Form.Item>
      <Form.Item
        name={['candidate', 'phone']}
        label={t.phone}
        rules={[
          {
            validator: async (_rule, value: string | undefined) => {
              if (value?.trim() && readPhone(value) === null) throw new Error(t.phoneWrong)
            },
          },
        ]}
      >
        <Input maxLength={30} inputMode="tel" autoComplete="off" />
      </Form.Item>
    </>
  )
}
