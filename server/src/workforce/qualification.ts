import type { AssessorQualification, AssessorStatus, Background, Education } from '@yinian/core/workforce/assessor.ts'

export const qualificationColumns = [
  'status',
  'education',
  'background',
  'practice_since',
  'trained_on',
  'training_until',
] as const

interface QualificationRow {
  readonly status: string
  readonly education: string
  readonly background: string
  readonly practice_since: string
  readonly trained_on: string | null
  readonly training_until: string | null
}

/** What GB/T 42195-2022 §5 looks at, from a row. */
export function qualificationOf(row: QualificationRow): AssessorQualification {
  return {
    status: row.status as AssessorStatus,
    education: row.education as Education,
    background: row.background as Background,
    practiceSince: row.practice_since,
    trainedOn: row.trained_on,
    trainingUntil: row.training_until,
  }
}
