import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { withTexts } from '@yinian/core/people/problems.ts'
import type { decideErasure, Erasure, requestErasure } from '@yinian/core/privacy/erasure-api.ts'
import * as problems from '@yinian/core/privacy/problems.ts'
import { dueOn, type ErasureRuleId } from '@yinian/core/privacy/retention-rules.ts'
import { type Selectable, sql } from 'kysely'
import { audit } from '../../access/index.ts'
import type { Tx } from '../../db/database.ts'
import type { Erasable } from '../../db/erasable.ts'
import type { Erasure as ErasureRow } from '../../db/generated.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import type { Elders } from '../consents/elders.ts'
import { holdsAgainst } from './holds.ts'
import { toErasures } from './queries.ts'

type Row = Selectable<ErasureRow>

/** Somebody stands for what the period or the law says. @throws notFound, erasureInOtherState, erasureBlocked */
export async function submitErasureOf(work: Work, erasables: readonly Erasable[], id: string): Promise<Erasure> {
  const { tx, actor } = work
  const row = await lockErasure(tx, id, ['due'])
  await requireFree(work, erasableOf(erasables, row.rule), row)
  await change(tx, row, {
    state: 'submitted',
    submitted_by: actor.accountId,
    submitted_name: actor.name,
    submitted_at: actor.now,
  })
  await audit(work, 'privacy.erasure-submitted', subject(row))
  return answer(tx, erasables, id)
}

/**
 * Records what the elder, or after their death a close relative, asks for (§47, §49); it goes the same way as what is due.
 * @throws notFound, erasureBlocked, erasureUnderWay
 */
export async function requestErasureOf(
  work: Work,
  needs: { readonly elders: Elders; readonly erasables: readonly Erasable[] },
  elderId: string,
  { ground, reason }: BodyOf<typeof requestErasure>,
): Promise<Erasure> {
  const { tx, actor } = work
  const elder = await needs.elders.lock(tx, elderId)
  const asked = {
    county: elder.county,
    region: elder.region,
    rule: 'elder-file',
    subject_id: elderId,
    elder_id: elderId,
  }
  await requireFree(work, erasableOf(needs.erasables, 'elder-file'), { ...asked, request_ground: ground })
  const id = newId(actor.now)
  // What is due already is taken up by the request; there is one procedure at a time.
  const { rows } = await sql<{ id: string }>`
    insert into erasure (county, id, region, rule, subject_id, elder_id, request_ground, reason, state, proposed_at,
      submitted_by, submitted_name, submitted_at)
    values (${asked.county}, ${id}, ${asked.region}, 'elder-file', ${elderId}, ${elderId}, ${ground}, ${reason.trim()},
      'submitted', ${actor.now}, ${actor.accountId}, ${actor.name}, ${actor.now})
    on conflict (county, rule, subject_id) where state in ('due', 'submitted')
    do update set request_ground = excluded.request_ground, reason = excluded.reason, state = 'submitted',
      submitted_by = excluded.submitted_by, submitted_name = excluded.submitted_name, submitted_at = excluded.submitted_at
      where erasure.state = 'due'
    returning id`.execute(tx)
  const [made] = rows
  if (!made) throw problems.erasureUnderWay()
  await audit(work, 'privacy.erasure-requested', {
    region: elder.region,
    subjectType: 'erasure',
    subjectId: made.id,
    elderId,
    detail: { ground },
  })
  return answer(tx, needs.erasables, made.id)
}

/**
 * A second person erases, or refuses with a reason. Everything is looked at once more while the subject is held: what is
 * not due, or stands under a hold, is not erased whatever was submitted.
 * @throws notFound, erasureInOtherState, ownErasure, erasureBlocked, refusalNeedsReason
 */
export async function decideErasureOf(
  work: Work,
  erasables: readonly Erasable[],
  id: string,
  { outcome, reason = '' }: BodyOf<typeof decideErasure>,
): Promise<Erasure> {
  const { tx, actor } = work
  const row = await lockErasure(tx, id, ['submitted'])
  if (row.submitted_by === actor.accountId) throw problems.ownErasure()
  const decided = {
    decided_by: actor.accountId,
    decided_name: actor.name,
    decided_at: actor.now,
    decision_reason: reason.trim(),
  }
  if (outcome === 'refuse') {
    if (reason.trim() === '') throw problems.refusalNeedsReason({ at: '/reason' })
    await change(tx, row, { ...decided, state: 'refused' })
    await audit(work, 'privacy.erasure-refused', subject(row))
    return answer(tx, erasables, id)
  }
  const erasable = erasableOf(erasables, row.rule)
  await requireFree(work, erasable, row)
  const result = await asEraser(tx, () => erasable.erase(work, { county: row.county, subjectId: row.subject_id }))
  await change(tx, row, { ...decided, state: 'erased', result: JSON.stringify(result) })
  await audit(work, 'privacy.erased', {
    ...subject(row),
    detail: { rule: row.rule, rows: Object.values(result).reduce((sum, count) => sum + count, 0) },
  })
  return answer(tx, erasables, id)
}

/** What may be erased is there, is due or was asked for, and nothing stands against it. @throws notFound, erasureBlocked */
async function requireFree(
  { tx, actor }: Work,
  erasable: Erasable,
  row: Pick<Row, 'county' | 'rule' | 'subject_id' | 'elder_id' | 'request_ground'>,
): Promise<void> {
  const found = await erasable.find(tx, { county: row.county, subjectId: row.subject_id })
  if (!found) throw notFound()
  const blockers: Text[] = [...found.blockers]
  if (row.elder_id !== null) blockers.push(...(await holdsAgainst(tx, { county: row.county, id: row.elder_id })))
  const due = found.from === null ? undefined : dueOn(row.rule as ErasureRuleId, found.from)
  if (row.request_ground === null && (due === undefined || due > actor.today))
    blockers.push({ zh: '保存期限未满', en: 'its period is not over' })
  if (blockers.length > 0)
    throw withTexts(problems.erasureBlocked, {
      why: { zh: blockers.map(({ zh }) => zh).join('；'), en: blockers.map(({ en }) => en).join('; ') },
    })
}

async function asEraser<T>(tx: Tx, run: () => Promise<T>): Promise<T> {
  await sql`set local role eraser`.execute(tx)
  const result = await run()
  await sql`set local role official`.execute(tx)
  return result
}

async function lockErasure(tx: Tx, id: string, states: readonly string[]): Promise<Row> {
  const row = await tx.selectFrom('erasure').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw notFound()
  if (!states.includes(row.state)) throw problems.erasureInOtherState()
  return row
}

async function change(tx: Tx, { county, id }: Row, set: Record<string, unknown>): Promise<void> {
  await tx.updateTable('erasure').set(set).where('county', '=', county).where('id', '=', id).execute()
}

async function answer(tx: Tx, erasables: readonly Erasable[], id: string): Promise<Erasure> {
  const row = await tx.selectFrom('erasure').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const [erasure] = await toErasures(tx, erasables, [row])
  if (!erasure) throw notFound()
  return erasure
}

function erasableOf(erasables: readonly Erasable[], rule: string): Erasable {
  const found = erasables.find((one) => one.rule === rule)
  if (!found) throw new Error(`Nobody knows how to erase ${rule}.`)
  return found
}

function subject(row: Row) {
  return { region: row.region, subjectType: 'erasure', subjectId: row.id, elderId: row.elder_id }
}
