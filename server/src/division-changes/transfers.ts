import type { CountyCode, RegionCode } from '@yinian/core/regions/code.ts'
import { countyOf } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import type { Applying } from './apply.ts'

/**
 * Whose division came under another county: a file never changes its county, so each of them has to be transferred.
 * Done again it keeps nobody twice.
 * @returns how many files of the county are waiting for it
 */
export async function keepTransfers(
  { tx, actor }: Work,
  { change, successors }: Pick<Applying, 'change' | 'successors'>,
  county: CountyCode,
): Promise<number> {
  const crossing = new Map<RegionCode, RegionCode>()
  for (const [from, [to, ...more]] of successors)
    if (to !== undefined && more.length === 0 && countyOf(from) === county && countyOf(to) !== county)
      crossing.set(from, to)
  if (crossing.size === 0) return 0
  const { rows } = await sql<{ id: string; region: RegionCode }>`
    select id, region from elder where county = ${county} and region = any(${[...crossing.keys()]}::text[]) and state = 'active'
     order by id`.execute(tx)
  const wanted = rows.map(({ id, region }) => ({
    county,
    id: newId(actor.now),
    region,
    change_id: change.id,
    elder_id: id,
    to_region: crossing.get(region) ?? region,
  }))
  for (let start = 0; start < wanted.length; start += 1000)
    await tx
      .insertInto('division_transfer')
      .values(wanted.slice(start, start + 1000))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  return wanted.length
}
