import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { type AuditAlgorithm, type BlockContent, canonicalEvent } from './digest.ts'

/** Where an event stands among all: rows are compared by it as PostgreSQL does. */
export interface Place {
  readonly era: number
  readonly writtenIn: bigint
  readonly id: string
}

export interface KeptEvent extends Place {
  readonly at: string
  readonly actorName: string
  readonly action: string
  readonly canonical: string
}

export interface KeptBlock extends BlockContent {
  readonly hash: Buffer
}

export function isAfter(one: Place, other: Place): boolean {
  if (one.era !== other.era) return one.era > other.era
  if (one.writtenIn !== other.writtenIn) return one.writtenIn > other.writtenIn
  return one.id > other.id
}

export function placeOf(block: KeptBlock): Place {
  return { era: block.era, writtenIn: BigInt(block.lastWrittenIn), id: block.lastId }
}

/** A county's blocks by number, a few at a time. */
export async function* blocksOf(tx: Tx, county: string): AsyncGenerator<KeptBlock> {
  for (let after = -2_147_483_648; ; ) {
    const { rows } = await sql<{
      county: string
      id: string
      number: number
      algorithm: AuditAlgorithm
      era: number
      last_written_in: string
      first_id: string
      last_id: string
      count: number
      sealed_at: string
      previous: Buffer
      entries: Buffer
      hash: Buffer
    }>`select county, id, number, algorithm, era, last_written_in::text as last_written_in, first_id, last_id, count,
         (extract(epoch from sealed_at) * 1000000)::bigint::text as sealed_at, previous, entries, hash
       from audit_block where county = ${county} and number > ${after} order by number limit 20`.execute(tx)
    for (const row of rows)
      yield {
        county: row.county,
        id: row.id,
        number: row.number,
        algorithm: row.algorithm,
        era: row.era,
        lastWrittenIn: row.last_written_in,
        firstId: row.first_id,
        lastId: row.last_id,
        count: row.count,
        sealedAt: row.sealed_at,
        previous: row.previous,
        entries: row.entries,
        hash: row.hash,
      }
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.number
  }
}

/** A county's events in the order in which they are sealed; PostgreSQL sorts them, none are held here but a handful. */
export async function* eventsOf(tx: Tx, county: string): AsyncGenerator<KeptEvent> {
  await sql`declare audit_walk no scroll cursor for
    select e.id, e.era, e.written_in::text as written_in,
      to_char(e.at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, e.actor_name, e.action, ${canonicalEvent} as canonical
    from audit_event e where e.county = ${sql.lit(county)} order by e.era, e.written_in, e.id`.execute(tx)
  try {
    for (;;) {
      const { rows } = await sql<{
        id: string
        era: number
        written_in: string
        at: string
        actor_name: string
        action: string
        canonical: string
      }>`fetch 1000 from audit_walk`.execute(tx)
      if (rows.length === 0) return
      for (const row of rows)
        yield {
          id: row.id,
          era: row.era,
          writtenIn: BigInt(row.written_in),
          at: row.at,
          actorName: row.actor_name,
          action: row.action,
          canonical: row.canonical,
        }
    }
  } finally {
    await sql`close audit_walk`.execute(tx)
  }
}

/** How far any chain has come: what lies before it in any county has been sealed. */
export async function furthestSealed(tx: Tx): Promise<Place | undefined> {
  const { rows } = await sql<{ era: number; written_in: string; id: string }>`
    select era, last_written_in::text as written_in, last_id as id from audit_block
    order by era desc, last_written_in desc, last_id desc limit 1`.execute(tx)
  const row = rows[0]
  return row && { era: row.era, writtenIn: BigInt(row.written_in), id: row.id }
}
