import { type Consent, giveConsent, withdrawConsent } from '@yinian/core/privacy/consents-api.ts'
import type { ConsentedProcessing, ConsentGiver, ConsentManner } from '@yinian/core/privacy/processing-kinds.ts'
import { Form, Input } from 'antd'
import type { ReactNode } from 'react'
import { useCommand } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { DayField } from '../parts/day-field.tsx'
import { DialogForm } from '../people/dialog-form.tsx'
import { useMe } from '../shell/me.tsx'
import { ConsentFields } from './consent-fields.tsx'
import { consentTexts } from './consent-texts.ts'

interface Given {
  readonly givenBy: ConsentGiver
  readonly giverName?: string
  readonly manner: ConsentManner
  readonly fileNumber?: string
  readonly givenOn: string
}

export function RecordConsent(props: { elderId: string; id: string; kind: ConsentedProcessing }): ReactNode {
  const t = useTexts(consentTexts)
  const { say } = useLanguage()
  const { today } = useMe()
  const give = useCommand(giveConsent)
  const { kind } = props
  return (
    <DialogForm<Given>
      label={t.record}
      button={{ size: 'small' }}
      title={t.recordTitle({ kind: say(kind.name) })}
      initial={{ givenBy: 'elder', manner: 'paper', givenOn: today }}
      onSubmit={(given) =>
        give.mutateAsync({
          params: { id: props.elderId },
          body: { ...given, kind: props.id, wordingVersion: kind.wording.version },
        })
      }
    >
      <p className="faded small">{t.readOut}</p>
      <blockquote className="consent-words">{say(kind.wording.text)}</blockquote>
      <ConsentFields />
      <Form.Item name="givenOn" label={t.day} rules={[{ required: true, message: t.missing }]}>
        <DayField to={today} />
      </Form.Item>
    </DialogForm>
  )
}

export function WithdrawConsent(props: { elderId: string; kind: ConsentedProcessing; consent: Consent }): ReactNode {
  const t = useTexts(consentTexts)
  const { say } = useLanguage()
  const { today } = useMe()
  const withdraw = useCommand(withdrawConsent)
  const { kind, consent } = props
  return (
    <DialogForm<{ on: string; reason?: string }>
      label={t.withdraw}
      button={{ size: 'small', type: 'text' }}
      title={t.withdrawTitle({ kind: say(kind.name) })}
      initial={{ on: today }}
      onSubmit={({ on, reason = '' }) =>
        withdraw.mutateAsync({ params: { id: props.elderId, consentId: consent.id }, body: { on, reason } })
      }
    >
      <p>{t.withdrawMeans({ stops: say(kind.stops) })}</p>
      <Form.Item name="on" label={t.withdrawDay} rules={[{ required: true, message: t.missing }]}>
        <DayField from={consent.givenOn} to={today} />
      </Form.Item>
      <Form.Item name="reason" label={t.reason}>
        <Input.TextArea rows={2} maxLength={200} />
      </Form.Item>
    </DialogForm>
  )
}
