import type { ElderTrace } from '../db/elder-trace.ts'
import type { ElderRecords } from '../people/index.ts'

/** What other parties said of an elder goes with the file; that they were asked stays on record. */
export const elderTraces: readonly ElderTrace[] = [
  { table: 'exchange_finding', erase: 'rows' },
  {
    table: 'exchange_comparison',
    erase: { keep: { zh: '只有经办人、时间和数量', en: 'Only who compared when, and counts' } },
  },
]

export const exchangeRecords: readonly ElderRecords[] = [
  {
    relation: 'exchange_finding',
    name: { zh: '核对差异', en: 'Differences found' },
    how: { stays: '差异说的是那一份档案当时的内容，合并后由核对重新发现 It says how that file differed then' },
    onTransfer: { ends: 'The county moved to compares its own file.' },
  },
  {
    relation: 'exchange_comparison',
    name: { zh: '数据核对', en: 'Comparisons' },
    how: { stays: '记录的是当时核对的档案 It says which file was compared then' },
    onTransfer: { stays: 'It says which file was compared then.' },
  },
]
