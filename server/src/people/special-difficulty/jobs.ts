import { isWithin, nation, type RegionCode, regionCode } from '@yinian/core/regions/code.ts'
import { dayAt } from '@yinian/core/time/day.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { Ground } from '../../http/ground.ts'
import { refreshMembership } from './membership.ts'

/** Works a division out anew, after its rule has changed. */
export const refreshQueue = 'people.refresh-special-difficulty'

/**
 * Brings membership to today for every county of a division, each in a transaction of its own. Repeatable.
 * @returns how many elders changed
 */
export async function refreshMembershipOfToday(
  { database, clock }: Pick<Ground, 'database' | 'clock'>,
  { area = nation }: { readonly area?: RegionCode } = {},
): Promise<number> {
  const now = clock.now()
  let changed = 0
  for (const county of await countiesWith(database, area))
    changed += await inTransaction(database, everywhere([regionCode(county)]), (tx) =>
      refreshMembership(tx, { county }, { today: dayAt(now), now }),
    )
  return changed
}

/** Counties that hold anybody. Each step of the loop is one look at the index, however many elders there are. */
async function countiesWith(database: Ground['database'], area: RegionCode): Promise<string[]> {
  return inTransaction(database, everywhere([nation]), async (tx) => {
    const counties: string[] = []
    for (let last = ''; ; ) {
      const next = await tx
        .selectFrom('elder')
        .select('county')
        .where('county', '>', last)
        .orderBy('county')
        .limit(1)
        .executeTakeFirst()
      if (!next) return counties.filter((county) => overlaps(regionCode(county), area))
      last = next.county
      counties.push(last)
    }
  })
}

const overlaps = (county: RegionCode, area: RegionCode): boolean => isWithin(county, area) || isWithin(area, county)

const everywhere = (regions: readonly RegionCode[]) =>
  ({ role: 'official', accountId: null, regions, organisationId: null }) as const
