import { type Actor, partiesTo, scopeOf } from '@yinian/core/access/actor.ts'
import { next } from '@yinian/core/cases/procedure.ts'
import { notAllowed, notFound, staleVersion } from '@yinian/core/http/problems.ts'
import { reasonMissing, secondPersonNeeded } from '@yinian/core/insurance/problems.ts'
import {
  type DisabilityEvent,
  type DisabilityState,
  disabilityEventKind,
  disabilityProcedure,
} from '@yinian/core/insurance/procedure.ts'
import { type InsuranceSettings, stepDueOn } from '@yinian/core/insurance/rule.ts'
import { isWithin } from '@yinian/core/regions/code.ts'
import type { Selectable, Updateable } from 'kysely'
import { audit } from '../access/index.ts'
import type { Tx } from '../db/database.ts'
import type { DisabilityAssessment } from '../db/generated.ts'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import { actionOf } from './actions.ts'
import type { Place } from './rows.ts'
import { settingsFrom } from './rules.ts'

export type Held = Selectable<DisabilityAssessment>

export const settingsOf = ({ rule }: Pick<Held, 'rule'>): InsuranceSettings =>
  settingsFrom((rule as { settings?: unknown }).settings)

export function subjectOf(held: Pick<Held, 'id' | 'region' | 'elder_id'>) {
  return { region: held.region, subjectType: 'disability-assessment', subjectId: held.id, elderId: held.elder_id }
}

/** Whether somebody holds the permission of an event where the case is. */
export function mayCause(
  actor: Actor,
  event: DisabilityEvent,
  held: Pick<Held, 'region' | 'organisation_id'>,
): boolean {
  const scope = scopeOf(actor, disabilityEventKind(event).permission)
  if (disabilityEventKind(event).permission === 'insurance:assess')
    return scope?.role === 'organisation' && scope.organisationId === held.organisation_id
  return scope?.role === 'official' && scope.regions.some((region) => isWithin(held.region, region))
}

export function findCase(tx: Tx, { county, id }: Place): Promise<Held | undefined> {
  return tx
    .selectFrom('disability_assessment')
    .selectAll()
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()
}

/**
 * Holds a case for an event, once it is sure that the event may happen: seen by the actor, theirs to cause, listed by the
 * state, not changed since they read it, and by a second person where that is asked.
 * @throws notFound, notAllowed, staleVersion, eventRefused, secondPersonNeeded
 */
export async function holdFor(work: Work, place: Place, event: DisabilityEvent, version: number): Promise<Held> {
  const { tx, actor } = work
  const seen = await findCase(tx, place)
  if (!seen) throw notFound()
  if (!mayCause(actor, event, seen)) throw notAllowed()
  if (seen.version !== version) throw staleVersion()
  next(disabilityProcedure, seen.state as DisabilityState, event)
  const held = await lock(tx, place)
  // Somebody was faster between looking and holding.
  if (!held || held.version !== version) throw staleVersion()
  if (disabilityEventKind(event).secondPerson && (await hasHandled(work, held))) throw secondPersonNeeded()
  return held
}

function lock(tx: Tx, { county, id }: Place): Promise<Held | undefined> {
  return tx
    .selectFrom('disability_assessment')
    .selectAll()
    .where('county', '=', county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** Whether the actor, or somebody on whose behalf they act, has accepted, assessed, concluded or announced the case. */
export async function hasHandled({ tx, actor }: Pick<Work, 'tx' | 'actor'>, held: Held): Promise<boolean> {
  const parties = partiesTo(actor, 'insurance:decide', held.region)
  if (parties.some((one) => held.handled_by.includes(one))) return true
  const sheet = await tx
    .selectFrom('disability_sheet')
    .select('id')
    .where('county', '=', held.county)
    .where('assessment_id', '=', held.id)
    .where('account_id', 'in', parties)
    .limit(1)
    .executeTakeFirst()
  return sheet !== undefined
}

interface Moved {
  readonly changes?: Updateable<DisabilityAssessment>
  readonly reason?: string | undefined
  /** Whose name the history shows; the account’s unless said. */
  readonly by?: string
  /** Without personal data in clear. */
  readonly detail?: Readonly<Record<string, unknown>>
}

/** The one place where a case changes its state: by the procedure, with its clock, its step and its audit event. */
export async function move(work: Work, held: Held, event: DisabilityEvent, moved: Moved = {}): Promise<void> {
  const { tx, actor } = work
  const { changes = {}, reason } = moved
  if ('reason' in disabilityEventKind(event) && (reason ?? '').trim().length < 2) throw reasonMissing({ at: '/reason' })
  const state = next(disabilityProcedure, held.state as DisabilityState, event)
  const version = held.version + 1
  const noticeUntil = changes.notice_until === undefined ? held.notice_until : (changes.notice_until as string | null)
  await tx
    .updateTable('disability_assessment')
    .set({ ...changes, state, version, due_on: stepDueOn(state, actor.today, settingsOf(held), noticeUntil) })
    .where('county', '=', held.county)
    .where('id', '=', held.id)
    .execute()
  await recordStep(work, held, {
    organisationId: changes.organisation_id ?? held.organisation_id,
    event,
    state,
    position: version,
    ...(reason === undefined ? {} : { reason: reason.trim() }),
    ...(moved.by === undefined ? {} : { by: moved.by }),
  })
  const detail = { ...moved.detail, ...(reason === undefined ? {} : { reason: reason.trim() }) }
  await audit(work, actionOf(event), { ...subjectOf(held), detail })
}

interface Step {
  readonly organisationId: string | null
  readonly event: DisabilityEvent | null
  readonly state: DisabilityState
  readonly position: number
  readonly reason?: string
  readonly by?: string
}

export async function recordStep(
  { tx, actor }: Work,
  held: Pick<Held, 'county' | 'region' | 'id'>,
  { organisationId, event, state, position, reason, by }: Step,
): Promise<void> {
  await tx
    .insertInto('disability_step')
    .values({
      county: held.county,
      id: newId(actor.now),
      region: held.region,
      assessment_id: held.id,
      organisation_id: organisationId,
      position,
      event,
      state,
      reason: reason ?? null,
      at: actor.now,
      account_id: actor.accountId,
      account_name: by ?? actor.name,
    })
    .execute()
}
