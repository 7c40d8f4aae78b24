import { sql } from 'kysely'
import { countRows, declareRegionCount, declareRegionRows } from '../regions/index.ts'
import type { Policies } from './policies.ts'

const ofThatMonth = { zh: '发放记录保留当月的区划', en: 'Payments keep the division of their month' }

/** What becomes of benefits when a division changes: what was decided keeps the division it was decided for. */
export function declareBenefitRows(policies: Policies): void {
  declareRegionRows(
    ['benefit_run', 'benefit_run_step', 'benefit_payment', 'benefit_untold', 'benefit_run_progress'].map((table) => ({
      table,
      column: 'region',
      stays: ofThatMonth,
    })),
  )
  declareRegionCount('benefits.drafted', {
    name: { zh: '编制中批次里的发放明细', en: 'Payments of runs in draft' },
    outcome: {
      zh: '保留编制时的区划；调整完成后请重新核对批次',
      en: 'They keep the division of the draft; check the run again after the change',
    },
    count: countRows('benefit_payment', 'region', sql`t.state in ('drafted', 'held')`),
  })
  declareRegionCount('benefits.policies', {
    name: { zh: '以这里为适用地区的政策', en: 'Policies in force for it' },
    outcome: {
      zh: '政策文件按区划代码存放，须由维护人员改到新代码下',
      en: 'Policy files lie under the division’s code; whoever maintains them has to bring them under the new one',
    },
    count: async (_tx, codes) =>
      codes.flatMap((code) => {
        const count = policies.of(code).length
        return count === 0 ? [] : [{ code, count }]
      }),
  })
}
