import { checkInformation } from '@yinian/core/assessments/information.ts'
import type { Field, FieldValue, Form, Information, Instrument } from '@yinian/core/assessments/instrument.ts'
import type { Assessment } from '@yinian/core/assessments/schemas.ts'
import { sexNames } from '@yinian/core/people/exported-columns.ts'
import type { ReactNode } from 'react'
import { DayText } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Panel } from '../../parts/page-head.tsx'
import { InformationView } from '../case/information-view.tsx'
import { reasonName } from '../chips.tsx'
import { texts } from '../texts.ts'
import { FieldEntry } from './field-entry.tsx'
import { isAsked } from './parts-of-form.ts'

interface FormPartProps {
  readonly assessment: Assessment
  readonly instrument: Instrument
  readonly form: Form
  readonly information: Information
  /** Absent: read only. */
  readonly fill?: ((field: string, value: FieldValue | null) => void) | undefined
}

/** One form of Appendix A; what the file or the system knows is shown and not asked. */
export function FormPart({ assessment, instrument, form, information, fill }: FormPartProps): ReactNode {
  const { say } = useLanguage()
  const faults = new Map(
    checkInformation(instrument, information).map(({ at, message }) => [at.split('/')[2], message]),
  )
  const known = form.fields.filter((field) => !isAsked(field))
  return (
    <Panel title={`${form.id} ${say(form.name)}`}>
      {known.length > 0 && (
        <dl className="glance-facts known">
          {known.map((field) => (
            <div key={field.id}>
              <dt>
                {field.id} {say(field.label)}
              </dt>
              <dd>
                <Known field={field} assessment={assessment} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      {fill === undefined ? (
        <InformationView instrument={{ ...instrument, forms: [form] }} information={information} headings={false} />
      ) : (
        form.fields.filter(isAsked).map((field) => {
          const fault = faults.get(field.id)
          return (
            <div key={field.id} className="entry" data-field={field.id}>
              <FieldLabel field={field} />
              <FieldEntry
                field={field}
                labelId={`label-${field.id}`}
                value={information[field.id]}
                fill={(value) => fill(field.id, value)}
              />
              {fault !== undefined && (
                <p className="overdue small" role="alert">
                  {say(fault)}
                </p>
              )}
            </div>
          )
        })
      )}
    </Panel>
  )
}

function FieldLabel({ field }: { field: Field }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return (
    <div id={`label-${field.id}`} className="entry-label">
      <span>
        {field.id} {say(field.label)}
      </span>
      {field.required && <span className="faded small">{t.required}</span>}
      {field.unverified !== undefined && <span className="unverified-mark">※ {say(field.unverified)}</span>}
    </div>
  )
}

function Known({ field, assessment }: { field: Field; assessment: Assessment }): ReactNode {
  const { say } = useLanguage()
  const { elder } = assessment
  if (field.assigned) return field.kind === 'choice' ? say(reasonName(assessment.reason)) : assessment.number
  if (elder === null) return '—'
  switch (field.fromFile) {
    case 'name':
      return elder.name
    case 'sex':
      return say(sexNames[elder.sex])
    case 'birth':
      return <DayText day={elder.birth} />
    case 'documentNumber':
      return elder.identityNumberMasked
    default:
      return '—'
  }
}
