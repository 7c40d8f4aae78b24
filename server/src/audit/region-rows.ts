import { declareRegionRows } from '../regions/index.ts'

/** What becomes of the seals when a division changes: nothing. */
export function declareAuditRows(): void {
  declareRegionRows(
    ['audit_block', 'audit_verification', 'audit_check'].map((table) => ({
      table,
      column: 'region',
      stays: { zh: '封存的记录不改写', en: 'What is sealed is never rewritten' },
    })),
  )
}
