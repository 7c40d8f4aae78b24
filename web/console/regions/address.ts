import { isWithin, type RegionCode } from '@yinian/core/regions/code.ts'

/** A division's page. */
export function addressOfRegion(code: RegionCode): string {
  return `/regions?code=${code}`
}

/** Whether anybody of a division can be in somebody's area: it lies in the area, or the area in it. */
export function touchesArea(code: RegionCode, area: readonly { readonly code: RegionCode }[]): boolean {
  return area.some((mine) => isWithin(code, mine.code) || isWithin(mine.code, code))
}
