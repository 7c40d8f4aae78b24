import type { ScoringSettings } from '@yinian/core/assessments/score.ts'
import { defaultScoring } from '@yinian/core/assessments/score.ts'
import { defaultSigning, type SigningSettings } from '@yinian/core/assessments/signing.ts'
import { defaultTurnaround, type TurnaroundSetting } from '@yinian/core/assessments/turnaround.ts'
import { defaultValidity, type ValiditySetting } from '@yinian/core/assessments/validity.ts'

/** What an assessment is scored, signed, timed and dated by. Kept with it, so that a later change does not reach back. */
export interface AssessmentSettings {
  readonly scoring: ScoringSettings
  readonly signing: SigningSettings
  readonly turnaround: TurnaroundSetting
  readonly validity: ValiditySetting
}

export const defaultSettings: AssessmentSettings = {
  scoring: defaultScoring,
  signing: defaultSigning,
  turnaround: defaultTurnaround,
  validity: defaultValidity,
}

/** The settings kept with an assessment; what was not settled then goes by the default. */
export function settingsFrom(kept: unknown): AssessmentSettings {
  return { ...defaultSettings, ...(kept as Partial<AssessmentSettings>) }
}
