import { sql } from 'kysely'
import type { Tx } from '../../db/database.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { labelOfColumn, labels } from '../sealed-elder.ts'

export interface MergeRecord {
  readonly county: string
  readonly id: string
  readonly region: string
}

export type ChangingWork = Pick<Work, 'tx' | 'actor' | 'vault'>

/** Changes one row as part of a merge and remembers what it was, so that taking the merge back restores it. */
export async function changeRow(
  work: ChangingWork,
  merge: MergeRecord,
  relation: string,
  row: { readonly county: string; readonly id: string },
  set: Readonly<Record<string, unknown>>,
): Promise<void> {
  const columns = Object.keys(set)
  if (columns.length === 0) return
  const { tx } = work
  const before = await readColumns(tx, relation, row, columns)
  const assignments = columns.map((column) => sql`${sql.ref(column)} = ${sql.val(set[column])}`)
  await sql`update ${sql.table(relation)} set ${sql.join(assignments)} where county = ${row.county} and id = ${row.id}`.execute(
    tx,
  )
  const after = await readColumns(tx, relation, row, columns)
  for (const column of columns.filter(isSealed))
    await keepSealed(work, merge, { relation, rowId: row.id, column }, bytesOf(before[column]), bytesOf(after[column]))
  await keepRow(work, merge, { relation, row, before: withoutSealed(before), after: withoutSealed(after) })
}

async function keepSealed(
  { tx, actor, vault }: ChangingWork,
  merge: MergeRecord,
  of: { readonly relation: string; readonly rowId: string; readonly column: string },
  before: Buffer | null,
  after: Buffer | null,
): Promise<void> {
  const id = newId(actor.now)
  const opened =
    after === null ? null : await vault.open(merge.county, labelOfColumn(of.relation, of.column, of.rowId), after)
  await tx
    .insertInto('elder_merge_sealed')
    .values({
      county: merge.county,
      id,
      region: merge.region,
      merge_id: merge.id,
      relation: of.relation,
      row_id: of.rowId,
      sealed_column: of.column,
      before_sealed: before,
      after_sealed: opened === null ? null : await vault.seal(merge.county, labels.mergeAfter(id), opened),
    })
    .execute()
}

const isSealed = (column: string): boolean => column.endsWith('_sealed')

/** Indexes are made anew from the value they belong to, because their key may have been exchanged by then. */
const isIndex = (column: string): boolean => column.endsWith('_index')

const withoutSealed = (held: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(held).filter(([column]) => !isSealed(column) && !isIndex(column)))

/** Bytes as PostgreSQL writes them into JSON: `\x` and hex. */
const bytesOf = (held: unknown): Buffer | null => (typeof held === 'string' ? Buffer.from(held.slice(2), 'hex') : null)

/** Copies one row with other values as part of a merge; taking the merge back removes it. */
export async function copyRow(
  work: Pick<Work, 'tx' | 'actor'>,
  merge: MergeRecord,
  relation: string,
  row: { readonly county: string; readonly id: string },
  set: Readonly<Record<string, unknown>>,
): Promise<void> {
  const id = newId(work.actor.now)
  await sql`insert into ${sql.table(relation)}
    select (jsonb_populate_record(t, ${JSON.stringify({ ...set, id })}::jsonb)).* from ${sql.table(relation)} t
    where county = ${row.county} and id = ${row.id}`.execute(work.tx)
  await keepRow(work, merge, { relation, row: { county: row.county, id }, before: null, after: {} })
}

async function readColumns(
  tx: Tx,
  relation: string,
  row: { readonly county: string; readonly id: string },
  columns: readonly string[],
): Promise<Record<string, unknown>> {
  const { rows } = await sql<{ held: Record<string, unknown> }>`
    select to_jsonb(t) as held from ${sql.table(relation)} t where county = ${row.county} and id = ${row.id}`.execute(
    tx,
  )
  const held = rows[0]?.held
  if (!held) throw new Error(`A row of ${relation} is not there to be changed by a merge.`)
  return Object.fromEntries(columns.map((column) => [column, held[column] ?? null]))
}

export async function keepRow(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  merge: MergeRecord,
  kept: {
    readonly relation: string
    readonly row: { readonly county: string; readonly id: string }
    readonly before: Readonly<Record<string, unknown>> | null
    readonly after: Readonly<Record<string, unknown>>
  },
): Promise<void> {
  await tx
    .insertInto('elder_merge_row')
    .values({
      county: merge.county,
      id: newId(actor.now),
      region: merge.region,
      merge_id: merge.id,
      relation: kept.relation,
      row_county: kept.row.county,
      row_id: kept.row.id,
      before: kept.before === null ? null : JSON.stringify(kept.before),
      after: JSON.stringify(kept.after),
    })
    .execute()
}
