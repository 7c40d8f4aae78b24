import { setCarePlan } from '@yinian/core/people/left-behind/api.ts'
import { type CareManner, careManners } from '@yinian/core/people/left-behind/vocabulary.ts'
import { readPhone } from '@yinian/core/people/phone.ts'
import { Form, Input, InputNumber, Radio } from 'antd'
import type { ReactNode } from 'react'
import { useCommand } from '../../../client/queries.ts'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { DialogForm } from '../dialog-form.tsx'
import { texts } from './texts.ts'

interface Plan {
  readonly personName: string
  readonly personPhone?: string
  readonly manner: CareManner
  readonly intervalDays: number
  readonly note?: string
}

/** Who looks in how often. A later plan takes the place of this one; both stay in the file. */
export function PlanDialog({ elderId, again }: { elderId: string; again: boolean }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const set = useCommand(setCarePlan)
  return (
    <DialogForm<Plan>
      label={again ? t.changePlan : t.plan}
      button={{ size: 'small', type: again ? 'text' : 'primary' }}
      title={t.plan}
      initial={{ manner: 'door', intervalDays: 30 }}
      onSubmit={(body) => set.mutateAsync({ params: { id: elderId }, body })}
    >
      <Form.Item
        name="personName"
        label={t.personName}
        rules={[{ required: true, whitespace: true, message: t.missing }]}
      >
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="personPhone"
        label={t.personPhone}
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
      <Form.Item name="manner" label={t.manner} rules={[{ required: true, message: t.missing }]}>
        <Radio.Group options={Object.entries(careManners).map(([value, name]) => ({ value, label: say(name) }))} />
      </Form.Item>
      <Form.Item name="intervalDays" label={t.days} extra={t.daysHint} rules={[{ required: true, message: t.missing }]}>
        <InputNumber min={1} max={366} precision={0} style={{ width: 120 }} />
      </Form.Item>
      <Form.Item name="note" label={t.note} extra={t.sealedHint}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </DialogForm>
  )
}
