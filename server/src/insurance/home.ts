import type { Actor } from '@yinian/core/access/actor.ts'
import type { home } from '@yinian/core/access/api.ts'
import type { Permission } from '@yinian/core/access/permissions.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { countCases, type Filter } from './list.ts'

type Waiting = ReplyOf<typeof home>['waiting']

interface Kind {
  readonly title: Text
  readonly filter: Filter
}

/** What waits in the insurance, by the permission it waits for; asked in the scope of that permission. */
export const insuranceAtHome: readonly {
  readonly permission: Permission
  readonly waiting: (tx: Tx, actor: Actor) => Promise<Waiting>
}[] = [
  {
    permission: 'insurance:review',
    waiting: (tx, actor) =>
      count(tx, actor, [
        { title: { zh: '失能等级评估申请待审核', en: 'Applications to be looked at' }, filter: { state: 'applied' } },
        { title: { zh: '已受理、待派评估', en: 'Accepted, to be assigned' }, filter: { state: 'accepted' } },
        { title: { zh: '已评估、待提出结论', en: 'Assessed, to be concluded' }, filter: { state: 'assessed' } },
        { title: { zh: '评估结论待公示', en: 'Conclusions to be announced' }, filter: { state: 'concluded' } },
        {
          title: { zh: '结论依据的分级表未核对', en: 'Conclusions that rest on an unconfirmed table' },
          filter: { blocked: true },
        },
        { title: { zh: '评定结论待送达', en: 'Decisions to be delivered' }, filter: { state: 'decided' } },
        { title: { zh: '失能等级到期须复评', en: 'Grades to be assessed anew' }, filter: { reassessment: true } },
      ]),
  },
  {
    permission: 'insurance:decide',
    waiting: (tx, actor) =>
      count(tx, actor, [
        {
          title: { zh: '失能等级公示中、期满待评定', en: 'Announced; to be decided after the notice' },
          filter: { state: 'announced' },
        },
        { title: { zh: '公示异议待处理', en: 'Contested during the notice' }, filter: { state: 'contested' } },
        { title: { zh: '复评申请待处理', en: 'Objections to grades' }, filter: { state: 'objected' } },
      ]),
  },
  {
    permission: 'insurance:assess',
    waiting: (tx, actor) =>
      count(tx, actor, [
        {
          title: { zh: '待我现场评估失能等级', en: 'Disability grades for me to assess' },
          filter: { state: 'assigned', mine: true },
        },
        {
          title: { zh: '与另一评估员不一致、待再看', en: 'Sheets that differ, to look at again' },
          filter: { state: 'differing', mine: true },
        },
      ]),
  },
  {
    permission: 'insurance:approve',
    waiting: async (tx, { accountId }) => {
      const { rows } = await sql<{ rules: number; entries: number }>`
        select (select count(*) from insurance_rule where state = 'proposed' and in_scope(area) and proposed_by <> ${accountId}::uuid)::int as rules,
          (select count(*) from grading_entry where state = 'proposed' and in_scope(area) and proposed_by <> ${accountId}::uuid)::int as entries`.execute(
        tx,
      )
      const { rules = 0, entries = 0 } = rows[0] ?? {}
      return [
        {
          module: 'insurance',
          title: { zh: '长护险地区规则待批准', en: 'Rules of the insurance to approve' },
          count: rules,
          overdue: 0,
          link: '/insurance/rules',
        },
        {
          module: 'insurance',
          title: { zh: '分级表核对待确认', en: 'Entries of the grading table to confirm' },
          count: entries,
          overdue: 0,
          link: '/insurance/grading',
        },
      ]
    },
  },
]

async function count(tx: Tx, actor: Actor, kinds: readonly Kind[]): Promise<Waiting> {
  const waiting: Waiting = []
  for (const { title, filter } of kinds)
    waiting.push({
      module: 'insurance',
      title: { ...title },
      count: await countCases(tx, actor, filter),
      overdue: filter.reassessment ? 0 : await countCases(tx, actor, { ...filter, overdue: true }),
      link: `/insurance/assessments?${new URLSearchParams(Object.entries(filter).map(([key, value]) => [key, String(value)]))}`,
    })
  return waiting
}
