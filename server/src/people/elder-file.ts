import { notFound } from '@yinian/core/http/problems.ts'
import type { Circumstance, ElderFile, RelatedPerson } from '@yinian/core/people/api.ts'
import type { RegionCode } from '@yinian/core/regions/code.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { askPrepared, prepare } from '../db/statements.ts'
import { namesBeside, pathsFrom } from '../regions/index.ts'
import { elderColumns, type ReadRow, responsible, shownDates, toElderRow } from './elder-row.ts'

/** What other modules read of an elder before they do something for them. */
export interface ElderReference {
  readonly county: string
  readonly id: string
  readonly region: string
  readonly registeredRegion: string
  readonly name: string
  readonly sex: 'male' | 'female'
  readonly birth: Day
  readonly state: 'active' | 'moved-out' | 'died'
  readonly diedOn: Day | null
  readonly documentNumberMasked: string
  readonly phoneMasked: string | null
  readonly abilityLevel: number | null
  readonly abilityValidUntil: Day | null
  readonly servedBy: readonly string[]
  readonly version: number
  /** False where another county is responsible. */
  readonly responsible: boolean
  /** False for a village, which reads the level and no date of it (B08). */
  readonly levelDates: boolean
}

const referenceColumns = [
  'county',
  'id',
  'region',
  'registered_region',
  'name',
  'sex',
  'birth',
  'state',
  'died_on',
  'document_number_masked',
  'phone_masked',
  'ability_level',
  'ability_valid_until',
  'served_by',
  'version',
] as const

/** Absent when there is none, or none the reader may see. */
export async function findElderRow(tx: Tx, id: string): Promise<ElderReference | undefined> {
  const row = await tx
    .selectFrom('elder')
    .select(referenceColumns)
    .select([responsible.as('responsible'), shownDates.as('level_dates')])
    .where('id', '=', id)
    .executeTakeFirst()
  return row && toReference(row)
}

/** @throws notFound when there is none, or none the reader may see */
export async function getElderRow(tx: Tx, id: string): Promise<ElderReference> {
  const elder = await findElderRow(tx, id)
  if (!elder) throw notFound()
  return elder
}

/**
 * Holds an elder's row until the transaction ends, as everything does that changes their file. The county is named so
 * that the lock is taken on one node.
 * @throws notFound when there is none the actor is responsible for
 */
