import { type AssessmentEvent, type AssessmentState, nextState } from '@yinian/core/assessments/procedure.ts'
import { notAllowed, notFound, staleVersion } from '@yinian/core/http/problems.ts'
import type { Selectable, Updateable } from 'kysely'
import { audit } from '../../access/index.ts'
import type { Tx } from '../../db/database.ts'
import type { Assessment as AssessmentTable } from '../../db/generated.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { actionOf } from '../actions.ts'
import { subjectOf } from '../looks.ts'
import { findHeld, type Place } from '../read.ts'
import { mayCause } from '../rights.ts'

export type Held = Selectable<AssessmentTable>

/** As much of an assessment as a change of its state needs. */
export type Movable = Pick<Held, 'county' | 'region' | 'id' | 'elder_id' | 'organisation_id' | 'state' | 'version'>

/**
 * Holds an assessment for an event, once it is sure that the event may happen: seen by the actor, theirs to cause, listed
 * by the state, and not changed since the actor read it.
 * @throws notFound, notAllowed, staleVersion, eventRefused
 */
export async function holdFor(
  { tx, actor }: Work,
  place: Place,
  event: AssessmentEvent | ((state: AssessmentState) => AssessmentEvent),
  version: number,
): Promise<Held> {
  const seen = await findHeld(tx, place)
  if (!seen) throw notFound()
  const state = seen.state as AssessmentState
  const one = typeof event === 'function' ? event(state) : event
  if (!mayCause(actor, one, { region: seen.region, organisationId: seen.organisation_id })) throw notAllowed()
  if (seen.version !== version) throw staleVersion()
  nextState(state, one)
  const held = await lock(tx, place)
  // Somebody was faster between looking and holding.
  if (!held || held.version !== version) throw staleVersion()
  return held
}

function lock(tx: Tx, { county, id }: Place): Promise<Held | undefined> {
  return tx
    .selectFrom('assessment')
    .selectAll()
    .where('county', '=', county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

interface Moved {
  readonly changes?: Updateable<AssessmentTable>
  readonly reason?: string
  /** Whose name the history of the case shows; the account’s unless said. */
  readonly by?: string
  /** Without personal data in clear. */
  readonly detail?: Readonly<Record<string, unknown>>
  /** False where the event is too small for the history of the case; the audit trail has it all the same. */
  readonly step?: boolean
}

/** The one place where an assessment changes its state: by the procedure, with its step and its audit event. */
export async function move(work: Work, held: Movable, event: AssessmentEvent, moved: Moved = {}): Promise<void> {
  const { tx } = work
  const state = nextState(held.state as AssessmentState, event)
  const version = held.version + 1
  await tx
    .updateTable('assessment')
    .set({ ...moved.changes, state, version })
    .where('county', '=', held.county)
    .where('id', '=', held.id)
    .execute()
  const organisationId = moved.changes?.organisation_id ?? held.organisation_id
  if (moved.step !== false)
    await recordStep(work, { ...held, organisation_id: organisationId }, { event, state, position: version, ...moved })
  const detail = { ...moved.detail, ...(moved.reason === undefined ? {} : { reason: moved.reason }) }
  await audit(work, actionOf(event), { ...subjectOf(held), detail })
}

interface Step {
  readonly event: AssessmentEvent | null
  readonly state: AssessmentState
  readonly position: number
  readonly reason?: string
  readonly by?: string
}

export async function recordStep(
  { tx, actor }: Work,
  held: Pick<Held, 'county' | 'region' | 'id' | 'organisation_id'>,
  { event, state, position, reason, by }: Step,
): Promise<void> {
  await tx
    .insertInto('assessment_step')
    .values({
      county: held.county,
      id: newId(actor.now),
      region: held.region,
      assessment_id: held.id,
      organisation_id: held.organisation_id,
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

/** Ends every open signature: what is changed afterwards has been signed by nobody. */
export async function voidSignatures({ tx, actor }: Work, { county, id }: Place): Promise<void> {
  await tx
    .updateTable('assessment_signature')
    .set({ withdrawn_at: actor.now, withdrawn_by: actor.accountId })
    .where('county', '=', county)
    .where('assessment_id', '=', id)
    .where('withdrawn_at', 'is', null)
    .execute()
}
