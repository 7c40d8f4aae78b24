import type { ElderTrace } from '../db/elder-trace.ts'

/** What changes of divisions know of an elder. */
export const elderTraces: readonly ElderTrace[] = [
  {
    table: 'division_transfer',
    erase: { keep: { zh: '只有区划', en: 'Divisions only' } },
  },
]
