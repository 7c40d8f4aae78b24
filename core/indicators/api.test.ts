import { readFileSync } from 'node:fs'
import { Value } from 'typebox/value'
import { describe, expect, it } from 'vitest'
import { isPermission } from '../access/permissions.ts'
import * as api from './api.ts'
import { answerOf } from './definition.ts'
import { parseCatalogue, parsePhrases } from './parse-catalogue.ts'

function reference(file: string): string {
  return readFileSync(new URL(`../../reference/indicators/${file}`, import.meta.url), 'utf8')
}

const phrases = parsePhrases(reference('phrases.csv'))
const files = ['plan-indicators.csv', 'register-indicators.csv']
const indicators = files.flatMap((file) => parseCatalogue(reference(file), phrases).indicators)

describe('what can be asked about indicators', () => {
  it('has a line on the wire for every indicator of the catalogue, also one never computed', () => {
    for (const indicator of indicators) {
      const line = {
        ...indicator,
        numerator: null,
        denominator: null,
        value: null,
        judgement: 'not-computable',
        targetApplies: true,
        gap: null,
        casesToTarget: null,
        trend: [{ period: '2026-11', value: null }],
        answeredBy: answerOf(indicator).answeredBy,
        answer: null,
        computedAt: null,
      }
      expect([...Value.Errors(api.IndicatorLine, line)], indicator.id).toEqual([])
    }
  })

  it('needs a permission that an account can be given', () => {
    const endpoints = [
      api.listIndicators,
      api.getIndicator,
      api.listIndicatorCases,
      api.computeIndicators,
      api.getComputation,
    ]
    expect(endpoints.filter(({ permission }) => !isPermission(permission))).toEqual([])
  })

  it('refuses a month that is none', () => {
    expect(Value.Check(api.IndicatorPeriod, '2026-11')).toBe(true)
    expect(Value.Check(api.IndicatorPeriod, '2026-13')).toBe(false)
    expect(Value.Check(api.IndicatorPeriod, '2026')).toBe(false)
  })
})
