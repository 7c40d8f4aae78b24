import type { Version } from '@yinian/core/people/as-of/kept-row.ts'
import type { ParticularChange, ParticularField } from '@yinian/core/people/as-of/particulars.ts'
import { sql } from 'kysely'
import type { Tx } from '../../db/database.ts'

type Columns = Readonly<Record<string, unknown>>
interface MergedRow {
  readonly mergeId: string
  readonly mergedAt: Date
  readonly mergedBy: string
  readonly unmergedAt: Date | null
  readonly unmergedBy: string | null
  readonly relation: string
  readonly rowId: string
  readonly before: Columns | null
  readonly after: Columns
}

/** What merges did to the rows of a file and its kin, and the files they were merged with. */
export interface MergesOfFile {
  readonly rows: readonly MergedRow[]
  readonly kin: readonly string[]
}

export async function readMergesOfFile(tx: Tx, county: string, id: string): Promise<MergesOfFile> {
  const { rows: merges } = await sql<{ id: string; other: string }>`
    select id, case when survivor_id = ${id} then merged_id else survivor_id end as other from elder_merge
    where county = ${county} and (survivor_id = ${id} or merged_id = ${id})`.execute(tx)
  if (merges.length === 0) return { rows: [], kin: [id] }
  const { rows } = await sql<MergedRow>`
    select w.merge_id as "mergeId", m.merged_at as "mergedAt", m.merged_by_name as "mergedBy", m.unmerged_at as "unmergedAt",
      m.unmerged_by_name as "unmergedBy", w.relation, w.row_id as "rowId", w.before, w.after
    from elder_merge_row w join elder_merge m on m.county = w.county and m.id = w.merge_id
    where w.county = ${county} and w.merge_id = any (${merges.map((one) => one.id)}::uuid[])
      and w.relation in ('elder', 'elder_circumstance', 'related_person', 'former_residence', 'assessment', 'instrument_record')
    order by w.id`.execute(tx)
  return { rows, kin: [id, ...new Set(merges.map(({ other }) => other))] }
}

/**
 * What one row said before merges changed it and before they were taken back. Taking back leaves what somebody has changed
 * since, as restore_merged_rows does.
 */
export function versionsByMerges(
  { rows }: MergesOfFile,
  relation: string,
  id: string,
  own: readonly Version[],
): Version[] {
  return rows
    .filter((row) => row.relation === relation && row.rowId === id)
    .flatMap(({ before, after, mergedAt, mergedBy, unmergedAt, unmergedBy }) => {
      const merged = { until: mergedAt.toISOString(), by: mergedBy, was: before ?? { elder_id: null } }
      if (unmergedAt === null || before === null) return [merged]
      const until = unmergedAt.toISOString()
      const since = own
        .filter((one) => one.until > merged.until && one.until <= until)
        .flatMap(({ was }) => Object.keys(was))
      const back = Object.entries(after).filter(([column]) => !since.includes(column))
      return [merged, { until, by: unmergedBy ?? '', was: Object.fromEntries(back) }]
    })
}

const columns: Readonly<Record<string, ParticularField>> = {
  name: 'name',
  sex: 'sex',
  birth: 'birth',
  ethnicity: 'ethnicity',
  document_number_masked: 'document',
  phone_masked: 'phone',
  address_masked: 'address',
  payee_masked: 'payee',
}

export interface TakenParticular extends ParticularChange {
  readonly by: string
  readonly undone: boolean
}

/** Particulars that merges took from another file, and gave back. */
export function particularsByMerges(
  { rows }: MergesOfFile,
  id: string,
  own: readonly ParticularChange[],
): TakenParticular[] {
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null)
  return rows
    .filter((row) => row.relation === 'elder' && row.rowId === id)
    .flatMap(({ before, after, mergedAt, mergedBy, unmergedAt, unmergedBy }) =>
      Object.entries(columns).flatMap(([column, field]): TakenParticular[] => {
        if (!before || !(column in before) || before[column] === after[column]) return []
        const correction = { field, why: 'correction', from: null } as const
        const at = mergedAt.toISOString()
        const taken = { ...correction, at, former: text(before[column]), by: mergedBy, undone: false }
        if (unmergedAt === null) return [taken]
        const until = unmergedAt.toISOString()
        if (own.some((one) => one.field === field && one.at > at && one.at <= until)) return [taken]
        return [taken, { ...correction, at: until, former: text(after[column]), by: unmergedBy ?? '', undone: true }]
      }),
    )
}
