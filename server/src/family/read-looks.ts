import { kindOfLook, type LookRecord, sayLook } from '@yinian/core/family/looks.ts'
import type { Look, LooksPage } from '@yinian/core/family/own-api.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { regionCode } from '@yinian/core/regions/code.ts'
import { dayAt } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import { nameOfAction } from '../access/index.ts'
import type { Tx } from '../db/database.ts'
import { nameRegions } from '../regions/index.ts'
import type { OwnElder } from './own-elder.ts'

/** What programmes are called at the moment. */
export type NamesAt = (tx: Tx) => Promise<NameProgramme>
type NameProgramme = (programme: string) => Text

export interface LooksAsked {
  readonly elder: OwnElder
  /** Who reads: their own looks are left out. */
  readonly readerId: string
  readonly namesAt: NamesAt
}

/** Stands for no account: what is read at the counter leaves nobody's looks out. */
export const nobody = '00000000-0000-0000-0000-000000000000'

const pageLength = 30

interface Row {
  readonly id: string
  /** Absent for a payment: its id says when it was worked out. */
  readonly at: Date | null
  readonly actor_name: string
  readonly title: string | null
  readonly kind: string | null
  readonly holder: string | null
  readonly action: string
  readonly purpose: string | null
  readonly field: string | null
  readonly programme: string | null
  readonly month: string | null
  /** It was another file, merged into this one since or left in the county the elder moved from. */
  readonly former: boolean
  /** That county; null where it is the elder’s own. */
  readonly moved_from: string | null
}

/**
 * Who looked at an elder, newest first: the audit trail, the lists that left and the payment runs, as one list. Ids of all
 * three are UUIDv7, so that one cursor pages through them.
 * @param tx with the scope of a person who stands for the elder: what that person may see is what is told
 */
export async function readLooks(tx: Tx, asked: LooksAsked, after?: string, most = pageLength): Promise<LooksPage> {
  const files = await filesOf(tx, asked.elder)
  const rows = await selectLooks(tx, asked, files, { after: after ?? null, id: null, most: most + 1 })
  const page = rows.slice(0, most)
  const nameProgramme = await asked.namesAt(tx)
  const { rows: kept } = await sql<{ at: Date }>`
    select applied_at as at from migration where name = '0211-looks.sql'`.execute(tx)
  return {
    rows: page.map((row) => toLook(row, asked, files, nameProgramme)),
    next: rows.length > most ? (page.at(-1)?.id ?? null) : null,
    since: dayAt(files.since),
    listsSince: kept[0] ? dayAt(kept[0].at) : null,
  }
}

/** @throws notFound when it is no look at this elder */
export async function getLook(tx: Tx, asked: LooksAsked, id: string): Promise<Look> {
  const files = await filesOf(tx, asked.elder)
  const [row] = await selectLooks(tx, asked, files, { after: null, id, most: 1 })
  if (!row) throw notFound({ at: '/lookId' })
  return toLook(row, asked, files, await asked.namesAt(tx))
}

interface File {
  readonly county: string
  readonly id: string
  readonly moved: boolean
}

interface Files {
  readonly all: readonly File[]
  /** What the counties the elder moved from are called. */
  readonly countyName: (county: string) => Text
  /** Since when there has been any. */
  readonly since: Date
}

/** The elder’s file and the former ones, which the transaction reads from here on as it reads the elder’s own. */
async function filesOf(tx: Tx, { county, id, registeredAt }: OwnElder): Promise<Files> {
  const { rows } = await sql<File & { registered_at: Date }>`
    select county, id, registered_at, moved from former_files(${county}, ${id}::uuid)`.execute(tx)
  const ids = rows.map((row) => row.id)
  await sql`select set_config('yinian.merged_files', ${ids.join(',')}, true)`.execute(tx)
  const since = rows.reduce((first, row) => (row.registered_at < first ? row.registered_at : first), registeredAt)
  const left = rows.filter(({ moved }) => moved).map((row) => regionCode(row.county))
  const names = await nameRegions(tx, left)
  return {
    all: [{ county, id, moved: false }, ...rows],
    since,
    countyName: (of) => ({ zh: names(regionCode(of)).name, en: names(regionCode(of)).name }),
  }
}

async function selectLooks(
  tx: Tx,
  { elder, readerId }: LooksAsked,
  { all }: Files,
  { after, id, most }: { after: string | null; id: string | null; most: number },
): Promise<Row[]> {
  const of = sql`county = ${elder.county} and elder_id = ${elder.id}`
  const file = sql`county = of_file.county and elder_id = of_file.id`
  const column = <K extends keyof File>(name: K) => all.map((one) => one[name])
  const files = sql`unnest(${column('county')}::text[], ${column('id')}::uuid[], ${column('moved')}::boolean[]) as of_file (county, id, moved)`
  const whichFile = sql`of_file.id <> ${elder.id}::uuid as former, case when of_file.moved then of_file.county end as moved_from`
  const page = sql`(${after}::uuid is null or id < ${after}::uuid) and (${id}::uuid is null or id = ${id}::uuid)
    order by id desc limit ${most}`
  // what the elder did from their own account is nobody’s look at them
  const ownAccounts = sql`array(select account_id from elder_access where ${of} and stands_as = 'self')`
  const { rows } = await sql<Row>`
    select look.*, account.title, account.kind, holder.holder_name as holder from (
      select event.*, ${whichFile} from ${files} cross join lateral (
        select id, at, actor_id, actor_name, action, purpose, detail->>'field' as field, null as programme, null as month
        from audit_event where ${file} and actor_id is distinct from ${readerId}::uuid and not (actor_id is not null and actor_id = any (${ownAccounts})) and ${page}) event
      union all
      select left_list.*, ${whichFile} from ${files} cross join lateral (
        select id, at, account_id, account_name, 'privacy.exported-elder', purpose, null, null, null
        from exported_elder where ${file} and ${page}) left_list
      union all
      select paid.*, ${whichFile} from ${files} cross join lateral (
        select id, null::timestamptz, null::uuid, '', 'benefits.used', null, null, programme, month
        from benefit_payment where elder_county = of_file.county and elder_id = of_file.id and ${page}) paid
      where of_file.moved or of_file.id = ${elder.id}::uuid
    ) look
    left join account on account.id = look.actor_id
    left join lateral (
      select holder_name from elder_access where ${of} and elder_access.account_id = look.actor_id
      order by given_at desc limit 1) holder on true
    order by look.id desc limit ${most}`.execute(tx)
  return rows
}

function toLook(row: Row, { elder }: LooksAsked, { countyName }: Files, nameProgramme: NameProgramme): Look {
  const personal = row.actor_name !== '' && row.kind !== 'official'
  const at = (row.at ?? momentOf(row.id)).toISOString()
  const record: LookRecord = {
    at,
    action: row.action,
    actionName: nameOfAction(row.action),
    actorName: personal ? (row.holder ?? elder.name) : row.actor_name,
    office: row.title ?? '',
    personal,
    purpose: row.purpose,
    field: row.field,
    programme: row.programme === null ? null : nameProgramme(row.programme),
    month: row.month,
    former: row.former,
    formerCounty: row.moved_from === null ? null : countyName(row.moved_from),
  }
  const said = sayLook(record, { self: elder.standsAs === 'self', elderName: elder.name })
  return { id: row.id, at, kind: kindOfLook(record), said: { ...said } }
}

/** The first 48 bits of a UUIDv7 are milliseconds (RFC 9562 §5.7). */
function momentOf(id: string): Date {
  return new Date(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16))
}
