import type { BodyOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { unmergeElders } from '@yinian/core/people/merge-api.ts'
import { cannotUnmerge, rowNotSince } from '@yinian/core/people/one-person-problems.ts'
import { withTexts } from '@yinian/core/people/problems.ts'
import { sql } from 'kysely'
import { audit } from '../../access/index.ts'
import { whileIndexesStand } from '../../crypto/index-change.ts'
import type { Work } from '../../http/work.ts'
import { getElderRow, lockElder } from '../elder-file.ts'
import { refreshCareState } from '../left-behind/state.ts'
import { lookAt } from '../looks.ts'
import { refreshCategoriesOf } from '../snapshot.ts'
import { refreshMembership } from '../special-difficulty/membership.ts'
import { seeingMerged } from './in-sight.ts'
import { getMerge, type HeldMerge, type MergePlace, obstaclesToUnmerge, readSince } from './read-merge.ts'
import { elderRecords, findElderRecords, type MergeDone } from './records.ts'
import { restoreSealed } from './restore-sealed.ts'

type Asked = BodyOf<typeof unmergeElders>

/**
 * Takes a merge back: every row it changed is what it was before, both files are seen again. What was recorded since stays
 * with the survivor, except what the officer gives to the other. Money that was paid since stays where it was paid.
 * @throws notFound, cannotUnmerge, rowNotSince
 */
export async function unmergeTwo(work: Work, place: MergePlace, asked: Asked): Promise<ReplyOf<typeof unmergeElders>> {
  const { tx, actor } = work
  const seen = await getMerge(tx, place)
  if (seen.state !== 'merged') throw notFound()
  const [obstacle] = await obstaclesToUnmerge(tx, seen)
  if (obstacle) throw withTexts(cannotUnmerge, { why: obstacle })
  const survivor = await lockElder(tx, seen.survivor_id)
  const merge = await getMerge(tx, place)
  if (merge.state !== 'merged') throw notFound()

  const done = await whatWasDone(work, merge)
  for (const { beforeUnmerge } of elderRecords()) await beforeUnmerge?.(work, done)
  await handRows(work, merge, asked.rows)
  const kept = await restoreSealed(work, merge)
  await sql`select restore_merged_rows(${merge.county}, ${merge.id}, ${kept}::text[])`.execute(tx)
  await partClaims(work, merge)
  await tx
    .updateTable('elder_merge')
    .set({
      state: 'unmerged',
      unmerged_at: actor.now,
      unmerged_by: actor.accountId,
      unmerged_by_name: actor.name,
      unmerged_reason: asked.reason,
    })
    .where('county', '=', merge.county)
    .where('id', '=', merge.id)
    .execute()
  await askNoMore(work, merge, asked.reason)
  for (const id of [merge.survivor_id, merge.merged_id]) {
    // whoever holds either file open holds a stale one
    await sql`update elder set version = version + 1, updated_at = ${actor.now}
      where county = ${merge.county} and id = ${id}`.execute(tx)
    await refreshCategoriesOf(tx, merge.county, id, actor.today)
    await refreshMembership(tx, { county: merge.county, ids: [id] }, actor)
  }
  await refreshCareState(tx, merge.county, [merge.survivor_id, merge.merged_id])
  const merged = await getElderRow(tx, merge.merged_id)
  for (const elder of [survivor, merged])
    await audit(work, 'people.unmerged', {
      ...lookAt(elder),
      detail: { survivor: survivor.id, merged: merged.id, reason: asked.reason, given: asked.rows.length },
    })
  return { survivorId: survivor.id, mergedId: merged.id }
}

async function whatWasDone({ tx }: Work, merge: HeldMerge): Promise<MergeDone> {
  const rows = await seeingMerged(tx, () =>
    tx
      .selectFrom('elder')
      .select(['id', 'document_number_index'])
      .where('county', '=', merge.county)
      .where('id', 'in', [merge.survivor_id, merge.merged_id])
      .execute(),
  )
  const number = rows.find(({ id }) => id === merge.survivor_id)?.document_number_index
  if (!number) throw notFound()
  return {
    county: merge.county,
    survivorId: merge.survivor_id,
    mergedId: merge.merged_id,
    id: merge.id,
    number,
    numbers: rows.map((row) => row.document_number_index),
  }
}

/** Only what was made since, and only what may be anybody’s, is given to the other file. */
async function handRows({ tx }: Work, merge: HeldMerge, rows: Asked['rows']): Promise<void> {
  if (rows.length === 0) return
  const since = await readSince(tx, merge)
  for (const [index, row] of rows.entries()) {
    const known = since.some((one) => one.relation === row.relation && one.county === row.county && one.id === row.id)
    if (!known) throw rowNotSince({ at: `/rows/${index}` })
    const follows = findElderRecords(row.relation)?.follows ?? false
    await sql`select hand_elder_row(${merge.county}, ${merge.id}, ${row.relation}, ${row.county}, ${row.id}, ${follows})`.execute(
      tx,
    )
  }
}

/**
 * The numbers of the other file go back to it, under every hash they are claimed by; its own number only where it held it
 * and was not waiting for it.
 */
async function partClaims({ tx }: Work, merge: HeldMerge): Promise<void> {
  await whileIndexesStand(tx)
  await sql`
    with numbers as (
      select document_number_index as number from elder
      where county = ${merge.county} and id = ${merge.merged_id} and not document_disputed
      union select number_index from former_document where county = ${merge.county} and elder_id = ${merge.merged_id}
    ), hashes as (
      select number from numbers
      union select old from blind_index_change join numbers on new = number
      union select new from blind_index_change join numbers on old = number
    )
    update identity_claim set elder_id = ${merge.merged_id}
    where county = ${merge.county} and elder_id = ${merge.survivor_id} and document_index in (select number from hashes)`.execute(
    tx,
  )
}

/** Somebody has looked and said that they are two. */
async function askNoMore({ tx, actor }: Work, merge: HeldMerge, reason: string): Promise<void> {
  const [first = '', second = ''] = [merge.survivor_id, merge.merged_id].sort()
  await tx
    .updateTable('elder_pair')
    .set({
      state: 'distinct',
      reason,
      decided_at: actor.now,
      decided_by: actor.accountId,
      decided_by_name: actor.name,
    })
    .where('county', '=', merge.county)
    .where('elder_id', '=', first)
    .where('other_id', '=', second)
    .execute()
}
