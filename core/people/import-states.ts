import type { Text } from '../language/text.ts'
import type { PeopleImport } from './api.ts'

export const importStates = {
  uploading: { zh: '正在上传', en: 'Being uploaded' },
  checking: { zh: '正在试算', en: 'Being checked' },
  checked: { zh: '已试算，待确认', en: 'Checked, waiting to be applied' },
  applying: { zh: '正在导入', en: 'Being applied' },
  applied: { zh: '已导入', en: 'Applied' },
  failed: { zh: '中断', en: 'Interrupted' },
  cancelled: { zh: '已停止', en: 'Stopped' },
} as const satisfies Record<PeopleImport['state'], Text>

/** What becomes of a row: the first four before an import is applied, the others after. */
export const importOutcomes = {
  new: { zh: '将新登记', en: 'To be registered' },
  change: { zh: '将更新', en: 'To be changed' },
  same: { zh: '无变化', en: 'Same as the register' },
  refused: { zh: '不能导入', en: 'Refused' },
  registered: { zh: '已登记', en: 'Registered' },
  changed: { zh: '已更新', en: 'Changed' },
  unchanged: { zh: '未变化', en: 'Unchanged' },
  failed: { zh: '出错', en: 'Failed' },
} as const satisfies Record<string, Text>

export type ImportOutcome = keyof typeof importOutcomes
