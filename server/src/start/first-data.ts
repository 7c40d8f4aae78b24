import { dayAt } from '@yinian/core/time/day.ts'
import pg from 'pg'
import { loadInitialRoles, makeFirstAccounts } from '../access/index.ts'
import type { Config } from '../config/config.ts'
import { loadDemoRegion } from '../demo/index.ts'
import type { Ground } from '../http/ground.ts'
import { loadRegions } from '../regions/index.ts'
import { makeDemoHistory } from './demo-history.ts'

/** What a new installation needs before anybody can sign in; everything here is left alone once it exists. */
export async function loadFirstData(ground: Ground, ownerUrl: string, config: Config): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    await loadInitialRoles(owner)
    await loadRegions(owner)
    await makeFirstAccounts(owner, config, ground.clock.now())
    if (config.demoElders === 0) return
    const { loaded } = await loadDemoRegion(ground, ownerUrl, {
      elders: config.demoElders,
      today: dayAt(ground.clock.now()),
    })
    if (loaded || (await isDemoRegion(owner))) await makeDemoHistory(ground, owner)
  } finally {
    await owner.end()
  }
}

async function isDemoRegion(owner: pg.Client): Promise<boolean> {
  return (await owner.query('select 1 from demo_region')).rows.length > 0
}
