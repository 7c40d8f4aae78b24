import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkInformation, missingInformation } from '../assessments/information.ts'
import { gbt42195 } from '../assessments/instruments/gbt-42195-2022/instrument.ts'
import { type AssessmentState, assessmentProcedure, nextState } from '../assessments/procedure.ts'
import { scoreAssessment } from '../assessments/score.ts'
import { isCreditCode } from '../organisations/credit-code.ts'
import { fewestAssessors, qualifiesForAssessments } from '../organisations/organisation.ts'
import { checkCircumstance } from '../people/circumstance-periods.ts'
import { findCircumstanceKind } from '../people/circumstances.ts'
import { readDocument } from '../people/identity-document.ts'
import { readPhone } from '../people/phone.ts'
import { romaniseName } from '../people/pinyin.ts'
import { addDays, ageOn } from '../time/day.ts'
import type { DemoElder } from './demo-elder.ts'
import { makeElder, makeWorld, passElder } from './elder.ts'
import { makeIdentityNumbers } from './numbers.ts'
import { makeCast, qualifiedOn } from './organisations.ts'
import { type ListedDivision, layOut, readCountySeats } from './places.ts'
import { makeRandom } from './random.ts'

const today = '2026-11-21'
const seed = 1
const seats = readCountySeats(
  readFileSync(join(import.meta.dirname, '../../reference/demo/ganzhou-places.csv'), 'utf8'),
)

// Two towns with four villages each in every county: a small city with all of the real one's counties.
const divisions: ListedDivision[] = seats.flatMap(({ code }) =>
  ['001', '201'].flatMap((town) => [
    {
      code: `${code}${town}000`,
      name: town === '001' ? '解放街道' : '赤土畲族乡',
      level: 'town' as const,
      parent: null,
    },
    ...['001', '002', '201', '202'].map((village) => ({
      code: `${code}${town}${village}`,
      name: village < '200' ? '中山路居委会' : '刘屋村委会',
      level: 'village' as const,
      parent: `${code}${town}000`,
    })),
  ]),
)

function generate(elders: number, from = seed, made: (county: string) => boolean = () => true) {
  const numbers = makeIdentityNumbers()
  const villages = layOut(seats, divisions, elders, from)
  const cast = makeCast(seats, from, today, numbers)
  const world = makeWorld(from, today, villages, cast, numbers)
  const all = villages.flatMap((village) =>
    Array.from({ length: village.elders }, (_, number) => {
      if (made(village.county.code)) return makeElder(world, village, number)
      passElder(world, village, number)
      return []
    }).flat(),
  )
  return { all, cast }
}

const { all, cast } = generate(6_000)
const share = (holds: (elder: DemoElder) => boolean): number => all.filter(holds).length / all.length
const assessments = all.flatMap((elder) => elder.assessments)

