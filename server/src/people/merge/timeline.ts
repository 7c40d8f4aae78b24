import type { TimelineEntry } from '@yinian/core/people/api.ts'
import type { Tx } from '../../db/database.ts'
import type { ElderReference } from '../elder-file.ts'

/** Merges of a file and what became of them, told on both files. */
export async function tellMerges(tx: Tx, elder: ElderReference): Promise<TimelineEntry[]> {
  const rows = await tx
    .selectFrom('elder_merge')
    .select(['county', 'id', 'survivor_id', 'reason', 'merged_at', 'unmerged_at', 'unmerged_reason'])
    .where('county', '=', elder.county)
    .where((where) => where.or([where('survivor_id', '=', elder.id), where('merged_id', '=', elder.id)]))
    .execute()
  return rows.flatMap((row) => {
    const link = `/people/merges/${row.county}/${row.id}`
    const entry = (at: Date, zh: string, en: string, detail: string): TimelineEntry => ({
      at: at.toISOString(),
      module: 'people',
      title: { zh, en },
      detail: { zh: detail, en: detail },
      link,
    })
    const survivor = row.survivor_id === elder.id
    return [
      survivor
        ? entry(row.merged_at, '另一份档案并入本档案', 'Another file was merged into this one', row.reason)
        : entry(row.merged_at, '本档案并入另一份档案', 'Merged into another file', row.reason),
      ...(row.unmerged_at ? [entry(row.unmerged_at, '撤销合并', 'Merge taken back', row.unmerged_reason ?? '')] : []),
    ]
  })
}
