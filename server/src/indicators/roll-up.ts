import { ancestorsOf, isWithin, nation, type RegionCode } from '@yinian/core/regions/code.ts'

/** What was counted in each division that records name, by what was counted (`keyOf` of a measure). */
export type Counts = ReadonlyMap<string, ReadonlyMap<RegionCode, number>>

/** One person counted several times: in each of these divisions once (a division may stand here twice). */
export interface Repeated {
  readonly key: string
  readonly regions: readonly RegionCode[]
}

/**
 * Brings what records name up to every division above them. Counts and sums add up; the least of a division is the
 * least of its parts. Done here and not by grouping sets, which a database distributed by county refuses.
 */
export function rollUp(leaves: Counts, least: (key: string) => boolean): Map<string, Map<RegionCode, number>> {
  const rolled = new Map<string, Map<RegionCode, number>>()
  for (const [key, counts] of leaves) {
    const sums = new Map<RegionCode, number>()
    const combine = least(key) ? Math.min : (one: number, other: number) => one + other
    for (const [region, count] of counts)
      for (const division of divisionsOf(region)) {
        const known = sums.get(division)
        sums.set(division, known === undefined ? count : combine(known, count))
      }
    rolled.set(key, sums)
  }
  return rolled
}

/** A division and all that it lies in, up to the nation. */
export function divisionsOf(region: RegionCode): readonly RegionCode[] {
  return region === nation ? [nation] : [region, ...ancestorsOf(region), nation]
}

/** How often people were counted again in a division, to be taken off its sum. */
export function countedAgain(repeated: readonly Repeated[], key: string, division: RegionCode): number {
  let again = 0
  for (const one of repeated) {
    if (one.key !== key) continue
    const here = one.regions.filter((region) => isWithin(region, division)).length
    again += Math.max(0, here - 1)
  }
  return again
}
