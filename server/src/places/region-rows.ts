import { countRows, declareRegionCount, declareRegionRows } from '../regions/index.ts'

/** What becomes of places when a division changes. */
export function declarePlaceRows(): void {
  declareRegionRows([
    { table: 'place', column: 'region', follows: 'code' },
    { table: 'place_standard', column: 'region', follows: 'parent', parent: 'place', by: 'place_id' },
    { table: 'place_resident', column: 'region', follows: 'parent', parent: 'place', by: 'place_id' },
  ])
  declareRegionCount('places', {
    name: { zh: '这里的养老服务场所', en: 'Places of care here' },
    outcome: {
      zh: '随之变更；拆分的须逐个修改',
      en: 'They follow; where it was split they have to be changed by hand',
    },
    count: countRows('place', 'region'),
  })
}
