import type { Text } from '../language/text.ts'

/** Who a death was heard from. */
export const deathSources = {
  family: { zh: '家属', en: 'Family' },
  village: { zh: '村（社区）', en: 'Village or community worker' },
  hospital: { zh: '医院', en: 'Hospital' },
  'funeral-parlour': { zh: '殡仪馆', en: 'Funeral parlour' },
  'public-security': { zh: '公安户籍注销', en: 'Public-security list' },
  hotline: { zh: '热线', en: 'Hotline' },
  officer: { zh: '民政工作人员', en: 'Civil-affairs officer' },
  other: { zh: '其他', en: 'Other' },
} as const satisfies Record<string, Text>
export type DeathSource = keyof typeof deathSources

export const deathStates = {
  reported: { zh: '待核实', en: 'Reported, to be checked' },
  confirmed: { zh: '已确认', en: 'Confirmed' },
  mistaken: { zh: '误报', en: 'Mistaken' },
  'undo-asked': { zh: '更正待批准', en: 'Correction to be approved' },
  undone: { zh: '已更正（健在）', en: 'Corrected: alive' },
} as const satisfies Record<string, Text>
export type DeathState = keyof typeof deathStates

export const deathEvents = {
  confirm: { name: { zh: '确认死亡', en: 'Confirm' }, from: ['reported'], to: 'confirmed' },
  mistaken: { name: { zh: '误报', en: 'Mark as mistaken' }, from: ['reported'], to: 'mistaken' },
  'ask-undo': { name: { zh: '申请更正', en: 'Ask for a correction' }, from: ['confirmed'], to: 'undo-asked' },
  'refuse-undo': { name: { zh: '不同意更正', en: 'Refuse the correction' }, from: ['undo-asked'], to: 'confirmed' },
  undo: { name: { zh: '批准更正', en: 'Approve the correction' }, from: ['undo-asked'], to: 'undone' },
} as const satisfies Record<string, { name: Text; from: readonly DeathState[]; to: DeathState }>
export type DeathEvent = keyof typeof deathEvents

/** The state an event leads to; absent where the state does not allow it. */
export function nextDeathState(state: DeathState, event: DeathEvent): DeathState | undefined {
  const { from, to } = deathEvents[event]
  return (from as readonly DeathState[]).includes(state) ? to : undefined
}
