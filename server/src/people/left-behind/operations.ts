import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type {
  CareFile,
  correctCareContact,
  recordCareContact,
  setCarePlan,
  setFamilyContact,
} from '@yinian/core/people/left-behind/api.ts'
import { alreadyCorrected, careDayWrong, notAChild } from '@yinian/core/people/left-behind/problems.ts'
import { maskPhone, readPhone } from '@yinian/core/people/phone.ts'
import { phoneInvalid } from '@yinian/core/people/problems.ts'
import { addDays, isDay } from '@yinian/core/time/day.ts'
import { audit } from '../../access/index.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { type ElderReference, lockElder } from '../elder-file.ts'
import { lookAt } from '../looks.ts'
import { touch } from '../operations/circumstances.ts'
import { labels } from '../sealed-elder.ts'
import { readCare } from './read.ts'
import { refreshCareState } from './state.ts'

/** Who looks in how often; the plan before stays in the file. @throws notFound, phoneInvalid */
export async function planCare(work: Work, elderId: string, plan: BodyOf<typeof setCarePlan>): Promise<CareFile> {
  const { tx, actor, vault } = work
  const elder = await lockLiving(work, elderId)
  const phone = plan.personPhone?.trim() ? readPhone(plan.personPhone) : null
  if (plan.personPhone?.trim() && phone === null) throw phoneInvalid({ at: '/personPhone' })
  const row = rowFor(work, elder)
  const note = plan.note?.trim() ?? ''
  await tx
    .insertInto('care_plan')
    .values({
      ...row,
      person_name: plan.personName.trim(),
      person_phone_sealed:
        phone === null ? null : await vault.seal(elder.county, labels.carePersonPhone(row.id), phone),
      person_phone_masked: phone === null ? null : maskPhone(phone),
      manner: plan.manner,
      interval_days: plan.intervalDays,
      valid_from: actor.today,
      note_sealed: note === '' ? null : await vault.seal(elder.county, labels.carePlanNote(row.id), note),
    })
    .execute()
  return finish(work, elder, 'people.care-planned', { intervalDays: plan.intervalDays, how: plan.manner })
}

type Contact = BodyOf<typeof recordCareContact>

/** @throws notFound, careDayWrong */
export async function recordContact(work: Work, elderId: string, contact: Contact): Promise<CareFile> {
  const elder = await lockLiving(work, elderId)
  await writeContact(work, elder, contact, null, '')
  return finish(work, elder, 'people.care-contacted', told(contact))
}

/**
 * What was written stays as it is; the row that takes its place says why. @throws notFound, careDayWrong, alreadyCorrected
 */
export async function correctContact(
  work: Work,
  { id, contactId }: { readonly id: string; readonly contactId: string },
  { reason, instead }: BodyOf<typeof correctCareContact>,
): Promise<CareFile> {
  const { tx } = work
  const elder = await lockLiving(work, id)
  const wrong = await tx
    .selectFrom('care_contact')
    .selectAll()
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .where('id', '=', contactId)
    .executeTakeFirst()
  if (!wrong) throw notFound()
  const later = await tx
    .selectFrom('care_contact')
    .select('id')
    .where('county', '=', elder.county)
    .where('corrects', '=', contactId)
    .executeTakeFirst()
  if (later || wrong.void) throw alreadyCorrected()
  if (instead) await writeContact(work, elder, instead, contactId, reason)
  else
    await tx
      .insertInto('care_contact')
      .values({
        ...rowFor(work, elder),
        on_day: wrong.on_day,
        manner: wrong.manner,
        finding: wrong.finding,
        made_by: wrong.made_by,
        corrects: contactId,
        void: true,
        reason: reason.trim(),
      })
      .execute()
  return finish(work, elder, 'people.care-corrected', { reason, ...(instead ? told(instead) : {}) })
}

/** @throws notFound, notAChild */
export async function setFamily(
  work: Work,
  elderId: string,
  wanted: BodyOf<typeof setFamilyContact>,
): Promise<CareFile> {
  const { tx, vault } = work
  const elder = await lockLiving(work, elderId)
  const person = await tx
    .selectFrom('related_person')
    .select('valid_to')
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .where('id', '=', wanted.relatedPersonId)
    .executeTakeFirst()
  if (!person || person.valid_to !== null) throw notAChild({ at: '/relatedPersonId' })
  const row = rowFor(work, elder)
  const worksAt = wanted.worksAt?.trim() ?? ''
  await tx
    .insertInto('family_contact')
    .values({
      ...row,
      related_person_id: wanted.relatedPersonId,
      whereabouts: wanted.whereabouts,
      works_at_sealed: worksAt === '' ? null : await vault.seal(elder.county, labels.childWorkplace(row.id), worksAt),
      frequency: wanted.frequency,
    })
    .execute()
  return finish(work, elder, 'people.care-family-set', { relatedPerson: wanted.relatedPersonId })
}

async function lockLiving({ tx }: Work, elderId: string): Promise<ElderReference> {
  const elder = await lockElder(tx, elderId)
  if (elder.state !== 'active') throw notFound()
  return elder
}

function rowFor({ actor }: Work, elder: ElderReference) {
  return {
    county: elder.county,
    id: newId(actor.now),
    elder_id: elder.id,
    region: elder.region,
    recorded_at: actor.now,
    recorded_by: actor.accountId,
    recorded_by_name: actor.name,
  }
}

/** How far back a contact may be written down. */
const daysBack = 366

async function writeContact(
  work: Work,
  elder: ElderReference,
  contact: Contact,
  corrects: string | null,
  reason: string,
): Promise<void> {
  const { tx, actor, vault } = work
  const earliest = addDays(actor.today, -daysBack)
  if (!isDay(contact.on) || contact.on > actor.today || contact.on < earliest)
    throw careDayWrong({ at: corrects === null ? '/on' : '/instead/on', values: { from: earliest, to: actor.today } })
  const row = rowFor(work, elder)
  const seal = async (label: string, text: string | undefined) =>
    text?.trim() ? vault.seal(elder.county, label, text.trim()) : null
  await tx
    .insertInto('care_contact')
    .values({
      ...row,
      on_day: contact.on,
      manner: contact.manner,
      finding: contact.finding,
      finding_sealed: await seal(labels.careFinding(row.id), contact.found),
      needs: [...new Set(contact.needs ?? [])],
      need_sealed: await seal(labels.careNeed(row.id), contact.need),
      made_by: contact.madeBy?.trim() || actor.name,
      corrects,
      reason: reason.trim(),
    })
    .execute()
}

/** What the trail says of a contact: nothing of what was found. */
const told = ({ on, manner }: Contact) => ({ on, how: manner })

async function finish(
  work: Work,
  elder: ElderReference,
  action: string,
  detail: Record<string, unknown>,
): Promise<CareFile> {
  await refreshCareState(work.tx, elder.county, [elder.id])
  await touch(work, elder)
  await audit(work, action, { ...lookAt(elder), detail })
  return readCare(work, elder)
}
