import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound, staleVersion } from '@yinian/core/http/problems.ts'
import { signatoryMissing } from '@yinian/core/people/guardianship/problems.ts'
import { describeSignatory, mustWaitForSignatory } from '@yinian/core/people/guardianship/signatory.ts'
import { withTexts } from '@yinian/core/people/problems.ts'
import type {
  addPlace,
  addPlaceResident,
  changePlace,
  closePlace,
  endPlaceResident,
  PlaceFile,
  setPlaceStandard,
} from '@yinian/core/places/api.ts'
import { faultyDetail, type PlaceTypeId, placeTypeOf } from '@yinian/core/places/place-types.ts'
import * as problems from '@yinian/core/places/problems.ts'
import { countyOf, levelOf, type RegionCode } from '@yinian/core/regions/code.ts'
import { type Day, isDay } from '@yinian/core/time/day.ts'
import { type Selectable, sql } from 'kysely'
import { audit } from '../access/index.ts'
import type { Tx } from '../db/database.ts'
import type { Place } from '../db/generated.ts'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import { lockElder, signatoryOf } from '../people/index.ts'
import { getPlaceById } from './queries.ts'

/** @throws placeUnknown, placeNameTaken, detailWrong */
export async function addPlaceTo(work: Work, wanted: BodyOf<typeof addPlace>): Promise<PlaceFile> {
  const { tx, actor } = work
  const { region, type } = wanted
  await requireVillage(tx, region)
  await requireFree(tx, { region, type, name: wanted.name }, null)
  const place = { county: countyOf(region), id: newId(actor.now), region }
  await tx
    .insertInto('place')
    .values({
      ...place,
      type,
      ...fieldsOf(type, wanted),
      recorded_at: actor.now,
      recorded_by: actor.accountId,
      updated_at: actor.now,
    })
    .execute()
  await audit(work, 'places.added', { ...subjectOf(place), detail: { name: wanted.name, category: type } })
  return getPlaceById(tx, place.id, actor.today)
}

/** @throws notFound, staleVersion, placeNameTaken, detailWrong, placeClosed */
export async function changePlaceOf(work: Work, id: string, wanted: BodyOf<typeof changePlace>): Promise<PlaceFile> {
  const { tx, actor } = work
  const place = await lockOpen(tx, id, wanted.version)
  const type = place.type as PlaceTypeId
  await requireFree(tx, { region: place.region, type, name: wanted.name }, id)
  const { version: _, ...fields } = wanted
  await tx
    .updateTable('place')
    .set({ ...fieldsOf(type, wanted), version: place.version + 1, updated_at: actor.now })
    .where('county', '=', place.county)
    .where('id', '=', id)
    .execute()
  await audit(work, 'places.changed', { ...subjectOf(place), detail: { fields: Object.keys(fields) } })
  return getPlaceById(tx, id, actor.today)
}

/** @throws notFound, staleVersion, placeClosed, placeInUse, dayWrong */
export async function closePlaceOf(
  work: Work,
  id: string,
  { version, closedOn, reason }: BodyOf<typeof closePlace>,
): Promise<PlaceFile> {
  const { tx, actor } = work
  const place = await lockOpen(tx, id, version)
  const count = await countResidents(tx, place)
  if (count > 0) throw problems.placeInUse({ values: { count } })
  requireDay(closedOn, place.opened_on ?? '1949-10-01', actor.today, '/closedOn')
  await tx
    .updateTable('place')
    .set({ closed_on: closedOn, closed_because: reason, version: place.version + 1, updated_at: actor.now })
    .where('county', '=', place.county)
    .where('id', '=', id)
    .execute()
  await audit(work, 'places.closed', { ...subjectOf(place), detail: { to: closedOn, reason } })
  return getPlaceById(tx, id, actor.today)
}

/** A later standard takes the place of an earlier one from its day on. @throws notFound, placeClosed, noResidentsHere, dayWrong */
export async function setStandardOf(
  work: Work,
  id: string,
  { fen, from, document }: BodyOf<typeof setPlaceStandard>,
): Promise<PlaceFile> {
  const { tx, actor } = work
  const place = await lockOpen(tx, id, null)
  if (!placeTypeOf(place.type as PlaceTypeId).standard) throw problems.noResidentsHere()
  const { rows } = await sql<{ last: Day | null }>`
    select max(valid_from) as last from place_standard where county = ${place.county} and place_id = ${id}`.execute(tx)
  const last = rows[0]?.last ?? null
  if (!isDay(from) || (last !== null && from <= last))
    throw problems.dayWrong({ at: '/from', values: { from: last ?? from } })
  const { county, region } = place
  const standard = {
    county,
    id: newId(actor.now),
    region,
    place_id: id,
    fen,
    valid_from: from,
    document: document.trim(),
  }
  await tx
    .insertInto('place_standard')
    .values({ ...standard, recorded_at: actor.now, recorded_by: actor.accountId })
    .execute()
  await audit(work, 'places.standard-set', { ...subjectOf(place), detail: { fen, from, document } })
  return getPlaceById(tx, id, actor.today)
}

