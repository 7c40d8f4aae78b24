import { scopeOf } from '@yinian/core/access/actor.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound, staleVersion } from '@yinian/core/http/problems.ts'
import type { GuardianshipFile, takeGuardianshipStep } from '@yinian/core/people/guardianship/api.ts'
import * as problems from '@yinian/core/people/guardianship/problems.ts'
import {
  candidateStates,
  type GuardianshipState,
  guardianshipDueOn,
  guardianshipSteps,
  nextGuardianshipState,
  stepKind,
} from '@yinian/core/people/guardianship/procedure.ts'
import {
  type GuardianshipRoute,
  guardianshipDocuments,
  guardianshipEndings,
} from '@yinian/core/people/guardianship/vocabulary.ts'
import { maskPhone, readPhone } from '@yinian/core/people/phone.ts'
import { phoneInvalid, withTexts } from '@yinian/core/people/problems.ts'
import { isWithin } from '@yinian/core/regions/code.ts'
import { type Day, isDay } from '@yinian/core/time/day.ts'
import type { Updateable } from 'kysely'
import { audit } from '../../access/index.ts'
import type { GuardianshipArrangement } from '../../db/generated.ts'
import type { Work } from '../../http/work.ts'
import { type ElderReference, lockElder } from '../elder-file.ts'
import { lookAt } from '../looks.ts'
import { addRelatedPersons } from '../operations/related-persons.ts'
import { labels } from '../sealed-elder.ts'
import { type HeldArrangement, keepStep } from './arrangements.ts'
import { beginArrangement, readDue } from './open.ts'
import { readGuardianship } from './read.ts'
import { writeGuardianship } from './situation.ts'

type Asked = BodyOf<typeof takeGuardianshipStep>
type Change = Updateable<GuardianshipArrangement>

/** Takes an arrangement one step further, with all that follows from it on the file. @throws see the endpoint */
export async function takeStep(
  work: Work,
  place: { readonly county: string; readonly id: string },
  asked: Asked,
): Promise<GuardianshipFile> {
  const { tx, actor } = work
  const seen = await find(work, place)
  if (!seen) throw notFound()
  const elder = await lockElder(tx, seen.elder_id)
  const held = await find(work, place)
  if (!held || elder.state !== 'active') throw notFound()
  if (held.version !== asked.version) throw staleVersion()
  const state = held.state as GuardianshipState
  const to = nextGuardianshipState(state, asked.event)
  requireAllowed(work, held, asked)
  const on = requireDay(work, held, asked.on)
  requireTold(asked, actor.today)
  const responsible = asked.responsible?.trim() || held.responsible
  const dueOn = readDue(asked.dueOn, actor.today) ?? guardianshipDueOn(to, on)
  const told = await whatItTells(work, held, asked)
  const effects = await followUp(work, elder, held, { asked, on })
  await tx
    .updateTable('guardianship_arrangement')
    .set({
      ...leaving(to),
      ...told,
      ...effects,
      state: to,
      responsible,
      due_on: dueOn,
      ...(to === 'withdrawn' ? { ended_on: on } : {}),
      version: held.version + 1,
      updated_at: actor.now,
    })
    .where('county', '=', held.county)
    .where('id', '=', held.id)
    .execute()
  const documents = (asked.documents ?? []).filter(({ number, on }) => number.trim() !== '' || on !== undefined)
  await keepStep(work, held, {
    event: asked.event,
    from: state,
    to,
    on,
    dueOn,
    responsible,
    documents,
    note: asked.note,
  })
  await audit(work, 'people.guardianship-step', {
    ...lookAt(elder),
    detail: { decision: asked.event, state: to, on, ...(asked.ending ? { reason: asked.ending } : {}) },
  })
  if (asked.event === 'end' && asked.ending && guardianshipEndings[asked.ending].seeksAnew)
    await beginArrangement(work, elder, { responsible })
  return readGuardianship(work, elder)
}

