import { countRows, declareRegionCount, declareRegionRows } from '../regions/index.ts'

/** What becomes of accounts and grants when a division changes. */
export function declareAccessRows(): void {
  declareRegionRows([
    { table: 'access_grant', column: 'region', follows: 'itself' },
    { table: 'account', column: 'region', follows: 'code', anywhere: true },
    { table: 'person_account', column: 'region', follows: 'code' },
    { table: 'elder_access', column: 'region', follows: 'parent', parent: 'elder', by: 'elder_id' },
    { table: 'session', column: 'region', follows: 'code', anywhere: true },
    { table: 'recovery_code', column: 'region', follows: 'code', anywhere: true },
    { table: 'account_identity', column: 'region', follows: 'code', anywhere: true },
    { table: 'grant_loan', column: 'region', follows: 'code', anywhere: true },
    { table: 'grant_loan', column: 'lender_region', follows: 'code', anywhere: true },
    { table: 'grant_loan', column: 'borrower_region', follows: 'code', anywhere: true },
    // sealed under the key of its county, which it cannot leave
    { table: 'second_factor', column: 'region', follows: 'code' },
    ...['region', 'account_region'].map((column) => ({
      table: 'grant_request',
      column,
      stays: { zh: '申请说的是当时的区划', en: 'A request tells of the division of its day' },
    })),
    // carried together with the grants, so that nothing is shown between (carry.ts)
    { table: 'class_rule', column: 'region', follows: 'itself' },
    {
      table: 'class_request',
      column: 'region',
      stays: { zh: '申请说的是当时的区划', en: 'A request tells of the division of its day' },
    },
    {
      table: 'audit_event',
      column: 'region',
      stays: { zh: '操作记录不改写', en: 'The trail is never rewritten' },
    },
  ])
  declareRegionCount('access.grants', {
    name: { zh: '对这里的授权', en: 'Grants over it' },
    outcome: {
      zh: '授权随之变更，合并后范围可能变大',
      en: 'They follow; where divisions merge they may reach further',
    },
    count: countRows('access_grant', 'region'),
  })
}
