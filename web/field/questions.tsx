import { checkInformation } from '@yinian/core/assessments/information.ts'
import type {
  Choice,
  Field,
  FieldValue,
  Information,
  Instrument,
  TableRow,
} from '@yinian/core/assessments/instrument.ts'
import type { ReactNode } from 'react'
import { useSpoken } from '../plain/language.tsx'
import { texts } from './texts.ts'

/** The questionnaire, one question below the other, checked by the engine that checks every form. */
export function Questions(props: {
  instrument: Instrument
  answers: Information
  fill: (field: string, value: FieldValue | null) => void
  /** Questions still to be answered, once somebody has tried to hand in. */
  missing: readonly string[]
}): ReactNode {
  const { say } = useSpoken()
  const { instrument, answers } = props
  const missing = new Set(props.missing.map((one) => one.split('/')[0]))
  const faults = new Map(checkInformation(instrument, answers).map(({ at, message }) => [at.split('/')[2], message]))
  return instrument.forms.map((form) => (
    <section key={form.id} className="form-part">
      <h2>{say(form.name)}</h2>
      {form.fields.map((field) => {
        const fault = faults.get(field.id) ?? (missing.has(field.id) ? texts.notAnswered : undefined)
        return (
          <div key={field.id} data-field={field.id} className="stack">
            <Entry field={field} value={answers[field.id]} fill={(value) => props.fill(field.id, value)} />
            {fault && (
              <p className="fault" role="alert">
                {say(fault)}
              </p>
            )}
          </div>
        )
      })}
    </section>
  ))
}

interface EntryProps {
  readonly field: Field
  readonly value: FieldValue | undefined
  readonly fill: (value: FieldValue | null) => void
}

function Entry({ field, value, fill }: EntryProps): ReactNode {
  const { say } = useSpoken()
  switch (field.kind) {
    case 'choice':
      return (
        <fieldset className="field">
          <Legend field={field} />
          {field.options.map(({ code, text }) => (
            <label key={code} className="choice">
              <input type="radio" name={field.id} checked={value === code} onChange={() => fill(code)} />
              <span>{say(text)}</span>
            </label>
          ))}
        </fieldset>
      )
    case 'multi':
      return <SeveralOf field={field} options={field.options} value={value} fill={fill} />
    case 'table':
      return <Rows field={field} value={value} fill={fill} />
    default:
      return (
        <div className="field">
          <label htmlFor={`field-${field.id}`}>
            {say(field.label)}
            {field.kind === 'number' && ` (${say(field.unit)})`}
            <Needed field={field} />
          </label>
          <input
            id={`field-${field.id}`}
            type={field.kind === 'text' ? 'text' : field.kind}
            autoComplete="off"
            maxLength={500}
            value={typeof value === 'string' || typeof value === 'number' ? value : ''}
            onChange={({ target }) =>
              fill(target.value === '' ? null : field.kind === 'number' ? Number(target.value) : target.value)
            }
          />
        </div>
      )
  }
}

function Legend({ field }: { field: Field }): ReactNode {
  const { say } = useSpoken()
  return (
    <legend>
      {say(field.label)}
      <Needed field={field} />
    </legend>
  )
}

function Needed({ field }: { field: Field }): ReactNode {
  const { say } = useSpoken()
  return <span className="mark">{say(field.required ? texts.required : texts.optional)}</span>
}

/** Nothing ticked is an answer of its own where one has to be given: “none of these”. */
function SeveralOf({ field, options, value, fill }: EntryProps & { options: readonly Choice[] }): ReactNode {
  const { say } = useSpoken()
  const chosen = Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
  const change = (code: string, on: boolean) => {
    const next = options.map((one) => one.code).filter((one) => (one === code ? on : chosen.includes(one)))
    fill(next.length === 0 ? null : next)
  }
  return (
    <fieldset className="field">
      <Legend field={field} />
      {options.map(({ code, text }) => (
        <label key={code} className="choice many">
          <input
            type="checkbox"
            checked={chosen.includes(code)}
            onChange={({ target }) => change(code, target.checked)}
          />
          <span>{say(text)}</span>
        </label>
      ))}
      {field.required && (
        <label className="choice many">
          <input
            type="checkbox"
            checked={Array.isArray(value) && value.length === 0}
            onChange={({ target }) => fill(target.checked ? [] : null)}
          />
          <span>{say(texts.noneOfThese)}</span>
        </label>
      )}
    </fieldset>
  )
}

/** A table: its fixed rows, or as many as are added. */
function Rows({ field, value, fill }: EntryProps & { field: Field & { kind: 'table' } }): ReactNode {
  const { say } = useSpoken()
  const rows = (Array.isArray(value) ? value : []).filter((row): row is TableRow => typeof row === 'object')
  const shown: readonly TableRow[] = field.rows
    ? field.rows.map(({ code }) => rows.find((row) => row.row === code) ?? { row: code })
    : rows
  const put = (at: number, row: TableRow | undefined) => {
    const next = shown.flatMap((old, index) => (index === at ? (row ? [row] : []) : [old]))
    const filled = next.filter((one) => Object.keys(one).some((key) => key !== 'row' || !field.rows))
    fill(filled.length === 0 ? null : filled)
  }
  return (
    <fieldset className="field">
      <Legend field={field} />
      {shown.map((row, at) => (
        <div key={row.row ?? at} className="card">
          {field.rows && <strong>{say(field.rows[at]?.text ?? field.label)}</strong>}
          {field.columns.map(({ code, label, options }) => (
            <div key={code} className="field">
              <label htmlFor={`${field.id}-${at}-${code}`}>{say(label)}</label>
              {options ? (
                <select
                  id={`${field.id}-${at}-${code}`}
                  value={row[code] ?? ''}
                  onChange={({ target }) => put(at, { ...row, [code]: target.value })}
                >
                  <option value="">{say(texts.choose)}</option>
                  {options.map((option) => (
                    <option key={option.code} value={option.code}>
                      {say(option.text)}
                    </option>
                  ))}
                </select>
              ) : (
                <input
                  id={`${field.id}-${at}-${code}`}
                  maxLength={200}
                  value={row[code] ?? ''}
                  onChange={({ target }) => put(at, { ...row, [code]: target.value })}
                />
              )}
            </div>
          ))}
          {!field.rows && (
            <button type="button" className="button quiet" onClick={() => put(at, undefined)}>
              {say(texts.removeRow)}
            </button>
          )}
        </div>
      ))}
      {!field.rows && (
        <button
          type="button"
          className="button quiet"
          onClick={() => fill([...rows, { [field.columns[0]?.code ?? '']: '' }])}
        >
          {say(texts.addRow)}
        </button>
      )}
    </fieldset>
  )
}
