import type { AuditFault } from '@yinian/core/audit/faults.ts'
import { sql } from 'kysely'
import { newId } from '../db/ids.ts'
import type { TestDatabase } from '../db/testing.ts'
import type { KeptHeads } from './heads.ts'
import { sealNewEvents } from './seal.ts'
import { momentsOfSealer, verifyChains } from './verifications.ts'
import type { ChainResult } from './verify.ts'

export const noHeads: KeptHeads = { files: 0, heads: new Map(), changed: [] }
export const clock = { now: () => new Date('2026-11-21T02:00:00Z') }

/** Writes events as the application would, one transaction for each list of counties. */
export async function happen(database: TestDatabase, ...transactions: (readonly string[])[]): Promise<string[]> {
  const ids: string[] = []
  for (const counties of transactions)
    await database.as({ role: 'gatekeeper' }, async (tx) => {
      for (const county of counties) {
        const id = newId(clock.now())
        ids.push(id)
        await tx.insertInto('audit_event').values(eventOf(county, id)).execute()
      }
    })
  return ids
}

export function eventOf(county: string, id: string) {
  return {
    county,
    id,
    at: clock.now(),
    actor_id: null,
    actor_name: '审计测试员',
    action: 'people.revealed',
    subject_type: 'elder',
    region: `${county}000000`,
    purpose: '上门核实',
    detail: JSON.stringify({ field: 'phone', nothing: null, amount: 10 }),
  }
}

/** Seals everything at once; other databases of the same server may be holding old transactions for a moment. */
export async function sealAll(database: TestDatabase, algorithm: 'sha256' | 'sm3' = 'sha256'): Promise<number> {
  for (let tries = 0; tries < 200; tries++) {
    const { rows } = await sql<{ running: number }>`select count(*)::int as running from audit_event
      where era = audit_era() and written_in >= pg_snapshot_xmin(pg_current_snapshot())`.execute(database.owner)
    if (rows[0]?.running === 0) return sealNewEvents({ database: database.database, clock }, algorithm)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('Some transaction of this server does not end.')
}

export async function verified(
  database: TestDatabase,
  counties: readonly string[],
  heads = noHeads,
): Promise<ChainResult[]> {
  const results: ChainResult[] = []
  for await (const result of verifyChains(momentsOfSealer(database.database), counties, heads)) results.push(result)
  return results
}

export async function faultsOf(database: TestDatabase, county: string, heads = noHeads): Promise<AuditFault[]> {
  const [result] = await verified(database, [county], heads)
  return [...(result?.faults ?? [])]
}
