import { declareRegionRows } from '../regions/index.ts'

/** What becomes of grids, classes and figures when a division changes. */
export function declareLocalityRows(): void {
  declareRegionRows([
    { table: 'grid', column: 'region', follows: 'itself' },
    { table: 'elder_grid', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
    { table: 'area_class', column: 'region', follows: 'itself' },
    {
      table: 'population_figure',
      column: 'region',
      stays: { zh: '人口数说的是当时的区划', en: 'A figure tells of the division of its day' },
    },
  ])
}
