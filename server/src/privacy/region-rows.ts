import { declareRegionRows } from '../regions/index.ts'

/** What becomes of consents, keys and the record of exports when a division changes. */
export function declarePrivacyRows(): void {
  declareRegionRows([
    { table: 'consent', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
    { table: 'retention_hold', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
    { table: 'erasure', column: 'region', follows: 'code' },
    {
      table: 'key_rotation',
      column: 'region',
      stays: { zh: '换钥是当时那个县的事', en: 'A key was replaced in the county of its day' },
    },
    {
      table: 'exported_elder',
      column: 'region',
      stays: { zh: '导出登记说的是当时的区划', en: 'Who was on a list that left, where they lived then' },
    },
    {
      table: 'data_export',
      column: 'region',
      stays: { zh: '导出登记说的是当时的范围', en: 'A file that left tells of the division of its day' },
    },
  ])
}
