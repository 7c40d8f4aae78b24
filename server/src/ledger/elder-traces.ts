import type { ElderTrace } from '../db/elder-trace.ts'

/** What the ledger knows of an elder. */
export const elderTraces: readonly ElderTrace[] = [
  {
    table: 'ledger_account',
    erase: { keep: { zh: '会计档案，按其期限保存', en: 'Accounting records, kept for their own period' } },
  },
]
