import type { Client } from 'pg'
import { askForClassRule, decideOnClassRule } from '../access/index.ts'
import type { Ground } from '../http/ground.ts'
import { actAs } from './act-as.ts'

const city = '360700000000'

/**
 * Gives the demo region a rule of data classes, made by both security administrators through the operations everybody uses,
 * and a request that waits for the second of them. Left alone once anybody has asked for one.
 */
export async function makeDemoClasses(ground: Ground, owner: Client): Promise<void> {
  const { rows: asked } = await owner.query('select 1 from class_request limit 1')
  const one = await accountOf(owner, 'security')
  const other = await accountOf(owner, 'security2')
  if (asked.length > 0 || !one || !other) return
  const request = await actAs(ground, one, 'grants:manage', (work) =>
    askForClassRule(work, {
      kind: 'withhold',
      region: city,
      role: 'supervisor',
      dataClass: 'account',
      reason: '监督检查不需要收款账户（演示）',
    }),
  )
  await actAs(ground, other, 'grants:manage', (work) =>
    decideOnClassRule(work, request, { event: 'approve', reason: '', version: request.version }),
  )
  await actAs(ground, one, 'grants:manage', (work) =>
    askForClassRule(work, {
      kind: 'withhold',
      region: '360702000000',
      role: 'village-worker',
      dataClass: 'benefits',
      reason: '村级只报送材料，不看发放明细（演示）',
    }),
  )
}

async function accountOf(owner: Client, name: string): Promise<string | undefined> {
  const { rows } = await owner.query<{ id: string }>('select id from account where name = $1', [name])
  return rows[0]?.id
}
