import type { Text } from '../language/text.ts'
import { type Answers, type Instrument, itemsOf } from './instrument.ts'

/** How many results of a month are assessed a second time. */
export interface SamplingRule {
  /** Share of the month's results, in whole per cent. */
  readonly sharePercent: number
  readonly fewestPerOrganisation: number
  readonly fewestPerAssessor: number
}

/** What a second assessment may differ by, and what follows from the share of those that differ by more. */
export interface QualityRule extends SamplingRule {
  /** Items that may differ while the level agrees. */
  readonly itemsMayDiffer: number
  /** Compared assessments below which nothing is proposed. */
  readonly fewestCompared: number
  /** From the mildest to the gravest; `from` is a deviation rate in per cent. */
  readonly consequences: readonly { readonly from: number; readonly kind: ConsequenceKind }[]
  /** Calendar days to object. */
  readonly objectionDays: number
  readonly unverified: Text
}

export const consequenceKinds = {
  warn: { zh: '警告', en: 'Warning' },
  rectify: { zh: '限期整改', en: 'Rectify within a term' },
  suspend: { zh: '暂停派单', en: 'Suspend' },
  remove: { zh: '移出名册', en: 'Remove from the register' },
} as const satisfies Record<string, Text>
export type ConsequenceKind = keyof typeof consequenceKinds

export const defaultQuality: QualityRule = {
  sharePercent: 5,
  fewestPerOrganisation: 2,
  fewestPerAssessor: 1,
  itemsMayDiffer: 5,
  fewestCompared: 2,
  consequences: [
    { from: 10, kind: 'warn' },
    { from: 20, kind: 'rectify' },
    { from: 40, kind: 'suspend' },
    { from: 60, kind: 'remove' },
  ],
  objectionDays: 10,
  unverified: {
    zh: '未见国家规定的抽查比例、偏差界限和处理标准，均为本平台的默认值，请按当地文件设定',
    en: 'No national share, tolerance or scale of consequences was found; all are the platform’s defaults, to be set by local document',
  },
}

/** One result that may be drawn. */
export interface Drawable {
  readonly id: string
  readonly organisationId: string
  readonly assessorIds: readonly string[]
}

export interface Strata {
  /** What it was drawn for: the organisation’s least, an assessor’s least, the share. */
  readonly strata: readonly Stratum[]
}
type Stratum = 'organisation' | 'assessor' | 'share'

/**
 * Draws a sample that anybody can draw again: each result gets a number from the seed and its id, and in every stratum
 * the smallest numbers are taken. The order in which the results are given makes no difference.
 * @param numberOf the hash of a text as an order; the caller brings it, because the core hashes nothing
 */
export function drawSample<One extends Drawable>(
  population: readonly One[],
  rule: SamplingRule,
  seed: string,
  numberOf: (text: string) => string,
): readonly (One & Strata)[] {
  const ordered = population
    .map((one) => ({ one, number: numberOf(`${seed}:${one.id}`) }))
    .toSorted((a, b) => (a.number < b.number ? -1 : a.number > b.number ? 1 : a.one.id < b.one.id ? -1 : 1))
    .map(({ one }) => one)
  const chosen = new Map<string, Set<Stratum>>()
  const take = (from: readonly One[], count: number, stratum: Stratum) => {
    const already = from.filter(({ id }) => chosen.has(id)).length
    for (const { id } of from.filter((one) => !chosen.has(one.id)).slice(0, Math.max(0, count - already)))
      chosen.set(id, new Set([stratum]))
  }
  for (const organisation of distinct(ordered.map(({ organisationId }) => organisationId)))
    take(
      ordered.filter((one) => one.organisationId === organisation),
      rule.fewestPerOrganisation,
      'organisation',
    )
  for (const assessor of distinct(ordered.flatMap(({ assessorIds }) => assessorIds)))
    take(
      ordered.filter((one) => one.assessorIds.includes(assessor)),
      rule.fewestPerAssessor,
      'assessor',
    )
  take(ordered, Math.ceil((population.length * rule.sharePercent) / 100), 'share')
  return ordered.flatMap((one) => {
    const strata = chosen.get(one.id)
    return strata ? [{ ...one, strata: [...strata] }] : []
  })
}

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)].toSorted()

export interface Assessed {
  readonly answers: Answers
  readonly total: number
  readonly level: number
}

export interface Comparison {
  readonly items: readonly { readonly id: string; readonly first: number | null; readonly second: number | null }[]
  /** Items that differ. */
  readonly differing: number
  readonly totals: readonly [number, number]
  readonly levels: readonly [number, number]
  readonly agrees: boolean
}

/** Item by item and level by level; another level, or too many items, is a deviation. */
export function compareAssessments(
  instrument: Instrument,
  first: Assessed,
  second: Assessed,
  { itemsMayDiffer }: Pick<QualityRule, 'itemsMayDiffer'> = defaultQuality,
): Comparison {
  const items = itemsOf(instrument).map(({ id }) => ({
    id,
    first: first.answers[id] ?? null,
    second: second.answers[id] ?? null,
  }))
  const differing = items.filter((item) => item.first !== item.second).length
  return {
    items,
    differing,
    totals: [first.total, second.total],
    levels: [first.level, second.level],
    agrees: first.level === second.level && differing <= itemsMayDiffer,
  }
}

/** The deviation rate in per cent, to one decimal; null where nothing was compared. */
export function deviationRate(compared: number, deviating: number): number | null {
  return compared === 0 ? null : Math.round((deviating * 1000) / compared) / 10
}

/** What the rule proposes for an organisation; an officer decides, with a reason. */
export function proposeConsequence(
  compared: number,
  deviating: number,
  rule: QualityRule = defaultQuality,
): ConsequenceKind | null {
  if (compared < rule.fewestCompared) return null
  return rule.consequences.findLast(({ from }) => deviating * 100 >= from * compared)?.kind ?? null
}

export const consequenceStates = {
  announced: { zh: '已告知', en: 'Announced' },
  objected: { zh: '机构有异议', en: 'Objected to' },
  upheld: { zh: '异议后维持', en: 'Upheld' },
  withdrawn: { zh: '已撤销', en: 'Withdrawn' },
  applied: { zh: '已执行', en: 'Applied' },
} as const satisfies Record<string, Text>
export type ConsequenceState = keyof typeof consequenceStates

/** Whether it may be applied: upheld, or the term to object is over. */
export function mayApply(state: ConsequenceState, objectUntil: string, today: string): boolean {
  return state === 'upheld' || (state === 'announced' && today > objectUntil)
}
