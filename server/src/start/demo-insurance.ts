import type { Client } from 'pg'
import { newId } from '../db/ids.ts'
import type { Ground } from '../http/ground.ts'
import { makeDemoInsurance } from '../insurance/index.ts'

const insuredCounty = '360702000000'

/** Gives one county of the demo region the insurance, with the trial accounts as its agency; left alone once it runs. */
export async function letDemoInsuranceRun(ground: Ground, owner: Client): Promise<void> {
  const { rows: there } = await owner.query('select 1 from insurance_rule limit 1')
  if (there.length > 0) return
  const { rows: accounts } = await owner.query<{ id: string; name: string }>(
    `select id, name from account where name in ('agency', 'agency2')`,
  )
  const { rows: assessors } = await owner.query<{ accountId: string; assessorId: string; organisationId: string }>(
    `select a.id as "accountId", s.id as "assessorId", s.organisation_id as "organisationId"
     from account a join assessor s on s.account_id = a.id where a.name in ('assessor1', 'assessor2') order by a.name`,
  )
  const officer = accounts.find(({ name }) => name === 'agency')
  const approver = accounts.find(({ name }) => name === 'agency2')
  const [first] = assessors
  if (!officer || !approver || !first || assessors.length !== 2) return
  process.stdout.write('正在办理长护险失能等级评估… Grading disability for the insurance …\n')
  // From before the oldest case: a grant counts from its day.
  const since = new Date(ground.clock.now().getTime() - 400 * 86_400_000)
  for (const { accountId, organisationId } of assessors)
    await owner.query(
      `insert into access_grant (id, account_id, role, organisation_id, granted_at) values ($1, $2, 'insurance-assessor', $3, $4)
       on conflict do nothing`,
      [newId(since), accountId, organisationId, since],
    )
  await makeDemoInsurance(ground, insuredCounty, {
    officer: officer.id,
    approver: approver.id,
    organisationId: first.organisationId,
    assessors,
  })
}
