import { next } from '@yinian/core/cases/procedure.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound, staleVersion } from '@yinian/core/http/problems.ts'
import { findCircumstanceKind } from '@yinian/core/people/circumstances.ts'
import { countyOf, type RegionCode, rangeOf } from '@yinian/core/regions/code.ts'
import type { approveCampaign, Campaign, NewCampaign, Whom } from '@yinian/core/surveys/api.ts'
import { type CampaignEvent, campaignProcedure } from '@yinian/core/surveys/campaigns.ts'
import { notASurvey, periodWrong, secondPersonNeeded, whomWrong } from '@yinian/core/surveys/problems.ts'
import { isDay } from '@yinian/core/time/day.ts'
import { type Selectable, sql } from 'kysely'
import { audit } from '../access/index.ts'
import { instrumentInForce } from '../assessments/index.ts'
import type { SurveyCampaign } from '../db/generated.ts'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import { nameRegions } from '../regions/index.ts'
import { getCampaignById, type Place } from './campaign-queries.ts'
import { reportFigures } from './report.ts'

export const makeListQueue = 'surveys.make-list'

/** @throws notFound, periodWrong, whomWrong, notASurvey */
export async function draftCampaignOf(work: Work, wanted: NewCampaign): Promise<Campaign> {
  const { tx, actor } = work
  const names = await nameRegions(tx, [wanted.region])
  if (names(wanted.region).name === wanted.region) throw notFound({ at: '/region' })
  if (!isDay(wanted.fromOn) || !isDay(wanted.toOn) || wanted.toOn < wanted.fromOn) throw periodWrong({ at: '/toOn' })
  requireWhom(wanted.whom)
  const instrument = await instrumentInForce(tx, wanted.instrumentId, wanted.region, actor.today)
  if (instrument.kind !== 'survey') throw notASurvey({ at: '/instrumentId' })
  const place = { county: countyOf(wanted.region), id: newId(actor.now) }
  const { rows } = await sql<{ within: boolean }>`select in_scope(${wanted.region}) as within`.execute(tx)
  if (!rows[0]?.within) throw notFound({ at: '/region' })
  await tx
    .insertInto('survey_campaign')
    .values({
      ...place,
      region: wanted.region,
      title: wanted.title.trim(),
      document: wanted.document.trim(),
      purpose: wanted.purpose.trim(),
      legal_basis: wanted.legalBasis.trim(),
      from_on: wanted.fromOn,
      to_on: wanted.toOn,
      whom: JSON.stringify(wanted.whom),
      instrument_id: instrument.id,
      instrument_version: instrument.version,
      drafted_at: actor.now,
      drafted_by: actor.accountId,
      drafted_by_name: actor.name,
    })
    .execute()
  await audit(work, 'surveys.drafted', {
    ...subjectOf({ ...place, region: wanted.region }),
    detail: { name: wanted.title },
  })
  return getCampaignById(work, place)
}

function requireWhom({ kind, age, category }: Whom): void {
  if (kind === 'age' && age === undefined) throw whomWrong({ at: '/whom/age' })
  if (kind !== 'category') return
  const [of = '', value = ''] = (category ?? '').split(':')
  const known = findCircumstanceKind(of)
  if (!known || !Object.hasOwn(known.values, value)) throw whomWrong({ at: '/whom/category' })
}

const subjectOf = (of: { readonly id: string; readonly region: RegionCode }) => ({
  region: of.region,
  subjectType: 'survey-campaign',
  subjectId: of.id,
})

/** Takes a survey one step on. @throws notFound, staleVersion, eventRefused, secondPersonNeeded */
export async function stepCampaign(
  work: Work,
  place: Place,
  event: CampaignEvent,
  { version, reason = '' }: BodyOf<typeof approveCampaign>,
): Promise<Campaign> {
  const { tx, actor } = work
  const held = await tx
    .selectFrom('survey_campaign')
    .selectAll()
    .where('county', '=', place.county)
    .where('id', '=', place.id)
    .forUpdate()
    .executeTakeFirst()
  if (!held) throw notFound()
  if (held.version !== version) throw staleVersion()
  const state = next(campaignProcedure, held.state as keyof typeof campaignProcedure.states, event)
  if (event === 'approve' && held.drafted_by === actor.accountId) throw secondPersonNeeded()
  const said = {
    approve: { approved_at: actor.now, approved_by: actor.accountId, approved_by_name: actor.name },
    open: { opened_at: actor.now },
    close: { ended_at: actor.now, ended_by_name: actor.name },
    report: { report: JSON.stringify(event === 'report' ? await reportFigures(tx, held, held.region, true) : null) },
    cancel: { ended_at: actor.now, ended_by_name: actor.name },
  }[event]
  await tx
    .updateTable('survey_campaign')
    .set({ state, ...said, reason: reason.trim(), version: held.version + 1 })
    .where('county', '=', held.county)
    .where('id', '=', held.id)
    .execute()
  if (event === 'open') await openLists(work, held)
  if (event === 'close') await closeLists(work, held)
  await audit(work, `surveys.${event}`, { ...subjectOf(held), detail: { name: held.title, reason } })
  return getCampaignById(work, place)
}

/** Every village of the division gets its list, also where nobody is on file: somebody may be found there. */
async function openLists(work: Work, campaign: Selectable<SurveyCampaign>): Promise<void> {
  const { tx, actor } = work
  const { from, to } = rangeOf(campaign.region)
  const villages = await tx
    .selectFrom('region')
    .select('code')
    .where('level', '=', 'village')
    .where('code', '>=', from)
    .where('code', '<=', to)
    .where('successor', 'is', null)
    .orderBy('code')
    .execute()
  for (let at = 0; at < villages.length; at += 5000) {
    const codes = villages.slice(at, at + 5000).map(({ code }) => code)
    await sql`
      insert into survey_list (county, id, region, campaign_county, campaign_id, title, purpose, from_on, to_on,
        instrument_id, instrument_version, open)
      select left(t.code, 6), t.id, t.code, ${campaign.county}, ${campaign.id}::uuid, ${campaign.title}, ${campaign.purpose},
        ${campaign.from_on}::date, ${campaign.to_on}::date, ${campaign.instrument_id}, ${campaign.instrument_version}, true
      from unnest(${codes}::text[], ${codes.map(() => newId(actor.now))}::uuid[]) as t (code, id)`.execute(tx)
  }
  await work.jobs.send(tx, makeListQueue, { county: campaign.county, id: campaign.id })
}

async function closeLists({ tx, actor }: Work, { id, region }: Selectable<SurveyCampaign>): Promise<void> {
  const { from, to } = rangeOf(region)
  await tx
    .updateTable('survey_list')
    .set({ open: false, closed_at: actor.now })
    .where('campaign_id', '=', id)
    .where('region', '>=', from)
    .where('region', '<=', to)
    .execute()
}
