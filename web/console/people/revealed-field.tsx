import { revealElder } from '@yinian/core/people/api.ts'
import { classesOfRevealed } from '@yinian/core/people/field-classes.ts'
import type { DataClass } from '@yinian/core/privacy/data-classes.ts'
import type { ReactNode } from 'react'
import { call, type InputOf } from '../../client/call.ts'
import { Masked } from '../parts/masked.tsx'
import { useWithheld, Withheld } from '../parts/withheld.tsx'

interface RevealedFieldProps {
  readonly elderId: string
  readonly field: InputOf<typeof revealElder>['query']['field']
  readonly relatedPersonId?: string
  readonly formerParticularId?: string
  /** The arrangement or plan that names the person. */
  readonly recordId?: string
  readonly label: string
  readonly value: string | null
}

/** A sealed field of an elder's file: masked until somebody says what for. */
export function RevealedField({ elderId, field, label, value, ...whose }: RevealedFieldProps): ReactNode {
  const withheld = useWithheld()
  const classes: readonly DataClass[] = classesOfRevealed[field]
  if (classes.some((one) => withheld.includes(one))) return <Withheld />
  return (
    <Masked
      label={label}
      value={value}
      permission="people:reveal"
      reveal={async (purpose) => {
        const query = { field, purpose, ...whose }
        const reply = await call(revealElder, { params: { id: elderId }, query })
        return reply.value
      }}
    />
  )
}
