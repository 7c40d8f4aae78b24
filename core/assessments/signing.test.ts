import { describe, expect, test } from 'vitest'
import { canonicalText } from './signed-content.ts'
import { decideSignature, defaultSigning, faultsOfPair, type Signer, type SigningCase } from './signing.ts'
import { findWording, isNamedBy, levelWordings } from './wordings.ts'

const day = '2026-11-21'
const social: Signer = {
  id: 'a',
  organisationId: 'o',
  name: '李评',
  status: 'active',
  education: 'college',
  background: 'social-work',
  practiceSince: '2015-01-01',
  trainedOn: '2024-01-01',
  trainingUntil: null,
}
const other: Signer = { ...social, id: 'b', name: '王估', background: 'elder-care' }
const sound: SigningCase = {
  region: '360702001003',
  organisation: {
    id: 'o',
    kind: 'assessment-organisation',
    legalForm: 'enterprise',
    status: 'active',
    territory: ['360700000000'],
    contractUntil: null,
  },
  qualifiedAssessors: 5,
  assessors: [social, other],
  signedBy: [],
}

describe('a signature', () => {
  test('is accepted from either of two qualified assessors of an active organisation', () => {
    expect(decideSignature(sound, 'a', day)).toEqual({ refusals: [], warnings: [] })
    expect(decideSignature({ ...sound, signedBy: ['a'] }, 'b', day).refusals).toEqual([])
  })

  test.each<[string, Partial<SigningCase>, string]>([
    ['somebody who was not named', {}, 'c'],
    ['one who has signed already', { signedBy: ['a'] }, 'a'],
    ['one whose partner no longer qualifies', { assessors: [social, { ...other, status: 'suspended' }] }, 'a'],
    ['one of a suspended organisation', { organisation: { ...sound.organisation, status: 'suspended' } }, 'a'],
    ['one alone', { assessors: [social] }, 'a'],
    ['the same person twice', { assessors: [social, social] }, 'a'],
    ['people of two organisations', { assessors: [social, { ...other, organisationId: 'p' }] }, 'a'],
  ])('is refused from %s', (_who, change, signer) => {
    expect(decideSignature({ ...sound, ...change }, signer, day).refusals).toHaveLength(1)
  })

  test('goes through with a warning where the organisation has fewer than five assessors', () => {
    const { refusals, warnings } = decideSignature({ ...sound, qualifiedAssessors: 4 }, 'a', day)
    expect([refusals.length, warnings.length]).toEqual([0, 1])
  })

  test('asks for a medical or nursing background only where the region does', () => {
    const asked = { ...defaultSigning, medicalBackground: true }
    expect(decideSignature(sound, 'a', day).refusals).toEqual([])
    expect(faultsOfPair([social, other], 'o', day, asked)).toHaveLength(1)
    expect(faultsOfPair([social, { ...other, background: 'nursing' }], 'o', day, asked)).toEqual([])
  })
})

describe('what is signed', () => {
  const content = {
    assessmentId: '1',
    elderId: '2',
    instrument: { id: 'gbt-42195', version: '2022' },
    answers: { 'B.1.1': 4, 'B.1.2': 3 },
    information: { 'A.4.1': ['dementia'], 'A.2.14': [{ row: 'fall', times: 'once' }] },
    total: 7,
    finalLevel: 4,
  }

  test('has one text whatever the order of its entries', () => {
    const reordered = { ...content, answers: { 'B.1.2': 3, 'B.1.1': 4 } }
    expect(canonicalText(reordered)).toBe(canonicalText(content))
    expect(JSON.parse(canonicalText(content))).toEqual(content)
  })

  test('has another text when one answer differs', () => {
    expect(canonicalText({ ...content, answers: { 'B.1.1': 4, 'B.1.2': 2 } })).not.toBe(canonicalText(content))
  })
})

describe('the words of the plans', () => {
  const names = (id: string, level: number, dementia = false) => {
    const wording = findWording(id)
    return wording ? isNamedBy(wording, level, dementia) : undefined
  }

  test('divide all levels between fully self-caring, partly disabled and disabled', () => {
    for (let level = 0; level <= 4; level++)
      expect(['self-caring', 'partly-disabled', 'disabled'].filter((id) => names(id, level))).toHaveLength(1)
  })

  test('count dementia as disability where the plan does', () => {
    expect(names('disabled-or-demented', 0)).toBe(false)
    expect(names('disabled-or-demented', 0, true)).toBe(true)
    expect(names('severe', 1, true)).toBe(false)
  })

  test('give vouchers to moderate, severe and complete disability', () => {
    expect([0, 1, 2, 3, 4].filter((level) => names('moderate-or-worse', level))).toEqual([2, 3, 4])
  })

  test('are marked where the mapping is the platform’s own', () => {
    expect(levelWordings.filter(({ unverified }) => !unverified).map(({ id }) => id)).toEqual(['moderate-or-worse'])
  })
})
