import fc from 'fast-check'
import { Type } from 'typebox'
import { describe, expect, it } from 'vitest'
import type { Actor } from '../access/actor.ts'
import { effectiveGrants, type OwnGrant } from '../access/effective.ts'
import type { Permission } from '../access/permissions.ts'
import { withheldFrom } from '../access/withheld.ts'
import type { ClassRule } from './class-rules.ts'
import { classified, classifiedFilter, WithheldClasses } from './classified.ts'
import { type DataClass, dataClassIds } from './data-classes.ts'
import { classesAsked, classesWithin, compileWithholding, type Withhold } from './withholding.ts'

const phone = classified('contact', Type.Union([Type.String(), Type.Null()]))
const File = Type.Object({
  name: Type.String(),
  phone,
  number: classified('identity', Type.String(), ''),
  around: classified('relatives', Type.Array(Type.Object({ name: Type.String(), phone }))),
  byYear: Type.Record(
    Type.String(),
    Type.Object({ level: classified('assessment', Type.Union([Type.Integer(), Type.Null()])) }),
  ),
  reason: classified(['circumstances', 'assessment'], Type.Array(Type.String())),
  withheld: WithheldClasses,
})
const file = () => ({
  name: '王五',
  phone: '139****1111',
  number: '9999**********0001',
  around: [{ name: '王六', phone: '139****2222' }],
  byYear: { '2025': { level: 2 } },
  reason: ['重度失能'],
})
const Reply = Type.Object({ rows: Type.Array(Type.Union([File, Type.Null()])) })
const take = compileWithholding(Reply) as Withhold
const withhold = (...classes: DataClass[]) =>
  take({ rows: [file(), null] }, new Set(classes)) as { rows: [Record<string, unknown>, null] }

describe('a reply', () => {
  it('loses what belongs to a withheld class at every depth, keeps the rest and says what it lost', () => {
    expect(withhold('contact').rows).toEqual([
      { ...file(), phone: null, around: [{ name: '王六', phone: null }], withheld: ['contact'] },
      null,
    ])
    expect(withhold('relatives', 'identity').rows[0]).toMatchObject({ around: [], number: '', phone: '139****1111' })
    expect(withhold('assessment').rows[0]).toMatchObject({ byYear: { '2025': { level: null } }, reason: [] })
    expect(withhold('circumstances').rows[0]).toMatchObject({ byYear: { '2025': { level: 2 } }, reason: [] })
  })

  it('says nothing of what is withheld elsewhere', () => {
    expect(withhold('benefits').rows[0]).toEqual(file())
  })

  it('is not touched in the hands of whoever made it', () => {
    const made = { rows: [file()] }
    take(made, new Set(['contact']))
    expect(made).toEqual({ rows: [file()] })
  })

  it('of an endpoint without classified fields is never walked', () => {
    expect(compileWithholding(Type.Object({ rows: Type.Array(Type.Object({ name: Type.String() })) }))).toBeUndefined()
    expect(classesWithin(Reply).sort()).toEqual(['assessment', 'circumstances', 'contact', 'identity', 'relatives'])
  })
})

it('counts a filter as asked for only where it was used', () => {
  const filter = Type.Object({
    level: Type.Optional(classifiedFilter('assessment', Type.Array(Type.String()))),
    special: Type.Optional(classifiedFilter('circumstances', Type.Boolean())),
  })
  expect(classesAsked(filter, {})).toEqual([])
  expect(classesAsked(filter, { level: [], special: undefined })).toEqual([])
  expect(classesAsked(filter, { level: ['2'], special: false })).toEqual(['assessment', 'circumstances'])
})

it('has to be told what a field becomes that can be neither null nor empty', () => {
  expect(() => classified('contact', Type.String())).toThrow()
})

const places = [
  '000000000000',
  '360000000000',
  '360700000000',
  '360702000000',
  '360702007000',
  '360702007001',
  '360703000000',
]
const rolesOf: Record<string, Permission[]> = {
  reads: ['people:read'],
  'reads-and-writes': ['people:read', 'people:write'],
  elsewhere: ['indicators:read'],
}
const grant = fc
  .record({ role: fc.constantFrom(...Object.keys(rolesOf)), region: fc.constantFrom(...places), inside: fc.boolean() })
  .map(({ role, region, inside }) => ({ role, place: region, inside }))
const rule: fc.Arbitrary<ClassRule> = fc.record({
  region: fc.constantFrom(...places),
  role: fc.constantFrom(...Object.keys(rolesOf)),
  dataClass: fc.constantFrom(...dataClassIds),
})

/** Said once more and otherwise: a place lies in a division when its code begins with the division’s without its zeros. */
const lies = (place: string, division: string): boolean => {
  const length = [0, 2, 4, 6, 9, 12].find((digits) => Number(division.slice(digits)) === 0) ?? 12
  return place.slice(0, length) === division.slice(0, length)
}

it('carries a classified value exactly where some grant that gives the permission allows it', () => {
  fc.assert(
    fc.property(fc.array(grant, { maxLength: 4 }), fc.array(rule, { maxLength: 8 }), (grants, rules) => {
      const own = grants.map(
        ({ role, place, inside }, index): OwnGrant => ({
          id: String(index),
          role,
          permissions: new Set(rolesOf[role]),
          secondFactor: 'by-permission',
          region: inside ? null : place,
          organisationId: inside ? 'organisation' : null,
          place,
          rules: rules.filter((one) => one.role === role),
        }),
      )
      const actor: Actor = {
        accountId: 'a',
        name: '甲',
        grants: effectiveGrants(own, [], '2026-11-21'),
        now: new Date(0),
        today: '2026-11-21',
      }
      const withheld = withheldFrom(actor, 'people:read')
      const told = (take({ rows: [file()] }, withheld) as { rows: [ReturnType<typeof file>] }).rows[0]
      const carrying = grants.filter(({ role }) => rolesOf[role]?.includes('people:read'))
      const allows = (dataClass: DataClass): boolean =>
        carrying.length === 0 ||
        carrying.some(
          ({ role, place }) =>
            !rules.some((one) => one.role === role && one.dataClass === dataClass && lies(place, one.region)),
        )
      expect(told.phone !== null).toBe(allows('contact'))
      expect(told.number !== '').toBe(allows('identity'))
      expect(told.around.length > 0).toBe(allows('relatives'))
      expect(told.reason.length > 0).toBe(allows('circumstances') && allows('assessment'))
    }),
    { numRuns: 500 },
  )
})

it('tightens the more the more rules there are', () => {
  fc.assert(
    fc.property(fc.array(rule, { maxLength: 5 }), rule, fc.constantFrom(...places), (rules, more, place) => {
      const seen = (held: ClassRule[]) => {
        const own: OwnGrant = {
          id: '1',
          role: 'reads',
          permissions: new Set<Permission>(['people:read']),
          secondFactor: 'never',
          region: place,
          organisationId: null,
          rules: held.filter(({ role }) => role === 'reads'),
        }
        const grants = effectiveGrants([own], [], '2026-11-21')
        return withheldFrom({ accountId: 'a', name: '', grants, now: new Date(0), today: '2026-11-21' }, 'people:read')
      }
      for (const dataClass of seen(rules)) expect(seen([...rules, more]).has(dataClass)).toBe(true)
    }),
  )
})
