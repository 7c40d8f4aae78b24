import type { DivisionChange, DivisionChangeLine, listDivisionChangeLines } from '@yinian/core/division-changes/api.ts'
import { crossesCounties, type LineKind, type Pairing } from '@yinian/core/division-changes/difference.ts'
import type { ChangeState } from '@yinian/core/division-changes/states.ts'
import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { ancestorsOf, type Level, type RegionCode, regionCode } from '@yinian/core/regions/code.ts'
import { pathOf } from '@yinian/core/regions/names.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Work } from '../http/work.ts'
import { nameRegions } from '../regions/index.ts'
import type { ChangeRecord, LineRecord } from './change-record.ts'

type Reader = Pick<Work, 'tx' | 'actor'>

/** @throws notFound */
export async function getChangeById(reader: Reader, id: string): Promise<DivisionChange> {
  const change = await findRecord(reader.tx, id)
  const [found] = await describe(reader, [change])
  if (found === undefined) throw notFound()
  return found
}

/** @throws notFound */
export async function findRecord(tx: Tx, id: string): Promise<ChangeRecord> {
  const change = await tx.selectFrom('division_change').selectAll().where('id', '=', id).executeTakeFirst()
  if (change === undefined) throw notFound()
  return change
}

const mostShown = 200

/** Newest first. */
export async function listChanges(reader: Reader): Promise<{ rows: DivisionChange[] }> {
  const changes = await reader.tx
    .selectFrom('division_change')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(mostShown)
    .execute()
  return { rows: await describe(reader, changes) }
}

interface Lines {
  readonly change_id: string
  readonly kind: string
  readonly lines: number
  readonly unconfirmed: number
}

async function describe({ tx, actor }: Reader, changes: readonly ChangeRecord[]): Promise<DivisionChange[]> {
  if (changes.length === 0) return []
  const ids = changes.map(({ id }) => id)
  const { rows: lines } = await sql<Lines>`
    select change_id, kind, count(*)::int as lines, count(*) filter (where not confirmed)::int as unconfirmed
      from division_change_line where change_id = any(${ids}::uuid[]) group by change_id, kind`.execute(tx)
  const counties = await tx
    .selectFrom('division_change_county')
    .selectAll()
    .where('change_id', 'in', ids)
    .orderBy('county')
    .execute()
  const { rows: asked } = await sql<Transfers>`
    select change_id, county, count(transfer_id)::int as requested, count(*) filter (where transfer_id is null and obstacle is not null)::int as obstructed,
           (array_agg(obstacle) filter (where transfer_id is null and obstacle is not null))[1] as obstacle
      from division_transfer where change_id = any(${ids}::uuid[]) group by change_id, county`.execute(tx)
  const names = await nameRegions(tx, [
    ...changes.map(({ region }) => region),
    ...counties.map(({ county }) => regionCode(county)),
  ])
  return changes.map((change): DivisionChange => {
    const own = lines.filter((line) => line.change_id === change.id)
    return {
      id: change.id,
      region: change.region,
      regionPath: names(change.region).path,
      day: change.day,
      document: change.document,
      fileName: change.file_name,
      complete: change.complete,
      state: change.state as ChangeState,
      faults: change.faults as unknown as DivisionChange['faults'],
      counts: Object.fromEntries(own.map((line) => [line.kind, line.lines])),
      unconfirmed: own.reduce((sum, line) => sum + line.unconfirmed, 0),
      preparedBy: change.prepared_by_name,
      preparedAt: change.prepared_at.toISOString(),
      mine: change.prepared_by.includes(actor.accountId),
      approvedBy: change.approved_by_name,
      approvedAt: change.approved_at?.toISOString() ?? null,
      finishedAt: change.finished_at?.toISOString() ?? null,
      done: change.done,
      total: change.total,
      fault: change.fault as Text | null,
      counties: counties
        .filter((county) => county.change_id === change.id)
        .map((county) => ({
          county: county.county,
          name: names(regionCode(county.county)).name,
          elders: county.elders,
          rows: county.rows,
          transfers: county.transfers,
          ...transfersOf(asked.find((one) => one.change_id === change.id && one.county === county.county)),
          leftBehind: county.left_behind,
          finishedAt: county.finished_at?.toISOString() ?? null,
        })),
      version: change.version,
    }
  })
}

