import { Form, Input } from 'antd'
import type { ReactNode } from 'react'
import { useTexts } from '../../language/language.ts'
import { DayField } from '../parts/day-field.tsx'
import { texts } from './texts.ts'

/** What allows the exchange, and for how long. */
export function AgreementFields(): ReactNode {
  const t = useTexts(texts)
  const rules = [{ required: true, message: t.required }]
  return (
    <>
      <Form.Item name="basisNote" label={t.basisNote} rules={rules}>
        <Input.TextArea rows={2} maxLength={300} />
      </Form.Item>
      <Form.Item name="agreementNumber" label={t.agreementNumber} rules={rules}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="validFrom" label={t.validFrom} rules={rules}>
        <DayField />
      </Form.Item>
      <Form.Item name="validUntil" label={t.validUntil} rules={rules}>
        <DayField />
      </Form.Item>
    </>
  )
}
