import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import type { takeGuardianshipStep as stepEndpoint } from '@yinian/core/people/guardianship/api.ts'
import { stepKind } from '@yinian/core/people/guardianship/procedure.ts'
import type { CareFinding, CareNeed } from '@yinian/core/people/left-behind/vocabulary.ts'
import { addDays, dayAt } from '@yinian/core/time/day.ts'
import type { Client } from 'pg'
import { standingClock } from '../clock/clock.ts'
import type { Ground } from '../http/ground.ts'
import {
  commitPurchase,
  openArrangement,
  planCare,
  recordCareContact,
  setFamilyContact,
  setPurchaseBudget,
  takeGuardianshipStep,
} from '../people/index.ts'
import { actAs } from './act-as.ts'
import { makeDemoArrival } from './demo-arrival.ts'
import { makePastAccount } from './past-account.ts'

/** The county and the town of the trial accounts, so that whoever tries the platform finds something. */
const county = '360702000000'
const town = '360702104000'

type Event = BodyOf<typeof stepEndpoint>['event']

/** How far each arrangement has come, and how many days ago it began. */
const stories: readonly { readonly daysAgo: number; readonly steps: readonly Event[] }[] = [
  { daysAgo: 45, steps: [] },
  { daysAgo: 20, steps: ['propose'] },
  { daysAgo: 30, steps: ['propose', 'confirm-agreement'] },
  { daysAgo: 50, steps: ['place-temporarily', 'apply-to-court'] },
  { daysAgo: 90, steps: ['propose', 'confirm-agreement', 'take-effect'] },
  { daysAgo: 400, steps: ['propose', 'confirm-agreement', 'take-effect'] },
]

const visits: readonly (readonly [daysAgo: number, finding: CareFinding, needs: readonly CareNeed[]])[][] = [
  [
    [60, 'well', []],
    [12, 'well', []],
  ],
  [[44, 'attention', ['health']]],
  [
    [35, 'well', []],
    [5, 'attention', ['company', 'family']],
  ],
  [[3, 'not-met', []]],
]

/** Invented arrangements, ledgers and budgets of the demo region, made by the operations everybody uses. */
export async function makeDemoCare(ground: Ground, owner: Client): Promise<void> {
  if (await isDone(owner)) return
  const now = ground.clock.now()
  const cast = {
    worker: await makePastAccount(owner, now, {
      name: 'past-villager',
      displayName: '往期村（社区）工作人员',
      role: 'village-worker',
      region: county,
    }),
    officer: await makePastAccount(owner, now, {
      name: 'past-officer',
      displayName: '往期民政干事',
      role: 'civil-affairs-officer',
      region: county,
    }),
  }
  // a small region has few without guardian: then some who need the most care stand in for them
  const flagged = await pick(owner, `state = 'active' and 'guardianship:none' = any (categories)`, stories.length + 2)
  const others = await pick(
    owner,
    `state = 'active' and (ability_level >= 2 or birth < '1946-01-01') and not categories && '{guardianship:none,guardianship:guarded,guardianship:not-needed}'::text[]`,
    stories.length,
  )
  const seeking = [...flagged.slice(0, stories.length), ...others].slice(0, stories.length)
  for (const [index, id] of seeking.entries()) await tellStory(ground, cast, id, index)
  const leftBehind = await pick(owner, `state = 'active' and 'household:left-behind' = any (categories)`, 24)
  // every fourth has nobody yet: there has to be something left to do
  for (const [index, id] of leftBehind.entries()) if (index % 4 !== 3) await keepLedger(ground, cast.worker, id, index)
  await setBudgets(ground, cast.officer)
  await makeDemoArrival(ground, owner, town)
}

async function isDone(owner: Client): Promise<boolean> {
  return (await owner.query('select from purchase_budget limit 1')).rows.length > 0
}

/** Those of the town first, because somebody signs in for it; whoever a start that broke off came to is left alone. */
async function pick(owner: Client, condition: string, most: number): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>(
    `select id from elder where county = $1 and ${condition}
       and not exists (select from guardianship_arrangement g where g.county = elder.county and g.elder_id = elder.id)
       and not exists (select from care_plan p where p.county = elder.county and p.elder_id = elder.id)
     order by left(region, 9) <> $2, id limit $3`,
    [county.slice(0, 6), town.slice(0, 9), most],
  )
  return rows.map(({ id }) => id)
}

interface Cast {
  readonly worker: string
  readonly officer: string
}

