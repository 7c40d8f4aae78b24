import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, isDay } from '../time/day.ts'
import { type Agreement, candidateFrom, matchingKeys, nearBirths, scoreAgreement, strongFrom } from './matching.ts'

const nothing: Agreement = {
  document: false,
  digits: null,
  phone: false,
  payee: false,
  name: false,
  pinyin: false,
  birth: false,
  nearBirth: false,
  sex: true,
  village: false,
  town: false,
  formerNumber: false,
}
const agreement = fc.record({
  document: fc.boolean(),
  digits: fc.option(fc.integer({ min: 0, max: 7 })),
  phone: fc.boolean(),
  payee: fc.boolean(),
  name: fc.boolean(),
  pinyin: fc.boolean(),
  birth: fc.boolean(),
  nearBirth: fc.boolean(),
  sex: fc.boolean(),
  village: fc.boolean(),
  town: fc.boolean(),
  formerNumber: fc.boolean(),
})
const birth = fc.integer({ min: 0, max: 30_000 }).map((days) => addDays('1900-01-01', days))

describe('two files', () => {
  it('with one number are one person, whatever else was written down', () => {
    fc.assert(fc.property(agreement, (one) => scoreAgreement({ ...one, document: true }).score === 100))
  })

  it('of one name, birth and village are a candidate, and hardly one where their numbers clearly differ', () => {
    const alike = { ...nothing, name: true, pinyin: true, birth: true, village: true, town: true }
    expect(scoreAgreement(alike).score).toBeGreaterThanOrEqual(candidateFrom)
    expect(scoreAgreement({ ...alike, digits: 5 }).score).toBeLessThan(candidateFrom)
    expect(scoreAgreement({ ...alike, digits: 1 })).toMatchObject({
      score: 100,
      reasons: ['name-birth-village', 'document-slip'],
    })
  })

  it('with one telephone and birth are asked about, and twins of one telephone are not', () => {
    const phone = { ...nothing, phone: true, birth: true }
    expect(scoreAgreement(phone).score).toBeGreaterThanOrEqual(candidateFrom)
    expect(scoreAgreement({ ...phone, digits: 1 }).score).toBeLessThan(candidateFrom)
  })

  it('from one former register under one number stop a registration', () => {
    expect(scoreAgreement({ ...nothing, formerNumber: true }).score).toBeGreaterThanOrEqual(strongFrom)
  })

  it('score between nothing and a hundred, the same every time, with only reasons that hold', () => {
    fc.assert(
      fc.property(agreement, (one) => {
        const scored = scoreAgreement(one)
        expect(scored).toEqual(scoreAgreement({ ...one }))
        expect(scored.score).toBeGreaterThanOrEqual(0)
        expect(scored.score).toBeLessThanOrEqual(100)
        for (const reason of scored.reasons) expect(matchingKeys[reason].agrees(one)).toBe(true)
      }),
    )
  })

  it('agree no less for agreeing in one thing more', () => {
    const speaksFor = ['phone', 'payee', 'name', 'village', 'town', 'formerNumber', 'document'] as const
    fc.assert(
      fc.property(agreement, fc.constantFrom(...speaksFor), (one, more) => {
        expect(scoreAgreement({ ...one, [more]: true }).score).toBeGreaterThanOrEqual(
          scoreAgreement({ ...one, [more]: false }).score,
        )
      }),
    )
  })
})

describe('births a slip apart', () => {
  it('are days, and each is as near to the other as the other to it', () => {
    fc.assert(
      fc.property(birth, (one) => {
        for (const other of nearBirths(one)) {
          expect(isDay(other)).toBe(true)
          expect(nearBirths(other)).toContain(one)
        }
      }),
      { numRuns: 50 },
    )
  })

  it('hold a swapped day and month', () => {
    expect(nearBirths('1950-03-05')).toContain('1950-05-03')
    expect(nearBirths('1950-03-15')).not.toContain('1950-15-03')
    expect(nearBirths('1950-03-15')).toContain('1958-03-15')
  })
})
