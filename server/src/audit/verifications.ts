import type { AuditFault } from '@yinian/core/audit/faults.ts'
import { prefixOf, type RegionCode } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import type { Database, Tx } from '../db/database.ts'
import { newId } from '../db/ids.ts'
import type { KeptHeads } from './heads.ts'
import { asSealer, atOneMoment } from './sealer.ts'
import { type ChainResult, verifyChain } from './verify.ts'

export interface Verified {
  readonly chains: readonly ChainResult[]
  readonly heads: number
  readonly headFaults: readonly AuditFault[]
}

export function headFaultsOf({ changed }: KeptHeads): AuditFault[] {
  return changed.map((head) => ({
    kind: 'head-file-changed',
    block: null,
    eventId: null,
    at: null,
    actorName: null,
    action: null,
    head,
  }))
}

/** The counties below a division that have a chain, events or a published head; the heads alone remember what was removed whole. */
export async function countiesToVerify(tx: Tx, region: RegionCode, kept: KeptHeads): Promise<string[]> {
  const prefix = prefixOf(region)
  const { rows } = await sql<{ county: string }>`
    with recursive
      blocks as (
        (select county from audit_block order by county limit 1)
        union all select (select b.county from audit_block b where b.county > blocks.county order by b.county limit 1) from blocks where blocks.county is not null),
      events as (
        (select county from audit_event order by county limit 1)
        union all select (select e.county from audit_event e where e.county > events.county order by e.county limit 1) from events where events.county is not null)
    select county::text as county from blocks where county is not null union select county::text from events where county is not null`.execute(
    tx,
  )
  const all = new Set([...rows.map(({ county }) => county), ...kept.heads.keys()])
  return [...all].filter((county) => `${county}000000`.startsWith(prefix)).sort()
}

/** Verifies chain after chain, each as of one moment. */
export async function* verifyChains(
  inOneMoment: <T>(run: (tx: Tx) => Promise<T>) => Promise<T>,
  counties: readonly string[],
  kept: KeptHeads,
  onEvents?: (count: number) => void,
): AsyncGenerator<ChainResult> {
  for (const county of counties)
    yield await inOneMoment((tx) => verifyChain(tx, county, kept.heads.get(county) ?? [], onEvents))
}

export function momentsOfSealer(database: Database): <T>(run: (tx: Tx) => Promise<T>) => Promise<T> {
  return (run) =>
    asSealer(database, async (tx) => {
      await atOneMoment(tx)
      return run(tx)
    })
}

export async function insertCheck(tx: Tx, verificationId: string, result: ChainResult, now: Date): Promise<void> {
  await tx
    .insertInto('audit_check')
    .values({
      county: result.county,
      region: `${result.county}000000`,
      id: newId(now),
      verification_id: verificationId,
      checked_at: now,
      blocks: result.blocks,
      events: result.events,
      unsealed: result.unsealed,
      fault_count: result.faultCount,
      faults: JSON.stringify(result.faults),
    })
    .execute()
}
