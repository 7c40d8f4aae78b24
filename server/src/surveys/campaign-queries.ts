import { type Actor, scopeOf } from '@yinian/core/access/actor.ts'
import { eventsOf } from '@yinian/core/cases/procedure.ts'
import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { isWithin, rangeOf } from '@yinian/core/regions/code.ts'
import type { Campaign, listCampaigns, Whom } from '@yinian/core/surveys/api.ts'
import { type CampaignState, campaignProcedure } from '@yinian/core/surveys/campaigns.ts'
import type { Selectable } from 'kysely'
import { instrumentOf } from '../assessments/index.ts'
import type { Tx } from '../db/database.ts'
import type { SurveyCampaign } from '../db/generated.ts'
import type { Work } from '../http/work.ts'
import { nameRegions } from '../regions/index.ts'

export interface Place {
  readonly county: string
  readonly id: string
}

/** @throws notFound when there is none, or none planned within what the reader may see */
export async function getCampaignById(work: Pick<Work, 'tx' | 'actor'>, place: Place): Promise<Campaign> {
  const row = await work.tx
    .selectFrom('survey_campaign')
    .selectAll()
    .where('county', '=', place.county)
    .where('id', '=', place.id)
    .executeTakeFirst()
  if (!row) throw notFound()
  const [campaign] = await toCampaigns(work, [row])
  if (!campaign) throw notFound()
  return campaign
}

export async function listCampaignsOf(
  work: Pick<Work, 'tx' | 'actor'>,
  { state, region, after, limit = 50 }: QueryOf<typeof listCampaigns>,
): Promise<ReplyOf<typeof listCampaigns>> {
  let asked = work.tx
    .selectFrom('survey_campaign')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(limit + 1)
  if (state) asked = asked.where('state', '=', state)
  if (region) asked = asked.where('region', '>=', rangeOf(region).from).where('region', '<=', rangeOf(region).to)
  if (after) asked = asked.where('id', '<', after)
  const rows = await asked.execute()
  const page = rows.slice(0, limit)
  return { rows: await toCampaigns(work, page), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
}

async function toCampaigns(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  rows: readonly Selectable<SurveyCampaign>[],
): Promise<Campaign[]> {
  const names = await nameRegions(
    tx,
    rows.map(({ region }) => region),
  )
  const campaigns: Campaign[] = []
  for (const row of rows) {
    const instrument = await instrumentOf(tx, row.instrument_id, row.instrument_version)
    campaigns.push({
      county: row.county,
      id: row.id,
      region: row.region,
      regionPath: names(row.region).path,
      title: row.title,
      document: row.document,
      purpose: row.purpose,
      legalBasis: row.legal_basis,
      fromOn: row.from_on,
      toOn: row.to_on,
      whom: row.whom as unknown as Whom,
      instrumentId: row.instrument_id,
      instrumentVersion: row.instrument_version,
      instrumentName: { ...instrument.name },
      state: row.state as CampaignState,
      draftedBy: row.drafted_by_name,
      draftedAt: row.drafted_at.toISOString(),
      approvedBy: row.approved_by_name,
      approvedAt: row.approved_at?.toISOString() ?? null,
      openedAt: row.opened_at?.toISOString() ?? null,
      listed: row.listed,
      listedAt: row.listed_at?.toISOString() ?? null,
      endedBy: row.ended_by_name,
      reason: row.reason,
      version: row.version,
      may: mayOf(actor, row),
    })
  }
  return campaigns
}

function mayOf(actor: Actor, row: Selectable<SurveyCampaign>): Campaign['may'] {
  return eventsOf(campaignProcedure, row.state as CampaignState).filter((event) => {
    const scope = scopeOf(actor, campaignProcedure.events[event].permission)
    const inReach = scope?.regions.some((held) => isWithin(row.region, held)) ?? false
    return inReach && !(event === 'approve' && row.drafted_by === actor.accountId)
  })
}

/** What everybody who asks in a survey may know of it: the plan itself, or one of its villages’ lists. */
export interface SurveyHead {
  readonly id: string
  readonly title: string
  readonly fromOn: string
  readonly toOn: string
  readonly instrumentId: string
  readonly instrumentVersion: string
  /** The division of the plan; null for whoever reads lists of villages alone. */
  readonly region: string | null
}

/** @throws notFound */
export async function getHead(tx: Tx, place: Place): Promise<SurveyHead> {
  const columns = ['title', 'from_on', 'to_on', 'instrument_id', 'instrument_version', 'region'] as const
  const plan = await tx
    .selectFrom('survey_campaign')
    .select(columns)
    .where('county', '=', place.county)
    .where('id', '=', place.id)
    .executeTakeFirst()
  const list = await tx
    .selectFrom('survey_list')
    .select(columns)
    .where('campaign_county', '=', place.county)
    .where('campaign_id', '=', place.id)
    .limit(1)
    .executeTakeFirst()
  const row = plan ?? list
  if (!row) throw notFound()
  return {
    id: place.id,
    title: row.title,
    fromOn: row.from_on,
    toOn: row.to_on,
    instrumentId: row.instrument_id,
    instrumentVersion: row.instrument_version,
    region: plan ? plan.region : null,
  }
}
