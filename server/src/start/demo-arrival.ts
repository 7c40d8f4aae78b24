import { addDays, dayAt } from '@yinian/core/time/day.ts'
import type { Client } from 'pg'
import { standingClock } from '../clock/clock.ts'
import type { Ground } from '../http/ground.ts'
import { offerElder, planCare } from '../people/index.ts'
import { actAs } from './act-as.ts'
import { makePastAccount } from './past-account.ts'

/**
 * Somebody whom a village of another county looks in on has moved to the town of the trial accounts: the county is asked to
 * take over, and whoever accepts sees what goes along and what is due anew.
 */
export async function makeDemoArrival(ground: Ground, owner: Client, town: string): Promise<void> {
  const now = ground.clock.now()
  const today = dayAt(now)
  const officer = await makePastAccount(owner, now, {
    name: 'past-city-officer',
    displayName: '往期市级经办人',
    role: 'civil-affairs-officer',
    region: `${town.slice(0, 4)}00000000`,
  })
  const elder = await owner.query<{ id: string }>(
    `select id from elder where county <> $1 and state = 'active' and categories && '{household:left-behind,household:empty-nest}'::text[]
       and not exists (select from assessment a where a.county = elder.county and a.elder_id = elder.id)
     order by county <> '360703', not 'household:left-behind' = any (categories), id limit 1`,
    [town.slice(0, 6)],
  )
  const village = await owner.query<{ code: string }>(
    'select code from region where parent = $1 and valid_to is null order by code limit 1',
    [town],
  )
  const [one] = elder.rows
  const [place] = village.rows
  if (!one || !place) return
  const then = { ...ground, clock: standingClock(`${addDays(today, -60)}T02:00:00Z`) }
  await actAs(then, officer, 'people:write', (work) =>
    planCare(work, one.id, { personName: '网格员戊（演示）', manner: 'door', intervalDays: 14 }),
  )
  const lately = { ...ground, clock: standingClock(`${addDays(today, -3)}T02:00:00Z`) }
  await actAs(lately, officer, 'people:write', (work) =>
    offerElder(work, {
      elderId: one.id,
      toRegion: place.code,
      movedOn: addDays(today, -12),
      reason: '搬来与女儿同住（演示）',
    }),
  )
}
