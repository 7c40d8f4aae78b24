import { sql } from 'kysely'
import { countRows, declareRegionCount, declareRegionRows } from '../regions/index.ts'

/** What becomes of assessments when a division changes: they stay with the elder, results of the past too. */
export function declareAssessmentRows(): void {
  declareRegionRows([
    { table: 'assessment', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
    { table: 'assessment_assessor', column: 'region', follows: 'parent', parent: 'assessment', by: 'assessment_id' },
    { table: 'assessment_signature', column: 'region', follows: 'parent', parent: 'assessment', by: 'assessment_id' },
    { table: 'assessment_step', column: 'region', follows: 'parent', parent: 'assessment', by: 'assessment_id' },
    { table: 'quality_check', column: 'region', follows: 'parent', parent: 'assessment', by: 'assessment_id' },
    { table: 'instrument_record', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
    { table: 'joint_booking', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
    { table: 'health_finding', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
    { table: 'organisation_contract', column: 'territory', follows: 'code', list: true, anywhere: true },
    ...[
      'instrument_version',
      'assessment_document',
      'organisation_contract',
      'quality_sample',
      'quality_consequence',
      'joint_day',
    ].map((table) => ({ table, column: 'region', follows: 'code' as const })),
    ...['fee_statement', 'fee_line'].map((table) => ({
      table,
      column: 'region',
      stays: { zh: '结算保留当月的区划', en: 'A statement keeps the division of its month' },
    })),
    {
      table: 'result_lookup',
      column: 'region',
      stays: { zh: '查询登记不改写', en: 'A lookup on record is not rewritten' },
    },
  ])
  declareRegionCount('assessments.open', {
    name: { zh: '在办的能力评估', en: 'Open assessments' },
    outcome: { zh: '随老年人变更，办理不受影响', en: 'They go with the elder and go on' },
    count: countRows(
      'assessment',
      'region',
      sql`t.state in ('requested', 'assigned', 'in-progress', 'signed-once', 'signed', 'returned')`,
    ),
  })
}
