import type { Text } from '@yinian/core/language/text.ts'
import { retentionRules } from '@yinian/core/privacy/retention-rules.ts'
import type { ElderTrace } from '../db/elder-trace.ts'

/** Tables a rule stands over whole. */
const whole: Readonly<Record<string, keyof typeof retentionRules>> = {
  people_import: 'import-file',
  people_import_part: 'import-file',
  people_import_row: 'import-file',
  audit_event: 'audit',
  command: 'command',
  benefit_payment: 'payment',
  ledger_transfer: 'payment',
}

const none: Text = { zh: '没有单独的期限；随业务需要保存', en: 'No period of its own; kept while it is needed' }

/** Which rule a column is kept by: as its module declared for erasing an elder’s file, or the rule of the table. */
export function retentionOf(table: string, column: string, traces: readonly ElderTrace[]): Text {
  const rule = whole[table]
  if (rule !== undefined) return retentionRules[rule].name
  const file = retentionRules['elder-file'].name
  for (const { erase } of traces.filter((trace) => trace.table === table)) {
    if (erase === 'rows') return { zh: `${file.zh}：整行删除`, en: `${file.en}: the row goes` }
    if ('keep' in erase)
      return { zh: `${file.zh}：保留（${erase.keep.zh}）`, en: `${file.en}: stays (${erase.keep.en})` }
    if (column in erase.set || erase.seal?.some((one) => one.column === column))
      return { zh: `${file.zh}：删除`, en: `${file.en}: erased` }
  }
  return none
}
