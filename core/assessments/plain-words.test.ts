import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canObject, canWithdraw, sayAssessment, type Told } from './plain-words.ts'
import { type AssessmentState, assessmentStates, resultStates } from './procedure.ts'

const today = '2026-11-21'
const told = fc.record<Told>({
  state: fc.constantFrom(...(Object.keys(assessmentStates) as AssessmentState[])),
  askedOn: fc.constant('2026-10-01'),
  organisationName: fc.constantFrom('长青评估中心', null),
  organisationTelephone: fc.constantFrom('', '0797-8120000'),
  assessors: fc.constantFrom([], ['甲', '乙']),
  dueOn: fc.constantFrom('2026-12-01', null),
  level: fc.constantFrom({ zh: '中度失能', en: 'Moderate' }, null),
  confirmedOn: fc.constantFrom('2026-11-01', null),
  validUntil: fc.constantFrom('2027-10-31', '2026-11-20', null),
  second: fc.boolean(),
  wishedPlace: fc.constantFrom('home', 'care-place', 'any'),
  wishedTime: fc.constantFrom('morning', 'afternoon', 'any'),
  withdrawn: fc.boolean(),
  why: fc.constantFrom('', '体温正常'),
})

test('whatever is known of an assessment is told in whole sentences of both languages, and a level only with a result', () => {
  fc.assert(
    fc.property(told, (one) => {
      const said = sayAssessment(one, today)
      const result = (resultStates as readonly AssessmentState[]).includes(one.state)
      if (!result) expect(said.length).toBeGreaterThan(0)
      for (const { zh, en } of said) {
        expect(zh).not.toMatch(/undefined|null|\{/)
        expect(en).not.toMatch(/undefined|null|\{|[\u3002\uff0c]/)
        expect(zh.length * en.length).toBeGreaterThan(0)
      }
      if (!result) expect(said.map(({ zh }) => zh).join()).not.toContain('中度失能')
    }),
  )
})

test('who was named can no longer be sent away, and a result that ran out is not objected to but asked for anew', () => {
  fc.assert(
    fc.property(told, (one) => {
      if (canWithdraw(one)) expect(['requested', 'assigned']).toContain(one.state)
      if (one.state === 'confirmed') expect(canObject(one, today)).toBe(one.validUntil === '2027-10-31')
      else expect(canObject(one, today)).toBe(false)
      if (one.second) expect(canWithdraw(one)).toBe(false)
    }),
  )
})
