import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CompiledPolicy, compilePolicy } from './compile-policy.ts'
import { decideTogether, relate } from './decide-together.ts'
import { factRow } from './facts.ts'
import { findRelationFaults, joinRelations, type Relation, type RelationKind } from './relations.ts'

const said = { text: { zh: '条款', en: 'Clause' }, source: 'test', status: 'unverified' } as const
const document = {
  title: said.text,
  number: 'unverified',
  date: 'unverified',
  source: 'test',
  status: 'unverified',
} as const

/** Pays everybody alive and registered somewhere a fixed amount, those on dibao where `dibao` asks for it. */
function paying(programme: string, fen: number, rule = '在世'): CompiledPolicy {
  const reading = compilePolicy({
    programme,
    name: said.text,
    kind: 'cash',
    payer: said,
    payee: 'elder',
    catalogue: ['D01'],
    document,
    validFrom: '2026-01',
    validTo: null,
    region: '360700000000',
    basis: '户籍',
    who: [
      { clause: 'registered', ...said, rule: 'starts with(户籍地, "3607")' },
      { clause: 'alive', ...said, rule },
    ],
    amount: { cases: [{ clause: 'all', ...said, when: '在世', fen }] },
    payment: { start: 'month-reached', end: 'month-of-death', rounding: 'fen-nearest' },
    assumptions: [],
  })
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  return reading.compiled
}

const between = (first: string, relation: RelationKind, second: string): Relation => ({
  clause: `${first}-${second}`,
  ...said,
  first,
  second,
  relation,
})

const here = factRow({ 户籍地: '360702001001', 在世: true })

function paid(amounts: Record<string, number>, relations: Relation[]): Record<string, number> {
  const policies = Object.entries(amounts).map(([programme, fen]) => paying(programme, fen))
  const decided = decideTogether(relate(policies, relations), here, '2026-11')
  return Object.fromEntries([...decided].map(([programme, one]) => [programme, one.due ? one.fen : 0]))
}

describe('two programmes for one person', () => {
  const amounts = { nursing: 100, disability: 300 }

  test('that stack are both paid', () => {
    expect(paid(amounts, [between('nursing', 'both', 'disability')])).toEqual({ nursing: 100, disability: 300 })
    expect(paid(amounts, [])).toEqual({ nursing: 100, disability: 300 })
  })

  test('of which one is paid: the first that is named', () => {
    expect(paid(amounts, [between('nursing', 'either', 'disability')])).toEqual({ nursing: 100, disability: 0 })
  })

  test('of which the higher is paid', () => {
    expect(paid(amounts, [between('nursing', 'higher', 'disability')])).toEqual({ nursing: 0, disability: 300 })
    expect(paid({ one: 200, other: 200 }, [between('one', 'higher', 'other')])).toEqual({ one: 200, other: 0 })
  })

  test('of which one is reduced by the other, and is not due when nothing is left', () => {
    expect(paid(amounts, [between('nursing', 'offset', 'disability')])).toEqual({ nursing: 100, disability: 200 })
    expect(paid(amounts, [between('disability', 'offset', 'nursing')])).toEqual({ nursing: 0, disability: 300 })
  })

  test('say to which clause and programme one yields, and what was deducted', () => {
    const policies = [paying('nursing', 100), paying('disability', 300)]
    const higher = decideTogether(relate(policies, [between('nursing', 'higher', 'disability')]), here, '2026-11')
    expect(higher.get('nursing')).toEqual({
      due: false,
      because: ['relation'],
      unknown: [],
      yields: { relation: 'nursing-disability', to: 'disability' },
    })
    const offset = decideTogether(relate(policies, [between('nursing', 'offset', 'disability')]), here, '2026-11')
    expect(offset.get('disability')).toMatchObject({
      fen: 200,
      offset: [{ relation: 'nursing-disability', programme: 'nursing', fen: 100 }],
    })
  })

  test('do not hold each other back while one of them cannot be told', () => {
    const policies = [paying('nursing', 100), paying('disability', 300, '在世 and 低保')]
    const decided = decideTogether(relate(policies, [between('nursing', 'higher', 'disability')]), here, '2026-11')
    expect(decided.get('nursing')).toMatchObject({ due: true, fen: 100 })
    expect(decided.get('disability')).toMatchObject({ due: false, unknown: ['低保'] })
  })
})

describe('any programmes with any relations', () => {
  const names = ['alpha', 'beta', 'gamma', 'delta'] as const
  const amountsOf = fc.record(Object.fromEntries(names.map((name) => [name, fc.integer({ min: 1, max: 1000 })])))
  const pairs = names.flatMap((first, at) => names.slice(at + 1).map((second) => [first, second] as const))
  const relationsOf = fc
    .tuple(...pairs.map(() => fc.constantFrom<RelationKind>('both', 'either', 'higher', 'offset')))
    .map((kinds) => kinds.map((kind, at) => between(pairs[at]?.[0] ?? '', kind, pairs[at]?.[1] ?? '')))

  test('never pay more than each alone, nor two of which only one may be paid', () => {
    fc.assert(
      fc.property(amountsOf, relationsOf, (amounts, relations) => {
        const got = paid(amounts, relations)
        const at = (name: string) => got[name] ?? 0
        const asked = (name: string) => amounts[name] ?? 0
        return (
          names.every((name) => at(name) <= asked(name)) &&
          names.some((name) => at(name) > 0) &&
          relations.every(
            ({ relation, first, second }) =>
              !(relation === 'either' || relation === 'higher') || at(first) === 0 || at(second) === 0,
          ) &&
          relations.every(
            ({ relation, first, second }) =>
              relation !== 'offset' || at(first) === 0 || at(second) <= Math.max(0, asked(second) - at(first)),
          )
        )
      }),
      { numRuns: 200 },
    )
  })

  test('come to the same in whatever order the programmes are listed', () => {
    fc.assert(
      fc.property(
        amountsOf,
        relationsOf,
        fc.shuffledSubarray([...names], { minLength: 4 }),
        (amounts, relations, order) => {
          const shuffled = Object.fromEntries(order.map((name) => [name, amounts[name] ?? 0]))
          expect(paid(shuffled, relations)).toEqual(paid(amounts, relations))
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('a document of relations', () => {
  test('with a pair named twice, a programme beside itself or a circle of offsets is refused', () => {
    expect(findRelationFaults([between('a1', 'either', 'b1'), between('b1', 'both', 'a1')])).toMatchObject([
      { path: '/relations/1' },
    ])
    expect(findRelationFaults([between('a1', 'both', 'a1')])).toMatchObject([{ path: '/relations/0' }])
    const circle = [between('a1', 'offset', 'b1'), between('b1', 'offset', 'c1'), between('c1', 'offset', 'a1')]
    expect(findRelationFaults(circle).map(({ message }) => message.zh)).toEqual(['抵扣关系首尾相接：a1 → b1 → c1 → a1'])
    expect(findRelationFaults(circle.slice(0, 2))).toEqual([])
  })

  test('of a nearer division replaces the relation of the same pair', () => {
    const base = { document, validFrom: '2026-01', validTo: null }
    const joined = joinRelations([
      { ...base, region: '000000000000', relations: [between('a1', 'either', 'b1'), between('a1', 'both', 'c1')] },
      { ...base, region: '360700000000', relations: [between('b1', 'higher', 'a1')] },
    ])
    expect(joined.map(({ relation, from }) => [relation, from])).toEqual([
      ['higher', '360700000000'],
      ['both', '000000000000'],
    ])
  })
})
