import type {
  AuditChain,
  AuditVerification,
  FaultyChain,
  getAuditVerification,
  listAuditChains,
} from '@yinian/core/audit/api.ts'
import type { AuditFault } from '@yinian/core/audit/faults.ts'
import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { prefixOf } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import { nameOfAction } from '../access/index.ts'
import type { Tx } from '../db/database.ts'
import { nameRegions } from '../regions/index.ts'

interface ChainRow {
  readonly county: string
  readonly region: string
  readonly number: number
  readonly hash: Buffer
  readonly algorithm: string
  readonly sealed_at: Date
  readonly events: number
  readonly checked_at: Date | null
  readonly checked_blocks: number | null
  readonly fault_count: number | null
}

/** The chains in the reader's scope with their newest block and what the last verification found. */
export async function listChains(
  tx: Tx,
  { region, faulty, after, limit = 50 }: QueryOf<typeof listAuditChains>,
): Promise<ReplyOf<typeof listAuditChains>> {
  const from = sql`
    from (select county, max(number) as number, sum(count)::bigint as events from audit_block
          where region like ${`${region ? prefixOf(region) : ''}%`} group by county) chain
    join audit_block head on head.county = chain.county and head.number = chain.number
    left join lateral (
      select checked_at, blocks, fault_count from audit_check c
      where c.county = chain.county order by checked_at desc, id desc limit 1) last on true
    where ${faulty === true ? sql`last.fault_count > 0` : sql`true`}`
  const { rows } = await sql<ChainRow>`
    select head.county, head.region, head.number, head.hash, head.algorithm, head.sealed_at, chain.events,
      last.checked_at, last.blocks as checked_blocks, last.fault_count
    ${from} and head.county > ${after ?? ''} order by head.county limit ${limit + 1}`.execute(tx)
  const counted = await sql<{ total: number }>`select count(*)::int as total ${from}`.execute(tx)
  const page = rows.slice(0, limit)
  const names = await nameRegions(
    tx,
    page.map((row) => row.region),
  )
  return {
    rows: page.map((row) => toChain(row, names(row.region).path)),
    next: rows.length > limit ? (page.at(-1)?.county ?? null) : null,
    total: counted.rows[0]?.total ?? 0,
  }
}

function toChain(row: ChainRow, regionPath: string): AuditChain {
  return {
    county: row.county,
    region: row.region,
    regionPath,
    blocks: row.number,
    events: Number(row.events),
    head: row.hash.toString('hex'),
    algorithm: row.algorithm,
    sealedAt: row.sealed_at.toISOString(),
    lastCheck: row.checked_at && {
      at: row.checked_at.toISOString(),
      blocks: row.checked_blocks ?? 0,
      faults: row.fault_count ?? 0,
    },
  }
}

export async function listVerifications(tx: Tx, limit = 10): Promise<{ rows: AuditVerification[] }> {
  const rows = await tx.selectFrom('audit_verification').selectAll().orderBy('id', 'desc').limit(limit).execute()
  const names = await nameRegions(
    tx,
    rows.map((row) => row.region),
  )
  return { rows: rows.map((row) => toVerification(row, names(row.region).path)) }
}

/** @throws notFound when it does not exist or is about a division outside the reader's scope */
export async function getVerification(tx: Tx, id: string): Promise<ReplyOf<typeof getAuditVerification>> {
  const row = await tx.selectFrom('audit_verification').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound()
  const checks = await tx
    .selectFrom('audit_check')
    .select(['county', 'region', 'fault_count', 'faults'])
    .where('verification_id', '=', id)
    .where('fault_count', '>', 0)
    .orderBy('county')
    .limit(100)
    .execute()
  const names = await nameRegions(tx, [row.region, ...checks.map((check) => check.region)])
  const ofFiles = row.faults as unknown as AuditFault[]
  const faulty: FaultyChain[] = checks.map((check) => ({
    county: check.county,
    regionPath: names(check.region).path,
    faultCount: check.fault_count,
    faults: (check.faults as unknown as AuditFault[]).map(withActionName),
  }))
  if (ofFiles.length > 0)
    faulty.unshift({ county: '', regionPath: '', faultCount: ofFiles.length, faults: ofFiles.map(withActionName) })
  return { verification: toVerification(row, names(row.region).path), faulty }
}

function withActionName(fault: AuditFault): FaultyChain['faults'][number] {
  return { ...fault, actionName: fault.action === null ? null : { ...nameOfAction(fault.action) } }
}

function toVerification(
  row: {
    id: string
    region: string
    state: string
    requested_at: Date
    finished_at: Date | null
    chains: number
    chains_checked: number
    events: number
    events_checked: number
    heads_checked: number
    fault_count: number
  },
  regionPath: string,
): AuditVerification {
  return {
    id: row.id,
    region: row.region,
    regionPath,
    state: row.state as AuditVerification['state'],
    requestedAt: row.requested_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    chains: row.chains,
    chainsChecked: row.chains_checked,
    events: Number(row.events),
    eventsChecked: Number(row.events_checked),
    headsChecked: row.heads_checked,
    faultCount: row.fault_count,
  }
}
