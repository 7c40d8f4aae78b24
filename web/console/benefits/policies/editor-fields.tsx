import type { PolicySource } from '@yinian/core/benefits/policy.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { Input, InputNumber, Select } from 'antd'
import { type ReactNode, useId } from 'react'
import { useTexts } from '../../../language/language.ts'
import { texts } from './editor-texts.ts'

/** A label above its control. */
export function Field({ label, children }: { label: string; children: (id: string) => ReactNode }): ReactNode {
  const id = useId()
  return (
    <div className="policy-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}

/** A phrase in both languages, Chinese first. */
export function PhraseFields(props: { label: string; value: Text; onChange: (value: Text) => void }): ReactNode {
  const t = useTexts(texts)
  const { label, value, onChange } = props
  return (
    <div className="policy-pair">
      <Field label={`${label} · ${t.chinese}`}>
        {(id) => <Input id={id} value={value.zh} onChange={({ target }) => onChange({ ...value, zh: target.value })} />}
      </Field>
      <Field label={`${label} · ${t.english}`}>
        {(id) => (
          <Input
            id={id}
            lang="en"
            value={value.en}
            onChange={({ target }) => onChange({ ...value, en: target.value })}
          />
        )}
      </Field>
    </div>
  )
}

export interface Stated {
  readonly text: Text
  readonly source: PolicySource
  readonly status: 'confirmed' | 'unverified'
}

/** What a statement says, where it is written and how sure that is. */
export function StatementFields<S extends Stated>(props: { value: S; onChange: (value: S) => void }): ReactNode {
  const t = useTexts(texts)
  const { value, onChange } = props
  return (
    <>
      <PhraseFields label={t.says} value={value.text} onChange={(text) => onChange({ ...value, text })} />
      <div className="policy-pair">
        <SourceField value={value.source} onChange={(source) => onChange({ ...value, source })} />
        <StatusField value={value.status} onChange={(status) => onChange({ ...value, status })} />
      </div>
    </>
  )
}

export function StatusField(props: {
  value: Stated['status']
  onChange: (status: Stated['status']) => void
}): ReactNode {
  const t = useTexts(texts)
  return (
    <Field label={t.status}>
      {(id) => (
        <Select
          id={id}
          value={props.value}
          options={[
            { value: 'confirmed', label: t.confirmed },
            { value: 'unverified', label: t.unverified },
          ]}
          onChange={props.onChange}
        />
      )}
    </Field>
  )
}

/** A citation reads the same in both languages; a remark that has two is kept as such. */
export function SourceField(props: { value: PolicySource; onChange: (value: PolicySource) => void }): ReactNode {
  const t = useTexts(texts)
  const { value, onChange } = props
  if (typeof value !== 'string') return <PhraseFields label={t.source} value={value} onChange={onChange} />
  return (
    <Field label={t.source}>
      {(id) => (
        <Input id={id} value={value} placeholder={t.sourceHint} onChange={({ target }) => onChange(target.value)} />
      )}
    </Field>
  )
}

interface YuanProps {
  readonly value: number | null
  readonly onChange: (fen: number | null) => void
}

/** Yuan as they are typed, fen as they are kept; a third decimal stays, and is refused with the rest. */
export function YuanInput({
  value,
  onChange,
  ...named
}: YuanProps & { id?: string; 'aria-label'?: string }): ReactNode {
  const t = useTexts(texts)
  return (
    <InputNumber<number>
      {...named}
      min={0}
      placeholder={t.yuanUnset}
      value={value === null ? null : value / 100}
      onChange={(yuan) => onChange(yuan === null ? null : Math.round(yuan * 10_000) / 100)}
    />
  )
}

export function YuanField(props: YuanProps): ReactNode {
  const t = useTexts(texts)
  return <Field label={t.yuan}>{(id) => <YuanInput id={id} {...props} />}</Field>
}
