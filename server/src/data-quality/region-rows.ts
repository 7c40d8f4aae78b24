import { declareRegionRows } from '../regions/index.ts'

/** What becomes of quality when a division changes: what was counted keeps the division of its day. */
export function declareDataQualityRows(): void {
  declareRegionRows([
    {
      table: 'data_quality_value',
      column: 'region',
      stays: { zh: '质量结果保留当日的区划', en: 'What was counted keeps the division of its day' },
    },
    { table: 'data_quality_confirmation', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
    { table: 'data_quality_sample', column: 'region', follows: 'code' },
    { table: 'data_quality_sample_item', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
  ])
}
