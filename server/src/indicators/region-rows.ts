import { declareRegionRows } from '../regions/index.ts'

const ofThatMonth = { zh: '指标值保留当月的区划', en: 'Values keep the division of their month' }

/** What becomes of indicators when a division changes: past months keep the past’s boundaries. */
export function declareIndicatorRows(): void {
  declareRegionRows(
    ['indicator_computation', 'indicator_value', 'indicator_centre'].map((table) => ({
      table,
      column: 'region',
      stays: ofThatMonth,
    })),
  )
}
