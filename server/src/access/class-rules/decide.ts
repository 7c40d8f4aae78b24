import { mayTake, type RequestState, requestProcedure } from '@yinian/core/access/grant-request.ts'
import { needsSecondPerson, reasonNeeded } from '@yinian/core/access/problems.ts'
import { next } from '@yinian/core/cases/procedure.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound, staleVersion } from '@yinian/core/http/problems.ts'
import type { ClassRequest, decideClassRequest } from '@yinian/core/privacy/class-rule-api.ts'
import { classPeriod } from '@yinian/core/privacy/problems.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { requireWithin } from '../accounts.ts'
import { audit } from '../audit.ts'
import { getClassRequest, type RequestRow } from './queries.ts'
import { requirePossible } from './request.ts'

/**
 * Approves, refuses or takes back a request; approved, the rule begins or ends at the next request of whoever it concerns.
 * @throws notFound, staleVersion, eventRefused, needsSecondPerson, reasonNeeded, beyondOwnScope, classRuleHeld, classRuleMissing, classPeriod
 */
export async function decideOnClassRule(
  work: Work,
  { county, id }: { readonly county: string; readonly id: string },
  { event, reason, version }: BodyOf<typeof decideClassRequest>,
): Promise<ClassRequest> {
  const { tx, actor } = work
  const row = await tx
    .selectFrom('class_request')
    .selectAll()
    .where('county', '=', county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  if (row.version !== version) throw staleVersion()
  const state = next(requestProcedure, row.state as RequestState, event)
  if (!mayTake(event, { requestedBy: row.requested_by, accountId: null }, actor.accountId)) throw needsSecondPerson()
  if (event === 'refuse' && reason.trim() === '') throw reasonNeeded({ at: '/reason' })
  requireWithin(actor, 'grants:manage', row.region, '/region')
  await tx
    .updateTable('class_request')
    .set({
      state,
      decided_by: actor.accountId,
      decided_by_name: actor.name,
      decided_at: actor.now,
      decision_reason: reason.trim() === '' ? null : reason.trim(),
      version: version + 1,
    })
    .where('county', '=', county)
    .where('id', '=', id)
    .execute()
  if (event === 'approve') await putInForce(work, row)
  await audit(work, actionOf(event, row.kind), {
    region: row.region,
    subjectType: 'class-rule',
    subjectId: id,
    detail: { role: row.role, dataClass: row.data_class, reason: reason.trim(), requestedBy: row.requested_by_name },
  })
  return getClassRequest(tx, actor, id)
}

const actionOf = (event: string, kind: string): string => {
  if (event === 'refuse') return 'access.class-rule-refused'
  if (event === 'withdraw') return 'access.class-rule-taken-back'
  return kind === 'withhold' ? 'access.class-withheld' : 'access.class-shown'
}

async function putInForce(work: Work, row: RequestRow): Promise<void> {
  const { tx, actor } = work
  await requirePossible(work, row.kind, row)
  if (row.kind === 'show') {
    await endRule(work, row)
    return
  }
  const from = row.valid_from === null || row.valid_from < actor.today ? actor.today : row.valid_from
  if (row.valid_to !== null && row.valid_to <= from) throw classPeriod()
  await tx
    .insertInto('class_rule')
    .values({
      county: row.county,
      id: newId(actor.now),
      region: row.region,
      role: row.role,
      data_class: row.data_class,
      valid_from: from,
      valid_to: row.valid_to,
      reason: row.reason,
      request_id: row.id,
      proposed_by_name: row.requested_by_name,
      approved_by: actor.accountId,
      approved_by_name: actor.name,
      approved_at: actor.now,
    })
    .execute()
}

/** Ended, a rule stays for whoever asks later what was seen when; one that had not begun held for no day. */
async function endRule({ tx, actor }: Work, row: RequestRow): Promise<void> {
  const ended = await tx
    .selectFrom('class_rule')
    .select(['id', 'valid_from'])
    .where('county', '=', row.county)
    .where('region', '=', row.region)
    .where('role', '=', row.role)
    .where('data_class', '=', row.data_class)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', actor.today)]))
    .execute()
  for (const { id, valid_from: from } of ended)
    await tx
      .updateTable('class_rule')
      .set({ valid_to: from > actor.today ? from : actor.today, ended_request_id: row.id })
      .where('county', '=', row.county)
      .where('id', '=', id)
      .execute()
}
