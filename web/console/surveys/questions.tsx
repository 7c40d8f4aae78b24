import { checkInformation } from '@yinian/core/assessments/information.ts'
import type { FieldValue, Information, Instrument } from '@yinian/core/assessments/instrument.ts'
import type { ReactNode } from 'react'
import { useLanguage, useTexts } from '../../language/language.ts'
import { FieldEntry } from '../assessments/assess/field-entry.tsx'
import { Panel } from '../parts/page-head.tsx'
import { texts } from './texts.ts'

/** The questionnaire, one question below the other, checked by the engine that checks every form. */
export function Questions({
  instrument,
  answers,
  fill,
}: {
  instrument: Instrument
  answers: Information
  fill: (field: string, value: FieldValue | null) => void
}): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const faults = new Map(checkInformation(instrument, answers).map(({ at, message }) => [at.split('/')[2], message]))
  return instrument.forms.map((form) => (
    <Panel key={form.id} title={say(form.name)}>
      {form.fields.map((field) => {
        const fault = faults.get(field.id)
        return (
          <div key={field.id} className="entry" data-field={field.id}>
            <div id={`label-${field.id}`} className="entry-label">
              <span>{say(field.label)}</span>
              {field.required && <span className="faded small">{t.required}</span>}
            </div>
            <FieldEntry
              field={field}
              labelId={`label-${field.id}`}
              value={answers[field.id]}
              fill={(value) => fill(field.id, value)}
            />
            {fault !== undefined && (
              <p className="overdue small" role="alert">
                {say(fault)}
              </p>
            )}
          </div>
        )
      })}
    </Panel>
  ))
}
