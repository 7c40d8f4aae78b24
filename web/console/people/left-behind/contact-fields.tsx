import {
  type CareFinding,
  type CareManner,
  type CareNeed,
  careFindings,
  careManners,
  careNeeds,
} from '@yinian/core/people/left-behind/vocabulary.ts'
import { Checkbox, Form, Input, Radio } from 'antd'
import type { ReactNode } from 'react'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { DayField } from '../../parts/day-field.tsx'
import { useMe } from '../../shell/me.tsx'
import { texts } from './texts.ts'

export interface ContactTold {
  readonly on: string
  readonly manner: CareManner
  readonly finding: CareFinding
  readonly found?: string
  readonly needs?: CareNeed[]
  readonly need?: string
  readonly madeBy?: string
}

const named = (
  names: Readonly<Record<string, { zh: string; en: string }>>,
  say: (text: { zh: string; en: string }) => string,
) => Object.entries(names).map(([value, name]) => ({ value, label: say(name) }))

/** What is asked of one contact, whether it is new or takes the place of one. */
export function ContactFields({ within = [] }: { within?: readonly string[] }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { today } = useMe()
  const name = (field: keyof ContactTold) => [...within, field]
  return (
    <>
      <Form.Item name={name('on')} label={t.day} rules={[{ required: true, message: t.missing }]}>
        <DayField to={today} />
      </Form.Item>
      <Form.Item name={name('manner')} label={t.manner} rules={[{ required: true, message: t.missing }]}>
        <Radio.Group options={named(careManners, say)} />
      </Form.Item>
      <Form.Item name={name('finding')} label={t.finding} rules={[{ required: true, message: t.missing }]}>
        <Radio.Group options={named(careFindings, say)} />
      </Form.Item>
      <Form.Item name={name('found')} label={t.found} extra={t.sealedHint}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <Form.Item name={name('needs')} label={t.needs}>
        <Checkbox.Group options={named(careNeeds, say)} />
      </Form.Item>
      <Form.Item name={name('need')} label={t.needText}>
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item name={name('madeBy')} label={t.madeBy}>
        <Input maxLength={60} />
      </Form.Item>
    </>
  )
}
