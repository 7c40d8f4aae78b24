import { type Static, Type } from 'typebox'
import { fill, type Text } from '../language/text.ts'
import { RegionCode } from '../regions/code.ts'
import type { PolicyFault } from './compile-policy.ts'
import { Document, MonthOfYear, Slug, stated, strict } from './policy-parts.ts'

/**
 * How two programmes go together for one person in one month (D06). `both`: they stack. `either`: the second is not paid
 * beside the first. `higher`: only the higher is paid (就高不重复); of two equal ones the first. `offset`: the second is
 * reduced by what the first pays.
 */
export const relationKinds = ['both', 'either', 'higher', 'offset'] as const
export type RelationKind = (typeof relationKinds)[number]

const Relation = Type.Object(
  {
    clause: Slug,
    ...stated,
    first: Slug,
    second: Slug,
    relation: Type.Enum([...relationKinds]),
  },
  strict(),
)
export type Relation = Static<typeof Relation>

/** The relations between the programmes of a region: one document, in force for some months. */
export const BenefitRelations = Type.Object(
  {
    document: Document,
    validFrom: MonthOfYear,
    validTo: Type.Union([MonthOfYear, Type.Null()]),
    region: RegionCode,
    relations: Type.Array(Relation, { minItems: 1 }),
  },
  strict(),
)
export type BenefitRelations = Static<typeof BenefitRelations>

/** Relations in force for a region, from the nation down: of one pair the nearest division's counts. */
export function joinRelations(downwards: readonly BenefitRelations[]): Relation[] {
  return joinPairs(...downwards.map(({ region, relations }) => relations.map((one) => ({ ...one, from: region }))))
}

/** Of one pair the last that names it. */
export function joinPairs(...lists: readonly (readonly Relation[])[]): Relation[] {
  return [...new Map(lists.flat().map((one) => [pairOf(one), one])).values()]
}

const pairOf = ({ first, second }: Pick<Relation, 'first' | 'second'>) => [first, second].toSorted().join(' ')

/** Pairs named twice, programmes related to themselves, and offsets that go round in a circle. */
export function findRelationFaults(relations: readonly Relation[]): PolicyFault[] {
  const faults: PolicyFault[] = []
  const seen = new Set<string>()
  for (const [at, one] of relations.entries()) {
    const path = `/relations/${at}`
    if (one.first === one.second) faults.push({ path, message: fill(texts.itself, { programme: one.first }) })
    if (seen.has(pairOf(one)))
      faults.push({ path, message: fill(texts.twice, { first: one.first, second: one.second }) })
    seen.add(pairOf(one))
  }
  const circle = findCircle(relations)
  if (circle) {
    const at = relations.findIndex((one) => one.relation === 'offset' && one.first === circle[0])
    faults.push({ path: `/relations/${at}`, message: fill(texts.circle, { circle: circle.join(' → ') }) })
  }
  return faults
}

/** Programmes each of which is reduced by the one before and the first by the last. */
function findCircle(relations: readonly Relation[]): string[] | undefined {
  const after = new Map<string, string[]>()
  for (const { relation, first, second } of relations)
    if (relation === 'offset') after.set(first, [...(after.get(first) ?? []), second])
  const walk = (path: readonly string[]): string[] | undefined => {
    for (const next of after.get(path.at(-1) ?? '') ?? []) {
      if (path.includes(next)) return [...path.slice(path.indexOf(next)), next]
      const found = walk([...path, next])
      if (found) return found
    }
    return undefined
  }
  for (const start of after.keys()) {
    const found = walk([start])
    if (found) return found
  }
  return undefined
}

/** In the order in which they are applied: who yields to whom is settled before anything is deducted. */
export function inOrderOfEffect(relations: readonly Relation[]): Relation[] {
  const exclusions = relations.filter(({ relation }) => relation === 'either' || relation === 'higher')
  const offsets = relations.filter(({ relation }) => relation === 'offset')
  const ordered: Relation[] = []
  while (offsets.length > 0) {
    // a programme deducts only once everything has been deducted from itself
    const at = offsets.findIndex(({ first }) => !offsets.some(({ second }) => second === first))
    if (at < 0) throw new RangeError('Offsets go round in a circle.')
    ordered.push(...offsets.splice(at, 1))
  }
  return [...exclusions, ...ordered]
}

const texts = {
  itself: { zh: '“{programme}”不能与自己有关系', en: '“{programme}” cannot be related to itself' },
  twice: { zh: '“{first}”与“{second}”的关系写了两次', en: 'The relation of “{first}” and “{second}” is given twice' },
  circle: { zh: '抵扣关系首尾相接：{circle}', en: 'The offsets go round in a circle: {circle}' },
} as const satisfies Readonly<Record<string, Text>>
