import { sql } from 'kysely'
import { countRows, declareRegionCount, declareRegionRows } from '../regions/index.ts'

/** What becomes of organisations when a division changes. */
export function declareOrganisationRows(): void {
  declareRegionRows([
    { table: 'organisation', column: 'region', follows: 'code' },
    { table: 'organisation', column: 'territory', follows: 'code', list: true, anywhere: true },
  ])
  declareRegionCount('organisations.registered', {
    name: { zh: '登记在这里的机构', en: 'Organisations registered here' },
    outcome: {
      zh: '登记地随之变更；拆分或改属他县的须由机构所在地修改',
      en: 'Their place follows; where it was split or went to another county it has to be changed by hand',
    },
    count: countRows('organisation', 'region'),
  })
  declareRegionCount('organisations.territories', {
    name: { zh: '服务区域包括这里的机构', en: 'Organisations whose territory names it' },
    outcome: { zh: '服务区域改为新的区划', en: 'Their territories name what came of it' },
    count: async (tx, codes) => {
      const { rows } = await sql<{ code: string; count: number }>`
        select one.code, count(*)::int as count from organisation o, unnest(o.territory) as one (code)
         where o.territory && ${[...codes]}::text[] and one.code = any(${[...codes]}::text[]) group by one.code`.execute(
        tx,
      )
      return rows
    },
  })
}