interface Transfers {
  readonly change_id: string
  readonly county: string
  readonly requested: number
  readonly obstructed: number
  readonly obstacle: Text | null
}

function transfersOf(found: Transfers | undefined): Pick<Transfers, 'requested' | 'obstructed' | 'obstacle'> {
  return {
    requested: found?.requested ?? 0,
    obstructed: found?.obstructed ?? 0,
    obstacle: found?.obstacle ?? null,
  }
}

/** One page of the lines of a change, in the order of the list. @throws notFound */
export async function listLines(
  tx: Tx,
  id: string,
  query: QueryOf<typeof listDivisionChangeLines>,
): Promise<ReplyOf<typeof listDivisionChangeLines>> {
  const change = await findRecord(tx, id)
  const limit = query.limit ?? 100
  let asked = tx
    .selectFrom('division_change_line')
    .selectAll()
    .where('county', '=', change.county)
    .where('change_id', '=', id)
    .orderBy('position')
    .limit(limit + 1)
  if (query.kind !== undefined) asked = asked.where('kind', '=', query.kind)
  if (query.unconfirmed === true) asked = asked.where('confirmed', '=', false)
  if (query.after !== undefined) asked = asked.where('position', '>', query.after)
  const found = await asked.execute()
  const rows = found.slice(0, limit)
  return {
    rows: await showLines(tx, rows),
    next: found.length > limit ? (rows.at(-1)?.position ?? null) : null,
  }
}

async function showLines(tx: Tx, lines: readonly LineRecord[]): Promise<DivisionChangeLine[]> {
  const old = lines.flatMap(({ from_code }) => from_code ?? [])
  const elders = await countElders(tx, old)
  const namePlace = await namePlaces(
    tx,
    lines,
    lines.flatMap(({ from_code, to_code }) => [from_code ?? [], to_code ?? []].flat()),
  )
  return lines.map((line) => ({
    id: line.id,
    position: line.position,
    from: line.from_code === null ? null : namePlace(line.from_code, line.from_name),
    to: line.to_code === null ? null : namePlace(line.to_code, line.to_name),
    level: line.level as Level,
    kind: line.kind as LineKind,
    how: line.how as Pairing,
    said: line.said,
    confirmed: line.confirmed,
    elders: line.from_code === null ? 0 : (elders.get(line.from_code) ?? 0),
    crossesCounties: crossesCounties({ from: line.from_code, to: line.to_code }),
  }))
}

export interface NamedPlace {
  readonly code: RegionCode
  readonly name: string
  readonly path: string
}

/** Names divisions that are there and those that a change only brings. */
export async function namePlaces(
  tx: Tx,
  lines: readonly Pick<LineRecord, 'to_code' | 'to_name'>[],
  codes: readonly RegionCode[],
): Promise<(code: RegionCode, name?: string | null) => NamedPlace> {
  const names = await nameRegions(tx, codes)
  const fresh = new Map(
    lines.flatMap(({ to_code, to_name }) => (to_code === null ? [] : [[to_code, to_name ?? to_code]])),
  )
  return (code, name = null) => {
    const own = name ?? fresh.get(code) ?? names(code).name
    const above = ancestorsOf(code).map((one) => fresh.get(one) ?? names(one).name)
    return { code, name: own, path: pathOf([...above.filter((one) => !/^\d{12}$/.test(one)), own]) }
  }
}

/** Everybody whose file names one of these divisions as their residence. */
export async function countElders(tx: Tx, codes: readonly RegionCode[]): Promise<Map<RegionCode, number>> {
  if (codes.length === 0) return new Map()
  const { rows } = await sql<{ code: string; count: number }>`
    select region as code, count(*)::int as count from elder where region = any(${[...codes]}::text[]) group by region`.execute(
    tx,
  )
  return new Map(rows.map(({ code, count }) => [code, count]))
}
