import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import type { Text } from '@yinian/core/language/text.ts'
import type { Erasure, listErasures } from '@yinian/core/privacy/erasure-api.ts'
import type { ErasureRuleId, ErasureState, RequestGround } from '@yinian/core/privacy/retention-rules.ts'
import { nation, rangeOf } from '@yinian/core/regions/code.ts'
import type { Selectable } from 'kysely'
import type { Tx } from '../../db/database.ts'
import type { Erasable } from '../../db/erasable.ts'
import type { Erasure as ErasureRow } from '../../db/generated.ts'
import { nameRegions } from '../../regions/index.ts'
import { holdsAgainst } from './holds.ts'

/** Newest first. */
export async function listErasuresOf(
  tx: Tx,
  erasables: readonly Erasable[],
  query: QueryOf<typeof listErasures>,
): Promise<ReplyOf<typeof listErasures>> {
  const limit = query.limit ?? 50
  const { state, rule, region, elderId, after } = query
  const range = rangeOf(region ?? nation)
  const rows = await tx
    .selectFrom('erasure')
    .selectAll()
    .where('region', '>=', range.from)
    .where('region', '<=', range.to)
    .$if(state !== undefined, (some) => some.where('state', '=', state ?? ''))
    .$if(rule !== undefined, (some) => some.where('rule', '=', rule ?? ''))
    .$if(elderId !== undefined, (some) => some.where('elder_id', '=', elderId ?? ''))
    .$if(after !== undefined, (some) => some.where('id', '<', after ?? ''))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const page = await toErasures(tx, erasables, rows.slice(0, limit))
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
}

export async function toErasures(
  tx: Tx,
  erasables: readonly Erasable[],
  rows: readonly Selectable<ErasureRow>[],
): Promise<Erasure[]> {
  const names = await nameRegions(
    tx,
    rows.map(({ region }) => region),
  )
  const called = new Map<string, string>()
  for (const { rule, nameOf } of erasables) {
    const ids = rows.filter((row) => row.rule === rule).map(({ subject_id }) => subject_id)
    if (ids.length > 0) for (const [id, name] of await nameOf(tx, ids)) called.set(id, name)
  }
  const result: Erasure[] = []
  for (const row of rows) result.push(toErasure(row, names(row.region).path, called, await heldBack(tx, row)))
  return result
}

/** Holds are shown in the list; what else stands against it is found out when it is decided. */
async function heldBack(tx: Tx, row: Selectable<ErasureRow>): Promise<Text[]> {
  const open = row.state === 'due' || row.state === 'submitted'
  return open && row.elder_id !== null ? holdsAgainst(tx, { county: row.county, id: row.elder_id }) : []
}

function toErasure(
  row: Selectable<ErasureRow>,
  regionPath: string,
  called: ReadonlyMap<string, string>,
  blockers: Text[],
): Erasure {
  return {
    id: row.id,
    rule: row.rule as ErasureRuleId,
    region: row.region,
    regionPath,
    subjectId: row.subject_id,
    subject: called.get(row.subject_id) ?? '',
    elderId: row.elder_id,
    requestGround: row.request_ground as RequestGround | null,
    reason: row.reason,
    dueOn: row.due_on,
    state: row.state as ErasureState,
    proposedAt: row.proposed_at.toISOString(),
    submittedBy: row.submitted_name,
    submittedAt: row.submitted_at?.toISOString() ?? null,
    decidedBy: row.decided_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decisionReason: row.decision_reason,
    result: row.result as Record<string, number>,
    blockers: blockers.map((text) => ({ ...text })),
  }
}
