import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import type { placeHold, RetentionHold } from '@yinian/core/privacy/erasure-api.ts'
import { type HoldKind, holdKinds } from '@yinian/core/privacy/retention-rules.ts'
import type { Selectable } from 'kysely'
import { audit } from '../../access/index.ts'
import type { Tx } from '../../db/database.ts'
import type { RetentionHold as RetentionHoldRow } from '../../db/generated.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import type { ElderOfFile, Elders } from '../consents/elders.ts'

/** Newest first, those released among them. @throws notFound */
export async function listHoldsOf(tx: Tx, elders: Elders, id: string): Promise<{ rows: RetentionHold[] }> {
  const elder = await elders.get(tx, id)
  if (!elder.responsible) throw notFound()
  const rows = await tx
    .selectFrom('retention_hold')
    .selectAll()
    .where('county', '=', elder.county)
    .where('elder_id', '=', id)
    .orderBy('id', 'desc')
    .execute()
  return { rows: rows.map(toHold) }
}

/** @throws notFound */
export async function placeHoldOn(
  work: Work,
  elders: Elders,
  id: string,
  { kind, reason }: BodyOf<typeof placeHold>,
): Promise<RetentionHold> {
  const { tx, actor } = work
  // The elder's row is held, as it is while a file is erased: either the hold comes first, or there is nothing to hold.
  const elder = await elders.lock(tx, id)
  const row = await tx
    .insertInto('retention_hold')
    .values({
      county: elder.county,
      id: newId(actor.now),
      region: elder.region,
      elder_id: id,
      kind,
      reason: reason.trim(),
      placed_by: actor.accountId,
      placed_name: actor.name,
      placed_at: actor.now,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await audit(work, 'privacy.hold-placed', { ...subject(elder, row.id), detail: { kind } })
  return toHold(row)
}

/** @throws notFound, also for one released already */
export async function releaseHoldOf(
  work: Work,
  elders: Elders,
  { id, holdId }: { id: string; holdId: string },
  { reason }: { reason: string },
): Promise<RetentionHold> {
  const { tx, actor } = work
  const elder = await elders.lock(tx, id)
  const row = await tx
    .updateTable('retention_hold')
    .set({
      released_by: actor.accountId,
      released_name: actor.name,
      released_at: actor.now,
      release_reason: reason.trim(),
    })
    .where('county', '=', elder.county)
    .where('elder_id', '=', id)
    .where('id', '=', holdId)
    .where('released_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  if (!row) throw notFound()
  await audit(work, 'privacy.hold-released', subject(elder, holdId))
  return toHold(row)
}

/** What stands against erasing anything of an elder. */
export async function holdsAgainst(tx: Tx, elder: { readonly county: string; readonly id: string }): Promise<Text[]> {
  const rows = await tx
    .selectFrom('retention_hold')
    .select('kind')
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .where('released_at', 'is', null)
    .execute()
  return rows.map(({ kind }) => {
    const name: Text = holdKinds[kind as HoldKind] ?? { zh: kind, en: kind }
    return { zh: `已保全（${name.zh}）`, en: `a hold stands (${name.en})` }
  })
}

function toHold(row: Selectable<RetentionHoldRow>): RetentionHold {
  return {
    id: row.id,
    kind: row.kind as HoldKind,
    reason: row.reason,
    placedBy: row.placed_name,
    placedAt: row.placed_at.toISOString(),
    releasedBy: row.released_name,
    releasedAt: row.released_at?.toISOString() ?? null,
    releaseReason: row.release_reason,
  }
}

function subject(elder: ElderOfFile, id: string) {
  return { region: elder.region, subjectType: 'retention-hold', subjectId: id, elderId: elder.id }
}
