import type { DataClass } from '../privacy/data-classes.ts'
import type { ParticularField } from './as-of/particulars.ts'

/** What is opened by revealing a field. */
export const classesOfRevealed = {
  documentNumber: ['identity'],
  phone: ['contact'],
  address: ['contact'],
  payee: ['account'],
  relatedPersonPhone: ['contact', 'relatives'],
  guardianCandidatePhone: ['contact', 'relatives'],
  carePersonPhone: ['contact', 'relatives'],
  // of any field: which one is known when it is found
  formerParticular: [],
} as const satisfies Readonly<Record<string, readonly DataClass[]>>

const ofParticulars: Partial<Readonly<Record<ParticularField, DataClass>>> = {
  document: 'identity',
  phone: 'contact',
  address: 'contact',
  payee: 'account',
}

/** The class of a particular that is kept when it is overwritten; none for a name or a day of birth. */
export function classesOfParticular(field: string): readonly DataClass[] {
  const found = ofParticulars[field as ParticularField]
  return found === undefined ? [] : [found]
}
