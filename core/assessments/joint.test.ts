import { describe, expect, test } from 'vitest'
import { type HeldAssessment, notAgain } from './crosswalk.ts'
import { dueFor } from './joint.ts'

const elder = { birth: '1950-03-15', checkedOn: null, levelUntil: null }

describe('who is called to a joint day', () => {
  test('everybody of 65 who has had no check for a year', () => {
    expect(dueFor(elder, '2026-11-21', 0)).toEqual(['health-check'])
    expect(dueFor({ ...elder, birth: '1962-01-01' }, '2026-11-21', 0)).toEqual([])
    expect(dueFor({ ...elder, checkedOn: '2026-01-10' }, '2026-11-21', 1)).toEqual([])
    expect(dueFor({ ...elder, checkedOn: '2026-01-10' }, '2026-11-21', 2)).toEqual(['health-check'])
  })

  test('once for both, where the level runs out as well', () => {
    expect(dueFor({ ...elder, levelUntil: '2027-01-05' }, '2026-11-21', 2)).toEqual(['health-check', 'assessment'])
    expect(dueFor({ ...elder, checkedOn: '2026-11-01', levelUntil: '2027-06-05' }, '2026-11-21', 2)).toEqual([])
  })
})

describe('what need not be assessed again', () => {
  const one = (kind: HeldAssessment['kind'], change: Partial<HeldAssessment> = {}): HeldAssessment => ({
    kind,
    result: { zh: '视力：4.6', en: 'Vision: 4.6' },
    on: '2026-06-01',
    validUntil: null,
    source: '',
    note: null,
    ...change,
  })
  test('is what is valid, and what a check of the last year has found', () => {
    const held = [one('ability', { validUntil: '2027-05-31' }), one('health-check')]
    const said = notAgain(held, '2026-11-21').map(({ zh }) => zh)
    expect(said[0]).toContain('2027-05-31')
    expect(said[1]).toContain('视力')
    expect(notAgain(held, '2027-07-01')).toEqual([])
  })

  test('is never an old standard’s result', () => {
    expect(notAgain([one('old-ability')], '2026-11-21')).toEqual([])
  })
})
