import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { type AreaRule, type MemberGroup, ruleFor } from '@yinian/core/people/special-difficulty.ts'
import type { DifficultyRule, previewDifficultyRule } from '@yinian/core/people/special-difficulty-api.ts'
import { isWithin, type RegionCode, rangeOf } from '@yinian/core/regions/code.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { type Selectable, sql } from 'kysely'
import type { Tx } from '../../db/database.ts'
import type { SpecialDifficultyRule as RuleRow } from '../../db/generated.ts'
import { nameRegions } from '../../regions/index.ts'
import { groupsOf } from './judge.ts'
import { rulesInForce } from './rules.ts'

/** @throws notFound */
export async function getRule(tx: Tx, id: string, today: Day): Promise<DifficultyRule> {
  const rows = await tx.selectFrom('special_difficulty_rule').selectAll().where('id', '=', id).execute()
  const [rule] = await told(tx, rows, today)
  if (!rule) throw notFound()
  return rule
}

/** The rule that counts for a place on a day; null where there is none. */
export async function findRuleFor(tx: Tx, region: RegionCode, day: Day): Promise<DifficultyRule | null> {
  const rule = ruleFor(region, await rulesInForce(tx, day))
  return rule ? getRule(tx, rule.id, day) : null
}

/** Every version made for a division around or within a place. */
export async function listRules(tx: Tx, region: RegionCode, today: Day): Promise<{ rows: DifficultyRule[] }> {
  const { from, to } = rangeOf(region)
  const rows = await tx
    .selectFrom('special_difficulty_rule')
    .selectAll()
    // A draft is the business of those whose area it is.
    .where((where) => where.or([where('state', '=', 'approved'), sql<boolean>`in_scope(area)`]))
    .orderBy('area', 'desc')
    .orderBy('version', 'desc')
    .execute()
  const near = rows.filter(({ area }) => (area >= from && area <= to) || isWithin(region, area))
  return { rows: await told(tx, near, today) }
}

async function told(tx: Tx, rows: readonly Selectable<RuleRow>[], today: Day): Promise<DifficultyRule[]> {
  const counting = new Set((await rulesInForce(tx, today)).map(({ id }) => id))
  const names = await nameRegions(
    tx,
    rows.map(({ area }) => area),
  )
  return rows.map((row) => ({
    id: row.id,
    area: row.area,
    areaPath: names(row.area).path,
    version: row.version,
    shipped: row.drafted_by === null,
    state: row.state as DifficultyRule['state'],
    inForce: counting.has(row.id),
    name: row.name as unknown as DifficultyRule['name'],
    members: row.members as unknown as DifficultyRule['members'],
    headings: row.headings,
    unverified: row.unverified as unknown as DifficultyRule['unverified'],
    validFrom: row.valid_from,
    reason: row.reason,
    draftedBy: row.drafted_by_name,
    draftedAt: row.drafted_at.toISOString(),
    decidedBy: row.decided_by_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decisionReason: row.decision_reason,
  }))
}

/** What the groups would make of those who live in the area today and have no rule nearer to them. */
export async function previewRule(
  tx: Tx,
  { area, members }: AreaRule,
  today: Day,
): Promise<ReplyOf<typeof previewDifficultyRule>> {
  const others = (await rulesInForce(tx, today)).filter((rule) => rule.area !== area)
  const rules: AreaRule[] = [...others, { area, members }]
  const own = others.filter((rule) => isWithin(rule.area, area)).map((rule) => rule.area)
  const { from, to } = rangeOf(area)
  const { rows } = await sql<{ before: boolean; groups: string[]; people: number }>`
    with judged as (
      select elder.is_special as before,
        array(select g ->> 'id' from jsonb_array_elements(${groupsOf(rules, today)}) g) as groups
      from elder where elder.region between ${from} and ${to} and elder.state = 'active' and in_scope(elder.region))
    select before, groups, count(*)::int as people from judged group by before, groups`.execute(tx)
  const sum = (which: (row: (typeof rows)[number]) => boolean) =>
    rows.filter(which).reduce((people, row) => people + row.people, 0)
  const names = await nameRegions(tx, own)
  return {
    before: sum((row) => row.before),
    after: sum((row) => row.groups.length > 0),
    entering: sum((row) => !row.before && row.groups.length > 0),
    leaving: sum((row) => row.before && row.groups.length === 0),
    groups: members.map((group: MemberGroup) => ({
      id: group.id,
      name: group.name,
      count: sum((row) => row.groups.includes(group.id)),
    })),
    own: own.map((code) => ({ code, path: names(code).path })),
  }
}
