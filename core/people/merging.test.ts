import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../time/day.ts'
import { circumstanceKinds } from './circumstances.ts'
import {
  clashesOf,
  clashingKinds,
  type FieldValues,
  laterLevel,
  type MergedPeriod,
  planCircumstances,
  sameRelatives,
  sideOf,
} from './merging.ts'

const day = (offset: number) => addDays('2026-01-01', offset)

/** Periods of one file, as the register keeps them: those that rival each other never overlap. */
const file = (name: string) =>
  fc
    .array(
      fc.record({
        kind: fc.constantFrom('hardship', 'living-arrangement', 'household'),
        value: fc.nat(),
        gap: fc.integer({ min: 0, max: 6 }),
        length: fc.integer({ min: 1, max: 12 }),
        open: fc.boolean(),
      }),
      { maxLength: 6 },
    )
    .map((drawn) => {
      const at = new Map<string, number>()
      const kept: MergedPeriod[] = []
      for (const [index, one] of drawn.entries()) {
        const values = Object.keys(circumstanceKinds[one.kind as 'hardship'].values)
        const value = values[one.value % values.length] ?? ''
        const rival = one.kind === 'household' ? `${one.kind}:${value}` : one.kind
        const begun = at.get(rival) ?? 0
        if (begun < 0) continue
        const from = begun + one.gap
        at.set(rival, one.open ? -1 : from + one.length)
        const to = one.open ? null : day(from + one.length)
        kept.push({ id: `${name}${index}`, kind: one.kind, value, from: day(from), to })
      }
      return kept
    })

const holds = (periods: readonly MergedPeriod[], kind: string, on: string) =>
  periods
    .filter((one) => one.kind === kind && one.from <= on && (one.to === null || on < one.to))
    .map(({ value }) => value)

function after(survivor: readonly MergedPeriod[], merged: readonly MergedPeriod[], choice: 'survivor' | 'merged') {
  const choices = Object.fromEntries(clashingKinds(survivor, merged).map((kind) => [kind, choice]))
  const plan = planCircumstances(survivor, merged, choices)
  const gone = new Set([...plan.survivorLeaves, ...plan.mergedStays])
  const all = [...survivor, ...merged]
  const cut = new Map(plan.cut.map((one) => [one.id, one]))
  const added = plan.added.flatMap(({ copyOf, from, to }) => {
    const of = all.find(({ id }) => id === copyOf)
    return of ? [{ ...of, id: `${copyOf}+`, from, to }] : []
  })
  return [...all.filter(({ id }) => !gone.has(id)).map((one) => ({ ...one, ...cut.get(one.id) })), ...added]
}

describe('the circumstances of two files laid together', () => {
  it('leave one value that excludes others on a day, and no value twice', () => {
    fc.assert(
      fc.property(
        file('a'),
        file('b'),
        fc.constantFrom('survivor' as const, 'merged' as const),
        (one, other, choice) => {
          const laid = after(one, other, choice)
          for (let offset = 0; offset < 120; offset++)
            for (const kind of ['hardship', 'living-arrangement', 'household']) {
              const held = holds(laid, kind, day(offset))
              expect(new Set(held).size).toBe(held.length)
              if (kind !== 'household') expect(held.length).toBeLessThanOrEqual(1)
            }
        },
      ),
    )
  })

  it('lose no day that either file tells of, and follow the chosen one where they differ', () => {
    fc.assert(
      fc.property(
        file('a'),
        file('b'),
        fc.constantFrom('survivor' as const, 'merged' as const),
        (one, other, choice) => {
          const laid = after(one, other, choice)
          const clashing = clashingKinds(one, other)
          for (let offset = 0; offset < 120; offset++)
            for (const kind of ['hardship', 'living-arrangement', 'household']) {
              const [ours, theirs] = [holds(one, kind, day(offset)), holds(other, kind, day(offset))]
              const held = holds(laid, kind, day(offset))
              if (kind === 'household') expect(new Set(held)).toEqual(new Set([...ours, ...theirs]))
              else if (ours.length > 0 && theirs.length > 0 && clashing.includes(kind))
                expect(held).toEqual(choice === 'survivor' ? ours : theirs)
              else expect(held.length > 0).toBe(ours.length + theirs.length > 0)
            }
        },
      ),
    )
  })
})

describe('two files', () => {
  const silent: FieldValues = {
    name: '张桂英',
    document: 'a',
    ethnicity: null,
    phone: null,
    address: null,
    payee: null,
    residence: 'r',
    registration: 'r',
  }

  it('clash only where both say something and not the same', () => {
    expect(clashesOf(silent, { ...silent, phone: '1' })).toEqual([])
    expect(clashesOf({ ...silent, phone: '2' }, { ...silent, phone: '1', document: 'b' })).toEqual([
      'document',
      'phone',
    ])
  })

  it('take what only one of them knows from that one', () => {
    expect(sideOf('phone', silent, { ...silent, phone: '1' }, {})).toBe('merged')
    expect(sideOf('phone', { ...silent, phone: '2' }, silent, { phone: 'merged' })).toBe('survivor')
    expect(sideOf('phone', { ...silent, phone: '2' }, { ...silent, phone: '1' }, { phone: 'merged' })).toBe('merged')
  })

  it('go on with the level that is valid longer', () => {
    const level = (value: number | null, validUntil: string | null) => ({ level: value, validUntil })
    expect(laterLevel(level(1, '2027-01-01'), level(3, '2028-01-01'))).toBe('merged')
    expect(laterLevel(level(1, '2027-01-01'), level(null, null))).toBe('survivor')
    expect(laterLevel(level(null, null), level(2, '2027-01-01'))).toBe('merged')
  })

  it('name one daughter once', () => {
    const person = (id: string, to: string | null = null) => ({ id, name: '李芳', relation: 'daughter', to })
    expect(sameRelatives([person('a')], [person('b'), person('c')])).toEqual([{ kept: 'a', joined: 'b' }])
    expect(sameRelatives([person('a', '2025-01-01')], [person('b')])).toEqual([])
  })
})
