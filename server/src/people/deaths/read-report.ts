import type { Actor } from '@yinian/core/access/actor.ts'
import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { DeathReport, listDeathReports } from '@yinian/core/people/death-api.ts'
import { type Selectable, sql } from 'kysely'
import type { Tx } from '../../db/database.ts'
import type { DeathReport as ReportTable } from '../../db/generated.ts'
import type { Work } from '../../http/work.ts'
import { nameRegions } from '../../regions/index.ts'
import { getElderRow } from '../elder-file.ts'
import { readSeen } from '../matching/show-candidates.ts'

export interface ReportPlace {
  readonly county: string
  readonly id: string
}

export interface HeldReport extends Selectable<ReportTable> {
  readonly mine: boolean
}

const select = (tx: Tx) => tx.selectFrom('death_report').selectAll().select(sql<boolean>`in_scope(region)`.as('mine'))

export function findReport(tx: Tx, { county, id }: ReportPlace): Promise<HeldReport | undefined> {
  return select(tx).where('county', '=', county).where('id', '=', id).executeTakeFirst()
}

/** @throws notFound */
export async function getReport({ tx, actor }: Pick<Work, 'tx' | 'actor'>, place: ReportPlace): Promise<DeathReport> {
  const row = await findReport(tx, place)
  const [shown] = row ? await toReports(tx, actor, [row]) : []
  if (!shown) throw notFound()
  return shown
}

/** Newest first; those that wait are asked for by state. */
export async function listReports(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  query: QueryOf<typeof listDeathReports>,
): Promise<ReplyOf<typeof listDeathReports>> {
  const limit = query.limit ?? 50
  const found = await select(tx)
    .$if(query.state !== undefined, (some) => some.where('state', '=', query.state ?? ''))
    .$if(query.after !== undefined, (some) => some.where('id', '<', query.after ?? ''))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const { total } = await tx
    .selectFrom('death_report')
    .select((count) => count.fn.countAll<number>().as('total'))
    .$if(query.state !== undefined, (some) => some.where('state', '=', query.state ?? ''))
    .executeTakeFirstOrThrow()
  const rows = found.slice(0, limit)
  return {
    rows: await toReports(tx, actor, rows),
    next: found.length > limit ? (rows.at(-1)?.id ?? null) : null,
    total,
  }
}

/** @throws notFound */
export async function listReportsOf(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  elderId: string,
): Promise<{ rows: DeathReport[] }> {
  const elder = await getElderRow(tx, elderId)
  const rows = await select(tx)
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .orderBy('id', 'desc')
    .execute()
  return { rows: await toReports(tx, actor, rows) }
}

/** How many wait for somebody: to be confirmed, or for a second person to approve a correction. */
export async function countReportsWaiting(tx: Tx, actor: Actor): Promise<number> {
  const { total } = await tx
    .selectFrom('death_report')
    .select((count) => count.fn.countAll<number>().as('total'))
    .where(sql<boolean>`in_scope(region)`)
    .where((where) =>
      where.or([
        where('state', '=', 'reported'),
        where.and([where('state', '=', 'undo-asked'), where('undo_asked_by', '<>', actor.accountId)]),
      ]),
    )
    .executeTakeFirstOrThrow()
  return total
}

/** Elders of whom a death was reported that nobody has confirmed yet. */
export async function findReportedDead(tx: Tx, elderIds: readonly string[]): Promise<Set<string>> {
  if (elderIds.length === 0) return new Set()
  const rows = await tx
    .selectFrom('death_report')
    .select('elder_id')
    .where('state', '=', 'reported')
    .where(sql<boolean>`elder_id = any (${elderIds}::uuid[])`)
    .execute()
  return new Set(rows.map((row) => row.elder_id))
}

export async function toReports(tx: Tx, actor: Actor, rows: readonly HeldReport[]): Promise<DeathReport[]> {
  const names = await nameRegions(
    tx,
    rows.flatMap((row) => [row.region, row.reported_region]),
  )
  const seen = await readSeen(
    tx,
    rows.map((row) => row.elder_id),
  )
  return rows.map((row) => ({
    county: row.county,
    id: row.id,
    elderName: row.elder_name,
    documentMasked: row.document_masked,
    regionPath: names(row.region).path,
    reportedFrom: names(row.reported_region).path,
    source: row.source as DeathReport['source'],
    diedOn: row.died_on,
    evidence: row.evidence,
    reporter: row.reporter,
    state: row.state as DeathReport['state'],
    reportedAt: row.reported_at.toISOString(),
    reportedBy: row.reported_by_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedBy: row.decided_by_name,
    decisionReason: row.decision_reason,
    undoAskedBy: row.undo_asked_by_name,
    undoReason: row.undo_reason,
    undoneAt: row.undone_at?.toISOString() ?? null,
    undoneBy: row.undone_by_name,
    elderId: seen.has(row.elder_id) ? row.elder_id : null,
    may: row.mine && seen.get(row.elder_id)?.responsible ? mayDo(row, actor) : [],
  }))
}

function mayDo(row: HeldReport, actor: Actor): DeathReport['may'] {
  switch (row.state) {
    case 'reported':
      return ['confirm', 'mistaken']
    case 'confirmed':
      return ['ask-undo']
    case 'undo-asked':
      return row.undo_asked_by === actor.accountId ? ['refuse-undo'] : ['undo', 'refuse-undo']
    default:
      return []
  }
}
