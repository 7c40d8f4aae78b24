import type { Text } from '../../language/text.ts'
import { type GuardianshipState, guardianshipNextSteps, guardianshipStates } from './procedure.ts'

/** Who signs for an elder when an institution is to take them in. */
export type Signatory =
  | { readonly who: 'elder' }
  | { readonly who: 'guardian' | 'temporary'; readonly name: string; readonly relation: string | null }
  /** Needs one and has none: an admission waits for the arrangement, which may not even have been opened. */
  | { readonly who: 'missing'; readonly state: GuardianshipState | null }
  /** Has a guardian by the file, but none is recorded by name. */
  | { readonly who: 'unnamed' }
  | { readonly who: 'not-recorded' }

export interface SignatoryFacts {
  /** The guardianship circumstance in force: `not-needed`, `guarded` or `none`; null where none is recorded. */
  readonly circumstance: string | null
  readonly guardian: { readonly name: string; readonly relation: string } | null
  readonly temporaryGuardian: string | null
  readonly state: GuardianshipState | null
}

export function decideSignatory({ circumstance, guardian, temporaryGuardian, state }: SignatoryFacts): Signatory {
  switch (circumstance) {
    case 'not-needed':
      return { who: 'elder' }
    case 'guarded':
      return guardian ? { who: 'guardian', ...guardian } : { who: 'unnamed' }
    case 'none':
      return temporaryGuardian
        ? { who: 'temporary', name: temporaryGuardian, relation: null }
        : { who: 'missing', state }
    default:
      return guardian ? { who: 'guardian', ...guardian } : { who: 'not-recorded' }
  }
}

/** Whether an admission has to wait until somebody can sign. */
export function mustWaitForSignatory({ who }: Pick<Signatory, 'who'>): boolean {
  return who === 'missing' || who === 'unnamed'
}

/** What is said of it at the counter. */
export function describeSignatory(signatory: Signatory): Text {
  switch (signatory.who) {
    case 'elder':
      return { zh: '本人签字', en: 'The elder signs' }
    case 'guardian':
      return { zh: `由监护人${signatory.name}签字`, en: `${signatory.name}, the guardian, signs` }
    case 'temporary':
      return { zh: `由临时监护人“${signatory.name}”签字`, en: `${signatory.name} signs as temporary guardian` }
    case 'unnamed':
      return {
        zh: '有监护人但没有登记是谁：入住前先在“身边的人”登记监护人',
        en: 'Has a guardian, but nobody is recorded by name: record the guardian before an admission',
      }
    case 'missing': {
      const { state } = signatory
      if (state === null)
        return {
          zh: '无监护人，也没有开始办理监护安排：入住机构前须先落实签字人',
          en: 'Has no guardian and no arrangement is under way: an admission needs a signatory first',
        }
      const [named, step] = [guardianshipStates[state], guardianshipNextSteps[state]]
      return {
        zh: `无监护人，监护安排“${named.zh}”：入住机构前须先落实签字人。下一步：${step.zh}`,
        en: `Has no guardian; the arrangement is “${named.en}”. An admission needs a signatory first. Next: ${step.en}`,
      }
    }
    case 'not-recorded':
      return { zh: '没有登记监护情况，入住前请核实', en: 'Guardianship is not recorded; check before an admission' }
  }
}
