import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { findCircumstanceKind } from '@yinian/core/people/circumstances.ts'
import type { ElderMerge, listMergesOfElder, Overpayment } from '@yinian/core/people/merge-api.ts'
import { mergeFields, type Side } from '@yinian/core/people/merging.ts'
import { type Selectable, sql } from 'kysely'
import type { Tx } from '../../db/database.ts'
import type { ElderMerge as MergeTable } from '../../db/generated.ts'
import { getElderRow } from '../elder-file.ts'
import { seeingMerged } from './in-sight.ts'
import { findElderRecords, movingRecords } from './records.ts'

export type HeldMerge = Selectable<MergeTable>

export interface MergePlace {
  readonly county: string
  readonly id: string
}

/** @throws notFound */
export async function getMerge(tx: Tx, { county, id }: MergePlace): Promise<HeldMerge> {
  const merge = await tx
    .selectFrom('elder_merge')
    .selectAll()
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!merge) throw notFound()
  return merge
}

/** A merge with what it moved, and what has been recorded since. @throws notFound */
export async function readMerge(tx: Tx, place: MergePlace): Promise<ElderMerge> {
  const merge = await getMerge(tx, place)
  const held = new Map((await readBoth(tx, merge)).map((row) => [row.id, row]))
  const who = (id: string) => {
    const row = held.get(id)
    if (!row) throw notFound()
    return { id, name: row.name, documentNumber: row.document_number_masked }
  }
  const standing = merge.state === 'merged'
  return {
    county: merge.county,
    id: merge.id,
    state: merge.state as ElderMerge['state'],
    survivor: who(merge.survivor_id),
    merged: who(merge.merged_id),
    reason: merge.reason,
    mergedAt: merge.merged_at.toISOString(),
    mergedBy: merge.merged_by_name,
    unmergedAt: merge.unmerged_at?.toISOString() ?? null,
    unmergedBy: merge.unmerged_by_name,
    unmergedReason: merge.unmerged_reason,
    choices: Object.entries(merge.choices as Record<string, Side>).map(([field, side]) => ({
      name: nameOfField(field),
      side,
    })),
    moved: Object.entries(merge.counts as Record<string, number>).map(([relation, count]) => ({
      relation,
      count,
      name: nameOfRecords(relation),
    })),
    overpayments: merge.overpayments as Overpayment[],
    since: standing ? await readSince(tx, merge) : [],
    obstacles: standing ? (await obstaclesToUnmerge(tx, merge)).map((one) => ({ ...one })) : [],
  }
}

function readBoth(tx: Tx, merge: HeldMerge) {
  return seeingMerged(tx, () =>
    tx
      .selectFrom('elder')
      .select(['id', 'name', 'document_number_masked', 'state', 'merged_into'])
      .where('county', '=', merge.county)
      .where('id', 'in', [merge.survivor_id, merge.merged_id])
      .execute(),
  )
}

function nameOfField(field: string): Text {
  const known: Readonly<Record<string, Text>> = mergeFields
  return { ...(known[field] ?? findCircumstanceKind(field)?.name ?? { zh: field, en: field }) }
}

const nameOfRecords = (relation: string): Text => ({
  ...(findElderRecords(relation)?.name ?? { zh: relation, en: relation }),
})

/** Rows made with the survivor after the merge that may be given to the other file; ids are in the order they were made. */
export async function readSince(tx: Tx, merge: HeldMerge): Promise<ElderMerge['since']> {
  const found: ElderMerge['since'] = []
  for (const { relation, name, hands = true, describe } of movingRecords()) {
    if (!hands) continue
    const { rows } = await sql<{ county: string; id: string }>`
      select t.county, t.id from ${sql.table(relation)} t
      where t.elder_id = ${merge.survivor_id} and t.id > ${merge.id}::uuid and not exists (
        select from elder_merge_row w where w.county = ${merge.county} and w.merge_id = ${merge.id}::uuid
          and w.relation = ${relation} and w.row_county = t.county and w.row_id = t.id)
      order by t.id`.execute(tx)
    const words =
      rows.length > 0
        ? await describe?.(
            tx,
            rows.map(({ id }) => id),
          )
        : undefined
    for (const { county, id } of rows)
      found.push({ relation, county, id, name: { ...name }, what: { ...(words?.get(id) ?? name) } })
  }
  return found
}

