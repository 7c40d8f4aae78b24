import { describe, expect, test } from 'vitest'
import { mayBecome, type Organisation, qualifiesForAssessments, serves } from './organisation.ts'

const organisation: Organisation = {
  id: 'o',
  kind: 'assessment-organisation',
  legalForm: 'social-organisation',
  status: 'active',
  territory: ['360700000000', '360121000000'],
  contractUntil: '2026-12-31',
}
const village = '360702001003'

describe('an assessment organisation', () => {
  test('that is active, lawful, staffed and under contract takes assessments of its territory', () => {
    expect(qualifiesForAssessments(organisation, village, 5, '2026-12-31')).toEqual({ refusals: [], warnings: [] })
  })

  test('serves every place below its divisions and none beside them', () => {
    expect(serves(organisation, village)).toBe(true)
    expect(serves(organisation, '360122000000')).toBe(false)
  })

  test.each<[string, Partial<Organisation>]>([
    ['is suspended', { status: 'suspended' }],
    ['was removed', { status: 'removed' }],
    ['is of another kind', { kind: 'institution' }],
    ['is no lawful enterprise, public institution or social organisation', { legalForm: 'individual-business' }],
    ['serves elsewhere', { territory: ['110101000000'] }],
  ])('that %s is refused', (_what, change) => {
    expect(qualifiesForAssessments({ ...organisation, ...change }, village, 5, '2026-11-21').refusals).toHaveLength(1)
  })

  test('with four assessors or an ended contract is warned about, not refused', () => {
    const { refusals, warnings } = qualifiesForAssessments(organisation, village, 4, '2027-01-01')
    expect(refusals).toEqual([])
    expect(warnings.map(({ en }) => en)).toEqual([
      'It has 4 qualified assessors, fewer than 5 (GB/T 42195-2022 §5.2)',
      'Its purchase contract has ended',
    ])
  })

  test('once removed does not come back', () => {
    expect(mayBecome('active', 'suspended')).toBe(true)
    expect(mayBecome('suspended', 'active')).toBe(true)
    expect(mayBecome('removed', 'active')).toBe(false)
  })
})
