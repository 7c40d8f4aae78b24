import { scopeOf } from '@yinian/core/access/actor.ts'
import { addDays, dayAt } from '@yinian/core/time/day.ts'
import type { Client } from 'pg'
import { getActor } from '../access/index.ts'
import { bookFor, listOwnDays, planDay, readDay, takeOwnPlace } from '../assessments/index.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Ground } from '../http/ground.ts'
import { makeRule } from '../kept-places/index.ts'
import { actAs } from './act-as.ts'

const county = '360702000000'

/** How many days ahead, in whose town, how many places, and how many of those due are called or come. */
const days = [
  { ahead: 1, whose: 'elder', capacity: 8, calls: 2, comes: 1 },
  { ahead: 9, whose: 'elder', capacity: 12, calls: 1, comes: 1 },
  { ahead: 12, whose: 'relative', capacity: 10, calls: 3, comes: 1 },
] as const

/** The towns of the two elders with trial accounts, so that whoever tries them finds a day there. */
async function townsOf(
  owner: Client,
): Promise<Record<'elder' | 'relative', { code: string; name: string }> | undefined> {
  const { rows } = await owner.query<{ as: string; code: string; name: string }>(
    `select a.stands_as as "as", r.code, r.name from elder_access a
     join elder e on e.county = a.county and e.id = a.elder_id join region r on r.code = left(e.region, 9) || '000'
     where e.county = '360702' and a.ended_at is null order by a.id`,
  )
  const [elder, relative] = ['self', 'relative'].map((as) => rows.find((row) => row.as === as))
  return elder && { elder, relative: relative ?? elder }
}

/**
 * Joint days of the demo region with the places kept on them, and the place an elder took online: made by the operations everybody
 * uses, and left alone once there is a rule.
 */
export async function makeDemoPlaces(ground: Ground, owner: Client): Promise<void> {
  const { rows: made } = await owner.query('select 1 from kept_place_rule limit 1')
  const { rows: staff } = await owner.query<{ id: string }>(`select id from account where name = 'county'`)
  const officer = staff[0]?.id
  const towns = await townsOf(owner)
  if (made.length > 0 || officer === undefined || !towns) return
  const today = dayAt(ground.clock.now())
  await actAs(ground, officer, 'family:answer', (work) =>
    makeRule(work, {
      region: county,
      kind: 'joint-day',
      keptPercent: 60,
      releaseHours: 24,
      counter: '区政务服务中心养老窗口（演示）',
      telephone: '0797-0000000',
      validFrom: today,
      reason: '不用手机的老人多（演示）',
    }),
  )
  const planned: { id: string; calls: number; comes: number }[] = []
  for (const { ahead, whose, capacity, calls, comes } of days) {
    const { code: region, name } = towns[whose]
    const place = `${name}${name.endsWith('街道') ? '社区卫生服务中心' : '卫生院'}`
    const { id } = await actAs(ground, officer, 'assessments:book', (work) =>
      planDay(work, {
        region,
        heldOn: addDays(today, ahead),
        place,
        healthCentre: place,
        organisationId: null,
        monthsAhead: 2,
        capacity,
      }),
    )
    planned.push({ id, calls, comes })
  }
  // before the others are called, so that one place is taken online
  await takeOnline(ground, owner)
  for (const { id, ...who } of planned) await callSome(ground, officer, { county: county.slice(0, 6), id }, who)
}

async function callSome(
  ground: Ground,
  officer: string,
  day: { readonly county: string; readonly id: string },
  { calls, comes }: { readonly calls: number; readonly comes: number },
): Promise<void> {
  await actAs(ground, officer, 'assessments:book', async (work) => {
    const { due } = await readDay(work, day)
    const ids = due.map(({ elderId }) => elderId)
    const [called, came] = [ids.slice(0, calls), ids.slice(calls, calls + comes)]
    if (called.length > 0) await bookFor(work, day, { elderIds: called, channel: 'phone' })
    if (came.length > 0) await bookFor(work, day, { elderIds: came, channel: 'counter' })
  })
}

/** The elder with the trial account takes a place of the last day that is open to them. */
async function takeOnline(ground: Ground, owner: Client): Promise<void> {
  const { rows } = await owner.query<{ account: string; county: string; elder: string; region: string; name: string }>(
    `select a.account_id as account, e.county, e.id as elder, e.region, a.holder_name as name from elder_access a
     join elder e on e.county = a.county and e.id = a.elder_id
     where a.stands_as = 'self' and a.ended_at is null limit 1`,
  )
  const [own] = rows
  if (!own) return
  const actor = await getActor(ground.database, own.account, ground.clock.now())
  const scope = scopeOf(actor, 'person')
  if (!scope) return
  await inTransaction(ground.database, scope, async (tx) => {
    const work = { tx, actor, vault: ground.vault, jobs: ground.jobs }
    const { county: at, region, name } = own
    const elder = { county: at, id: own.elder, region, standsAs: 'self', holderName: name, askerName: name } as const
    const open = (await listOwnDays(work, elder)).rows.findLast(({ online }) => online > 0)
    if (open) await takeOwnPlace(work, elder, open.id)
  })
}