/** Why a merge cannot be taken back: what it would have to restore is no longer what it left. */
export async function obstaclesToUnmerge(tx: Tx, merge: HeldMerge): Promise<Text[]> {
  const both = await readBoth(tx, merge)
  const survivor = both.find(({ id }) => id === merge.survivor_id)
  const found: Text[] = []
  if (survivor?.merged_into)
    found.push({
      zh: '保留的档案后来又并入了别的档案，请先撤销那一次',
      en: 'the surviving file was merged into another since; take that back first',
    })
  if (survivor?.state === 'moved-out')
    found.push({ zh: '老人已迁往别的县（市、区）', en: 'the person has moved to another county since' })
  const later = await tx
    .selectFrom('elder_merge')
    .select('id')
    .where('county', '=', merge.county)
    .where('survivor_id', '=', merge.survivor_id)
    .where('state', '=', 'merged')
    .where('id', '>', merge.id)
    .executeTakeFirst()
  if (later)
    found.push({
      zh: '之后还有一次合并，请先撤销那一次',
      en: 'another file was merged into it later; take that back first',
    })
  const corrected = await tx
    .selectFrom('former_document')
    .select('id')
    .where('county', '=', merge.county)
    .where('elder_id', '=', merge.survivor_id)
    .where('id', '>', merge.id)
    .where('evidence', '<>', '')
    .executeTakeFirst()
  if (corrected)
    found.push({
      zh: '合并后又更正过证件号码，请先改回',
      en: 'an identity number was corrected since; set it back first',
    })
  const death = await tx
    .selectFrom('death_report')
    .select('id')
    .where('county', '=', merge.county)
    .where('elder_id', '=', merge.survivor_id)
    .where('state', 'in', ['confirmed', 'undo-asked'])
    .where('decided_at', '>', merge.merged_at)
    .executeTakeFirst()
  if (death)
    found.push({
      zh: '合并后登记了死亡，请先更正，再分别登记',
      en: 'a death was recorded since; correct it first, then record it for whom it was',
    })
  const transfer = await tx
    .selectFrom('elder_transfer')
    .select('id')
    .where('county', '=', merge.county)
    .where('elder_id', '=', merge.survivor_id)
    .where('state', 'in', ['requested', 'accepted'])
    .executeTakeFirst()
  if (transfer) found.push({ zh: '有跨县迁移正在办理', en: 'a move to another county is in hand' })
  return found
}

/** Files that were merged into this one. @throws notFound */
export async function listMergesOf(tx: Tx, id: string): Promise<ReplyOf<typeof listMergesOfElder>> {
  const elder = await getElderRow(tx, id)
  const rows = await seeingMerged(tx, () =>
    tx
      .selectFrom('elder_merge')
      .innerJoin('elder', (join) =>
        join.onRef('elder.county', '=', 'elder_merge.county').onRef('elder.id', '=', 'elder_merge.merged_id'),
      )
      .select(['elder_merge.county', 'elder_merge.id', 'elder_merge.state', 'merged_at', 'merged_by_name'])
      .select(['elder.name', 'elder.document_number_masked'])
      .where('elder_merge.county', '=', elder.county)
      .where('survivor_id', '=', id)
      .orderBy('elder_merge.id', 'desc')
      .execute(),
  )
  return {
    rows: rows.map((row) => ({
      county: row.county,
      id: row.id,
      state: row.state as ElderMerge['state'],
      name: row.name,
      documentNumber: row.document_number_masked,
      mergedAt: row.merged_at.toISOString(),
      mergedBy: row.merged_by_name,
    })),
  }
}
