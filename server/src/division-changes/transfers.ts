import { scopeOf } from '@yinian/core/access/actor.ts'
import { Problem } from '@yinian/core/http/problem.ts'
import type { Text } from '@yinian/core/language/text.ts'
import type { CountyCode, RegionCode } from '@yinian/core/regions/code.ts'
import { countyOf, nation } from '@yinian/core/regions/code.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import { getActor } from '../access/index.ts'
import { newId } from '../db/ids.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Ground } from '../http/ground.ts'
import type { Work } from '../http/work.ts'
import { offerElder } from '../people/index.ts'
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

export const requestTransfersQueue = 'division-changes.request-transfers'

/** So many requests are one transaction. */
const batchSize = 20

interface Waiting {
  readonly id: string
  readonly county: CountyCode
  readonly elder_id: string
  readonly to_region: RegionCode
}

/**
 * Asks the new county to take over the next files that wait for it; one at a time is undone when something stands in
 * its way, which is kept and tried again another day. @returns whether there may be more
 */
export async function requestTransfers(
  work: Work,
  change: { readonly id: string; readonly day: Day; readonly document: string },
): Promise<boolean> {
  const { tx, actor } = work
  const { rows } = await sql<Waiting>`
    select id, county, elder_id, to_region from division_transfer
     where change_id = ${change.id} and requested_at is null and tried_on is distinct from ${actor.today}::date
     order by county, id limit ${batchSize} for update skip locked`.execute(tx)
  for (const one of rows) {
    const outcome = await offer(work, change, one)
    const here = tx.updateTable('division_transfer').where('county', '=', one.county).where('id', '=', one.id)
    if ('zh' in outcome) await here.set({ obstacle: JSON.stringify(outcome), tried_on: actor.today }).execute()
    else
      await here
        .set({ requested_at: actor.now, transfer_id: outcome.id, obstacle: null, tried_on: actor.today })
        .execute()
  }
  return rows.length === batchSize
}

async function offer(
  work: Work,
  { day, document }: { readonly day: Day; readonly document: string },
  { elder_id, to_region }: Waiting,
): Promise<{ readonly id: string } | Text> {
  const { tx } = work
  await sql`savepoint offered`.execute(tx)
  try {
    const asked = {
      elderId: elder_id,
      toRegion: to_region,
      movedOn: day,
      reason: `区划调整：${document}`.slice(0, 200),
    }
    const { id } = await offerElder(work, asked)
    await sql`release savepoint offered`.execute(tx)
    return { id }
  } catch (error) {
    await sql`rollback to savepoint offered`.execute(tx)
    if (error instanceof Problem) return { ...error.toReply().message }
    throw error
  }
}

/** Tries again what stood in the way of before, in the name of whoever approved the change. */
export async function requestTransfersAgain(ground: Ground): Promise<void> {
  const everywhere = { role: 'official', accountId: null, regions: [nation], organisationId: null } as const
  const { rows } = await inTransaction(ground.database, everywhere, (tx) =>
    sql<{ id: string; day: Day; document: string; approved_by: string }>`
      select c.id, c.day, c.document, c.approved_by from division_change c
       where c.state = 'applied' and exists (select from division_transfer t where t.change_id = c.id and t.requested_at is null)`.execute(
      tx,
    ),
  )
  for (const { approved_by, ...change } of rows) {
    const actor = await getActor(ground.database, approved_by, ground.clock.now())
    const scope = scopeOf(actor, 'regions:change')
    if (scope === undefined) continue
    while (
      await inTransaction(ground.database, scope, (tx) =>
        requestTransfers({ tx, actor, vault: ground.vault, jobs: ground.jobs }, change),
      )
    );
  }
}
