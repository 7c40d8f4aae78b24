import { PlusOutlined } from '@ant-design/icons'
import { addCircumstance, type ElderFile } from '@yinian/core/people/api.ts'
import { circumstanceKinds, findCircumstanceKind } from '@yinian/core/people/circumstances.ts'
import { Form, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { useCommand } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { DayField } from '../parts/day-field.tsx'
import { useMe } from '../shell/me.tsx'
import { DialogForm } from './dialog-form.tsx'
import { texts } from './texts.ts'

interface Wanted {
  readonly kind: string
  readonly value: string
  readonly from: string
  readonly to?: string
  readonly source: string
  readonly evidence?: string
}

export function CircumstanceDialog({ elder }: { elder: ElderFile }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { today } = useMe()
  const add = useCommand(addCircumstance)
  const kinds = Object.entries(circumstanceKinds)
    .filter(([, { writtenBy }]) => writtenBy === 'officer')
    .map(([value, { name }]) => ({ value, label: say(name) }))
  const submit = ({ evidence = '', to, source, ...wanted }: Wanted) =>
    add.mutateAsync({
      params: { id: elder.id },
      body: { ...wanted, source: source.trim(), evidence: evidence.trim(), ...(to ? { to } : {}) },
    })
  return (
    <DialogForm<Wanted>
      label={t.addCircumstance}
      button={{ size: 'small', icon: <PlusOutlined /> }}
      title={t.addCircumstance}
      initial={{ from: today }}
      onSubmit={submit}
    >
      {(form) => (
        <>
          <Form.Item name="kind" label={t.kind} rules={[{ required: true, message: t.choose }]}>
            <Select
              options={kinds}
              showSearch={{ optionFilterProp: 'label' }}
              onChange={() => form.resetFields(['value'])}
            />
          </Form.Item>
          <Form.Item noStyle dependencies={['kind', 'value']}>
            {() => <ValueField elder={elder} kind={form.getFieldValue('kind')} value={form.getFieldValue('value')} />}
          </Form.Item>
          <div className="together">
            <Form.Item name="from" label={t.from} rules={[{ required: true, message: t.dayMissing }]}>
              <DayField />
            </Form.Item>
            <Form.Item name="to" label={t.to} extra={t.toHelp}>
              <DayField />
            </Form.Item>
          </div>
          <Form.Item
            name="source"
            label={t.source}
            rules={[{ required: true, whitespace: true, message: t.sourceMissing }]}
          >
            <Input maxLength={100} placeholder={t.situationSourceHint} />
          </Form.Item>
          <Form.Item name="evidence" label={t.evidence}>
            <Input maxLength={200} placeholder={t.evidenceHint} />
          </Form.Item>
        </>
      )}
    </DialogForm>
  )
}

/** The values of the chosen kind, and what the new one takes the place of. */
function ValueField(props: { elder: ElderFile; kind: string | undefined; value: string | undefined }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { today } = useMe()
  const kind = findCircumstanceKind(props.kind ?? '')
  const now = props.elder.circumstances.find(
    (one) => one.kind === props.kind && one.from <= today && (one.to === null || one.to > today),
  )
  const held =
    kind?.holds === 'one' && now !== undefined && now.value !== props.value ? kind.values[now.value] : undefined
  return (
    <Form.Item
      name="value"
      label={t.value}
      rules={[{ required: true, message: t.choose }]}
      {...(held === undefined ? {} : { extra: t.replaces({ now: say(held.name) }) })}
    >
      <Select
        disabled={kind === undefined}
        options={Object.entries(kind?.values ?? {}).map(([value, { name }]) => ({ value, label: say(name) }))}
      />
    </Form.Item>
  )
}
