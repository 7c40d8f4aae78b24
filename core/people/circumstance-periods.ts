import type { Problem } from '../http/problem.ts'
import { type Day, isDay } from '../time/day.ts'
import { findCircumstanceKind } from './circumstances.ts'
import { periodUpsideDown, unknownCategory, withTexts, writtenElsewhere } from './problems.ts'

export interface KeptPeriod {
  readonly id: string
  readonly kind: string
  readonly value: string
  readonly from: Day
  readonly to: Day | null
}

export interface WantedPeriod {
  readonly kind: string
  readonly value: string
  readonly from: Day
  readonly to?: Day | null
}

/** What is wrong with a circumstance an officer writes; absent when nothing is. */
export function checkCircumstance(wanted: WantedPeriod): Problem | undefined {
  const kind = findCircumstanceKind(wanted.kind)
  if (!kind || !Object.hasOwn(kind.values, wanted.value))
    return unknownCategory({ at: kind ? '/value' : '/kind', values: { category: `${wanted.kind}:${wanted.value}` } })
  if (kind.writtenBy !== 'officer') return withTexts(writtenElsewhere, { kind: kind.name }, { at: '/kind' })
  if (!isDay(wanted.from)) return periodUpsideDown({ at: '/from', values: { from: wanted.from } })
  const to = wanted.to ?? null
  if (to !== null && (!isDay(to) || to < wanted.from))
    return periodUpsideDown({ at: '/to', values: { from: wanted.from } })
  return undefined
}

/**
 * Fits a new period among those kept of one elder, so that no two of one kind (or, where values hold side by side, of one
 * value) overlap: the one before ends where the new one begins, one that began on the same day is voided, and the new one
 * ends where a later one begins.
 */
export function planPeriod(
  kept: readonly KeptPeriod[],
  wanted: WantedPeriod,
): { to: Day | null; ended: { id: string; to: Day }[] } {
  const several = findCircumstanceKind(wanted.kind)?.holds === 'several'
  const rivals = kept.filter(
    (period) =>
      period.kind === wanted.kind &&
      (!several || period.value === wanted.value) &&
      (period.to === null || period.to > period.from),
  )
  const later = rivals.map((period) => period.from).filter((from) => from > wanted.from)
  const ends = [...later, ...(wanted.to ? [wanted.to] : [])].sort()
  const ended = rivals
    .filter((period) => period.from <= wanted.from && (period.to === null || period.to > wanted.from))
    .map((period) => ({ id: period.id, to: wanted.from }))
  return { to: ends[0] ?? null, ended }
}
