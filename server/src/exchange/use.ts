import { type Limits, type Taken, take, unused } from '@yinian/core/exchange/limits.ts'
import type { Tx } from '../db/database.ts'

/** Whose minute and day are counted: a connector's or an application's. */
export interface Counted {
  readonly county: string
  readonly id: string
  readonly region: string
}

/** Takes one request out of what is allowed, for every process of the platform together. */
export async function takeUse(tx: Tx, of: Counted, limits: Limits, now: Date): Promise<Taken> {
  const { minute, inMinute, day, inDay } = unused
  await tx
    .insertInto('exchange_use')
    .values({ ...of, minute, in_minute: inMinute, day, in_day: inDay })
    .onConflict((conflict) => conflict.columns(['county', 'id']).doNothing())
    .execute()
  const kept = await tx
    .selectFrom('exchange_use')
    .select(['minute', 'in_minute', 'day', 'in_day'])
    .where('county', '=', of.county)
    .where('id', '=', of.id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const before = { minute: kept.minute, inMinute: kept.in_minute, day: kept.day, inDay: kept.in_day }
  const taken = take(before, limits, Math.floor(now.getTime() / 1000))
  const { use } = taken
  await tx
    .updateTable('exchange_use')
    .set({ minute: use.minute, in_minute: use.inMinute, day: use.day, in_day: use.inDay })
    .where('county', '=', of.county)
    .where('id', '=', of.id)
    .execute()
  return taken
}
