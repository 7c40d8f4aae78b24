import { type FactName, type FactValue, factDefinition } from '@yinian/core/benefits/facts.ts'
import { Form, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { useLanguage, useTexts } from '../../language/language.ts'
import { DayField } from '../parts/day-field.tsx'
import { RegionField } from '../parts/region-field.tsx'
import { texts } from './texts.ts'

interface FactFieldProps {
  readonly name: FactName
  readonly value: FactValue
  readonly onChange: (value: FactValue) => void
}

/** The vocabulary names facts as they stand in a sentence; a label begins one. */
const beginLarge = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** One fact of the vocabulary to be filled in; empty means not known. */
export function FactField({ name, value, onChange }: FactFieldProps): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const definition = factDefinition(name)
  const id = `fact-${name}`
  const { unit } = definition
  const label =
    unit === undefined
      ? definition.name
      : { zh: `${definition.name.zh}（${unit.zh}）`, en: `${definition.name.en} (${unit.en})` }
  const choose = (
    options: { value: string; label: string }[],
    chosen: string | undefined,
    read: (one: string) => FactValue,
  ) => (
    <Select
      id={id}
      allowClear
      placeholder={t.unknown}
      value={chosen ?? null}
      options={options}
      onChange={(one: string | null | undefined) => onChange(one == null ? null : read(one))}
    />
  )
  return (
    <Form.Item
      label={beginLarge(say(label))}
      htmlFor={id}
      {...('pattern' in definition ? {} : { extra: say(definition.description) })}
    >
      {definition.type === 'number' && (
        <InputNumber
          id={id}
          min={definition.minimum}
          max={definition.maximum}
          precision={0}
          placeholder={t.unknown}
          value={typeof value === 'number' ? value : null}
          onChange={(number) => onChange(number)}
          style={{ width: '100%' }}
        />
      )}
      {definition.type === 'boolean' &&
        choose(
          [
            { value: 'yes', label: t.yes },
            { value: 'no', label: t.no },
          ],
          value === null ? undefined : value === true ? 'yes' : 'no',
          (one) => one === 'yes',
        )}
      {definition.type === 'date' && (
        <DayField id={id} value={typeof value === 'string' ? value : null} onChange={(day) => onChange(day ?? null)} />
      )}
      {definition.type === 'text' &&
        ('values' in definition ? (
          choose(
            Object.entries(definition.values).map(([one, label]) => ({ value: one, label: say(label) })),
            typeof value === 'string' ? value : undefined,
            (one) => one,
          )
        ) : (
          <RegionField
            id={id}
            value={typeof value === 'string' ? value : null}
            onChange={(code) => onChange(code ?? null)}
          />
        ))}
    </Form.Item>
  )
}
