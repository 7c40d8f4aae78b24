import type { RegionCode } from '../regions/code.ts'
import { shortName } from '../regions/names.ts'
import { committeeOf, type Division } from '../regions/region.ts'
import { familyOf, type Surname } from './names.ts'
import { apportion, makeRandom } from './random.ts'

/** What the demo region knows of a county; coordinates are approximate, see reference/demo/README.md. */
export interface CountySeat {
  readonly code: string
  readonly name: string
  readonly longitude: number
  readonly latitude: number
  readonly radiusKm: number
  readonly weight: number
}

export interface Village {
  readonly code: RegionCode
  /** As people say it: `黄金岭社区`. */
  readonly name: string
  readonly townCode: RegionCode
  readonly townName: string
  readonly county: CountySeat
  /** Addresses have streets and rooms; otherwise village groups. */
  readonly streets: boolean
  readonly longitude: number
  readonly latitude: number
  /** The family most men of the village belong to. */
  readonly family: Surname
  readonly elders: number
  /** The number of the village's first elder in the whole region's sequence. */
  readonly first: number
}

export type ListedDivision = Pick<Division, 'code' | 'name' | 'level' | 'parent'>

const goldenAngle = Math.PI * (3 - Math.sqrt(5))
const kmPerDegree = 111.2

export function readCountySeats(csv: string): CountySeat[] {
  return csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [code = '', name = '', longitude, latitude, radiusKm, weight] = line.split(',')
      return {
        code,
        name,
        longitude: Number(longitude),
        latitude: Number(latitude),
        radiusKm: Number(radiusKm),
        weight: Number(weight),
      }
    })
}

/** A point some kilometres from another. */
export function away(
  from: { readonly longitude: number; readonly latitude: number },
  km: number,
  angle: number,
): { longitude: number; latitude: number } {
  const latitude = from.latitude + (km * Math.sin(angle)) / kmPerDegree
  const longitude = from.longitude + (km * Math.cos(angle)) / (kmPerDegree * Math.cos((from.latitude * Math.PI) / 180))
  return { longitude, latitude }
}

/** Every village of the region with its place and its share of the elders, in the order of the codes. */
export function layOut(
  seats: readonly CountySeat[],
  divisions: readonly ListedDivision[],
  elders: number,
  seed: number,
): Village[] {
  const ofCounties = apportion(
    elders,
    seats.map(({ weight }) => weight),
  )
  let first = 0
  return seats.flatMap((county, index) => {
    const villages = villagesOf(county, divisions, seed)
    const counts = apportion(
      ofCounties[index] ?? 0,
      villages.map(({ weight }) => weight),
    )
    return villages.map(({ weight: _, ...village }, position) => {
      const own = { ...village, elders: counts[position] ?? 0, first }
      first += own.elders
      return own
    })
  })
}

function villagesOf(county: CountySeat, divisions: readonly ListedDivision[], seed: number) {
  const own = divisions.filter(({ code }) => code.startsWith(county.code))
  const towns = own.filter(({ level }) => level === 'town')
  const outer = towns.filter(({ code }) => !isSeat(code))
  return towns.flatMap((town, number) => {
    const random = makeRandom(seed, Number(county.code), number)
    const seat = isSeat(town.code)
    const place = seat
      ? away(county, random.unit() * 1.8, random.unit() * 2 * Math.PI)
      : scattered(county, outer.indexOf(town), outer.length, random.unit())
    const villages = own.filter(({ parent }) => parent === town.code)
    const reach = seat ? 2.2 : Math.min(5, (county.radiusKm / Math.sqrt(outer.length + 1)) * 0.8)
    return villages.map((village, position) => {
      const name = shortName(village.name, 'village')
      const streets = committeeOf(village) === 'residents'
      const km = streets && !seat ? random.unit() * 0.5 : 0.3 + Math.sqrt(random.unit()) * reach
      const weight = (streets ? 2.4 : 1) * (seat ? 1.7 : 1) * (isZone(town.code) ? 0.25 : 1) * (0.55 + random.unit())
      return {
        code: village.code,
        name,
        townCode: town.code,
        townName: town.name,
        county,
        streets,
        ...away(place, km, position * goldenAngle + random.unit()),
        family: familyOf(random, name),
        weight,
      }
    })
  })
}

/** Subdistricts (001–099) and the first town (100) are the county seat. */
function isSeat(town: RegionCode): boolean {
  return Number(town.slice(6, 9)) <= 100
}

/** Development zones and forest farms (400 and above) house few. */
function isZone(town: RegionCode): boolean {
  return Number(town.slice(6, 9)) >= 400
}

/** Points on a sunflower: evenly over the county, no two alike. */
function scattered(county: CountySeat, number: number, count: number, turn: number) {
  const km = county.radiusKm * Math.sqrt((number + 0.9) / (count + 0.9))
  return away(county, km, number * goldenAngle + Number(county.code) + turn * 0.3)
}
