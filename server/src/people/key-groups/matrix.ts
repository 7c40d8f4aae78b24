import type { KeyGroupMatrix } from '@yinian/core/people/key-groups/api.ts'
import type { RegionCode } from '@yinian/core/regions/code.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { Tx } from '../../db/database.ts'
import { nameRegions } from '../../regions/index.ts'
import { divisionsBelow } from '../divisions-below.ts'
import { eldersWithCare, groupsIn, isOf, ofAnyGroup } from './conditions.ts'

interface Counted {
  readonly code: RegionCode
  readonly people: number
  readonly unplanned: number
  readonly overdue: number
  readonly counts: readonly number[]
}

/** Everybody is counted exactly, in one statement over the index of the key groups, however many divisions and groups there are. */
export async function readMatrix(tx: Tx, region: RegionCode, today: Day): Promise<KeyGroupMatrix> {
  const groups = await groupsIn(tx, region, today)
  const each = sql.join(groups.map((group) => sql`count(*) filter (where ${isOf(group, today)})::int`))
  const { rows } = await sql<Counted>`
    select ${divisionsBelow(sql.ref('elder.region'), region)} as code, count(*)::int as people, array[${each}] as counts,
      count(*) filter (where s.person_name is null)::int as unplanned,
      count(*) filter (where s.next_due < ${today}::date)::int as overdue
    from ${eldersWithCare} where ${ofAnyGroup(region, groups, today)} group by 1 order by 1`.execute(tx)
  const names = await nameRegions(tx, [...rows.map(({ code }) => code), region])
  const sum = (of: (row: Counted) => number) => rows.reduce((total, row) => total + of(row), 0)
  const byGroup = (of: (index: number) => number) => Object.fromEntries(groups.map(({ id }, index) => [id, of(index)]))
  return {
    region,
    groups: groups.map(({ id, name }) => ({ id, name: { ...name } })),
    rows: rows.map(({ counts, ...row }) => ({
      ...row,
      name: names(row.code).name,
      counts: byGroup((index) => counts[index] ?? 0),
    })),
    total: {
      code: region,
      name: names(region).name,
      people: sum((row) => row.people),
      unplanned: sum((row) => row.unplanned),
      overdue: sum((row) => row.overdue),
      counts: byGroup((index) => sum((row) => row.counts[index] ?? 0)),
    },
  }
}
