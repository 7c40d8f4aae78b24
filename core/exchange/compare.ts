import { isWithin, type RegionCode } from '../regions/code.ts'
import type { Day } from '../time/day.ts'
import { type CircumstanceField, circumstanceOf, type FieldId } from './kinds.ts'

/** What another department says of one person; `none`: it was asked and has nothing. */
export interface Said {
  readonly known: boolean
  readonly values: Readonly<Partial<Record<FieldId, string>>>
}

/** What the register says today. */
export interface Present {
  readonly alive: boolean
  readonly registeredRegion: RegionCode
  /** As `kind:value`. */
  readonly circumstances: readonly string[]
}

/** A difference, and what accepting it would do. */
export type Proposal =
  | { readonly subject: 'death'; readonly diedOn: Day }
  | {
      readonly subject: 'registered-region'
      readonly present: RegionCode
      readonly value: RegionCode
      readonly from: Day
    }
  | {
      readonly subject: 'circumstance'
      readonly kind: string
      /** Absent values end what the register holds. */
      readonly value: string | null
      readonly present: string | null
      readonly from: Day
    }

/** Says the same thing the same way, so that one difference is proposed once. */
export function keyOf(proposal: Proposal): string {
  switch (proposal.subject) {
    case 'death':
      return `death:${proposal.diedOn}`
    case 'registered-region':
      return `registered-region:${proposal.value}`
    case 'circumstance':
      return proposal.value === null ? `${proposal.kind}:-${proposal.present}` : `${proposal.kind}:${proposal.value}`
  }
}

/**
 * Where an answer and the register differ. Of somebody dead nothing more is asked. What a department has nothing about ends
 * what the register holds only where it was asked person by person: a list may leave somebody out for other reasons.
 */
export function compare(
  asked: readonly FieldId[],
  said: Said,
  present: Present,
  { today, whole }: { readonly today: Day; readonly whole: boolean },
): Proposal[] {
  if (!present.alive) return []
  const { diedOn, registeredRegion, from = today } = said.values
  if (asked.includes('diedOn') && diedOn !== undefined) return [{ subject: 'death', diedOn }]
  const found: Proposal[] = []
  if (asked.includes('registeredRegion') && registeredRegion !== undefined)
    if (!isWithin(present.registeredRegion, registeredRegion))
      found.push({ subject: 'registered-region', present: present.registeredRegion, value: registeredRegion, from })
  for (const field of Object.keys(circumstanceOf) as CircumstanceField[])
    if (asked.includes(field)) found.push(...compareCircumstance(field, said, present, { from, today, whole }))
  return found
}

/** Kinds of which several values hold side by side: another one takes the place of none. */
const sideBySide: readonly string[] = ['disability']

function compareCircumstance(
  field: CircumstanceField,
  said: Said,
  { circumstances }: Present,
  { from, today, whole }: { readonly from: Day; readonly today: Day; readonly whole: boolean },
): Proposal[] {
  const kind = circumstanceOf[field]
  const held = circumstances.filter((one) => one.startsWith(`${kind}:`)).map((one) => one.slice(kind.length + 1))
  const value = said.values[field]
  if (value === undefined)
    return whole ? held.map((one) => ({ subject: 'circumstance', kind, value: null, present: one, from: today })) : []
  if (held.includes(value)) return []
  const present = sideBySide.includes(kind) ? null : (held[0] ?? null)
  return [{ subject: 'circumstance', kind, value, present, from }]
}
