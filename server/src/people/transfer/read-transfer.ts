import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { ElderTransfer, getElderTransfer, listElderTransfers } from '@yinian/core/people/transfer-api.ts'
import { type Selectable, sql } from 'kysely'
import type { Tx } from '../../db/database.ts'
import type { ElderTransfer as TransferTable } from '../../db/generated.ts'
import { nameRegions } from '../../regions/index.ts'
import { readSeen } from '../matching/show-candidates.ts'
import { elderRecords } from '../merge/records.ts'

export interface TransferPlace {
  readonly county: string
  readonly id: string
}

export interface HeldTransfer extends Selectable<TransferTable> {
  readonly from_mine: boolean
  readonly to_mine: boolean
}

const select = (tx: Tx) =>
  tx
    .selectFrom('elder_transfer')
    .selectAll()
    .select([sql<boolean>`in_scope(region)`.as('from_mine'), sql<boolean>`in_scope(to_region)`.as('to_mine')])

export function findTransfer(tx: Tx, { county, id }: TransferPlace): Promise<HeldTransfer | undefined> {
  return select(tx).where('county', '=', county).where('id', '=', id).executeTakeFirst()
}

/** @throws notFound */
export async function getTransfer(tx: Tx, place: TransferPlace): Promise<ElderTransfer> {
  const row = await findTransfer(tx, place)
  const [shown] = row ? await toTransfers(tx, [row]) : []
  if (!shown) throw notFound()
  return shown
}

/** Moves that either county may see, newest first. */
export async function listTransfers(
  tx: Tx,
  query: QueryOf<typeof listElderTransfers>,
): Promise<ReplyOf<typeof listElderTransfers>> {
  const limit = query.limit ?? 50
  const chosen = () =>
    select(tx)
      .$if(query.state !== undefined, (some) => some.where('state', '=', query.state ?? ''))
      .$if(query.direction === 'in', (some) => some.where(sql<boolean>`in_scope(to_region)`))
      .$if(query.direction === 'out', (some) => some.where(sql<boolean>`in_scope(region)`))
      .$if(query.elderId !== undefined, (some) =>
        some.where((where) =>
          where.or([where('elder_id', '=', query.elderId ?? ''), where('to_elder_id', '=', query.elderId ?? '')]),
        ),
      )
  const found = await chosen()
    .$if(query.after !== undefined, (some) => some.where('id', '<', query.after ?? ''))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const rows = found.slice(0, limit)
  const { total } = await chosen()
    .clearSelect()
    .select((count) => count.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return {
    rows: await toTransfers(tx, rows),
    next: found.length > limit ? (rows.at(-1)?.id ?? null) : null,
    total,
  }
}

/** How many wait for the reader's side. */
export async function countTransfersToDecide(tx: Tx): Promise<number> {
  const { total } = await tx
    .selectFrom('elder_transfer')
    .select((count) => count.fn.countAll<number>().as('total'))
    .where('state', '=', 'requested')
    .where(sql<boolean>`case started_by when 'from' then in_scope(to_region) else in_scope(region) end`)
    .executeTakeFirstOrThrow()
  return total
}

async function toTransfers(tx: Tx, rows: readonly HeldTransfer[]): Promise<ElderTransfer[]> {
  const names = await nameRegions(
    tx,
    rows.flatMap((row) => [row.region, row.to_region]),
  )
  const seen = await readSeen(
    tx,
    rows.flatMap((row) => [row.elder_id, ...(row.to_elder_id ? [row.to_elder_id] : [])]),
  )
  return rows.map((row) => ({
    county: row.county,
    id: row.id,
    elderName: row.elder_name,
    documentMasked: row.document_masked,
    fromPath: names(row.region).path,
    toPath: names(row.to_region).path,
    toRegion: row.to_region,
    direction: row.from_mine && row.to_mine ? 'within' : row.to_mine ? 'in' : 'out',
    startedBy: row.started_by as ElderTransfer['startedBy'],
    state: row.state as ElderTransfer['state'],
    reason: row.reason,
    movedOn: row.moved_on,
    requestedAt: row.requested_at.toISOString(),
    requestedBy: row.requested_by_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedBy: row.decided_by_name,
    decisionReason: row.decision_reason,
    doneAt: row.done_at?.toISOString() ?? null,
    elderId: seen.has(row.elder_id) ? row.elder_id : null,
    newElderId: row.to_elder_id !== null && seen.has(row.to_elder_id) ? row.to_elder_id : null,
    may: mayDo(row),
  }))
}

/** Whoever asked may withdraw; the other side, or a level above both, decides. */
export function mayDo(row: HeldTransfer): ElderTransfer['may'] {
  if (row.state !== 'requested') return []
  const [starter, other] = row.started_by === 'from' ? [row.from_mine, row.to_mine] : [row.to_mine, row.from_mine]
  return [...(other ? (['accept', 'refuse'] as const) : []), ...(starter ? (['withdraw'] as const) : [])]
}

export interface Carried {
  readonly counts: readonly { readonly name: { readonly zh: string; readonly en: string }; readonly count: number }[]
  /** What ended in the former county, and what this one has to take up; absent of moves before they were kept. */
  readonly ended?: Carried['counts']
  readonly due?: readonly { readonly zh: string; readonly en: string }[]
  readonly level: { readonly level: number; readonly validUntil: string | null; readonly source: string } | null
}

/** A move with what it brought along. @throws notFound */
export async function readTransfer(tx: Tx, place: TransferPlace): Promise<ReplyOf<typeof getElderTransfer>> {
  const row = await findTransfer(tx, place)
  const [transfer] = row ? await toTransfers(tx, [row]) : []
  if (!row || !transfer) throw notFound()
  const carried = row.carried as unknown as Partial<Carried>
  return {
    transfer,
    carried: (carried.counts ?? []).map(({ name, count }) => ({ name: { ...name }, count })),
    ended: (carried.ended ?? []).map(({ name, count }) => ({ name: { ...name }, count })),
    due: (carried.due ?? []).map((one) => ({ ...one })),
    holds: row.from_mine && ['requested', 'accepted'].includes(row.state) ? await holdsOf(tx, row) : [],
    level: carried.level ?? null,
    story: row.story as unknown as ReplyOf<typeof getElderTransfer>['story'],
  }
}

/** What the file that leaves holds, counted by what becomes of it. */
async function holdsOf(tx: Tx, { county, elder_id }: HeldTransfer): Promise<Holds> {
  const shown = elderRecords().filter(({ relation }) => !unshown.includes(relation))
  const counted = shown.map(
    ({ relation }) =>
      sql`select ${sql.lit(relation)} as relation, count(*)::int as count from ${sql.table(relation)}
        where county = ${county} and elder_id = ${elder_id}`,
  )
  const { rows } = await sql<{ relation: string; count: number }>`${sql.join(counted, sql` union all `)}`.execute(tx)
  return shown.flatMap(({ relation, name, onTransfer }) => {
    const count = rows.find((row) => row.relation === relation)?.count ?? 0
    if (count === 0) return []
    const how = onTransfer === 'along' ? 'along' : 'ends' in onTransfer ? 'ends' : 'stays'
    return [{ name: { ...name }, count, how }]
  })
}
type Holds = ReplyOf<typeof getElderTransfer>['holds']

/** Of the register’s own working, which says nothing to whoever decides on a move. */
const unshown: readonly string[] = ['identity_claim', 'audit_event', 'care_state', 'elder_transfer', 'elder_pair']
