import { sql } from 'kysely'
import type { Tx } from '../../db/database.ts'
import type { Work } from '../../http/work.ts'
import { refreshMembership } from '../special-difficulty/membership.ts'
import { changeRow, keepRow, type MergeRecord } from './change-row.ts'
import type { MergePair } from './records.ts'

type Row = Record<string, unknown> & { readonly id: string }

/**
 * Which groups in special difficulty the survivor is in by what both files know; the other file leaves its groups. Every
 * row that enters or leaves is remembered, so that taking the merge back leaves no trace of it.
 */
export async function judgeDifficulty(
  work: Work,
  merge: MergeRecord,
  { county, survivorId, mergedId }: MergePair,
): Promise<void> {
  const { tx, actor } = work
  const running = (await readMembership(tx, county, mergedId)).filter(({ valid_to }) => valid_to === null)
  for (const { id, valid_from } of running)
    await changeRow(
      work,
      merge,
      'special_difficulty_membership',
      { county, id },
      {
        valid_to: String(valid_from) > actor.today ? valid_from : actor.today,
        ended_at: actor.now,
        ended_as: 'facts',
      },
    )
  const before = new Map((await readMembership(tx, county, survivorId)).map((row) => [row.id, row]))
  const groups = await readGroups(tx, county, survivorId)
  await refreshMembership(tx, { county, ids: [survivorId] }, actor)
  for (const row of await readMembership(tx, county, survivorId)) {
    const held = before.get(row.id)
    const changed = held
      ? Object.keys(row).filter((column) => row[column] !== held[column] && !isObject(row[column]))
      : []
    if (held && changed.length === 0) continue
    await keepRow(work, merge, {
      relation: 'special_difficulty_membership',
      row: { county, id: row.id },
      before: held ? pick(held, changed) : null,
      after: held ? pick(row, changed) : {},
    })
  }
  await keepRow(work, merge, {
    relation: 'elder',
    row: { county, id: survivorId },
    before: { special_difficulty: groups },
    after: { special_difficulty: await readGroups(tx, county, survivorId) },
  })
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null

const pick = (row: Row, columns: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(columns.map((column) => [column, row[column] ?? null]))

async function readMembership(tx: Tx, county: string, id: string): Promise<Row[]> {
  const { rows } = await sql<{ row: Row }>`
    select to_jsonb(m) as row from special_difficulty_membership m
    where m.county = ${county} and m.elder_id = ${id} order by m.id`.execute(tx)
  return rows.map(({ row }) => row)
}

async function readGroups(tx: Tx, county: string, id: string): Promise<unknown> {
  const { rows } = await sql<{ groups: unknown }>`
    select special_difficulty as groups from elder where county = ${county} and id = ${id}`.execute(tx)
  return rows[0]?.groups ?? []
}
