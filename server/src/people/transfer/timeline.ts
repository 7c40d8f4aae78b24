import type { TimelineEntry } from '@yinian/core/people/api.ts'
import type { Tx } from '../../db/database.ts'
import { nameRegions } from '../../regions/index.ts'
import type { ElderReference } from '../elder-file.ts'

/**
 * A move is told on both files. The new one also tells what the former county had told until then; that was kept when the
 * move was carried out, so that nobody here has to look into the former file.
 */
export async function tellTransfers(tx: Tx, elder: ElderReference): Promise<TimelineEntry[]> {
  const rows = await tx
    .selectFrom('elder_transfer')
    .select(['county', 'id', 'region', 'to_region', 'elder_id', 'moved_on', 'story', 'requested_at', 'state'])
    .where((where) => where.or([where('elder_id', '=', elder.id), where('to_elder_id', '=', elder.id)]))
    .where('state', 'in', ['done', 'requested', 'accepted'])
    .execute()
  const names = await nameRegions(
    tx,
    rows.flatMap((row) => [row.region, row.to_region]),
  )
  return rows.flatMap((row) => {
    const link = `/moves/${row.county}/${row.id}`
    const path = (code: string) => ({ zh: names(code).path, en: names(code).path })
    const entry = (at: string, zh: string, en: string, code: string): TimelineEntry => ({
      at,
      module: 'people',
      title: { zh, en },
      detail: path(code),
      link,
    })
    if (row.state !== 'done')
      return [entry(row.requested_at.toISOString(), '发起跨县迁移', 'Move to another county requested', row.to_region)]
    if (row.elder_id === elder.id)
      return [entry(row.moved_on, '迁往外县（市、区）', 'Moved to another county', row.to_region)]
    const before = names(row.region).path
    const story = (row.story as unknown as TimelineEntry[]).map((told) => ({
      ...told,
      detail: {
        zh: `迁入前（${before}）${told.detail ? `：${told.detail.zh}` : ''}`,
        en: `Before the move (${before})${told.detail ? `: ${told.detail.en}` : ''}`,
      },
    }))
    return [entry(row.moved_on, '自外县（市、区）迁入', 'Moved here from another county', row.region), ...story]
  })
}
