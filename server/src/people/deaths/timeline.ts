import type { TimelineEntry } from '@yinian/core/people/api.ts'
import { deathSources } from '@yinian/core/people/death-reports.ts'
import type { Tx } from '../../db/database.ts'
import type { ElderReference } from '../elder-file.ts'

/** Reports of a death that was not one, or is not known to be one; a confirmed one is told by its day. */
export async function tellDeathReports(tx: Tx, elder: ElderReference): Promise<TimelineEntry[]> {
  const rows = await tx
    .selectFrom('death_report')
    .select(['state', 'source', 'reported_at', 'decided_at', 'decision_reason', 'undone_at', 'undo_reason'])
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .execute()
  return rows.flatMap((row) => {
    const source = deathSources[row.source as keyof typeof deathSources] ?? deathSources.other
    const entry = (at: Date | null, zh: string, en: string, detail: { zh: string; en: string }): TimelineEntry[] =>
      at ? [{ at: at.toISOString(), module: 'people', title: { zh, en }, detail, link: null }] : []
    const same = (text: string | null) => ({ zh: text ?? '', en: text ?? '' })
    return [
      ...(row.source === 'officer' ? [] : entry(row.reported_at, '收到死亡报告', 'Death reported', { ...source })),
      ...(row.state === 'mistaken'
        ? entry(row.decided_at, '核实为误报', 'The report was mistaken', same(row.decision_reason))
        : []),
      ...entry(row.undone_at, '更正死亡登记', 'Recorded death corrected', same(row.undo_reason)),
    ]
  })
}
