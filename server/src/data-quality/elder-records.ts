import type { ElderTrace } from '../db/elder-trace.ts'
import type { ElderRecords } from '../people/index.ts'

/** What was confirmed about somebody goes with the file; that a file was once drawn and right says nothing of them. */
export const elderTraces: readonly ElderTrace[] = [
  { table: 'data_quality_confirmation', erase: 'rows' },
  {
    table: 'data_quality_sample_item',
    erase: { keep: { zh: '只有是否正确和字段名', en: 'Only whether it was right, and names of fields' } },
  },
]

export const qualityRecords: readonly ElderRecords[] = [
  {
    relation: 'data_quality_confirmation',
    name: { zh: '质量核实', en: 'Confirmations of quality' },
    how: { stays: 'It was confirmed of that file; the surviving one is judged by what it says now.' },
    onTransfer: { stays: 'It was confirmed of that file; the new one is judged by what it says.' },
  },
  {
    relation: 'data_quality_sample_item',
    name: { zh: '准确性抽查', en: 'Samples of accuracy' },
    how: { stays: 'That file was drawn and checked; the sample is about it as it was.' },
    onTransfer: { stays: 'That file was drawn and checked.' },
  },
]
