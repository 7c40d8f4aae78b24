import { scopeOf } from '@yinian/core/access/actor.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { checkDifficultyGroups } from '@yinian/core/people/check-difficulty-group.ts'
import { areaNotYours, ownDraft, ruleDecidedAlready, ruleInThePast } from '@yinian/core/people/problems.ts'
import type { AreaRule, MemberGroup } from '@yinian/core/people/special-difficulty.ts'
import type * as api from '@yinian/core/people/special-difficulty-api.ts'
import { isWithin, type RegionCode } from '@yinian/core/regions/code.ts'
import { isDay } from '@yinian/core/time/day.ts'
import { audit } from '../../access/index.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { refreshQueue } from './jobs.ts'
import { getRule } from './rule-queries.ts'

/** @throws areaNotYours, ruleNamesNothing, ruleInThePast */
export async function draftRule(
  work: Work,
  input: BodyOf<typeof api.draftDifficultyRule>,
): Promise<api.DifficultyRule> {
  const { tx, actor } = work
  requireRule(work, input)
  if (!isDay(input.validFrom) || input.validFrom < actor.today)
    throw ruleInThePast({ at: '/validFrom', values: { today: actor.today } })
  const last = await tx
    .selectFrom('special_difficulty_rule')
    .select('version')
    .where('area', '=', input.area)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  const id = newId(actor.now)
  await tx
    .insertInto('special_difficulty_rule')
    .values({
      id,
      area: input.area,
      version: (last?.version ?? 0) + 1,
      state: 'drafted',
      name: JSON.stringify(input.name),
      members: JSON.stringify(input.members),
      valid_from: input.validFrom,
      reason: input.reason,
      drafted_by: actor.accountId,
      drafted_by_name: actor.name,
      drafted_at: actor.now,
    })
    .execute()
  await audit(work, 'people.rule-drafted', about(id, input.area, { validFrom: input.validFrom, reason: input.reason }))
  return getRule(tx, id, actor.today)
}

/** The second person's decision. What an approved rule changes is worked out at once where it counts from today. @throws notFound, ruleDecidedAlready, ownDraft */
export async function decideRule(
  work: Work,
  id: string,
  { decision, reason }: BodyOf<typeof api.decideDifficultyRule>,
): Promise<api.DifficultyRule> {
  const { tx, actor } = work
  const rule = await tx
    .selectFrom('special_difficulty_rule')
    .select(['area', 'state', 'drafted_by', 'valid_from'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!rule || !isMine(work, 'people:approve-rules', rule.area)) throw notFound()
  const held = await tx
    .selectFrom('special_difficulty_rule')
    .select('state')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (held.state !== 'drafted') throw ruleDecidedAlready()
  if (rule.drafted_by === actor.accountId) throw ownDraft()
  await tx
    .updateTable('special_difficulty_rule')
    .set({
      state: decision,
      // Whoever approves late does not let it count from before.
      valid_from: decision === 'approved' && rule.valid_from < actor.today ? actor.today : rule.valid_from,
      decided_by: actor.accountId,
      decided_by_name: actor.name,
      decided_at: actor.now,
      decision_reason: reason,
    })
    .where('id', '=', id)
    .execute()
  if (decision === 'approved' && rule.valid_from <= actor.today)
    await work.jobs.send(tx, refreshQueue, { area: rule.area })
  await audit(work, 'people.rule-decided', about(id, rule.area, { outcome: decision, reason }))
  return getRule(tx, id, actor.today)
}

/** The rule as it can count. @throws areaNotYours, ruleNamesNothing */
export function requireRule(
  work: Work,
  { area, members }: { area: RegionCode; members: readonly unknown[] },
): AreaRule {
  if (!isMine(work, 'people:draft-rules', area)) throw areaNotYours({ at: '/area' })
  const groups = members as readonly MemberGroup[]
  const refused = checkDifficultyGroups(groups)
  if (refused) throw refused
  return { area, members: groups }
}

function isMine({ actor }: Work, permission: 'people:draft-rules' | 'people:approve-rules', area: RegionCode): boolean {
  return scopeOf(actor, permission)?.regions.some((region) => isWithin(area, region)) ?? false
}

function about(id: string, area: RegionCode, detail: Record<string, unknown>) {
  return { region: area, subjectType: 'special-difficulty-rule', subjectId: id, detail }
}
