import { ltci2021 } from '@yinian/core/assessments/instruments/ltci-2021/instrument.ts'
import { type EntryValue, nameOfGrade } from '@yinian/core/insurance/grading.ts'
import { type DisabilityState, disabilityStates } from '@yinian/core/insurance/procedure.ts'
import type { Text } from '@yinian/core/language/text.ts'
import type { ReactNode } from 'react'
import { useLanguage } from '../../language/language.ts'
import { StatusChip, type Tone } from '../parts/status-chip.tsx'

const tones: Readonly<Partial<Record<DisabilityState, Tone>>> = {
  refused: 'bad',
  differing: 'bad',
  contested: 'bad',
  objected: 'bad',
  delivered: 'good',
  upheld: 'good',
  'reassessment-ordered': 'neutral',
  withdrawn: 'ended',
  lapsed: 'ended',
}

export function DisabilityChip({ state }: { state: DisabilityState }): ReactNode {
  const { say } = useLanguage()
  return <StatusChip tone={tones[state] ?? 'waiting'}>{say(disabilityStates[state])}</StatusChip>
}

/** The grades of the standard are the same in every version of the instrument. */
export const gradeName = (grade: number): Text => nameOfGrade(ltci2021, grade)

/** A value as one reads it: a range of scores, or a grade by its name. */
export function useValue(): (value: EntryValue) => string {
  const { say } = useLanguage()
  return (value) => ('grade' in value ? say(gradeName(value.grade)) : `${value.from}–${value.to}`)
}
