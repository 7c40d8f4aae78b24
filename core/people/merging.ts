import type { Text } from '../language/text.ts'
import type { Day } from '../time/day.ts'
import { findCircumstanceKind } from './circumstances.ts'

/** Whose word holds where two files of one person differ. */
export type Side = 'survivor' | 'merged'

/** What an officer decides field by field before two files become one. */
export const mergeFields = {
  name: { zh: '姓名', en: 'Name' },
  document: { zh: '证件（含出生日期与性别）', en: 'Identity document (with birth and sex)' },
  ethnicity: { zh: '民族', en: 'Ethnic group' },
  phone: { zh: '电话', en: 'Telephone' },
  address: { zh: '住址', en: 'Address' },
  payee: { zh: '收款账户', en: 'Payee account' },
  residence: { zh: '居住地', en: 'Residence' },
  registration: { zh: '户籍地', en: 'Household registration' },
} as const satisfies Record<string, Text>
export type MergeField = keyof typeof mergeFields

/** What two files say of one field, as far as it can be compared: masked text, or the key it is found under. */
export type FieldValues = Readonly<Record<MergeField, string | null>>

/** Fields an officer has to decide; where one file says nothing, the other’s word holds by itself. */
export function clashesOf(survivor: FieldValues, merged: FieldValues): MergeField[] {
  return (Object.keys(mergeFields) as MergeField[]).filter(
    (field) => survivor[field] !== null && merged[field] !== null && survivor[field] !== merged[field],
  )
}

/** Whose value a field takes: the chosen one where they clash, otherwise whoever says something, the survivor first. */
export function sideOf(
  field: MergeField,
  survivor: FieldValues,
  merged: FieldValues,
  choices: Readonly<Partial<Record<string, Side>>>,
): Side {
  if (survivor[field] === null) return merged[field] === null ? 'survivor' : 'merged'
  if (merged[field] === null || merged[field] === survivor[field]) return 'survivor'
  return choices[field] ?? 'survivor'
}

export interface MergedPeriod {
  readonly id: string
  readonly kind: string
  readonly value: string
  readonly from: Day
  readonly to: Day | null
}

interface Span {
  readonly from: Day
  readonly to: Day | null
}

const overlap = (one: Span, other: Span): boolean =>
  (one.to === null || other.from < one.to) && (other.to === null || one.from < other.to)

/** Kinds whose values exclude each other and which the files tell differently of the same days. */
export function clashingKinds(survivor: readonly MergedPeriod[], merged: readonly MergedPeriod[]): string[] {
  const clash = merged.flatMap((theirs) =>
    survivor.some(
      (ours) =>
        ours.kind === theirs.kind &&
        ours.value !== theirs.value &&
        findCircumstanceKind(ours.kind)?.holds !== 'several' &&
        overlap(ours, theirs),
    )
      ? [theirs.kind]
      : [],
  )
  return [...new Set(clash)].sort()
}

export interface CircumstancePlan {
  /** Periods of the survivor that give way and stay with the other file. */
  readonly survivorLeaves: readonly string[]
  /** Periods of the merged file that say nothing new and stay there. */
  readonly mergedStays: readonly string[]
  /** Periods that are shortened to the days the preferred file says nothing of. */
  readonly cut: readonly { readonly id: string; readonly from: Day; readonly to: Day | null }[]
  /** What is left of a period behind the days of the preferred file. */
  readonly added: readonly { readonly copyOf: string; readonly from: Day; readonly to: Day | null }[]
}

/**
 * Lays two files’ circumstances together so that no two values that exclude each other, and no two periods of one value,
 * overlap. The preferred file keeps its periods whole; of the other’s only the days remain that the preferred one is
 * silent about.
 */
export function planCircumstances(
  survivor: readonly MergedPeriod[],
  merged: readonly MergedPeriod[],
  choices: Readonly<Partial<Record<string, Side>>>,
): CircumstancePlan {
  const plan = { survivorLeaves: [] as string[], mergedStays: [] as string[], cut: [] as Cut[], added: [] as Added[] }
  const groups = new Set([...survivor, ...merged].map(groupOf))
  for (const group of groups) {
    const [ours, theirs] = [survivor, merged].map((periods) =>
      periods.filter((one) => groupOf(one) === group && !isVoid(one)),
    ) as [MergedPeriod[], MergedPeriod[]]
    const preferMerged = choices[(ours[0] ?? theirs[0])?.kind ?? ''] === 'merged'
    const [keeps, yields] = preferMerged ? [theirs, ours] : [ours, theirs]
    for (const period of yields) {
      const left = subtract(period, keeps)
      const [first, ...rest] = left
      if (!first) (preferMerged ? plan.survivorLeaves : plan.mergedStays).push(period.id)
      else if (first.from !== period.from || first.to !== period.to) plan.cut.push({ id: period.id, ...first })
      for (const span of rest) plan.added.push({ copyOf: period.id, ...span })
    }
  }
  return plan
}

interface Cut extends Span {
  readonly id: string
}
interface Added extends Span {
  readonly copyOf: string
}

const isVoid = ({ from, to }: Span): boolean => to !== null && to <= from

/** Periods of one kind rival each other where its values exclude each other; otherwise those of one value do. */
const groupOf = ({ kind, value }: MergedPeriod): string =>
  findCircumstanceKind(kind)?.holds === 'several' ? `${kind}:${value}` : kind

function subtract(period: Span, taken: readonly Span[]): Span[] {
  return taken.reduce<Span[]>(
    (left, other) =>
      left.flatMap((span) => {
        if (!overlap(span, other)) return [span]
        const before = span.from < other.from ? [{ from: span.from, to: other.from }] : []
        const after =
          other.to !== null && (span.to === null || other.to < span.to) ? [{ from: other.to, to: span.to }] : []
        return [...before, ...after]
      }),
    [{ from: period.from, to: period.to }],
  )
}

export interface MergedRelative {
  readonly id: string
  readonly name: string
  readonly relation: string
  readonly to: Day | null
}

/** People around both who are the same by name and relation and still are: the merged file’s stays behind. */
export function sameRelatives(
  survivor: readonly MergedRelative[],
  merged: readonly MergedRelative[],
): { readonly kept: string; readonly joined: string }[] {
  const used = new Set<string>()
  return merged.flatMap((theirs) => {
    const ours = survivor.find(
      (one) =>
        one.name === theirs.name &&
        one.relation === theirs.relation &&
        one.to === null &&
        theirs.to === null &&
        !used.has(one.id),
    )
    if (!ours) return []
    used.add(ours.id)
    return [{ kept: ours.id, joined: theirs.id }]
  })
}

/** The level in force after a merge: of the assessment that is valid longer; none where neither is valid. */
export function laterLevel<L extends { readonly level: number | null; readonly validUntil: Day | null }>(
  survivor: L,
  merged: L,
): Side {
  if (merged.level === null) return 'survivor'
  if (survivor.level === null) return 'merged'
  return (merged.validUntil ?? '9999') > (survivor.validUntil ?? '9999') ? 'merged' : 'survivor'
}