export async function lockElder(tx: Tx, id: string): Promise<ElderReference> {
  const { county, responsible: mine } = await getElderRow(tx, id)
  if (!mine) throw notFound()
  const row = await tx
    .selectFrom('elder')
    .select(referenceColumns)
    .select([responsible.as('responsible'), shownDates.as('level_dates')])
    .where('county', '=', county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  return toReference(row)
}

function toReference(row: {
  county: string
  id: string
  region: string
  registered_region: string
  name: string
  sex: string
  birth: string
  state: string
  died_on: string | null
  document_number_masked: string
  phone_masked: string | null
  ability_level: number | null
  ability_valid_until: string | null
  served_by: string[]
  version: number
  responsible: boolean
  level_dates: boolean
}): ElderReference {
  return {
    county: row.county,
    id: row.id,
    region: row.region,
    registeredRegion: row.registered_region,
    name: row.name,
    sex: row.sex as ElderReference['sex'],
    birth: row.birth,
    state: row.state as ElderReference['state'],
    diedOn: row.died_on,
    documentNumberMasked: row.document_number_masked,
    phoneMasked: row.phone_masked,
    abilityLevel: row.ability_level,
    abilityValidUntil: row.ability_valid_until,
    servedBy: row.served_by,
    version: row.version,
    responsible: row.responsible,
    levelDates: row.level_dates,
  }
}

/** @throws notFound when there is none, or none the reader may see */
export async function getElderFile(tx: Tx, id: string, today: Day): Promise<ElderFile> {
  const file = await findElderFile(tx, id, today)
  if (!file) throw notFound()
  return file
}

/**
 * One elder's whole file, in one statement. Another county's elder, seen because they are registered here, comes as the
 * row of the register alone. Absent when there is none, or none the reader may see.
 * @param ask in what manner: `askLastPrepared` where nothing else is asked in the transaction
 */
export async function findElderFile(
  tx: Tx,
  id: string,
  today: Day,
  ask: typeof askPrepared = askPrepared,
): Promise<ElderFile | undefined> {
  const [row] = await ask(tx, selectFile, { id })
  if (!row) return undefined
  const mine = row.responsible
  return {
    ...toElderRow(row, today, pathsFrom(row.names)),
    ethnicity: row.ethnicity,
    documentType: row.document_type as ElderFile['documentType'],
    address: mine ? row.address_masked : null,
    longitude: mine ? row.longitude : null,
    latitude: mine ? row.latitude : null,
    payee: mine ? row.payee_masked : null,
    diedOn: row.died_on,
    registeredAt: row.registered_at.toISOString(),
    version: row.version,
    responsible: mine,
    documentDisputed: row.document_disputed,
    circumstances: row.circumstances.map((one) => ({ ...one, recordedAt: new Date(one.recordedAt).toISOString() })),
    relatedPersons: row.related_persons,
    formerNumbers: row.former_numbers,
  }
}

interface FileRow extends ReadRow {
  readonly responsible: boolean
  readonly ethnicity: string
  readonly document_type: string
  readonly address_masked: string | null
  readonly longitude: number | null
  readonly latitude: number | null
  readonly payee_masked: string | null
  readonly died_on: Day | null
  readonly registered_at: Date
  readonly version: number
  readonly document_disputed: boolean
  readonly names: Readonly<Record<RegionCode, string>>
  readonly circumstances: readonly Circumstance[]
  readonly related_persons: RelatedPerson[]
  readonly former_numbers: { register: string; number: string }[]
}

const columns = sql.raw(
  `${elderColumns.join(', ')}, ethnicity, document_type, address_masked, longitude, latitude, payee_masked, died_on, registered_at, document_disputed`,
)
const names = namesBeside('elder.region', 'elder.registered_region')

/** The periods of an elder; a voided one is no longer shown. */
const circumstances = sql<Circumstance[]>`coalesce((
  select json_agg(json_build_object('id', c.id, 'kind', kind, 'value', value, 'from', valid_from, 'to', valid_to,
    'source', source, 'evidence', evidence, 'recordedAt', recorded_at, 'recordedBy', recorded_by_name)
    order by valid_from desc, c.id desc)
  from elder_circumstance c
  where c.county = elder.county and c.elder_id = elder.id and valid_to is distinct from valid_from and elder.responsible), '[]')`

const relatedPersons = sql<RelatedPerson[]>`coalesce((
  select json_agg(json_build_object('id', p.id, 'name', p.name, 'relation', relation, 'roles', roles,
    'phone', p.phone_masked, 'note', note, 'from', valid_from, 'to', valid_to) order by valid_to nulls first, p.id)
  from related_person p
  where p.county = elder.county and p.elder_id = elder.id and elder.responsible), '[]')`

const formerNumbers = sql<{ register: string; number: string }[]>`coalesce((
  select json_agg(json_build_object('register', register, 'number', number) order by register, number)
  from former_number n
  where n.county = elder.county and n.elder_id = elder.id and elder.responsible), '[]')`

// OFFSET 0 keeps the planner from writing in_scope out once more at each place where its answer is used.
const selectFile = prepare('people.elder-file', ({ id }: { readonly id: string }) => {
  return sql<FileRow>`
    select ${columns}, responsible, case when responsible then categories else '{}' end as categories,
      case when responsible then ability_level end as ability_level,
      case when responsible then ability_valid_until end as ability_valid_until, level_dates,
      case when responsible then special_difficulty else '[]' end as special_difficulty, ${names} as names,
      ${circumstances} as circumstances,
      ${relatedPersons} as related_persons, ${formerNumbers} as former_numbers
    from (select *, ${responsible} as responsible, ${shownDates} as level_dates from elder where id = ${id} offset 0) as elder`
})
