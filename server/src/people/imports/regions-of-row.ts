import { fill } from '@yinian/core/language/text.ts'
import type { ImportedElder, ImportFault } from '@yinian/core/people/import-row.ts'
import { regionUnknown } from '@yinian/core/people/problems.ts'
import { isWithin, levels, type RegionCode } from '@yinian/core/regions/code.ts'
import type { Tx } from '../../db/database.ts'
import { isInScope, type PlaceFinder } from './places.ts'

export interface RegionsOfRow {
  readonly region: RegionCode
  /** False where the row names no place and stands under the division chosen for the file. */
  readonly stated: boolean
  readonly registeredRegion: RegionCode | undefined
  readonly faults: readonly ImportFault[]
}

export interface PlacesOfImport {
  readonly places: PlaceFinder
  /** The division chosen for the file. */
  readonly region: RegionCode
  /** The divisions the importer may import into. */
  readonly scope: readonly RegionCode[]
}

/** Where a row's elder lives and is registered, or why that cannot be told. */
export async function regionsOfRow(tx: Tx, elder: ImportedElder, of: PlacesOfImport): Promise<RegionsOfRow> {
  const residence = await residenceOf(tx, elder, of)
  const registration = await registrationOf(tx, elder, of)
  const faults = [residence, registration].flatMap((one) => (one && 'field' in one ? [one] : []))
  return {
    region: residence && 'code' in residence ? residence.code : of.region,
    stated: residence !== undefined && 'code' in residence,
    registeredRegion: registration && 'code' in registration ? registration.code : undefined,
    faults,
  }
}

type Told = { readonly code: RegionCode } | ImportFault | undefined

async function residenceOf(tx: Tx, { residence }: ImportedElder, of: PlacesOfImport): Promise<Told> {
  const written = residence.code ?? residence.path
  if (written === '') return undefined
  const field = residence.code === undefined ? 'village' : 'residenceCode'
  const refused: ImportFault = { field, message: fill(regionUnknown.text, { region: written }) }
  if (residence.code !== undefined)
    return (await of.places.exists(tx, residence.code)) && isInScope(residence.code, of.scope)
      ? { code: residence.code }
      : refused
  const place = await of.places.find(tx, residence.path, of.region)
  if ('fault' in place) return place.unknown ? refused : { field, message: place.fault }
  if (place.rest !== '' && place.level !== 'village') return refused
  if (!isInScope(place.code, of.scope)) return refused
  // A file of one village that writes only the town says less than the choice made for it.
  return isWithin(of.region, place.code) ? { code: of.region } : { code: place.code }
}

/** A registration lies anywhere in the country; of an address, what names divisions counts, from the county down. */
async function registrationOf(tx: Tx, { registration }: ImportedElder, of: PlacesOfImport): Promise<Told> {
  if (registration === undefined) return undefined
  const field = 'registration'
  if (/^\d{6,12}$/.test(registration)) {
    const code = registration.padEnd(12, '0')
    return (await of.places.exists(tx, code))
      ? { code }
      : { field, message: fill(regionUnknown.text, { region: code }) }
  }
  const place = await of.places.find(tx, registration, of.region)
  if ('fault' in place) return { field, message: place.fault }
  return levels.indexOf(place.level) >= levels.indexOf('county')
    ? { code: place.code }
    : {
        field,
        message: {
          zh: `“${registration}”没有写到县（市、区），或名称不对`,
          en: `“${registration}” names no county that is known`,
        },
      }
}
