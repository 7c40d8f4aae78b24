import { dayAt } from '@yinian/core/time/day.ts'
import pg from 'pg'
import { loadInitialRoles, makeFirstAccounts } from '../access/index.ts'
import { openEra } from '../audit/index.ts'
import { loadShippedPolicies } from '../benefits/index.ts'
import type { Config } from '../config/config.ts'
import { loadDemoRegion } from '../demo/index.ts'
import type { Ground } from '../http/ground.ts'
import { loadShippedRules, refreshMembershipOfToday } from '../people/index.ts'
import { loadRegions } from '../regions/index.ts'
import { makeDemoCare } from './demo-care.ts'
import { makeDemoClasses } from './demo-classes.ts'
import { makeDemoExchange } from './demo-exchange.ts'
import { makeDemoFamily } from './demo-family.ts'
import { makeDemoHistory } from './demo-history.ts'
import { letDemoInsuranceRun } from './demo-insurance.ts'
import { makeDemoPlaces } from './demo-places.ts'

/** What a new installation needs before anybody can sign in; everything here is left alone once it exists. */
export async function loadFirstData(ground: Ground, ownerUrl: string, config: Config): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    await openEra(owner)
    await loadInitialRoles(owner)
    await loadShippedRules(owner, ground.clock.now())
    await loadShippedPolicies(owner, ground.clock.now())
    if (await isEmpty(owner, 'region_list')) say('正在载入全国行政区划… Loading the divisions of the country …')
    await loadRegions(owner)
    await makeFirstAccounts(owner, config, ground.clock.now())
    if (config.demoElders === 0) return
    if (await isEmpty(owner, 'elder'))
      say(
        `正在生成演示地区（${config.demoElders} 名虚构的老年人）… Making the demo region (${config.demoElders} invented elders) …`,
      )
    const { loaded } = await loadDemoRegion(ground, ownerUrl, {
      elders: config.demoElders,
      today: dayAt(ground.clock.now()),
    })
    if (loaded) await refreshMembershipOfToday(ground)
    if (loaded || !(await isEmpty(owner, 'demo_region'))) {
      await makeDemoCare(ground, owner)
      await makeDemoHistory(ground, owner)
      await makeDemoExchange(ground, owner)
      await makeDemoClasses(ground, owner)
      await makeDemoFamily(ground, owner, config)
      await makeDemoPlaces(ground, owner)
      await letDemoInsuranceRun(ground, owner)
    }
  } finally {
    await owner.end()
  }
}

async function isEmpty(owner: pg.Client, table: 'region_list' | 'elder' | 'demo_region'): Promise<boolean> {
  return (await owner.query(`select 1 from ${table} limit 1`)).rows.length === 0
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
