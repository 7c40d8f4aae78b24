import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'

/** SHA-256, or SM3 (GB/T 32905-2016) under the national configuration; both have 32 bytes. */
export type AuditAlgorithm = 'sha256' | 'sm3'

export const entryBytes = 48
const idBytes = 16

/**
 * What is hashed of an event: its row without the columns that are null, as PostgreSQL writes jsonb, in UTC. A column
 * added later is null in older rows and so does not change their hashes; no column is ever renamed or dropped.
 * The transaction has to have `timezone` at UTC.
 */
export const canonicalEvent: RawBuilder<string> = sql`(
  select jsonb_object_agg(key, value)::text from jsonb_each(to_jsonb(e)) where value <> 'null'::jsonb)`

export function digestOfEvent(algorithm: AuditAlgorithm, canonical: string): Buffer {
  return createHash(algorithm).update('yinian.audit.event.1\n').update(canonical).digest()
}

export function entryOf(id: string, digest: Buffer): Buffer {
  return Buffer.concat([Buffer.from(id.replaceAll('-', ''), 'hex'), digest])
}

export function idOfEntry(entry: Buffer): string {
  const hex = entry.subarray(0, idBytes).toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

export function digestOfEntry(entry: Buffer): Buffer {
  return entry.subarray(idBytes)
}

export interface BlockContent {
  readonly county: string
  readonly id: string
  readonly number: number
  readonly algorithm: AuditAlgorithm
  readonly era: number
  readonly lastWrittenIn: string
  readonly firstId: string
  readonly lastId: string
  readonly count: number
  /** Microseconds since 1970, as PostgreSQL keeps them. */
  readonly sealedAt: string
  readonly previous: Buffer
  readonly entries: Buffer
}

export const noBlock = Buffer.alloc(32)

export function hashOfBlock(block: BlockContent): Buffer {
  const head = [
    'yinian.audit.block.1',
    block.algorithm,
    block.county,
    block.id,
    block.number,
    block.era,
    block.lastWrittenIn,
    block.firstId,
    block.lastId,
    block.count,
    block.sealedAt,
    block.previous.toString('hex'),
  ]
  return createHash(block.algorithm).update(JSON.stringify(head)).update('\n').update(block.entries).digest()
}