function find({ tx }: Work, { county, id }: { county: string; id: string }): Promise<HeldArrangement | undefined> {
  return tx
    .selectFrom('guardianship_arrangement')
    .selectAll()
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Villages propose, township and county decide, and nobody decides on a candidate of their own. */
function requireAllowed({ actor }: Work, held: HeldArrangement, { event }: Asked): void {
  const { name, permission, secondPerson } = stepKind(event)
  const mine = scopeOf(actor, permission)?.regions.some((region) => isWithin(held.region, region)) ?? false
  if (!mine) throw withTexts(problems.notYours, { event: name })
  if (!guardianshipSteps(held.state as GuardianshipState, held.route as GuardianshipRoute | null).includes(event))
    throw problems.candidateMissing({ at: '/event' })
  if (secondPerson && held.proposed_by === actor.accountId) throw problems.ownProposal()
}

function requireDay({ actor }: Work, held: HeldArrangement, on: Day | undefined): Day {
  const from = held.in_force_on ?? held.opened_on
  if (on !== undefined && (!isDay(on) || on < from || on > actor.today))
    throw problems.stepDayWrong({ at: '/on', values: { from, to: actor.today } })
  return on ?? actor.today
}

function requireTold(asked: Asked, today: Day): void {
  const { event, documents = [], candidate, route, temporaryGuardian, ending, note } = asked
  const kind = stepKind(event)
  for (const needed of kind.documents)
    if (!documents.some((one) => one.kind === needed && (one.number.trim() !== '' || one.on !== undefined)))
      throw withTexts(problems.documentMissing, { document: guardianshipDocuments[needed] }, { at: '/documents' })
  if (documents.some(({ on }) => on !== undefined && (!isDay(on) || on > today)))
    throw problems.stepDayWrong({ at: '/documents', values: { from: '1949-10-01', to: today } })
  const wayMissing = event === 'propose' && (route === undefined || route === 'court')
  if (kind.tells === 'candidate' && (!candidate?.name.trim() || wayMissing))
    throw problems.candidateMissing({ at: '/candidate' })
  if (kind.tells === 'temporary' && !temporaryGuardian?.trim())
    throw problems.detailMissing({ at: '/temporaryGuardian' })
  if (kind.tells === 'ending' && ending === undefined) throw problems.detailMissing({ at: '/ending' })
  if (kind.tells === 'reason' && !note?.trim()) throw problems.detailMissing({ at: '/note' })
}

/** What the step says about the arrangement itself. @throws phoneInvalid */
async function whatItTells({ actor, vault }: Work, held: HeldArrangement, asked: Asked): Promise<Change> {
  if (stepKind(asked.event).tells === 'temporary')
    return { temporary_guardian: asked.temporaryGuardian?.trim() ?? null }
  if (asked.event === 'apply-to-court') return { route: 'court' }
  const { candidate } = asked
  if (stepKind(asked.event).tells !== 'candidate' || candidate === undefined) return {}
  const phone = candidate.phone?.trim() ? readPhone(candidate.phone) : null
  if (candidate.phone?.trim() && phone === null) throw phoneInvalid({ at: '/candidate/phone' })
  return {
    route: asked.event === 'court-appoints' ? 'court' : (asked.route ?? null),
    candidate_name: candidate.name.trim(),
    candidate_relation: candidate.relation,
    candidate_phone_sealed:
      phone === null ? null : await vault.seal(held.county, labels.guardianCandidatePhone(held.id), phone),
    candidate_phone_masked: phone === null ? null : maskPhone(phone),
    proposed_by: actor.accountId,
  }
}

/** Going back to looking for somebody takes the candidate along. */
function leaving(to: GuardianshipState): Change {
  if (candidateStates.includes(to) || to === 'in-force' || to === 'ended') return {}
  return to === 'in-court'
    ? {}
    : {
        route: null,
        candidate_name: null,
        candidate_relation: null,
        candidate_phone_sealed: null,
        candidate_phone_masked: null,
        proposed_by: null,
      }
}

/** What follows on the elder's file: the guardian among the people around, and what is said of guardianship. */
async function followUp(
  work: Work,
  elder: ElderReference,
  held: HeldArrangement,
  { asked, on }: { asked: Asked; on: Day },
): Promise<Change> {
  if (asked.event === 'take-effect') {
    const [guardian] = await addRelatedPersons(work, [{ elder, person: await guardianOf(work, held) }])
    await writeGuardianship(work, elder, { value: 'guarded', from: on, source: '监护安排生效' })
    return { in_force_on: on, temporary_guardian: null, related_person_id: guardian ?? null }
  }
  if (asked.event !== 'end' || asked.ending === undefined) return {}
  if (held.related_person_id !== null)
    await work.tx
      .updateTable('related_person')
      .set((row) => ({ valid_to: row.fn<string>('greatest', ['valid_from', row.cast(row.val(on), 'date')]) }))
      .where('county', '=', held.county)
      .where('id', '=', held.related_person_id)
      .where('valid_to', 'is', null)
      .execute()
  const { seeksAnew, name } = guardianshipEndings[asked.ending]
  await writeGuardianship(work, elder, {
    value: seeksAnew ? 'none' : 'not-needed',
    from: on,
    source: `监护终止：${name.zh}`,
  })
  return { ended_on: on, ended_as: asked.ending }
}

async function guardianOf({ vault }: Work, held: HeldArrangement) {
  if (held.candidate_name === null || held.candidate_relation === null) throw problems.candidateMissing()
  const phone =
    held.candidate_phone_sealed === null
      ? undefined
      : await vault.open(held.county, labels.guardianCandidatePhone(held.id), held.candidate_phone_sealed)
  return {
    name: held.candidate_name,
    relation: held.candidate_relation,
    roles: ['guardian'],
    ...(phone === undefined ? {} : { phone }),
  }
}