function daysAgo(ground: Ground, days: number): Ground {
  const day = addDays(dayAt(ground.clock.now()), -days)
  return { ...ground, clock: standingClock(`${day}T02:00:00Z`) }
}

async function tellStory(ground: Ground, cast: Cast, elderId: string, index: number): Promise<void> {
  const story = stories[index]
  if (!story) return
  const begun = daysAgo(ground, story.daysAgo)
  let file = await actAs(begun, cast.worker, 'people:write', (work) =>
    openArrangement(work, elderId, { source: '村（社区）走访核实', note: '没有配偶和子女，近亲属在外地' }),
  )
  for (const [number, event] of story.steps.entries()) {
    const [arrangement] = file.arrangements
    if (!arrangement) return
    const kind = stepKind(event)
    const who = kind.permission === 'people:write' ? cast.worker : cast.officer
    const step: BodyOf<typeof stepEndpoint> = {
      version: arrangement.version,
      event,
      documents: kind.documents.map((one) => ({ kind: one, number: `演示〔${index + 1}〕第${number + 1}号` })),
      ...(kind.tells === 'candidate'
        ? { route: 'agreement', candidate: { name: candidates[index] ?? '演示人选', relation: 'other-relative' } }
        : {}),
      ...(kind.tells === 'temporary' ? { temporaryGuardian: '章贡区民政局' } : {}),
    }
    const then = daysAgo(ground, Math.max(1, story.daysAgo - 5 * (number + 1)))
    file = await actAs(then, who, 'people:write', (work) => takeGuardianshipStep(work, arrangement, step))
  }
}

const candidates = ['演示甲', '演示乙', '演示丙', '演示丁', '演示戊', '演示己']
const workers = ['网格员甲', '网格员乙', '村干部丙', '志愿者丁']

async function keepLedger(ground: Ground, worker: string, elderId: string, index: number): Promise<void> {
  const personName = workers[index % workers.length] ?? '网格员甲'
  await actAs(daysAgo(ground, 70), worker, 'people:write', (work) =>
    planCare(work, elderId, { personName, manner: 'door', intervalDays: index % 3 === 0 ? 7 : 30 }),
  )
  await tellOfFamily(ground, worker, elderId, index)
  for (const [days, finding, needs] of visits[index % visits.length] ?? []) {
    const then = daysAgo(ground, days)
    await actAs(then, worker, 'people:write', (work) =>
      recordCareContact(work, elderId, {
        on: dayAt(then.clock.now()),
        manner: index % 2 === 0 ? 'door' : 'phone',
        finding,
        found: finding === 'not-met' ? '家中无人，邻居说去了女儿家' : '精神尚好，饮食正常',
        needs: [...needs],
        madeBy: personName,
      }),
    )
  }
}

/** Where the first of the children works, for some. */
async function tellOfFamily(ground: Ground, worker: string, elderId: string, index: number): Promise<void> {
  await actAs(daysAgo(ground, 70), worker, 'people:write', async (work) => {
    const child = await work.tx
      .selectFrom('related_person')
      .select('id')
      .where('elder_id', '=', elderId)
      .where('relation', 'in', ['son', 'daughter'])
      .where('valid_to', 'is', null)
      .orderBy('id')
      .executeTakeFirst()
    if (child === undefined || index % 3 === 2) return
    await setFamilyContact(work, elderId, {
      relatedPersonId: child.id,
      whereabouts: index % 2 === 0 ? 'elsewhere' : 'province',
      worksAt: index % 2 === 0 ? '外省工厂（演示）' : '省内工地（演示）',
      frequency: index % 2 === 0 ? 'monthly' : 'weekly',
    })
  })
}

/** Invented sums; a county sets its own. */
async function setBudgets(ground: Ground, officer: string): Promise<void> {
  const year = Number(dayAt(ground.clock.now()).slice(0, 4))
  const documentOn = dayAt(daysAgo(ground, 200).clock.now())
  const place = { region: county, year }
  await actAs(ground, officer, 'people:set-budget', async (work) => {
    await setPurchaseBudget(work, {
      ...place,
      group: 'left-behind',
      fen: 30_000_000,
      document: '演示文件1号',
      documentOn,
    })
    await commitPurchase(work, {
      ...place,
      group: 'left-behind',
      fen: 12_500_000,
      purpose: '留守老年人探访服务采购（演示）',
      document: '演示合同1号',
      on: documentOn,
    })
    await setPurchaseBudget(work, { ...place, group: 'disabled', fen: 86_000_000, document: '演示文件2号', documentOn })
  })
}
