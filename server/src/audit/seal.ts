import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { newId } from '../db/ids.ts'
import type { Ground } from '../http/ground.ts'
import {
  type AuditAlgorithm,
  type BlockContent,
  canonicalEvent,
  digestOfEvent,
  entryOf,
  hashOfBlock,
  noBlock,
} from './digest.ts'
import { asSealer, inUtc } from './sealer.ts'

/** So many events are sealed in one transaction: a block of a county has no more. */
const batchSize = 5000
const lockNumber = 7_300_120

interface NewEvent {
  readonly id: string
  readonly county: string
  readonly era: number
  readonly written_in: string
  readonly canonical: string
}

/**
 * Seals what is new, for every county, and answers how many events that were.
 *
 * UUIDv7 order is not the order of commits: a long transaction shows events that are older than those sealed already. So
 * events are taken in the order of their transaction numbers, and only below the oldest transaction that still runs:
 * whatever lies there has been committed or undone, and nothing can appear there any more. A transaction that runs for
 * an hour holds the sealing back for an hour (see `yinian_audit_sealing_lag_seconds`) and is never skipped.
 */
export async function sealNewEvents(
  ground: Pick<Ground, 'database' | 'clock'>,
  algorithm: AuditAlgorithm,
): Promise<number> {
  let sealed = 0
  for (;;) {
    const count = await asSealer(ground.database, (tx) => sealBatch(tx, ground.clock.now(), algorithm))
    sealed += count
    if (count < batchSize) return sealed
  }
}

async function sealBatch(tx: Tx, now: Date, algorithm: AuditAlgorithm): Promise<number> {
  await inUtc(tx)
  await sql`select pg_advisory_xact_lock(${lockNumber})`.execute(tx)
  const events = await finalEvents(tx)
  const byCounty = Map.groupBy(events, (event) => event.county)
  const newest = await newestBlocks(tx, [...byCounty.keys()])
  const blocks = [...byCounty].map(([county, own]) => makeBlock(county, own, newest.get(county), now, algorithm))
  if (blocks.length > 0) await insertBlocks(tx, blocks)
  return events.length
}

async function finalEvents(tx: Tx): Promise<NewEvent[]> {
  const { rows } = await sql<NewEvent>`
    with sealed as (
      select era, last_written_in, last_id from audit_block
      order by era desc, last_written_in desc, last_id desc limit 1)
    select e.id, e.county, e.era, e.written_in::text as written_in, ${canonicalEvent} as canonical
    from audit_event e
    where (e.era, e.written_in, e.id) > (
        coalesce((select era from sealed), 0), coalesce((select last_written_in from sealed), '0'::xid8),
        coalesce((select last_id from sealed), '00000000-0000-0000-0000-000000000000'))
      and (e.era < audit_era() or e.written_in < pg_snapshot_xmin(pg_current_snapshot()))
    order by e.era, e.written_in, e.id
    limit ${batchSize}`.execute(tx)
  return rows
}

async function newestBlocks(
  tx: Tx,
  counties: readonly string[],
): Promise<Map<string, { number: number; hash: Buffer }>> {
  const { rows } = await sql<{ county: string; number: number; hash: Buffer }>`
    select wanted.county, newest.number, newest.hash
    from unnest(${counties}::text[]) as wanted (county)
    cross join lateral (
      select number, hash from audit_block b where b.county = wanted.county order by number desc limit 1) newest`.execute(
    tx,
  )
  return new Map(rows.map(({ county, number, hash }) => [county, { number, hash }]))
}

function makeBlock(
  county: string,
  events: readonly NewEvent[],
  newest: { number: number; hash: Buffer } | undefined,
  now: Date,
  algorithm: AuditAlgorithm,
): BlockContent {
  const last = events.at(-1)
  return {
    county,
    id: newId(now),
    number: (newest?.number ?? 0) + 1,
    algorithm,
    era: last?.era ?? 0,
    lastWrittenIn: last?.written_in ?? '0',
    firstId: events[0]?.id ?? '',
    lastId: last?.id ?? '',
    count: events.length,
    sealedAt: `${now.getTime()}000`,
    previous: newest?.hash ?? noBlock,
    entries: Buffer.concat(events.map(({ id, canonical }) => entryOf(id, digestOfEvent(algorithm, canonical)))),
  }
}

async function insertBlocks(tx: Tx, blocks: readonly BlockContent[]): Promise<void> {
  await tx
    .insertInto('audit_block')
    .values(
      blocks.map((block) => ({
        county: block.county,
        region: `${block.county}000000`,
        id: block.id,
        number: block.number,
        algorithm: block.algorithm,
        era: block.era,
        last_written_in: block.lastWrittenIn,
        first_id: block.firstId,
        last_id: block.lastId,
        count: block.count,
        entries: block.entries,
        previous: block.previous,
        hash: hashOfBlock(block),
        sealed_at: new Date(Number(block.sealedAt) / 1000),
      })),
    )
    .execute()
}
