import type { ElderTrace } from '../../db/elder-trace.ts'

/** What this module knows of an elder. */
export const elderTraces: readonly ElderTrace[] = [
  {
    table: 'consent',
    erase: { set: { giver_name: `''`, file_number: `''`, withdrawal_reason: `''`, recipient_name: `''` } },
  },
  { table: 'elder_access', erase: { set: { holder_name: `''`, identity_seen: `''`, ended_note: `''` } } },
  {
    table: 'exported_elder',
    erase: { keep: { zh: '只记谁在何时为何导出', en: 'Only who took a list out, when and what for' } },
  },
  { table: 'retention_hold', erase: { set: { reason: `''`, release_reason: `''` } } },
  { table: 'erasure', erase: { set: { reason: `''` } } },
  {
    table: 'audit_event',
    erase: { keep: { zh: '封存成链，不含本人信息', en: 'Sealed in a chain; says nothing personal' } },
  },
]
