import { unknownRole } from '@yinian/core/access/problems.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import type { ClassRequest, requestClassRule } from '@yinian/core/privacy/class-rule-api.ts'
import { classPeriod, classRequestWaiting, classRuleHeld, classRuleMissing } from '@yinian/core/privacy/problems.ts'
import { countyOf, type RegionCode } from '@yinian/core/regions/code.ts'
import { addDays, type Day } from '@yinian/core/time/day.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { requireWithin } from '../accounts.ts'
import { audit } from '../audit.ts'
import { getClassRequest, listRolesRuled, placesOver } from './queries.ts'

/** What a request is about. */
export interface RuledPlace {
  readonly region: RegionCode
  readonly role: string
  readonly data_class: string
}

/**
 * Asks for a class of data to be withheld from a role, or to be shown again. Nothing changes before a second person agrees:
 * the one takes away what people work with, the other lets more be seen.
 * @throws beyondOwnScope, unknownRole, classRuleHeld, classRuleMissing, classRequestWaiting, classPeriod
 */
export async function askForClassRule(work: Work, input: BodyOf<typeof requestClassRule>): Promise<ClassRequest> {
  const { tx, actor } = work
  requireWithin(actor, 'grants:manage', input.region, '/region')
  const ruled = await listRolesRuled(tx)
  if (!ruled.some(({ id }) => id === input.role)) throw unknownRole({ at: '/role', values: { role: input.role } })
  const about = { region: input.region, role: input.role, data_class: input.dataClass }
  const period = input.kind === 'withhold' ? periodOf(input, actor.today) : { from: null, to: null }
  await requirePossible(work, input.kind, about)
  const id = newId(actor.now)
  const made = await tx
    .insertInto('class_request')
    .values({
      county: countyOf(input.region),
      id,
      ...about,
      kind: input.kind,
      valid_from: period.from,
      valid_to: period.to,
      reason: input.reason.trim(),
      requested_by: actor.accountId,
      requested_by_name: actor.name,
      requested_at: actor.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw classRequestWaiting()
  await audit(work, 'access.class-rule-requested', {
    region: input.region,
    subjectType: 'class-rule',
    subjectId: id,
    detail: { kind: input.kind, role: input.role, dataClass: input.dataClass, reason: input.reason.trim() },
  })
  return getClassRequest(tx, actor, id)
}

/** A rule that is held above adds nothing below; one that is not held here cannot be ended here. */
export async function requirePossible({ tx, actor }: Work, kind: string, about: RuledPlace): Promise<void> {
  const held = await tx
    .selectFrom('class_rule')
    .select('region')
    .where('role', '=', about.role)
    .where('data_class', '=', about.data_class)
    .where('region', 'in', placesOver(about.region))
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', actor.today)]))
    .execute()
  if (kind === 'withhold' && held.length > 0) throw classRuleHeld()
  if (kind === 'show' && !held.some(({ region }) => region === about.region)) throw classRuleMissing()
}

function periodOf(
  { from, until }: { readonly from?: Day; readonly until?: Day },
  today: Day,
): { from: Day | null; to: Day | null } {
  if (until !== undefined && (until < today || (from !== undefined && until < from)))
    throw classPeriod({ at: '/until' })
  return { from: from ?? null, to: until === undefined ? null : addDays(until, 1) }
}
