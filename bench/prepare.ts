// Fills a database folder that the other benches measure on, and keeps it: the whole demo region, analysed and vacuumed.
import { parseArgs } from 'node:util'
import { loadInitialRoles } from '../server/src/access/index.ts'
import { systemClock } from '../server/src/clock/clock.ts'
import { trialAccess } from '../server/src/config/access-config.ts'
import { loadDemoRegion } from '../server/src/demo/index.ts'
import { makeLog } from '../server/src/log/log.ts'
import { loadRegions } from '../server/src/regions/load.ts'
import { keptByDefault, openKept } from './parts/kept.ts'

const { values } = parseArgs({
  options: { elders: { type: 'string', default: '200000' }, data: { type: 'string', default: keptByDefault } },
})
const kept = await openKept(values.data)
try {
  await loadInitialRoles(kept.owner)
  await loadRegions(kept.owner)
  const config = {
    mode: 'trial',
    dataFolder: values.data,
    secureCookies: false,
    trustProxy: false,
    demoElders: Number(values.elders),
    access: trialAccess,
  } as const
  const ground = { config, vault: kept.vault, clock: systemClock, log: makeLog('info', true) }
  const begun = performance.now()
  const { loaded } = await loadDemoRegion(ground, kept.ownerUrl, { elders: Number(values.elders), today: '2026-11-21' })
  await kept.owner.query('vacuum analyze')
  const { rows } = await kept.owner.query<{ elders: number; size: string }>(
    'select count(*)::int as elders, pg_size_pretty(pg_database_size(current_database())) as size from elder',
  )
  const seconds = ((performance.now() - begun) / 1000).toFixed(0)
  console.log(
    `${values.data}: ${rows[0]?.elders.toLocaleString('en')} elders, ${rows[0]?.size}${loaded ? `, in ${seconds} s` : ', as it was'}`,
  )
} finally {
  await kept.close()
}
