import { canObject, canWithdraw, sayAssessment } from '@yinian/core/assessments/plain-words.ts'
import { telephoneWrong } from '@yinian/core/assessments/problems.ts'
import {
  type AssessmentEvent,
  type AssessmentState,
  nextState,
  openStates,
} from '@yinian/core/assessments/procedure.ts'
import { reassessmentState } from '@yinian/core/assessments/validity.ts'
import type { askForAssessment, OwnAssessments } from '@yinian/core/family/assessment-api.ts'
import {
  assessmentNotLiving,
  assessmentUnderWay,
  requestNotAgreed,
  resultStillValid,
} from '@yinian/core/family/problems.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound, staleVersion } from '@yinian/core/http/problems.ts'
import { abilityLevelNames } from '@yinian/core/people/exported-columns.ts'
import { readPhone } from '@yinian/core/people/phone.ts'
import { withTexts } from '@yinian/core/people/problems.ts'
import type { RegionCode } from '@yinian/core/regions/code.ts'
import { dayAt } from '@yinian/core/time/day.ts'
import { dayText } from '@yinian/core/time/write-day.ts'
import { sql } from 'kysely'
import { audit } from '../access/index.ts'
import type { Work } from '../http/work.ts'
import { sealLabels } from '../people/index.ts'
import { hasConsent } from '../privacy/index.ts'
import { instrumentInForce } from './instruments.ts'
import { subjectOf } from './looks.ts'
import { objectWith } from './operations/decide.ts'
import { move } from './operations/move.ts'
import { openRequest } from './operations/request.ts'
import { type ToldRow, toldColumns, toTold } from './told.ts'

/** An elder and who stands for them, in the scope of their own account. */
export interface OwnElder {
  readonly county: string
  readonly id: string
  readonly region: RegionCode
  readonly standsAs: 'self' | 'relative'
  /** As whom they are named to whoever is at work. */
  readonly askerName: string
  /** Without the relation; whoever is called. */
  readonly holderName: string
}

type Asking = OwnAssessments['asking']

/** Where an elder's assessments stand, newest first, and what asking for one would be. */
export async function listOwn(work: Work, elder: OwnElder): Promise<OwnAssessments> {
  const { tx, actor } = work
  const file = await fileOf(work, elder)
  const found = await tx
    .selectFrom('assessment')
    .select(toldColumns)
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .orderBy('id', 'desc')
    .limit(20)
    .execute()
  const agreed = await mayRequest(work, elder)
  const rows: OwnAssessments['rows'] = []
  for (const row of found) {
    const told = await toTold(tx, row, await assessorsOf(work, row))
    rows.push({
      id: row.id,
      version: row.version,
      askedOn: dayAt(row.requested_at),
      open: isOpen(row),
      said: sayAssessment(told, actor.today).map((text) => ({ ...text })),
      mayWithdraw: agreed && canWithdraw(told),
      mayObject: agreed && canObject(told, actor.today),
    })
  }
  const level = file.ability_level === null ? undefined : abilityLevelNames[file.ability_level]
  return {
    asking: agreed ? askingNow(file, found.some(isOpen), actor.today) : 'not-agreed',
    level: level ? { ...level } : null,
    validUntil: file.ability_valid_until,
    phone: file.phone_masked,
    rows,
  }
}

/**
 * The same request as an officer would open, marked as asked for online and by whom.
 * @throws notFound, requestNotAgreed, assessmentNotLiving, assessmentUnderWay, resultStillValid, telephoneWrong
 */
export async function askForOwn(
  work: Work,
  elder: OwnElder,
  asked: BodyOf<typeof askForAssessment>,
): Promise<OwnAssessments> {
  const { asking, validUntil, phone: onFile } = await listOwn(work, elder)
  const change = asked.change?.trim() ?? ''
  if (asking === 'not-agreed') throw requestNotAgreed()
  if (asking === 'not-living') throw assessmentNotLiving()
  if (asking === 'under-way') throw assessmentUnderWay()
  if (asking === 'changed' && change === '')
    throw withTexts(resultStillValid, { day: dayText(validUntil ?? work.actor.today) })
  const given = asked.telephone?.trim() ?? ''
  // A relative is called on their own telephone, which no file knows.
  if (given === '' && (onFile === null || elder.standsAs === 'relative')) throw telephoneWrong({ at: '/telephone' })
  const phone = given === '' ? await phoneOnFile(work, elder) : readPhone(given)
  if (phone === null) throw telephoneWrong({ at: '/telephone' })
  await openRequest(work, {
    elder: { ...elder, state: 'active' },
    instrument: await instrumentInForce(work.tx, 'gbt-42195', elder.region, work.actor.today),
    reason: asking === 'changed' ? 'immediate' : asking,
    reasonNote: change,
    contactName: elder.holderName,
    phone,
    channel: 'online',
    askedAs: elder.standsAs,
    askerName: elder.askerName,
    wishedPlace: asked.wishedPlace,
    wishedTime: asked.wishedTime,
  })
  return listOwn(work, elder)
}

