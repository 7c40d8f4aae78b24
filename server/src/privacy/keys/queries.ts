import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { CountyKey, getDataKey, KeyVersion, listDataKeys, SealAlgorithm } from '@yinian/core/privacy/keys-api.ts'
import { rangeOf, regionCode } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import { nobodysCounty, type SealedTable } from '../../crypto/sealed-table.ts'
import type { Tx } from '../../db/database.ts'
import { nameRegions } from '../../regions/index.ts'
import { countValues } from './count-values.ts'
import { meanwhileAsKeeper } from './keeper.ts'
import { toRotation } from './rotation.ts'

interface LatestRow {
  readonly county: string
  readonly version: number
  readonly algorithm: string
  readonly made_at: Date
  readonly older_kept: number
  readonly total: number
}

/** The counties of the reader that have a key, by code. */
export async function listKeys(tx: Tx, query: QueryOf<typeof listDataKeys>): Promise<ReplyOf<typeof listDataKeys>> {
  const limit = query.limit ?? 50
  const range = query.region && rangeOf(query.region)
  const { rows } = await sql<LatestRow>`
    select * from (
      select county, version, algorithm, made_at,
        row_number() over (partition by county order by version desc) as place,
        count(*) filter (where state <> 'destroyed') over (partition by county) - 1 as older_kept,
        dense_rank() over (order by county) + dense_rank() over (order by county desc) - 1 as total
      from data_key
      where ${range ? sql`county || '000000' between ${range.from} and ${range.to}` : sql`true`}
    ) latest
    where place = 1 and ${query.after === undefined ? sql`true` : sql`county > ${query.after}`}
    order by county limit ${limit + 1}`.execute(tx)
  const page = await toCountyKeys(tx, rows.slice(0, limit))
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.county ?? null) : null, total: rows[0]?.total ?? 0 }
}

async function toCountyKeys(tx: Tx, rows: readonly LatestRow[]): Promise<CountyKey[]> {
  if (rows.length === 0) return []
  const codes = rows.map((row) => row.county)
  const rotations = await tx
    .selectFrom('key_rotation')
    .selectAll()
    .distinctOn('county')
    .where('county', 'in', codes)
    .orderBy('county')
    .orderBy('id', 'desc')
    .execute()
  const latest = new Map(rotations.map((row) => [row.county, toRotation(row)]))
  const names = await nameRegions(tx, codes.map(regionCode))
  return rows.map((row) => ({
    county: row.county,
    regionPath: row.county === nobodysCounty ? '' : names(regionCode(row.county)).path,
    version: row.version,
    algorithm: row.algorithm as SealAlgorithm,
    madeAt: row.made_at.toISOString(),
    olderKept: row.older_kept,
    rotation: latest.get(row.county) ?? null,
  }))
}

/** @throws notFound for a county without a key, or outside the reader's divisions */
export async function getKey(
  tx: Tx,
  tables: readonly SealedTable[],
  county: string,
): Promise<ReplyOf<typeof getDataKey>> {
  const versions = await tx
    .selectFrom('data_key')
    .select(['county', 'version', 'algorithm', 'state', 'made_at', 'retired_at', 'destroyed_at'])
    .where('county', '=', county)
    .orderBy('version', 'desc')
    .execute()
  const [current] = versions
  if (!current) throw notFound()
  const kept = versions.filter(({ state }) => state !== 'destroyed').length
  const [key] = await toCountyKeys(tx, [{ ...current, older_kept: kept - 1, total: 1 }])
  if (!key) throw notFound()
  const counts = await meanwhileAsKeeper(tx, () => countValues(tx, tables, county))
  return {
    ...key,
    versions: versions.map(
      (row): KeyVersion => ({
        version: row.version,
        algorithm: row.algorithm as SealAlgorithm,
        state: row.state as KeyVersion['state'],
        madeAt: row.made_at.toISOString(),
        retiredAt: row.retired_at?.toISOString() ?? null,
        destroyedAt: row.destroyed_at?.toISOString() ?? null,
        values: counts.get(row.version) ?? 0,
      }),
    ),
  }
}
