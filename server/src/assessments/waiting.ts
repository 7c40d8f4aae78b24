import { type Actor, scopeOf } from '@yinian/core/access/actor.ts'
import type { home } from '@yinian/core/access/api.ts'
import type { Permission } from '@yinian/core/access/permissions.ts'
import { defaultValidity } from '@yinian/core/assessments/validity.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { addDays } from '@yinian/core/time/day.ts'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { findAssessorIdsOf } from '../workforce/index.ts'
import { runningStates } from './assessment-row.ts'
import { isNamed, runsOutBy } from './list.ts'
import { waitingSupervision } from './waiting-supervision.ts'

type Waiting = ReplyOf<typeof home>['waiting']

interface Kind {
  readonly title: Text
  /** The list of the same cases. */
  readonly query: string
  readonly where: RawBuilder<SqlBool>
  readonly overdue?: RawBuilder<SqlBool>
}

/** What waits in assessments, by the permission it waits for; asked in the scope of that permission. */
export const waitingAssessments: readonly {
  readonly permission: Permission
  readonly waiting: (tx: Tx, actor: Actor) => Promise<Waiting>
}[] = [
  { permission: 'assessments:assign', waiting: waitingToAssign },
  { permission: 'assessments:confirm', waiting: waitingToConfirm },
  { permission: 'assessments:request', waiting: waitingToRequest },
  { permission: 'assessments:assess', waiting: waitingToAssess },
  ...waitingSupervision,
]

const state = (one: string): RawBuilder<SqlBool> => sql`state = ${one}`
const late = (actor: Actor): RawBuilder<SqlBool> =>
  sql`due_on < ${actor.today}::date and state = any (${sql.val(runningStates)}::text[])`

async function waitingToAssign(tx: Tx, actor: Actor): Promise<Waiting> {
  const officer = scopeOf(actor, 'assessments:assign')?.role === 'official'
  return count(
    tx,
    officer
      ? [
          {
            title: { zh: '能力评估待派单', en: 'Assessments to assign' },
            query: 'state=requested',
            where: state('requested'),
          },
          {
            title: {
              zh: '老人和家属在网上申请的评估待派单',
              en: 'Assessments asked for online by elders and relatives, to assign',
            },
            query: 'state=requested&channel=online',
            where: sql`${state('requested')} and channel = 'online'`,
          },
          {
            title: { zh: '能力评估超过时限', en: 'Assessments overdue' },
            query: 'overdue=true',
            where: late(actor),
            overdue: late(actor),
          },
        ]
      : [
          {
            title: { zh: '能力评估待接单', en: 'Assessments to accept' },
            query: 'state=assigned',
            where: state('assigned'),
            overdue: late(actor),
          },
        ],
  )
}

function waitingToConfirm(tx: Tx): Promise<Waiting> {
  return count(tx, [
    { title: { zh: '评估结果待确认', en: 'Results to confirm' }, query: 'state=signed', where: state('signed') },
    {
      title: { zh: '评估结果异议待处理', en: 'Objections to settle' },
      query: 'state=objected',
      where: state('objected'),
    },
  ])
}

function waitingToRequest(tx: Tx, actor: Actor): Promise<Waiting> {
  const by = addDays(actor.today, defaultValidity.remindDays)
  return count(tx, [
    {
      title: { zh: '评估结果即将到期或已过期', en: 'Results running out or run out' },
      query: `expiringBy=${by}`,
      where: runsOutBy(by),
      overdue: sql`valid_until < ${actor.today}::date`,
    },
  ])
}

async function waitingToAssess(tx: Tx, actor: Actor): Promise<Waiting> {
  const mine = isNamed(await findAssessorIdsOf(tx, actor.accountId))
  const unsigned = sql<SqlBool>`not exists (
    select from assessment_signature s
    where s.county = assessment.county and s.assessment_id = assessment.id and s.withdrawn_at is null
      and s.account_id = ${actor.accountId}::uuid)`
  const named = (one: string): RawBuilder<SqlBool> => sql`${state(one)} and ${mine}`
  return count(tx, [
    {
      title: { zh: '待我评估', en: 'For me to assess' },
      query: 'state=in-progress&mine=true',
      where: named('in-progress'),
      overdue: late(actor),
    },
    {
      title: { zh: '退回待我更正', en: 'Returned for me to correct' },
      query: 'state=returned&mine=true',
      where: named('returned'),
      overdue: late(actor),
    },
    {
      title: { zh: '待我签名', en: 'For me to sign' },
      query: 'state=signed-once&mine=true',
      where: sql`${named('signed-once')} and ${unsigned}`,
      overdue: late(actor),
    },
  ])
}

async function count(tx: Tx, kinds: readonly Kind[]): Promise<Waiting> {
  const waiting: Waiting = []
  for (const { title, query, where, overdue } of kinds) {
    const { rows } = await sql<{ count: number; overdue: number }>`
      select count(*)::int as count, count(*) filter (where ${overdue ?? sql`false`})::int as overdue
      from assessment where ${where}`.execute(tx)
    waiting.push({
      module: 'assessments',
      title: { ...title },
      count: rows[0]?.count ?? 0,
      overdue: rows[0]?.overdue ?? 0,
      link: `/assessments?${query}`,
    })
  }
  return waiting
}
