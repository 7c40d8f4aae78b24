import { type Entry, proposeEntries } from '@yinian/core/insurance/rules-api.ts'
import type { RegionCode } from '@yinian/core/regions/code.ts'
import { Form, Input, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { useCommand } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { DialogForm } from '../people/dialog-form.tsx'
import { gradeName } from './chips.tsx'
import { texts } from './texts.ts'

interface Read {
  readonly document: string
  readonly clause: string
  readonly values: readonly { readonly from?: number; readonly to?: number; readonly grade?: number }[]
}

/** What one person has read in the document about the chosen entries. */
export function ProposeDialog({
  area,
  entries,
  onDone,
}: {
  area: RegionCode
  entries: readonly Entry[]
  onDone: () => void
}): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const propose = useCommand(proposeEntries)
  const rules = [{ required: true, message: t.required }]
  const submit = async ({ document, clause, values }: Read) => {
    await propose.mutateAsync({
      body: {
        area,
        document,
        clause,
        entries: entries.map(({ key, value }, index) => {
          const read = values[index] ?? {}
          return 'grade' in value
            ? { key, value: { grade: read.grade ?? value.grade } }
            : { key, value: { from: read.from ?? value.from, to: read.to ?? value.to } }
        }),
      },
    })
    onDone()
  }
  return (
    <DialogForm<Read>
      label={t.propose}
      button={{ type: 'primary', size: 'small' }}
      title={t.proposeTitle}
      initial={{ values: entries.map(({ value }) => ({ ...value })) }}
      onSubmit={submit}
    >
      <Form.Item name="document" label={t.document} rules={[{ ...rules[0], whitespace: true, min: 2 }]}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="clause" label={t.clause} rules={[{ ...rules[0], whitespace: true, min: 2 }]}>
        <Input maxLength={200} />
      </Form.Item>
      {entries.map((entry, index) =>
        'grade' in entry.value ? (
          <Form.Item key={entry.key} name={['values', index, 'grade']} label={say(entry.name)} rules={rules}>
            <Select options={[0, 1, 2, 3, 4, 5].map((grade) => ({ value: grade, label: say(gradeName(grade)) }))} />
          </Form.Item>
        ) : (
          <fieldset key={entry.key} className="plain-set">
            <legend>{say(entry.name)}</legend>
            <div className="row">
              <Form.Item name={['values', index, 'from']} label={t.from} rules={rules}>
                <InputNumber min={0} max={200} precision={0} />
              </Form.Item>
              <Form.Item name={['values', index, 'to']} label={t.to} rules={rules}>
                <InputNumber min={0} max={200} precision={0} />
              </Form.Item>
            </div>
          </fieldset>
        ),
      )}
    </DialogForm>
  )
}
