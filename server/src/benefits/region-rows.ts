import { sql } from 'kysely'
import { countRows, declareRegionCount, declareRegionRows } from '../regions/index.ts'
import type { PolicyShelf } from './policy-shelf.ts'

const ofThatMonth = { zh: '发放记录保留当月的区划', en: 'Payments keep the division of their month' }
const ofThatArea = {
  zh: '政策按制定时的区划留存，须为新代码另行发布',
  en: 'A policy keeps the division it was laid down for; it has to be published for the new one',
}

/** What becomes of benefits when a division changes: what was decided keeps the division it was decided for. */
export function declareBenefitRows(shelf: PolicyShelf): void {
  declareRegionRows(
    ['benefit_run', 'benefit_run_step', 'benefit_payment', 'benefit_untold', 'benefit_run_progress'].map((table) => ({
      table,
      column: 'region',
      stays: ofThatMonth,
    })),
  )
  declareRegionRows(['policy_version', 'policy_step'].map((table) => ({ table, column: 'area', stays: ofThatArea })))
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
      zh: '政策按区划代码制定，须为新代码另行发布',
      en: 'Policies are laid down for a division’s code; they have to be published for the new one',
    },
    count: async (tx, codes) => {
      const policies = await shelf.at(tx)
      return codes.flatMap((code) => {
        const count = policies.countOf(code)
        return count === 0 ? [] : [{ code, count }]
      })
    },
  })
}
