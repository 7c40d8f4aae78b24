import { type Actor, scopeOf } from '@yinian/core/access/actor.ts'
import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import type { KeyGroupElder, listPurchaseBudgets, PurchaseBudget } from '@yinian/core/people/key-groups/api.ts'
import { notYetCounted } from '@yinian/core/people/key-groups/budget.ts'
import { ancestorsOf, countyOf, isWithin, nation, type RegionCode, rangeOf } from '@yinian/core/regions/code.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../../db/database.ts'
import { nameRegions } from '../../regions/index.ts'
import { groupsIn } from './conditions.ts'

interface HeldBudget {
  readonly county: string
  readonly region: RegionCode
  readonly group_id: string
  readonly fen: number
  readonly document: string
  readonly document_on: string
  readonly note: string
  readonly recorded_at: Date
  readonly recorded_by_name: string
  readonly spoken_for: number
}

/** What was set last for each division and group, and what of it is spoken for. */
function currentBudgets(year: number, within: RawBuilder<boolean>): RawBuilder<HeldBudget> {
  return sql`
    select distinct on (b.region, b.group_id) b.county, b.region, b.group_id, b.fen, b.document, b.document_on, b.note,
      b.recorded_at, b.recorded_by_name,
      coalesce((select sum(c.fen) from purchase_commitment c where c.county = b.county and c.year = b.year
        and c.region = b.region and c.group_id = b.group_id), 0)::bigint as spoken_for
    from purchase_budget b where b.year = ${year} and ${within}
    order by b.region, b.group_id, b.id desc`
}

/** One budget, as it is set now. */
export async function findBudget(
  tx: Tx,
  place: { readonly region: RegionCode; readonly group: string; readonly year: number },
): Promise<{ readonly fen: number; readonly spokenFor: number } | undefined> {
  const { rows } = await currentBudgets(
    place.year,
    sql<boolean>`b.county = ${countyOf(place.region)} and b.region = ${place.region} and b.group_id = ${place.group}`,
  ).execute(tx)
  return rows[0] && { fen: rows[0].fen, spokenFor: rows[0].spoken_for }
}

/** Which budget an elder’s services are bought from: that of the smallest division around them that has one. */
export async function budgetsAround(
  tx: Tx,
  regions: readonly RegionCode[],
  year: number,
): Promise<(region: RegionCode, group: string) => KeyGroupElder['budget']> {
  const around = [...new Set(regions.flatMap((region) => [region, ...ancestorsOf(region)]))]
  const counties = [...new Set(regions.map(countyOf))]
  if (around.length === 0) return () => null
  const { rows } = await currentBudgets(
    year,
    sql<boolean>`b.county = any (${counties}::text[]) and b.region = any (${around}::text[])`,
  ).execute(tx)
  const names = await nameRegions(
    tx,
    rows.map(({ region }) => region),
  )
  return (region, group) => {
    const [nearest] = rows
      .filter((row) => row.group_id === group && isWithin(region, row.region))
      .sort((one, other) => ancestorsOf(other.region).length - ancestorsOf(one.region).length)
    return nearest
      ? {
          group,
          region: nearest.region,
          regionName: names(nearest.region).name,
          fen: nearest.fen,
          spokenFor: nearest.spoken_for,
        }
      : null
  }
}

/** The budgets of a place, those it is part of and those within it. */
export async function listBudgets(
  tx: Tx,
  { region: asked, year: ofYear }: QueryOf<typeof listPurchaseBudgets>,
  actor: Actor,
): Promise<ReplyOf<typeof listPurchaseBudgets>> {
  const region = asked ?? scopeOf(actor, 'people:read')?.regions[0] ?? nation
  const year = ofYear ?? Number(actor.today.slice(0, 4))
  const { from, to } = rangeOf(region)
  const within = sql<boolean>`(b.region between ${from} and ${to} or b.region = any (${ancestorsOf(region)}::text[]))`
  const { rows } = await currentBudgets(year, within).execute(tx)
  const groups = await groupsIn(tx, region, actor.today)
  const names = await nameRegions(
    tx,
    rows.map((row) => row.region),
  )
  const { earlier, commitments } = await readHistory(tx, year, from, to)
  const setting = scopeOf(actor, 'people:set-budget')?.regions ?? []
  return {
    year,
    groups: groups.map(({ id, name }) => ({ id, name: { ...name } })),
    notCounted: notYetCounted.map((text) => ({ ...text })),
    rows: rows.map((row): PurchaseBudget => {
      const same = (one: { region: string; group_id: string }) =>
        one.region === row.region && one.group_id === row.group_id
      const name = groups.find(({ id }) => id === row.group_id)?.name ?? { zh: row.group_id, en: row.group_id }
      return {
        region: row.region,
        regionName: names(row.region).name,
        group: { id: row.group_id, name: { ...name } },
        fen: row.fen,
        spokenFor: row.spoken_for,
        document: row.document,
        documentOn: row.document_on,
        note: row.note,
        setBy: row.recorded_by_name,
        setAt: row.recorded_at.toISOString(),
        earlier: earlier
          .filter(same)
          .slice(1)
          .map((one) => ({
            fen: one.fen,
            document: one.document,
            documentOn: one.document_on,
            setAt: one.recorded_at.toISOString(),
          })),
        commitments: commitments.filter(same).map((one) => ({
          fen: one.fen,
          purpose: one.purpose,
          document: one.document,
          on: one.on_day,
          recordedBy: one.recorded_by_name,
          recordedAt: one.recorded_at.toISOString(),
        })),
        mine: setting.some((held) => isWithin(row.region, held)),
      }
    }),
  }
}

/** What stands behind the sums of the division itself and those below it. */
async function readHistory(tx: Tx, year: number, from: RegionCode, to: RegionCode) {
  const earlier = await tx
    .selectFrom('purchase_budget')
    .select(['region', 'group_id', 'fen', 'document', 'document_on', 'recorded_at'])
    .where('year', '=', year)
    .where('region', '>=', from)
    .where('region', '<=', to)
    .orderBy('id', 'desc')
    .execute()
  const commitments = await tx
    .selectFrom('purchase_commitment')
    .select(['region', 'group_id', 'fen', 'purpose', 'document', 'on_day', 'recorded_by_name', 'recorded_at'])
    .where('year', '=', year)
    .where('region', '>=', from)
    .where('region', '<=', to)
    .orderBy('id', 'desc')
    .execute()
  return { earlier, commitments }
}
