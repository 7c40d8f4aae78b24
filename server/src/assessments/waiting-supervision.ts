import { type Actor, scopeOf } from '@yinian/core/access/actor.ts'
import type { home } from '@yinian/core/access/api.ts'
import type { Permission } from '@yinian/core/access/permissions.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/database.ts'

type Waiting = ReplyOf<typeof home>['waiting']

/** What waits in quality checks, statements and instruments; asked in the scope of each permission. */
export const waitingSupervision: readonly {
  readonly permission: Permission
  readonly waiting: (tx: Tx, actor: Actor) => Promise<Waiting>
}[] = [
  {
    permission: 'assessments:supervise',
    waiting: async (tx, { accountId }) => [
      await one(
        tx,
        { zh: '抽中的评估待安排复核', en: 'Drawn assessments to assess again' },
        '/assessment-quality',
        sql`
        select count(*)::int as count from quality_check where state = 'drawn'`,
      ),
      await one(
        tx,
        { zh: '复核待比对', en: 'Second assessments to compare' },
        '/assessment-quality',
        sql`
        select count(*)::int as count from quality_check q
          join assessment s on s.county = q.county and s.id = q.second_id
        where q.state = 'under-way' and s.state = 'signed'`,
      ),
      await one(
        tx,
        { zh: '机构异议待处理', en: 'Objections of organisations to settle' },
        '/assessment-quality',
        sql`
        select count(*)::int as count from quality_consequence
        where state = 'objected' and announced_by <> ${accountId}::uuid`,
      ),
    ],
  },
  {
    permission: 'assessment-fees:draft',
    waiting: async (tx) => [
      await one(
        tx,
        { zh: '结算单有异议待重新编制', en: 'Fee statements objected to' },
        '/assessment-fees?state=objected',
        sql`
        select count(*)::int as count from fee_statement where state = 'objected'`,
      ),
    ],
  },
  {
    permission: 'assessment-fees:answer',
    waiting: async (tx, actor) => {
      const own = scopeOf(actor, 'assessment-fees:answer')?.organisationId ?? null
      return [
        await one(
          tx,
          { zh: '结算单待核对', en: 'Fee statements to check' },
          '/assessment-fees?state=drafted',
          sql`
          select count(*)::int as count from fee_statement where state = 'drafted' and organisation_id = ${own}::uuid`,
        ),
        await one(
          tx,
          { zh: '处理决定可提出异议', en: 'Consequences one may object to' },
          '/assessment-consequences',
          sql`
          select count(*)::int as count from quality_consequence
          where state = 'announced' and organisation_id = ${own}::uuid and object_until >= ${actor.today}::date`,
        ),
      ]
    },
  },
  {
    permission: 'assessment-fees:approve',
    waiting: async (tx, { accountId }) => [
      await one(
        tx,
        { zh: '结算单待审批', en: 'Fee statements to approve' },
        '/assessment-fees?state=accepted',
        sql`
        select count(*)::int as count from fee_statement where state = 'accepted' and drafted_by <> ${accountId}::uuid`,
      ),
    ],
  },
  {
    permission: 'instruments:manage',
    waiting: async (tx, { accountId }) => [
      await one(
        tx,
        { zh: '量表待批准', en: 'Instruments to approve' },
        '/instruments',
        sql`
        select count(*)::int as count from instrument_version
        where state = 'proposed' and in_scope(region) and proposed_by <> ${accountId}::uuid`,
      ),
    ],
  },
]

async function one(tx: Tx, title: Text, link: string, query: RawBuilder<unknown>): Promise<Waiting[number]> {
  const { rows } = await (query as RawBuilder<{ count: number }>).execute(tx)
  return { module: 'assessments', title: { ...title }, count: rows[0]?.count ?? 0, overdue: 0, link }
}
