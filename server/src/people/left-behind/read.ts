import type { CareFile } from '@yinian/core/people/left-behind/api.ts'
import {
  type CareEnding,
  countsAsContact,
  effectiveContacts,
  nextCareOn,
  planInForce,
} from '@yinian/core/people/left-behind/vocabulary.ts'
import { sql } from 'kysely'
import type { Work } from '../../http/work.ts'
import { type ElderReference, getElderRow } from '../elder-file.ts'
import { recordPartLooked } from '../looks.ts'
import { labels } from '../sealed-elder.ts'

const nothing: CareFile = {
  plan: null,
  ended: null,
  planDueSince: null,
  earlierPlans: [],
  family: [],
  contacts: [],
  lastContactOn: null,
  nextDue: null,
}

/** Looking is recorded, because what was found is opened. @throws notFound */
export async function lookAtCare(work: Work, elderId: string): Promise<CareFile> {
  const elder = await getElderRow(work.tx, elderId)
  await recordPartLooked(work, 'people.care-looked', elder)
  return readCare(work, elder)
}

export async function readCare(work: Work, elder: ElderReference): Promise<CareFile> {
  if (!elder.responsible) return nothing
  const written = await readPlans(work, elder)
  const { plan: held, ending } = planInForce(written)
  const plan = held?.shown ?? null
  const earlierPlans = written.flatMap((row) => (row.endedAs === null && row.id !== held?.id ? [row.shown] : []))
  const contacts = await readContacts(work, elder)
  const last = contacts.find((one) => one.holds && countsAsContact(one))?.on ?? null
  return {
    plan,
    ended:
      ending?.endedAs == null
        ? null
        : {
            as: ending.endedAs,
            on: ending.shown.from,
            personName: ending.shown.personName,
            intervalDays: ending.shown.intervalDays,
          },
    planDueSince: elder.state === 'active' && ending?.endedAs === 'moved' ? ending.shown.from : null,
    earlierPlans,
    family: await readFamily(work, elder),
    contacts,
    lastContactOn: last,
    nextDue: elder.state === 'active' ? nextCareOn(plan, last) : null,
  }
}

const opener =
  ({ vault }: Work, county: string) =>
  async (label: string, sealed: Buffer | null): Promise<string> =>
    sealed === null ? '' : vault.open(county, label, sealed)

interface WrittenPlan {
  readonly id: string
  readonly ends: string | null
  readonly endedAs: CareEnding | null
  readonly shown: NonNullable<CareFile['plan']>
}

async function readPlans(work: Work, elder: ElderReference): Promise<WrittenPlan[]> {
  const rows = await work.tx
    .selectFrom('care_plan')
    .selectAll()
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .orderBy('id', 'desc')
    .execute()
  const open = opener(work, elder.county)
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      ends: row.ends,
      endedAs: row.ended_as as CareEnding | null,
      shown: {
        id: row.id,
        personName: row.person_name,
        personPhone: row.person_phone_masked,
        manner: row.manner as NonNullable<CareFile['plan']>['manner'],
        intervalDays: row.interval_days,
        from: row.valid_from,
        note: await open(labels.carePlanNote(row.id), row.note_sealed),
        recordedAt: row.recorded_at.toISOString(),
        recordedBy: row.recorded_by_name,
      },
    })),
  )
}

async function readContacts(work: Work, elder: ElderReference): Promise<CareFile['contacts']> {
  const rows = await work.tx
    .selectFrom('care_contact')
    .selectAll()
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .orderBy('on_day', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const open = opener(work, elder.county)
  const held = new Set(effectiveContacts(rows).map(({ id }) => id))
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      on: row.on_day,
      manner: row.manner as CareFile['contacts'][number]['manner'],
      finding: row.finding as CareFile['contacts'][number]['finding'],
      found: await open(labels.careFinding(row.id), row.finding_sealed),
      needs: row.needs as CareFile['contacts'][number]['needs'],
      need: await open(labels.careNeed(row.id), row.need_sealed),
      madeBy: row.made_by,
      corrects: row.corrects,
      void: row.void,
      holds: held.has(row.id),
      reason: row.reason,
      recordedAt: row.recorded_at.toISOString(),
      recordedBy: row.recorded_by_name,
    })),
  )
}

/** What was written last of each child who is still among the people around. */
async function readFamily(work: Work, elder: ElderReference): Promise<CareFile['family']> {
  const rows = await work.tx
    .selectFrom('family_contact as f')
    .innerJoin('related_person as p', (on) =>
      on
        .onRef('p.county', '=', 'f.county')
        .onRef('p.id', '=', 'f.related_person_id')
        .onRef('p.elder_id', '=', 'f.elder_id'),
    )
    .distinctOn('f.related_person_id')
    .selectAll('f')
    .select(['p.name', 'p.relation', 'p.phone_masked'])
    .where('f.county', '=', elder.county)
    .where('f.elder_id', '=', elder.id)
    .where(sql<boolean>`(p.valid_to is null or p.valid_to > ${work.actor.today}::date)`)
    .orderBy('f.related_person_id')
    .orderBy('f.id', 'desc')
    .execute()
  const open = opener(work, elder.county)
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      relatedPersonId: row.related_person_id,
      name: row.name,
      relation: row.relation,
      phone: row.phone_masked,
      whereabouts: row.whereabouts as CareFile['family'][number]['whereabouts'],
      worksAt: await open(labels.childWorkplace(row.id), row.works_at_sealed),
      frequency: row.frequency as CareFile['family'][number]['frequency'],
      recordedAt: row.recorded_at.toISOString(),
      recordedBy: row.recorded_by_name,
    })),
  )
}
