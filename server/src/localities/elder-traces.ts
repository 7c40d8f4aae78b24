import type { ElderTrace } from '../db/elder-trace.ts'

/** What grids know of an elder. */
export const elderTraces: readonly ElderTrace[] = [{ table: 'elder_grid', erase: 'rows' }]
