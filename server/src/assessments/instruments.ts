import type { listInstruments } from '@yinian/core/assessments/api.ts'
import { type Instrument, itemsOf } from '@yinian/core/assessments/instrument.ts'
import { findInstrument, instruments } from '@yinian/core/assessments/instruments.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { ancestorsOf, isWithin, nation, type RegionCode } from '@yinian/core/regions/code.ts'
import type { Day } from '@yinian/core/time/day.ts'
import type { Tx } from '../db/database.ts'

/** Every version in force or brought along: those of the platform first, then those loaded. */
export async function listInstrumentsShortly(tx: Tx): Promise<ReplyOf<typeof listInstruments>> {
  const loaded = await tx
    .selectFrom('instrument_version')
    .select(['content', 'region'])
    .where('state', '=', 'in-force')
    .orderBy('decided_at')
    .execute()
  return {
    rows: [
      ...instruments.map((one) => describe(one, null)),
      ...loaded.map((row) => describe(row.content as unknown as Instrument, row.region)),
    ],
  }
}

function describe(one: Instrument, region: RegionCode | null) {
  return {
    id: one.id,
    version: one.version,
    kind: one.kind,
    name: { ...one.name },
    source: { ...one.source },
    status: one.status,
    inForceFrom: one.inForceFrom,
    items: itemsOf(one).length,
    max: one.max,
    unverified: one.unverified.map((text) => ({ ...text })),
    licence: one.licence ? { ...one.licence } : null,
    notOfficial: one.notOfficial ? { ...one.notOfficial } : null,
    region,
  }
}

/** The version a result was scored with; it stays whatever is loaded later. @throws notFound */
export async function instrumentOf(tx: Tx, id: string, version: string): Promise<Instrument> {
  const brought = findInstrument(id, version)
  if (brought) return brought
  const row = await tx
    .selectFrom('instrument_version')
    .select('content')
    .where('instrument_id', '=', id)
    .where('version', '=', version)
    .where('state', '=', 'in-force')
    .orderBy('decided_at', 'desc')
    .executeTakeFirst()
  if (!row) throw notFound()
  return row.content as unknown as Instrument
}

/** The version new results of a place go by: the nearest loaded one, the latest of it, else the platform’s. @throws notFound */
export async function instrumentInForce(tx: Tx, id: string, region: RegionCode, day: Day): Promise<Instrument> {
  const rows = await tx
    .selectFrom('instrument_version')
    .select(['content', 'region'])
    .where('instrument_id', '=', id)
    .where('state', '=', 'in-force')
    .orderBy('decided_at', 'desc')
    .execute()
  const places = [region, ...ancestorsOf(region).toReversed(), nation]
  const nearest = rows
    .map((row) => ({ instrument: row.content as unknown as Instrument, region: row.region }))
    .filter((row) => isWithin(region, row.region) && row.instrument.inForceFrom <= day)
    .toSorted((a, b) => places.indexOf(a.region) - places.indexOf(b.region))[0]
  const found = nearest?.instrument ?? findInstrument(id)
  if (!found) throw notFound({ at: '/instrumentId' })
  return found
}
