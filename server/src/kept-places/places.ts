import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import type { KeptPlaces, listKeptPlaces } from '@yinian/core/kept-places/api.ts'
import {
  type LimitedPlace,
  limitedPlaces,
  type Places,
  placesLeft,
  releasedAt,
} from '@yinian/core/kept-places/kept-places.ts'
import type { RegionCode } from '@yinian/core/regions/code.ts'
import { addDays, type Day } from '@yinian/core/time/day.ts'
import type { Tx } from '../db/database.ts'
import type { Work } from '../http/work.ts'
import { nameRegions } from '../regions/index.ts'
import { type RuleThere, ruleFor } from './rules.ts'

/** One day with its places, as the module that hands them out knows it. */
export interface HandedOut extends Places {
  readonly county: string
  readonly id: string
  readonly region: RegionCode
  readonly place: string
}

export interface Span {
  readonly region: RegionCode | undefined
  readonly from: Day
  readonly to: Day
  readonly limit: number
}

type ListPlaces = (tx: Tx, span: Span) => Promise<HandedOut[]>

const sources = new Map<LimitedPlace, ListPlaces>()

/** Whoever hands out places that are limited says how to list them. */
export function declareLimitedPlaces(kind: LimitedPlace, list: ListPlaces): void {
  sources.set(kind, list)
}

/** How many places are left at one, and to whom, with the rule that says so. */
export async function placesLeftAt(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  kind: LimitedPlace,
  there: Pick<HandedOut, 'region' | 'on' | 'capacity' | 'taken'>,
): Promise<ReturnType<typeof placesLeft> & { readonly rule: RuleThere; readonly releasedAt: Date }> {
  const rule = await ruleFor(tx, kind, there.region, there.on)
  return { ...placesLeft(there, rule, actor.now), rule, releasedAt: releasedAt(there.on, rule.releaseHours) }
}

/** Who took which places, and what is kept of them; the days nearest to come first. */
export async function listPlaces(
  work: Work,
  query: QueryOf<typeof listKeptPlaces>,
): Promise<ReplyOf<typeof listKeptPlaces>> {
  const { tx, actor } = work
  const from = query.from ?? addDays(actor.today, -30)
  const to = query.to ?? addDays(actor.today, 60)
  const rows: KeptPlaces[] = []
  for (const [kind, list] of sources)
    for (const one of await list(tx, { region: query.region, from, to, limit: 200 })) {
      const { rule, releasedAt: at, ...left } = await placesLeftAt(work, kind, one)
      rows.push({
        kind,
        county: one.county,
        id: one.id,
        region: one.region,
        regionPath: '',
        on: one.on,
        place: one.place,
        capacity: one.capacity,
        taken: { ...one.taken },
        keptPercent: rule.keptPercent,
        releasedAt: at.toISOString(),
        ...left,
      })
    }
  const names = await nameRegions(
    tx,
    rows.map(({ region }) => region),
  )
  return {
    from,
    to,
    kinds: [...sources.keys()].map((kind) => ({ kind, name: { ...limitedPlaces[kind] } })),
    rows: rows
      .map((row) => ({ ...row, regionPath: names(row.region).path }))
      .toSorted((one, other) => one.on.localeCompare(other.on)),
  }
}
