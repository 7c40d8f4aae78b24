import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import type { Choice, Field, FieldValue, TableRow } from '@yinian/core/assessments/instrument.ts'
import { Button, Checkbox, Input, InputNumber, Radio } from 'antd'
import type { ReactNode } from 'react'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { DayField } from '../../parts/day-field.tsx'
import { useMe } from '../../shell/me.tsx'
import { texts } from '../texts.ts'

interface FieldEntryProps {
  readonly field: Field
  readonly labelId: string
  readonly value: FieldValue | undefined
  readonly fill: (value: FieldValue | null) => void
}

/** What a field of Appendix A is filled in with. */
export function FieldEntry(props: FieldEntryProps): ReactNode {
  const { field, labelId, value, fill } = props
  const { say } = useLanguage()
  const { today } = useMe()
  switch (field.kind) {
    case 'text':
      return (
        <Input
          size="large"
          aria-labelledby={labelId}
          maxLength={500}
          autoComplete="off"
          value={typeof value === 'string' ? value : ''}
          onChange={({ target }) => fill(target.value === '' ? null : target.value)}
        />
      )
    case 'date':
      return (
        <DayField
          id={`${labelId}-day`}
          value={typeof value === 'string' ? value : null}
          to={today}
          onChange={(day) => fill(day ?? null)}
        />
      )
    case 'number':
      return (
        <InputNumber
          size="large"
          aria-labelledby={labelId}
          min={field.from}
          max={field.to}
          suffix={say(field.unit)}
          value={typeof value === 'number' ? value : null}
          onChange={(number) => fill(number)}
          style={{ width: 180 }}
        />
      )
    case 'choice':
      return <OneOf labelId={labelId} options={field.options} value={value} fill={fill} />
    case 'multi':
      return <SeveralOf labelId={labelId} options={field.options} value={value} fill={fill} required={field.required} />
    case 'table':
      return field.rows ? (
        <FixedRows {...props} field={field} rows={field.rows} />
      ) : (
        <FreeRows {...props} field={field} />
      )
  }
}

interface ChoiceProps {
  readonly labelId: string
  readonly options: readonly Choice[]
  readonly value: FieldValue | undefined
  readonly fill: (value: FieldValue | null) => void
}

function OneOf({ labelId, options, value, fill }: ChoiceProps): ReactNode {
  const { say } = useLanguage()
  return (
    <Radio.Group
      aria-labelledby={labelId}
      className="choices-across"
      value={value ?? null}
      onChange={({ target }) => fill(target.value as string)}
    >
      {options.map(({ code, text }) => (
        <Radio key={code} value={code} className="choice">
          {say(text)}
        </Radio>
      ))}
    </Radio.Group>
  )
}

/** Nothing ticked is no answer; that none applies is one, and is said by a tick of its own. */
function SeveralOf({ labelId, options, value, fill, required }: ChoiceProps & { required: boolean }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const chosen = Array.isArray(value) ? value.filter((code): code is string => typeof code === 'string') : undefined
  const toggle = (code: string, ticked: boolean) => {
    const others = (chosen ?? []).filter((one) => one !== code)
    const next = ticked ? [...others, code] : others
    fill(next.length === 0 ? null : options.map((option) => option.code).filter((one) => next.includes(one)))
  }
  return (
    <fieldset className="choices-across" aria-labelledby={labelId}>
      {options.map(({ code, text, icd10 }) => (
        <Checkbox
          key={code}
          className="choice"
          checked={chosen?.includes(code) ?? false}
          onChange={({ target }) => toggle(code, target.checked)}
        >
          {say(text)} {icd10 !== undefined && <span className="faded small">{icd10}</span>}
        </Checkbox>
      ))}
      {required && (
        <Checkbox
          className="choice"
          checked={chosen?.length === 0}
          onChange={({ target }) => fill(target.checked ? [] : null)}
        >
          {t.noneOfThese}
        </Checkbox>
      )}
    </fieldset>
  )
}

type TableProps = Omit<FieldEntryProps, 'field'> & { readonly field: Field & { kind: 'table' } }

const rowsIn = (value: FieldValue | undefined): readonly TableRow[] =>
  Array.isArray(value) ? value.filter((row): row is TableRow => typeof row === 'object' && row !== null) : []

function FixedRows({ field, rows, value, fill }: TableProps & { rows: readonly Choice[] }): ReactNode {
  const { say } = useLanguage()
  const held = rowsIn(value)
  const set = (row: string, column: string, code: string) => {
    const before: TableRow = held.find((one) => one.row === row) ?? { row }
    const others = held.filter((one) => one.row !== row)
    const next = [...others, { ...before, [column]: code }]
    const order = (one: TableRow) => rows.findIndex(({ code }) => code === one.row)
    fill(next.toSorted((one, other) => order(one) - order(other)))
  }
  return (
    <div className="entry-rows">
      {rows.map((row) => (
        <div key={row.code} className="entry-row">
          <span id={`${field.id}-${row.code}`}>{say(row.text)}</span>
          {field.columns.map((column) => (
            <Radio.Group
              key={column.code}
              aria-labelledby={`${field.id}-${row.code}`}
              optionType="button"
              buttonStyle="solid"
              value={held.find((one) => one.row === row.code)?.[column.code] ?? null}
              onChange={({ target }) => set(row.code, column.code, target.value as string)}
              options={(column.options ?? []).map((option) => ({ value: option.code, label: say(option.text) }))}
            />
          ))}
        </div>
      ))}
    </div>
  )
}

function FreeRows({ field, value, fill }: TableProps): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const rows = rowsIn(value)
  const put = (next: readonly TableRow[]) => fill(next.length === 0 ? null : next)
  return (
    <div className="entry-rows">
      {rows.map((row, index) => (
        // Rows have no name of their own; they are only appended and taken out.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div key={index} className="entry-row free">
          {field.columns.map((column) => (
            <Input
              key={column.code}
              aria-label={`${say(column.label)} ${index + 1}`}
              placeholder={say(column.label)}
              maxLength={200}
              value={row[column.code] ?? ''}
              onChange={({ target }) =>
                put(rows.map((one, at) => (at === index ? { ...one, [column.code]: target.value } : one)))
              }
            />
          ))}
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t.removeRow({ row: index + 1 })}
            onClick={() => put(rows.filter((_row, at) => at !== index))}
          />
        </div>
      ))}
      <Button icon={<PlusOutlined />} onClick={() => put([...rows, {}])}>
        {t.addRow}
      </Button>
    </div>
  )
}
