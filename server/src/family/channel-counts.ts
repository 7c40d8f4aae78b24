import { type CountedRequest, type channels, countedRequests } from '@yinian/core/family/channels.ts'
import type { countChannels } from '@yinian/core/family/counter-api.ts'
import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { prefixOf } from '@yinian/core/regions/code.ts'
import { addDays, addMonths } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import { countAssessmentsByChannel, countBookingsByChannel } from '../assessments/index.ts'
import type { Tx } from '../db/database.ts'
import type { Work } from '../http/work.ts'

type Counts = ReadonlyMap<string, number>
interface Span {
  readonly prefix: string
  readonly from: Date
  readonly to: Date
}

/** How many came by which channel in some days, so that it is seen whether counters and telephones stay in use (O12). */
export async function countByChannel(
  { tx, actor }: Work,
  query: QueryOf<typeof countChannels>,
): Promise<ReplyOf<typeof countChannels>> {
  const to = query.to ?? actor.today
  const from = query.from ?? addMonths(actor.today, -12)
  const startOf = (day: string): Date => new Date(`${day}T00:00:00+08:00`)
  const span = {
    prefix: query.region ? prefixOf(query.region) : '',
    from: startOf(from),
    to: startOf(addDays(to, 1)),
  }
  const counted: Readonly<Record<CountedRequest, Counts>> = {
    assessment: await countAssessmentsByChannel(tx, span),
    question: await countIn(tx, 'look_question', span),
    correction: await countIn(tx, 'correction_request', span),
    'joint-booking': await countBookingsByChannel(tx, span),
    sheet: await countSheets(tx, span),
  }
  const { accounts } = await tx
    .selectFrom('elder_access')
    .select((select) => select.fn.countAll<number>().as('accounts'))
    .where('region', 'like', `${span.prefix}%`)
    .where('ended_at', 'is', null)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', actor.today)]))
    .executeTakeFirstOrThrow()
  return {
    from,
    to,
    rows: (Object.keys(countedRequests) as CountedRequest[]).map((what) => ({
      what,
      name: { ...countedRequests[what] },
      ...byChannel(counted[what]),
    })),
    accounts: Number(accounts),
  }
}

function byChannel(counts: Counts): Record<keyof typeof channels, number> {
  const of = (channel: string): number => counts.get(channel) ?? 0
  return { counter: of('counter'), phone: of('phone'), 'home-visit': of('home-visit'), online: of('online') }
}

async function countIn(tx: Tx, table: 'look_question' | 'correction_request', span: Span): Promise<Counts> {
  const rows = await tx
    .selectFrom(table)
    .select(['channel', (select) => select.fn.countAll<number>().as('count')])
    .where('region', 'like', `${span.prefix}%`)
    .where('asked_at', '>=', span.from)
    .where('asked_at', '<', span.to)
    .groupBy('channel')
    .execute()
  return new Map(rows.map(({ channel, count }) => [channel, Number(count)]))
}

/** What was printed stands in the trail alone. */
async function countSheets(tx: Tx, span: Span): Promise<Counts> {
  const { rows } = await sql<{ channel: string; count: number }>`
    select detail->>'channel' as channel, count(*)::int as count from audit_event
    where action = 'family.sheet-printed' and region like ${`${span.prefix}%`} and at >= ${span.from} and at < ${span.to}
    group by 1`.execute(tx)
  return new Map(rows.map(({ channel, count }) => [channel, count]))
}
