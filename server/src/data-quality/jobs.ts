import { ancestorsOf, nation, type RegionCode, regionCode } from '@yinian/core/regions/code.ts'
import { type Day, dayAt } from '@yinian/core/time/day.ts'
import type { Tx } from '../db/database.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Ground } from '../http/ground.ts'
import { addTo, type Counts, countCounty, forgetVillages, keepCounts } from './count-rules.ts'

export const countQualityQueue = 'data-quality.count'

/** Counts over all records, as indicators do: what a county finds must not depend on who looks. */
function everywhere<T>({ database }: Pick<Ground, 'database'>, run: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(database, { role: 'official', accountId: null, regions: [nation], organisationId: null }, run)
}

/** What every rule finds today, county by county, each in a transaction of its own; then the divisions above. Repeatable. */
export async function countQuality(
  ground: Pick<Ground, 'database' | 'clock'>,
  { on }: { readonly on?: Day } = {},
): Promise<void> {
  const now = ground.clock.now()
  const day = on ?? dayAt(now)
  const above = new Map<RegionCode, Counts>()
  for (const county of await everywhere(ground, countiesKept)) {
    const found = await everywhere(ground, async (tx) => {
      const counts = await countCounty(tx, county, day)
      await keepCounts(tx, counts, { day, now })
      await forgetVillages(tx, county, day)
      return counts.get(regionCode(county))
    })
    if (found) for (const region of ancestorsOf(regionCode(county))) addTo(above, region, found)
  }
  await everywhere(ground, (tx) => keepCounts(tx, above, { day, now }))
}

/** Counties that keep anything; each step is one look at an index. */
async function countiesKept(tx: Tx): Promise<string[]> {
  const counties = new Set<string>()
  for (const table of ['elder', 'organisation'] as const)
    for (let last = ''; ; ) {
      const next = await tx
        .selectFrom(table)
        .select('county')
        .where('county', '>', last)
        .orderBy('county')
        .limit(1)
        .executeTakeFirst()
      if (!next) break
      last = next.county
      counties.add(last)
    }
  return [...counties].sort()
}