/** @throws notFound, requestNotAgreed, eventRefused, staleVersion */
export async function withdrawOwn(work: Work, elder: OwnElder, id: string, version: number): Promise<OwnAssessments> {
  const held = await holdOwn(work, elder, id, 'withdraw', version)
  const reason = elder.standsAs === 'self' ? '本人在网上撤回' : '家属在网上撤回'
  await move(work, held, 'withdraw', { reason, by: elder.askerName })
  if (held.organisation_id !== null) {
    await sql`select leave_withdrawn(${held.county}, ${held.id}::uuid)`.execute(work.tx)
    await audit(work, 'people.serving-removed', {
      ...subjectOf(held),
      subjectType: 'elder',
      subjectId: held.elder_id,
      detail: { organisation: held.organisation_id },
    })
  }
  return listOwn(work, elder)
}

/** @throws notFound, requestNotAgreed, eventRefused, staleVersion, objectionTooLate */
export async function objectToOwn(
  work: Work,
  elder: OwnElder,
  id: string,
  { reason, version }: { readonly reason: string; readonly version: number },
): Promise<OwnAssessments> {
  const held = await holdOwn(work, elder, id, 'object', version)
  await objectWith(work, held, { reason: reason.trim(), by: elder.askerName })
  return listOwn(work, elder)
}

/** Holds an assessment of the elder for what they may do with it themselves, as officers hold theirs. */
async function holdOwn(
  work: Work,
  elder: OwnElder,
  id: string,
  event: Extract<AssessmentEvent, 'withdraw' | 'object'>,
  version: number,
): Promise<ToldRow> {
  if (!(await mayRequest(work, elder))) throw requestNotAgreed()
  const find = () =>
    work.tx
      .selectFrom('assessment')
      .select(toldColumns)
      .where('county', '=', elder.county)
      .where('elder_id', '=', elder.id)
      .where('id', '=', id)
  const seen = await find().executeTakeFirst()
  if (!seen || seen.check_of !== null) throw notFound()
  nextState(seen.state as AssessmentState, event)
  if (seen.version !== version) throw staleVersion()
  const held = await find().forUpdate().executeTakeFirst()
  if (!held || held.version !== version) throw staleVersion()
  return held
}

/** The elder themselves; a relative where the elder agreed to that in particular (Civil Code Arts. 161 and 165). */
export async function mayRequest(work: Work, elder: OwnElder): Promise<boolean> {
  return elder.standsAs === 'self' || hasConsent(work, elder, 'relative-requests', work.actor.accountId)
}

function fileOf({ tx }: Work, { county, id }: OwnElder) {
  return tx
    .selectFrom('elder')
    .select(['state', 'phone_masked', 'ability_level', 'ability_valid_until'])
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

/** Opened to be sealed again in the request, and shown to nobody. */
async function phoneOnFile({ tx, vault }: Work, { county, id }: OwnElder): Promise<string | null> {
  const { phone_sealed: sealed } = await tx
    .selectFrom('elder')
    .select('phone_sealed')
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return sealed === null ? null : vault.open(county, sealLabels.phone(id), sealed)
}

function askingNow(
  file: { readonly state: string; readonly ability_valid_until: string | null },
  open: boolean,
  today: string,
): Asking {
  if (open) return 'under-way'
  if (file.state !== 'active') return 'not-living'
  if (file.ability_valid_until === null) return 'first'
  return reassessmentState({ validUntil: file.ability_valid_until }, today) === 'not-due' ? 'changed' : 'regular'
}

const isOpen = ({ state }: Pick<ToldRow, 'state'>): boolean => (openStates as readonly string[]).includes(state)

async function assessorsOf({ tx }: Work, { county, id }: ToldRow): Promise<string[]> {
  const { rows } = await sql<{ names: string[] }>`select named_assessors(${county}, ${id}::uuid) as names`.execute(tx)
  return rows[0]?.names ?? []
}
