import type { Choice, Field, FieldValue, Information, Instrument } from '@yinian/core/assessments/instrument.ts'
import type { Language } from '@yinian/core/language/text.ts'
import type { ReactNode } from 'react'
import { useFormat } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Facts } from '../../parts/page-head.tsx'
import { texts } from '../texts.ts'

/** The forms of Appendix A as they were filled in; what was left open is left out. */
export function InformationView({
  instrument,
  information,
  headings = true,
}: {
  instrument: Instrument
  information: Information
  /** Left out where the form already stands under its name. */
  headings?: boolean
}): ReactNode {
  const t = useTexts(texts)
  const { say, language } = useLanguage()
  const { day } = useFormat()
  return instrument.forms.map((form) => {
    const filled = form.fields.filter((field) => information[field.id] !== undefined)
    if (filled.length === 0) return null
    return (
      <section key={form.id}>
        {headings && (
          <h3>
            {form.id} {say(form.name)}
          </h3>
        )}
        <Facts
          of={filled.map((field) => {
            const value = information[field.id]
            const written = value === undefined ? '' : writeValue(field, value, language, day)
            return [say(field.label), written === '' ? t.noneOfThese : written] as const
          })}
        />
      </section>
    )
  })
}

/** An answer in words. */
export function writeValue(
  field: Field,
  value: FieldValue,
  language: Language,
  writeDay: (day: string) => string,
): string {
  const separator = language === 'zh' ? '、' : ', '
  const named = (options: readonly Choice[] | undefined, code: string | undefined): string =>
    options?.find((one) => one.code === code)?.text[language] ?? code ?? ''
  switch (field.kind) {
    case 'number':
      return `${String(value)} ${field.unit[language]}`
    case 'date':
      return writeDay(String(value))
    case 'choice':
      return named(field.options, String(value))
    case 'multi':
      return (Array.isArray(value) ? value : []).map((code) => named(field.options, String(code))).join(separator)
    case 'table':
      return (Array.isArray(value) ? value : [])
        .flatMap((row) => {
          if (typeof row === 'string') return []
          const cells = field.columns.map((column) => named(column.options, row[column.code]))
          return [
            [...(field.rows ? [named(field.rows, row.row)] : []), ...cells].filter((cell) => cell !== '').join(' '),
          ]
        })
        .join(language === 'zh' ? '；' : '; ')
    default:
      return String(value)
  }
}
