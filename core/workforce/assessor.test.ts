import { describe, expect, test } from 'vitest'
import { type AssessorQualification, hasMedicalBackground, qualifiesAsAssessor } from './assessor.ts'

const nurse: AssessorQualification = {
  status: 'active',
  education: 'senior-high',
  background: 'nursing',
  practiceSince: '2021-11-21',
  trainedOn: '2026-03-01',
  trainingUntil: '2026-12-31',
}

describe('an assessor', () => {
  test('qualifies with senior-high education, five years of practice and training', () => {
    expect(qualifiesAsAssessor(nurse, '2026-11-21')).toEqual({ qualifies: true, reasons: [] })
  })

  test('does not qualify the day before five years of practice are full', () => {
    const { qualifies, reasons } = qualifiesAsAssessor(nurse, '2026-11-20')
    expect(qualifies).toBe(false)
    expect(reasons.map(({ en }) => en)).toEqual(['Practice reaches 5 years on 2026-11-21 (GB/T 42195-2022 §5)'])
  })

  test.each<[string, Partial<AssessorQualification>]>([
    ['is suspended', { status: 'suspended' }],
    ['left school before senior high', { education: 'junior-high' }],
    ['comes from another field', { background: 'other' }],
    ['has not been trained', { trainedOn: null }],
    ['will be trained later', { trainedOn: '2026-11-22' }],
    ['has let the training lapse', { trainingUntil: '2026-11-20' }],
  ])('who %s does not qualify', (_what, change) => {
    const { qualifies, reasons } = qualifiesAsAssessor({ ...nurse, ...change }, '2026-11-21')
    expect(qualifies).toBe(false)
    expect(reasons).toHaveLength(1)
  })

  test('is told every reason at once', () => {
    const { reasons } = qualifiesAsAssessor({ ...nurse, status: 'removed', trainedOn: null }, '2026-11-20')
    expect(reasons).toHaveLength(3)
  })

  test('of medicine or nursing counts as medical background, of social work not', () => {
    expect(hasMedicalBackground({ background: 'medical' })).toBe(true)
    expect(hasMedicalBackground(nurse)).toBe(true)
    expect(hasMedicalBackground({ background: 'social-work' })).toBe(false)
  })
})