describe('the demo region', () => {
  it('has exactly as many elders as were asked for, and the same ones every time', () => {
    expect(all).toHaveLength(6_000)
    expect(generate(300).all).toEqual(generate(300).all)
    expect(generate(300, 2).all).not.toEqual(generate(300).all)
  })

  it('has the same elders in each county, whoever makes those of the others', () => {
    const some = (county: string) => Number(county) % 2 === 0
    const whole = generate(900).all
    expect(generate(900, seed, some).all).toEqual(whole.filter(({ village }) => some(village.county.code)))
  })

  it('has the ages of the published structure', () => {
    expect(share(({ birth }) => ageOn(birth, today) >= 60)).toBe(1)
    expect(share(({ birth }) => ageOn(birth, today) >= 65)).toBeCloseTo(994_100 / 1_403_200, 2)
    expect(share(({ birth }) => ageOn(birth, today) >= 80)).toBeCloseTo(0.125, 2)
    const old = all.filter(({ birth }) => ageOn(birth, today) >= 85)
    expect(old.filter(({ sex }) => sex === 'female').length / old.length).toBeGreaterThan(0.55)
  })

  it('holds nobody real: numbers of no division, telephones of no operator, accounts of no bank', () => {
    for (const { documentNumber, phone, payee, sex, birth } of all) {
      expect(documentNumber).toMatch(/^999999/)
      expect(readDocument('resident-identity', documentNumber)).toEqual({ number: documentNumber, birth, sex })
      if (phone !== null) expect(phone.startsWith('154') && readPhone(phone) === phone).toBe(true)
      if (payee) expect(payee.accountNumber).toMatch(/^000000\d{13}$/)
    }
    expect(new Set(all.map(({ documentNumber }) => documentNumber)).size).toBe(all.length)
  })

  it('never hands out an identity number twice, even where a day is full', () => {
    const numbers = makeIdentityNumbers()
    const taken = Array.from({ length: 1_200 }, () => numbers.take(-8_000, 'male'))
    expect(new Set(taken.map(({ number }) => number)).size).toBe(1_200)
    expect(new Set(taken.map(({ birth }) => birth))).toEqual(new Set([-8_000, -8_001, -8_002]))
  })

  it('spells names as the register does', () => {
    for (const { name } of all.slice(0, 800))
      expect(romaniseName(name.text)).toMatchObject({ initials: name.initials, pinyin: name.pinyin })
  })

  it('keeps circumstances an officer could have entered, never two of one kind at once', () => {
    for (const { circumstances, registeredAt } of all) {
      for (const { kind, value, from, to, recordedAt, endedAt } of circumstances) {
        if (kind !== 'dementia') expect(checkCircumstance({ kind, value, from, to })).toBeUndefined()
        expect(recordedAt).toBeGreaterThanOrEqual(registeredAt)
        expect((endedAt === null) === (to === null)).toBe(true)
        if (findCircumstanceKind(kind)?.holds !== 'one') continue
        const rivals = circumstances.filter(
          (other) => other.kind === kind && other.from <= from && (other.to ?? '9') > from && other.from !== other.to,
        )
        expect(rivals.length, `${kind} from ${from}`).toBeLessThanOrEqual(1)
      }
    }
  })

  it('says of each elder what holds today, and of the dead nothing', () => {
    for (const { state, categories, circumstances, abilityLevel, servedBy } of all) {
      const held = circumstances.filter(({ from, to }) => from <= today && (to === null || to > today))
      const expected = new Set(held.map(({ kind, value }) => `${kind}:${value}`))
      expect(new Set(categories)).toEqual(state === 'died' ? new Set() : expected)
      if (state === 'died') expect([abilityLevel, servedBy.length]).toEqual([null, 0])
    }
  })

  it('has hardship, disability and deaths in plausible measure', () => {
    const held = (category: string): number => share(({ categories }) => categories.includes(category))
    expect(held('hardship:tekun')).toBeGreaterThan(0.01)
    expect(held('hardship:tekun')).toBeLessThan(0.024)
    expect(held('hardship:dibao')).toBeGreaterThan(0.03)
    expect(held('hardship:dibao')).toBeLessThan(0.05)
    expect(share(({ state }) => state === 'died')).toBeGreaterThan(0.004)
    expect(share(({ state }) => state === 'died')).toBeLessThan(0.02)
    expect(share((elder) => elder.assessments.some(({ confirmedOn }) => confirmedOn))).toBeGreaterThan(0.18)
    expect(share((elder) => elder.assessments.some(({ confirmedOn }) => confirmedOn))).toBeLessThan(0.26)
  })

  it('gives every tekun elder a form of support and a self-care grade', () => {
    const tekun = all.filter(({ categories }) => categories.includes('hardship:tekun'))
    expect(tekun.length).toBeGreaterThan(50)
    for (const { categories } of tekun) {
      expect(categories.filter((category) => category.startsWith('tekun-support:'))).toHaveLength(1)
      expect(categories.filter((category) => category.startsWith('tekun-self-care:'))).toHaveLength(1)
    }
  })

  it('scores with the real instrument and fills in what must be filled in', () => {
    for (const { answers, information, score, state } of assessments) {
      if (score === null || information === null) continue
      expect(scoreAssessment(gbt42195, answers, information)).toEqual(score)
      expect(checkInformation(gbt42195, information)).toEqual([])
      if (state === 'in-progress') continue
      expect(missingInformation(gbt42195, information)).toEqual([])
      expect(score.finalLevel).not.toBeNull()
    }
    for (const level of [0, 1, 2, 3, 4])
      expect(assessments.filter(({ score }) => score?.finalLevel === level).length).toBeGreaterThan(10)
  })

  it('walks every assessment through the real procedure, one step after the other', () => {
    for (const { steps, state, version, signatures, dueOn, assignedAt } of assessments) {
      let reached: AssessmentState = assessmentProcedure.start
      for (const [index, step] of steps.entries()) {
        if (step.event !== null) reached = nextState(reached, step.event)
        expect(step.state).toBe(reached)
        expect(step.at).toBeGreaterThanOrEqual(steps[index - 1]?.at ?? 0)
        expect(step.position).toBeGreaterThan(steps[index - 1]?.position ?? 0)
        expect(step.position).toBeLessThanOrEqual(version)
      }
      expect(reached).toBe(state)
      expect(new Set(signatures.map(({ assessor }) => assessor.id)).size).toBe(signatures.length)
      expect((dueOn === null) === (assignedAt === null)).toBe(true)
    }
    const states = new Set(assessments.map(({ state }) => state))
    for (const state of ['requested', 'assigned', 'in-progress', 'signed-once', 'signed', 'returned', 'confirmed'])
      expect(states).toContain(state)
  })

  it('has nothing happen today or later, and no more than one assessment under way', () => {
    const midnight = Date.parse(`${today}T00:00:00+08:00`)
    for (const { updatedAt, assessments: own } of all) {
      expect(updatedAt).toBeLessThan(midnight)
      for (const { steps } of own) for (const step of steps) expect(step.at).toBeLessThan(midnight)
      expect(own.filter(({ confirmedOn }) => confirmedOn === null).length).toBeLessThanOrEqual(1)
    }
  })

  it('has organisations that may assess their own places, with people who may sign', () => {
    for (const organisation of cast.organisations) {
      expect(isCreditCode(organisation.creditCode)).toBe(true)
      expect(organisation.creditCode.slice(2, 8)).toBe('999999')
      const qualified = qualifiedOn(organisation, today)
      expect(qualified.length).toBeGreaterThanOrEqual(fewestAssessors)
      const [territory = ''] = organisation.territory
      const asked = { ...organisation, kind: 'assessment-organisation', status: 'active' } as const
      expect(qualifiesForAssessments(asked, territory, qualified.length, today).refusals).toEqual([])
      // Those who are named in assessments qualified on every day that anybody could have signed.
      for (const assessor of organisation.assessors.slice(0, -1))
        expect(qualifiedOn({ ...organisation, assessors: [assessor] }, addDays(today, -740))).toHaveLength(1)
    }
  })

  it('draws different numbers for neighbouring rows', () => {
    const firsts = Array.from({ length: 2_000 }, (_, index) => makeRandom(7, 360_702, index).next())
    expect(new Set(firsts).size).toBe(2_000)
  })
})
