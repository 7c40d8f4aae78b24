import { openStates } from '@yinian/core/insurance/procedure.ts'
import { sql } from 'kysely'
import { countRows, declareRegionCount, declareRegionRows } from '../regions/index.ts'

/** What becomes of the insurance when a division changes: cases stay with the elder, rules are made anew. */
export function declareInsuranceRows(): void {
  declareRegionRows([
    {
      table: 'insurance_rule',
      column: 'area',
      stays: { zh: '长护险规则由新区划另行制定', en: 'The new division makes its own rule' },
    },
    {
      table: 'grading_entry',
      column: 'area',
      stays: { zh: '分级表由新区划另行核对', en: 'The new division confirms the table anew' },
    },
    { table: 'insurance_designation', column: 'region', follows: 'code' },
    { table: 'disability_assessment', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
    ...['disability_assessor', 'disability_sheet', 'disability_step'].map((table) => ({
      table,
      column: 'region',
      follows: 'parent' as const,
      parent: 'disability_assessment',
      by: 'assessment_id',
    })),
  ])
  declareRegionCount('insurance.open', {
    name: { zh: '在办的失能等级评估', en: 'Open disability-grade assessments' },
    outcome: { zh: '随老年人变更，办理不受影响', en: 'They go with the elder and go on' },
    count: countRows(
      'disability_assessment',
      'region',
      sql`t.state in (${sql.join(openStates.map((state) => sql.lit(state)))})`,
    ),
  })
}