/** @throws notFound, placeClosed, noResidentsHere, otherCountysElder, livesElsewhere, noRoomLeft, dayWrong, signatoryMissing */
export async function addResidentTo(
  work: Work,
  id: string,
  { elderId, from }: BodyOf<typeof addPlaceResident>,
): Promise<Record<string, never>> {
  const { tx, actor } = work
  const place = await lockOpen(tx, id, null)
  if (!placeTypeOf(place.type as PlaceTypeId).residents) throw problems.noResidentsHere()
  const elder = await lockElder(tx, elderId).catch(() => null)
  if (elder === null || elder.county !== place.county || elder.state !== 'active')
    throw problems.otherCountysElder({ at: '/elderId' })
  // Whoever needs a guardian and has none cannot be taken in until somebody can sign (catalogue A11).
  const signatory = await signatoryOf(tx, elder, actor.today)
  if (mustWaitForSignatory(signatory))
    throw withTexts(signatoryMissing, { reason: describeSignatory(signatory) }, { at: '/elderId' })
  const { rows } = await sql<{ name: string }>`
    select p.name from place_resident r join place p on p.county = r.county and p.id = r.place_id
     where r.county = ${place.county} and r.elder_id = ${elderId} and r.valid_to is null`.execute(tx)
  const [elsewhere] = rows
  if (elsewhere !== undefined) throw problems.livesElsewhere({ at: '/elderId', values: { name: elsewhere.name } })
  const { capacity } = place
  if (capacity !== null && (await countResidents(tx, place)) >= capacity)
    throw problems.noRoomLeft({ values: { capacity } })
  requireDay(from, place.opened_on ?? '1949-10-01', actor.today, '/from')
  const { county, region } = place
  await tx
    .insertInto('place_resident')
    .values({
      county,
      id: newId(actor.now),
      region,
      place_id: id,
      elder_id: elderId,
      valid_from: from,
      recorded_at: actor.now,
      recorded_by: actor.accountId,
    })
    .execute()
  await audit(work, 'places.resident-added', { ...subjectOf(place), elderId, detail: { from } })
  return {}
}

/** @throws notFound, dayWrong */
export async function endResidentOf(
  work: Work,
  { id, residentId }: { readonly id: string; readonly residentId: string },
  { to, reason }: BodyOf<typeof endPlaceResident>,
): Promise<Record<string, never>> {
  const { tx, actor } = work
  const resident = await tx
    .selectFrom('place_resident')
    .select(['county', 'region', 'elder_id', 'valid_from'])
    .where('place_id', '=', id)
    .where('id', '=', residentId)
    .where('valid_to', 'is', null)
    .executeTakeFirst()
  if (resident === undefined) throw notFound()
  requireDay(to, resident.valid_from, actor.today, '/to')
  await tx
    .updateTable('place_resident')
    .set({ valid_to: to, left_because: reason })
    .where('county', '=', resident.county)
    .where('id', '=', residentId)
    .execute()
  const subject = subjectOf({ id, region: resident.region })
  await audit(work, 'places.resident-left', { ...subject, elderId: resident.elder_id, detail: { to, reason } })
  return {}
}

async function lockOpen(tx: Tx, id: string, version: number | null): Promise<Selectable<Place>> {
  const found = await tx.selectFrom('place').select('county').where('id', '=', id).executeTakeFirst()
  if (found === undefined) throw notFound()
  const place = await tx
    .selectFrom('place')
    .selectAll()
    .where('county', '=', found.county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (place === undefined) throw notFound()
  if (version !== null && place.version !== version) throw staleVersion()
  if (place.closed_on !== null) throw problems.placeClosed()
  return place
}

async function countResidents(tx: Tx, { county, id }: Pick<Selectable<Place>, 'county' | 'id'>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from place_resident where county = ${county} and place_id = ${id} and valid_to is null`.execute(
    tx,
  )
  return rows[0]?.count ?? 0
}

async function requireVillage(tx: Tx, region: RegionCode): Promise<void> {
  const { rows } = await sql<{ code: string }>`
    select code from region where code = ${region} and in_scope(code) and valid_to is null`.execute(tx)
  if (rows.length === 0 || levelOf(region) !== 'village') throw problems.placeUnknown({ at: '/region' })
}

async function requireFree(
  tx: Tx,
  { region, type, name }: { readonly region: RegionCode; readonly type: string; readonly name: string },
  id: string | null,
): Promise<void> {
  const same = await tx
    .selectFrom('place')
    .select('id')
    .where('county', '=', countyOf(region))
    .where('region', '=', region)
    .where('type', '=', type)
    .where('name', '=', name.trim())
    .where('closed_on', 'is', null)
    .executeTakeFirst()
  if (same !== undefined && same.id !== id) throw problems.placeNameTaken({ at: '/name' })
}

function requireDay(day: Day, from: Day, today: Day, at: string): void {
  if (!isDay(day) || day < from || day > today) throw problems.dayWrong({ at, values: { from } })
}

function fieldsOf(type: PlaceTypeId, wanted: Omit<BodyOf<typeof changePlace>, 'version'>) {
  const {
    name,
    address = '',
    contactName = '',
    telephone = '',
    capacity = null,
    details = {},
    openedOn = null,
  } = wanted
  const wrong = faultyDetail(type, details)
  if (wrong !== null) throw problems.detailWrong({ at: `/details/${wrong}` })
  if (openedOn !== null && !isDay(openedOn))
    throw problems.dayWrong({ at: '/openedOn', values: { from: '1949-10-01' } })
  return {
    name: name.trim(),
    address: address.trim(),
    contact_name: contactName.trim(),
    telephone: telephone.trim(),
    capacity,
    details: JSON.stringify(details),
    opened_on: openedOn,
  }
}

const subjectOf = ({ id, region }: { readonly id: string; readonly region: RegionCode }) => ({
  region,
  subjectType: 'place',
  subjectId: id,
})
