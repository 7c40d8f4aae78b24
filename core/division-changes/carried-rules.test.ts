import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWithin } from '../regions/code.ts'
import { planCarriedRules, type RestrictingRule } from './carried-rules.ts'

const today = '2026-11-21'
const codes = [
  '360700000000',
  '360702000000',
  '360702001000',
  '360702001001',
  '360702002000',
  '360703000000',
  '360703001000',
  '360703001001',
]
const days = fc.constantFrom('2026-01-01', '2026-11-21', '2027-01-01')
const rules = fc
  .array(
    fc.record({
      region: fc.constantFrom(...codes),
      what: fc.constantFrom('worker contact', 'worker benefits'),
      from: days,
      to: fc.option(days, { nil: null }),
    }),
    { maxLength: 8 },
  )
  .map((all): RestrictingRule[] => all.map((one, index) => ({ ...one, id: String(index) })))
const arrows = fc.array(fc.record({ from: fc.constantFrom(...codes), to: fc.constantFrom(...codes) }), { maxLength: 6 })

const restrictedIn = (held: readonly Omit<RestrictingRule, 'id'>[], place: string, day: string): string[] =>
  held
    .filter(({ region, from, to }) => isWithin(place, region) && from <= day && (to === null || to > day))
    .map(({ what }) => what)

describe('rules that restrict, when divisions change', () => {
  it('restrict in what comes of a division, on every day to come, at least what they restricted in it', () => {
    fc.assert(
      fc.property(rules, arrows, (held, changes) => {
        const { added, left } = planCarriedRules(held, changes, today)
        const after = [
          ...held.filter((rule) => !left.includes(rule)),
          ...added.map(({ rule, region }) => ({ ...rule, region })),
        ]
        for (const { from, to } of changes)
          for (const day of ['2026-11-21', '2026-12-01', '2027-06-01'])
            expect(restrictedIn(after, to, day)).toEqual(expect.arrayContaining(restrictedIn(held, from, day)))
        const changed = new Set(changes.map(({ from }) => from))
        for (const place of codes.filter(
          (code) => !changed.has(code) && ![...changed].some((one) => isWithin(code, one)),
        ))
          expect(restrictedIn(after, place, today)).toEqual(expect.arrayContaining(restrictedIn(held, place, today)))
      }),
    )
  })

  it('are said once where a county is under another code, and for the moved town alone where only it moves', () => {
    const rule = { id: 'a', region: '360702000000', what: 'x', from: '2026-01-01', to: null }
    const county = [
      { from: '360702001001', to: '360703001001' },
      { from: '360702000000', to: '360703000000' },
      { from: '360702001000', to: '360703001000' },
    ]
    expect(planCarriedRules([rule], county, today)).toEqual({ added: [{ rule, region: '360703000000' }], left: [rule] })
    const town = county.filter(({ from }) => from !== '360702000000')
    expect(planCarriedRules([rule], town, today)).toEqual({ added: [{ rule, region: '360703001000' }], left: [] })
  })

  it('that are over are left behind', () => {
    const rule = { id: 'a', region: '360702001000', what: 'x', from: '2026-01-01', to: today }
    const change = [{ from: '360702001000', to: '360702002000' }]
    expect(planCarriedRules([rule], change, today)).toEqual({ added: [], left: [] })
  })
})
