import { type Actor, scopeOf } from '@yinian/core/access/actor.ts'
import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { levelOf, nation, type RegionCode, rangeOf } from '@yinian/core/regions/code.ts'
import type { getProgress } from '@yinian/core/surveys/api.ts'
import { expectedShare, type RespondentState, settledStates } from '@yinian/core/surveys/campaigns.ts'
import type { Progress } from '@yinian/core/surveys/lists-api.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Work } from '../http/work.ts'
import { nameRegions } from '../regions/index.ts'
import { getHead, type Place } from './campaign-queries.ts'

const fields: Readonly<Record<RespondentState, keyof Progress>> = {
  'to-ask': 'toAsk',
  asked: 'asked',
  'not-met': 'notMet',
  refused: 'refused',
  moved: 'moved',
  died: 'died',
}

interface Counted {
  readonly state: RespondentState
  readonly found: boolean
  readonly count: number
}

/** Figures of one division out of what was counted by state. */
export function toProgress(counted: readonly Counted[]): Progress {
  const progress = { toAsk: 0, asked: 0, notMet: 0, refused: 0, moved: 0, died: 0, newlyFound: 0 }
  for (const { state, found, count } of counted) {
    progress[fields[state]] += count
    if (found) progress.newlyFound += count
  }
  return progress
}

/** The digits that tell the divisions below one apart; a village is told by itself. */
export const digitsBelow: Readonly<Record<ReturnType<typeof levelOf>, number>> = {
  nation: 2,
  province: 4,
  city: 6,
  county: 9,
  town: 12,
  village: 12,
}

/** How far each division below is. @throws notFound */
export async function readProgress(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  place: Place,
  asked: QueryOf<typeof getProgress>,
): Promise<ReplyOf<typeof getProgress>> {
  const head = await getHead(tx, place)
  const region = asked.region ?? head.region ?? ownRegion(actor)
  const { from, to } = rangeOf(region)
  const { rows } = await sql<Counted & { code: RegionCode }>`
    select rpad(left(region, ${digitsBelow[levelOf(region)]}::int), 12, '0') as code, state, newly_found as found, count(*)::int as count
    from survey_respondent where campaign_id = ${place.id}::uuid and region between ${from} and ${to}
    group by 1, 2, 3 order by 1`.execute(tx)
  const lists = await listsBelow(tx, place, region)
  const codes = [...new Set([...rows.map(({ code }) => code), ...lists.keys()])].sort()
  const names = await nameRegions(tx, [region, ...codes])
  const share = expectedShare(dayNumber(head.fromOn), dayNumber(head.toOn), dayNumber(actor.today) - 1)
  return {
    title: head.title,
    region,
    regionPath: names(region).path,
    daysLeft: Math.max(0, dayNumber(head.toOn) - dayNumber(actor.today) + 1),
    total: toProgress(rows),
    rows: codes.map((code) => {
      const counted = rows.filter((row) => row.code === code)
      const list = lists.get(code)
      return {
        region: code,
        name: names(code).name,
        ...toProgress(counted),
        behind: isBehind(counted, share),
        assignedTo: list?.assigned_to_name ?? null,
        list: list ? { county: list.county, id: list.id } : null,
      }
    }),
  }
}

function isBehind(counted: readonly Counted[], share: number): boolean {
  const all = counted.reduce((sum, { count }) => sum + count, 0)
  const settled = counted.reduce((sum, { state, count }) => sum + (settledStates.includes(state) ? count : 0), 0)
  return all > 0 && settled < Math.floor(all * share)
}

async function listsBelow(tx: Tx, place: Place, region: RegionCode) {
  if (digitsBelow[levelOf(region)] < 12) return new Map<RegionCode, never>()
  const { from, to } = rangeOf(region)
  const lists = await tx
    .selectFrom('survey_list')
    .select(['county', 'id', 'region', 'assigned_to_name'])
    .where('campaign_id', '=', place.id)
    .where('region', '>=', from)
    .where('region', '<=', to)
    .execute()
  return new Map(lists.map((list) => [list.region, list]))
}

const ownRegion = (actor: Actor): RegionCode => scopeOf(actor, 'surveys:read')?.regions[0] ?? nation

const dayNumber = (day: string): number => Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000)
