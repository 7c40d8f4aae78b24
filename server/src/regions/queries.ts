import type { QueryOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { RegionChild, RegionContents, RegionWithAncestors, searchRegions } from '@yinian/core/regions/api.ts'
import { ancestorsOf, type Level, levels, type RegionCode, rangeOf } from '@yinian/core/regions/code.ts'
import { committeeOf, type Region, type UrbanClass, urbanOf } from '@yinian/core/regions/region.ts'
import type { Day } from '@yinian/core/time/day.ts'
import type { Selectable } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Region as RegionRow } from '../db/generated.ts'
import { nameRegions } from './region-names.ts'
import { findRegionCodes, inForce } from './search.ts'

/** A division, also one that is no longer in force. @throws notFound */
export async function getRegionByCode(tx: Tx, code: RegionCode, today: Day): Promise<RegionWithAncestors> {
  const [region] = await readRegions(tx, [code])
  if (!region) throw notFound()
  const above = await readRegions(tx, ancestorsOf(code))
  const children = (await countChildren(tx, [code], today)).get(code) ?? 0
  const ancestors = above.map(({ code, name, level }) => ({ code, name, level }))
  return { ...region, ancestors, children }
}

/** The divisions directly below, in force today, by code. @throws notFound when there is no such division */
export async function listChildrenOf(tx: Tx, code: RegionCode, today: Day): Promise<{ rows: RegionChild[] }> {
  const parent = await tx.selectFrom('region').select('code').where('code', '=', code).executeTakeFirst()
  if (!parent) throw notFound()
  const below = await tx.selectFrom('region').select('code').where('parent', '=', code).where(inForce(today)).execute()
  const codes = below.map((row) => row.code)
  const children = await countChildren(tx, codes, today)
  const rows = await readRegions(tx, codes)
  return { rows: rows.map((region) => ({ ...region, children: children.get(region.code) ?? 0 })) }
}

/** How many divisions of each level lie below, in force today, and which list they are from. @throws notFound */
export async function countBelow(tx: Tx, code: RegionCode, today: Day): Promise<RegionContents> {
  const { from, to } = rangeOf(code)
  const region = await tx.selectFrom('region').select(['level', 'listed']).where('code', '=', code).executeTakeFirst()
  if (!region) throw notFound()
  const counted = await tx
    .selectFrom('region')
    .select(['level', (select) => select.fn.countAll<number>().as('count')])
    .where('code', '>', from)
    .where('code', '<=', to)
    .where(inForce(today))
    .groupBy('level')
    .execute()
  const counts = new Map(counted.map((row) => [row.level, row.count]))
  const list = await tx.selectFrom('region_list').select('edition').orderBy('edition', 'desc').executeTakeFirst()
  return {
    levels: levels.flatMap((level) => {
      const count = counts.get(level) ?? 0
      return count === 0 ? [] : [{ level, count }]
    }),
    edition: region.listed ? (list?.edition ?? null) : null,
  }
}

/** Divisions in force today that answer to what was typed, best first. */
export async function searchRegionsFor(
  tx: Tx,
  query: QueryOf<typeof searchRegions>,
  today: Day,
): Promise<{ rows: Region[] }> {
  const codes = await findRegionCodes(tx, query, today)
  const order = new Map(codes.map((code, index) => [code, index]))
  const rows = await readRegions(tx, codes)
  return { rows: rows.sort((one, other) => (order.get(one.code) ?? 0) - (order.get(other.code) ?? 0)) }
}

async function readRegions(tx: Tx, codes: readonly RegionCode[]): Promise<Region[]> {
  if (codes.length === 0) return []
  const rows = await tx.selectFrom('region').selectAll().where('code', 'in', codes).orderBy('code').execute()
  const names = await nameRegions(tx, codes)
  return rows.map((row) => toRegion(row, names(row.code).path))
}

function toRegion(row: Selectable<RegionRow>, path: string): Region {
  const level = row.level as Level
  const urbanClass = row.urban_class as UrbanClass | null
  return {
    code: row.code,
    name: row.name,
    level,
    parent: row.parent,
    county: row.county,
    urbanClass,
    urban: urbanOf(urbanClass),
    committee: committeeOf({ code: row.code, name: row.name, level }),
    pinyin: row.pinyin,
    initials: row.initials,
    path,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    successor: row.successor,
  }
}

async function countChildren(tx: Tx, codes: readonly RegionCode[], today: Day): Promise<Map<RegionCode, number>> {
  if (codes.length === 0) return new Map()
  const rows = await tx
    .selectFrom('region')
    .select(['parent', (select) => select.fn.countAll<number>().as('count')])
    .where('parent', 'in', codes)
    .where(inForce(today))
    .groupBy('parent')
    .execute()
  return new Map(rows.map((row) => [row.parent ?? '', row.count]))
}
