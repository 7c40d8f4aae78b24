import { declareRegionRows } from '../regions/index.ts'

/** What becomes of the demo region’s own mark when a division changes: nothing. */
export function declareDemoRows(): void {
  declareRegionRows([
    {
      table: 'demo_region',
      column: 'region',
      stays: { zh: '演示数据的标记', en: 'It marks where the demo data was laid out' },
    },
  ])
}
