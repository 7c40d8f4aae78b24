import type { RoleId } from '@yinian/core/access/roles.ts'
import { addToMonth, dayAt, firstDayOf, type Month, monthOf } from '@yinian/core/time/day.ts'
import type { Client } from 'pg'
import { makePolicyShelf, runMonth } from '../benefits/index.ts'
import { standingClock } from '../clock/clock.ts'
import { demoRegion } from '../demo/index.ts'
import type { Ground } from '../http/ground.ts'
import { computeIndicatorsFor } from '../indicators/index.ts'
import { makeDemoSurvey } from '../surveys/index.ts'
import { makeDemoChanges, makeDemoQuality } from './demo-changes.ts'
import { makePastAccount } from './past-account.ts'

const monthsPaid = 2
const monthsMeasured = 6

/**
 * Gives a new demo region a past that the platform itself has made: the allowances of the last months, drafted, approved
 * and paid by three accounts nobody can sign in with, through the operations everybody uses, and the indicators of half
 * a year. The running month is left to whoever signs in. A start that was interrupted goes on where it was.
 */
export async function makeDemoHistory(ground: Ground, owner: Client): Promise<void> {
  const current = monthOf(dayAt(ground.clock.now()))
  if (await isDone(owner, current)) return
  const say = (text: string): void => void process.stdout.write(`${text}\n`)
  const cast = await makeCast(owner, ground.clock.now())
  const shelf = makePolicyShelf()
  const { rows: counties } = await owner.query<{ county: string }>('select distinct county from elder order by 1')
  for (const month of monthsBefore(current, monthsPaid)) {
    say(`正在发放 ${month} 的待遇… Paying the allowances of ${month} …`)
    const then = { ...ground, clock: standingClock(`${firstDayOf(month).slice(0, 8)}15T02:00:00Z`) }
    for (const { county } of counties)
      for (const programme of ['old-age-allowance', 'tekun-nursing-allowance'])
        await runMonth(then, { county, programme, month, ...cast }, shelf)
  }
  say('正在整理档案变更和数据质量… Changing files and counting the quality of the data …')
  await makeDemoChanges(
    ground,
    counties.map(({ county }) => county),
    cast.drafter,
  )
  await makeDemoQuality(ground)
  await askInDemoCounty(ground, owner, cast)
  say('正在计算规划指标… Computing the plan indicators …')
  for (const month of [...monthsBefore(current, monthsMeasured - 1), current])
    await computeIndicatorsFor(ground, demoRegion, month)
}

const surveyedCounty = '360702000000'

/** A survey is made once: a start that was interrupted finds it there. */
async function askInDemoCounty(
  ground: Ground,
  owner: Client,
  cast: Awaited<ReturnType<typeof makeCast>>,
): Promise<void> {
  const { rows } = await owner.query('select 1 from survey_campaign limit 1')
  if (rows.length > 0) return
  process.stdout.write('正在开展摸底调查… Asking door by door …\n')
  await makeDemoSurvey(ground, surveyedCounty, { planner: cast.drafter, approver: cast.leader, asker: cast.drafter })
}

function monthsBefore(month: Month, count: number): Month[] {
  return Array.from({ length: count }, (_, index) => addToMonth(month, index - count))
}

async function isDone(owner: Client, month: Month): Promise<boolean> {
  const { rows } = await owner.query(
    'select 1 from indicator_computation where region = $1 and period = $2 and finished_at is not null limit 1',
    [demoRegion, month],
  )
  return rows.length > 0
}

/** The three accounts of the past; they have no password that anybody knows. */
async function makeCast(
  owner: Client,
  now: Date,
): Promise<{ drafter: string; approver: string; payer: string; leader: string }> {
  const account = (name: string, displayName: string, role: RoleId) =>
    makePastAccount(owner, now, { name, displayName, role, region: demoRegion })
  return {
    drafter: await account('past-drafter', '往期编制人', 'civil-affairs-officer'),
    approver: await account('past-approver', '往期审批人', 'benefit-approver'),
    payer: await account('past-payer', '往期发放人', 'payment-officer'),
    leader: await account('past-leader', '往期批准人', 'leader'),
  }
}
