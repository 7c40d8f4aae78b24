import { sql } from 'kysely'
import { countRows, declareRegionCount, declareRegionRows } from '../regions/index.ts'

/** What becomes of the register when a division changes. */
export function declarePeopleRows(): void {
  declareRegionRows([
    { table: 'elder', column: 'region', follows: 'itself' },
    { table: 'elder', column: 'registered_region', follows: 'itself' },
    { table: 'elder_circumstance', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
    { table: 'related_person', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
    { table: 'former_number', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
    { table: 'former_residence', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
    { table: 'former_residence', column: 'former_region', follows: 'itself' },
    { table: 'former_residence', column: 'former_registered_region', follows: 'itself' },
    { table: 'elder_former_particular', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
    { table: 'former_document', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
    { table: 'death_report', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
    { table: 'death_report', column: 'registered_region', follows: 'code', anywhere: true },
    {
      table: 'death_report',
      column: 'reported_region',
      stays: { zh: '由哪里报告的，不改写', en: 'Where it was reported from stays as it was' },
    },
    { table: 'guardianship_arrangement', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
    { table: 'guardianship_step', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
    { table: 'family_contact', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
    { table: 'care_plan', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
    { table: 'care_contact', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
    { table: 'care_state', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
    {
      table: 'purchase_budget',
      column: 'region',
      stays: { zh: '预算按下达时的区划执行', en: 'A budget stays with the division it was set for' },
    },
    {
      table: 'purchase_commitment',
      column: 'region',
      stays: { zh: '按下达时的区划执行', en: 'Stays with the budget it is part of' },
    },
    { table: 'elder_pair', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
    { table: 'elder_pair', column: 'other_region', follows: 'code', anywhere: true },
    { table: 'elder_pair_scan', column: 'region', follows: 'code' },
    { table: 'elder_merge', column: 'region', follows: 'parent', parent: 'elder', by: 'survivor_id' },
    { table: 'elder_merge_row', column: 'region', follows: 'parent', parent: 'elder_merge', by: 'merge_id' },
    { table: 'elder_merge_sealed', column: 'region', follows: 'parent', parent: 'elder_merge', by: 'merge_id' },
    { table: 'elder_transfer', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
    { table: 'elder_transfer', column: 'to_region', follows: 'code', anywhere: true },
    { table: 'elder_transfer', column: 'registered_region', follows: 'code', anywhere: true },
    { table: 'special_difficulty_membership', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
    {
      table: 'special_difficulty_rule',
      column: 'area',
      stays: { zh: '认定规则由新区划另行制定', en: 'The new division makes its own rule' },
    },
    { table: 'people_import', column: 'region', follows: 'code' },
    { table: 'people_import_row', column: 'region', follows: 'code' },
    { table: 'people_import_part', column: 'region', follows: 'parent', parent: 'people_import', by: 'import_id' },
  ])
  declareRegionCount('people.residents', {
    name: { zh: '居住在这里的老年人', en: 'Elders living here' },
    outcome: { zh: '档案随之变更，原区划保留在档案中', en: 'Their files follow and keep the old division' },
    count: countRows('elder', 'region'),
  })
  declareRegionCount('people.special-difficulty-rules', {
    name: { zh: '以这里为适用地区的特殊困难认定规则', en: 'Rules of special difficulty made for it' },
    outcome: {
      zh: '规则留在原区划，新区划须另行制定',
      en: 'They stay with the old division; the new one has to make its own',
    },
    count: countRows('special_difficulty_rule', 'area'),
  })
  declareRegionCount('people.registered', {
    name: { zh: '户籍在这里、住在别处的老年人', en: 'Elders registered here who live elsewhere' },
    outcome: { zh: '户籍地随之变更', en: 'Their registration follows' },
    count: countRows('elder', 'registered_region', sql`t.region <> t.registered_region`),
  })
}
