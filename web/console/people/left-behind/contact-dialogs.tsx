import { type CareContact, correctCareContact, recordCareContact } from '@yinian/core/people/left-behind/api.ts'
import { Form, Input, Radio } from 'antd'
import type { ReactNode } from 'react'
import { useCommand } from '../../../client/queries.ts'
import { useFormat } from '../../../language/figures.tsx'
import { useTexts } from '../../../language/language.ts'
import { useMe } from '../../shell/me.tsx'
import { DialogForm } from '../dialog-form.tsx'
import { ContactFields, type ContactTold } from './contact-fields.tsx'
import { texts } from './texts.ts'

export function RecordDialog({ elderId }: { elderId: string }): ReactNode {
  const t = useTexts(texts)
  const { today, account } = useMe()
  const record = useCommand(recordCareContact)
  return (
    <DialogForm<ContactTold>
      label={t.record}
      button={{ size: 'small', type: 'primary' }}
      title={t.record}
      initial={{ on: today, manner: 'door', finding: 'well', madeBy: account.displayName }}
      onSubmit={(body) => record.mutateAsync({ params: { id: elderId }, body })}
    >
      <ContactFields />
    </DialogForm>
  )
}

interface Correction {
  readonly how: 'instead' | 'void'
  readonly reason: string
  readonly instead?: ContactTold
}

/** What was written stays; this writes the row that takes its place. */
export function CorrectDialog({ elderId, contact }: { elderId: string; contact: CareContact }): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const correct = useCommand(correctCareContact)
  const { on, manner, finding, found, needs, need, madeBy } = contact
  const submit = ({ how, reason, instead }: Correction) =>
    correct.mutateAsync({
      params: { id: elderId, contactId: contact.id },
      body: { reason, ...(how === 'instead' && instead !== undefined ? { instead } : {}) },
    })
  return (
    <DialogForm<Correction>
      label={t.correct}
      button={{ size: 'small', type: 'text' }}
      title={t.correctTitle({ day: format.day(on) })}
      initial={{ how: 'instead', instead: { on, manner, finding, found, needs: [...needs], need, madeBy } }}
      onSubmit={submit}
    >
      <p>{t.correctMeans}</p>
      <Form.Item
        name="reason"
        label={t.reason}
        rules={[{ required: true, whitespace: true, min: 2, message: t.missing }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="how" label={t.tookPlace}>
        <Radio.Group
          options={[
            { value: 'instead', label: t.asFollows },
            { value: 'void', label: t.didNot },
          ]}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={['how']}>
        {({ getFieldValue }) => getFieldValue('how') === 'instead' && <ContactFields within={['instead']} />}
      </Form.Item>
    </DialogForm>
  )
}
