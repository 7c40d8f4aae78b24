import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { listElderPlaces, listPlaces, PlaceFile, PlaceResident, PlaceRow } from '@yinian/core/places/api.ts'
import type { PlaceTypeId } from '@yinian/core/places/place-types.ts'
import { nation, rangeOf } from '@yinian/core/regions/code.ts'
import { ageOn, type Day } from '@yinian/core/time/day.ts'
import { type Selectable, sql } from 'kysely'
import { auditMany } from '../access/index.ts'
import type { Tx } from '../db/database.ts'
import type { Place } from '../db/generated.ts'
import type { Work } from '../http/work.ts'
import { getElderRow } from '../people/index.ts'
import { nameRegions, type RegionName } from '../regions/index.ts'

type Row = Selectable<Place> & { readonly residents: number; readonly fen: number | null }

const withNumbers = (today: Day) => sql`p.*,
  (select count(*)::int from place_resident r where r.county = p.county and r.place_id = p.id and r.valid_to is null) as residents,
  (select s.fen from place_standard s where s.county = p.county and s.place_id = p.id and s.valid_from <= ${today}::date
    order by s.valid_from desc limit 1) as fen`

/** Places in the order of their names within their divisions. */
export async function listPlacesFor(
  tx: Tx,
  query: QueryOf<typeof listPlaces>,
  today: Day,
): Promise<ReplyOf<typeof listPlaces>> {
  const limit = query.limit ?? 50
  const { from, to } = rangeOf(query.region ?? nation)
  const [place = '', id = ''] = query.after?.split('.') ?? []
  const conditions = [
    sql`p.region between ${from} and ${to}`,
    query.closed === true ? sql`p.closed_on is not null` : sql`p.closed_on is null`,
    ...(query.type === undefined ? [] : [sql`p.type = ${query.type}`]),
    ...(query.q === undefined ? [] : [sql`position(${query.q.trim()} in p.name) > 0`]),
  ]
  const where = sql.join(conditions, sql` and `)
  const further =
    /^\d{12}$/.test(place) && /^[0-9a-f-]{36}$/.test(id) ? sql`and (p.region, p.id) > (${place}, ${id}::uuid)` : sql``
  const { rows } = await sql<Row>`
    select ${withNumbers(today)} from place p where ${where} ${further} order by p.region, p.id limit ${limit + 1}`.execute(
    tx,
  )
  const counted = await sql<{ total: number }>`select count(*)::int as total from place p where ${where}`.execute(tx)
  const shown = rows.slice(0, limit)
  const names = await nameRegions(
    tx,
    shown.map(({ region }) => region),
  )
  const last = shown.at(-1)
  return {
    rows: shown.map((row) => toRow(row, names)),
    next: rows.length > limit && last !== undefined ? `${last.region}.${last.id}` : null,
    total: counted.rows[0]?.total ?? 0,
  }
}

/** @throws notFound */
export async function getPlaceById(tx: Tx, id: string, today: Day): Promise<PlaceFile> {
  const { rows } = await sql<Row>`select ${withNumbers(today)} from place p where p.id = ${id}`.execute(tx)
  const [row] = rows
  if (row === undefined) throw notFound()
  const names = await nameRegions(tx, [row.region])
  const standards = await tx
    .selectFrom('place_standard')
    .select(['fen', 'valid_from as from', 'document'])
    .where('county', '=', row.county)
    .where('place_id', '=', id)
    .orderBy('valid_from', 'desc')
    .execute()
  return {
    ...toRow(row, names),
    address: row.address,
    contactName: row.contact_name,
    telephone: row.telephone,
    details: row.details as PlaceFile['details'],
    openedOn: row.opened_on,
    closedBecause: row.closed_because,
    standards,
    version: row.version,
  }
}

function toRow(row: Row, names: (code: string) => RegionName): PlaceRow {
  return {
    id: row.id,
    region: row.region,
    regionPath: names(row.region).path,
    type: row.type as PlaceTypeId,
    name: row.name,
    capacity: row.capacity,
    residents: row.residents,
    fen: row.fen,
    closedOn: row.closed_on,
  }
}

interface Resident {
  readonly id: string
  readonly elder_id: string
  readonly region: string
  readonly name: string
  readonly sex: 'male' | 'female'
  readonly birth: Day
  readonly from: Day
  readonly to: Day | null
  readonly left_because: string | null
}

/** Who lives in a place and who did; each of those shown is told that they were looked at. @throws notFound */
export async function readResidents(work: Work, id: string): Promise<{ rows: PlaceResident[] }> {
  const { tx, actor } = work
  await getPlaceById(tx, id, actor.today)
  const { rows } = await sql<Resident>`
    select r.id, r.elder_id, e.region, e.name, e.sex, e.birth, r.valid_from as "from", r.valid_to as "to", r.left_because
      from place_resident r join elder e on e.county = r.county and e.id = r.elder_id
     where r.place_id = ${id} order by r.valid_to nulls first, e.pinyin, r.id`.execute(tx)
  await auditMany(
    work,
    'places.residents-looked',
    rows.map(({ elder_id, region }) => ({ region, subjectType: 'place', subjectId: id, elderId: elder_id })),
  )
  return {
    rows: rows.map((one) => ({
      id: one.id,
      elderId: one.elder_id,
      name: one.name,
      sex: one.sex,
      age: ageOn(one.birth, actor.today),
      from: one.from,
      to: one.to,
      leftBecause: one.left_because,
    })),
  }
}

/** @throws notFound */
export async function listPlacesOfElder(tx: Tx, elderId: string): Promise<ReplyOf<typeof listElderPlaces>> {
  const elder = await getElderRow(tx, elderId)
  if (!elder.responsible) throw notFound()
  const { rows } = await sql<{ placeId: string; name: string; type: PlaceTypeId; from: Day; to: Day | null }>`
    select p.id as "placeId", p.name, p.type, r.valid_from as "from", r.valid_to as "to"
      from place_resident r join place p on p.county = r.county and p.id = r.place_id
     where r.county = ${elder.county} and r.elder_id = ${elderId} order by r.valid_to nulls first, r.valid_from desc`.execute(
    tx,
  )
  return { rows }
}
