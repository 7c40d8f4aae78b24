import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { brotliDecompressSync } from 'node:zlib'
import { ancestorsOf, isWithin, nation, type RegionCode, rangeOf } from '@yinian/core/regions/code.ts'
import { editionOf, readDivisions } from '@yinian/core/regions/divisions-file.ts'
import { romanise } from '@yinian/core/regions/pinyin.ts'
import { placeReadings } from '@yinian/core/regions/place-readings.ts'
import type { Division } from '@yinian/core/regions/region.ts'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

const file = join(import.meta.dirname, '../../../reference/divisions/divisions-2023.tsv.br')
const lockNumber = 7_300_043
const columns = 'code, name, level, parent, county, urban_class, pinyin, initials'

export interface LoadedRegions {
  /** False when this list was there already. */
  readonly loaded: boolean
  readonly divisions: number
}

/**
 * Brings the table `region` to the list of divisions of this release. Does nothing when that list is there already, so
 * every start may call it. Divisions that a newer list no longer has end on the day of the list; locally entered ones stay,
 * and so does what was changed here after the day of the list.
 * @param owner connected as the owner role, outside a transaction: nobody else may write the table
 * @param options `within`: only this division, what is below and what is above it; for tests
 */
export async function loadRegions(
  owner: pg.ClientBase,
  options: { readonly within?: RegionCode } = {},
): Promise<LoadedRegions> {
  const within = options.within ?? nation
  const packed = await readFile(file)
  const digest = createHash('sha256').update(packed).update(JSON.stringify(placeReadings)).digest('hex')
  await owner.query('begin')
  try {
    await owner.query(`select pg_advisory_xact_lock(${lockNumber})`)
    const present = await findLoaded(owner, within, digest)
    const text = present === null ? brotliDecompressSync(packed).toString() : ''
    const divisions = present ?? (await replaceList(owner, text, within, digest))
    await owner.query('commit')
    if (present === null) await owner.query('analyze region')
    return { loaded: present === null, divisions }
  } catch (error) {
    await owner.query('rollback')
    throw error
  }
}

/** A list of the whole country holds every part of it. */
async function findLoaded(owner: pg.ClientBase, within: RegionCode, digest: string): Promise<number | null> {
  const { rows } = await owner.query<{ divisions: number }>(
    'select divisions from region_list where digest = $1 and within in ($2, $3) limit 1',
    [digest, within, nation],
  )
  return rows[0]?.divisions ?? null
}

async function replaceList(owner: pg.ClientBase, text: string, within: RegionCode, digest: string): Promise<number> {
  const edition = editionOf(text)
  const first = (await owner.query('select from region limit 1')).rowCount === 0
  if (first) await withoutIndexes(owner, () => copy(owner, 'region', text, within))
  else await merge(owner, text, within, edition)
  const { rows } = await owner.query<{ count: number }>(
    'select count(*)::int as count from region where valid_to is null',
  )
  const divisions = rows[0]?.count ?? 0
  await owner.query(
    `insert into region_list (within, edition, digest, divisions) values ($1, $2, $3, $4)
     on conflict (within) do update set edition = excluded.edition, digest = excluded.digest,
       divisions = excluded.divisions, loaded_at = now()`,
    [within, edition, digest, divisions],
  )
  return divisions
}

/** Building an index over a full table takes a fraction of the time of keeping it while the table fills. */
async function withoutIndexes(owner: pg.ClientBase, fill: () => Promise<void>): Promise<void> {
  const { rows } = await owner.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
     from pg_index where indrelid = 'region'::regclass and not indisprimary order by 1`,
  )
  for (const { name } of rows) await owner.query(`drop index ${name}`)
  await fill()
  for (const { definition } of rows) await owner.query(definition)
}

async function merge(owner: pg.ClientBase, text: string, within: RegionCode, edition: string): Promise<void> {
  await owner.query('create temporary table incoming (like region including defaults) on commit drop')
  await copy(owner, 'incoming', text, within)
  await owner.query('create unique index on incoming (code)')
  await owner.query(
    `insert into region as present (${columns}, valid_from)
     select ${columns}, case when exists (select from region_list where edition < $1) then $1::date end from incoming
     on conflict (code) do update set name = excluded.name, level = excluded.level, parent = excluded.parent,
       county = excluded.county, urban_class = coalesce(excluded.urban_class, present.urban_class),
       pinyin = excluded.pinyin, initials = excluded.initials, listed = true, valid_to = null, successor = null
     where not exists (select from region_change c where c.day > $1::date and present.code in (c.from_code, c.to_code))
       and ((present.name, present.level, present.parent, present.county, present.pinyin, present.initials, present.listed, present.valid_to)
       is distinct from (excluded.name, excluded.level, excluded.parent, excluded.county, excluded.pinyin, excluded.initials, true, null)
       or excluded.urban_class is distinct from coalesce(present.urban_class, excluded.urban_class))`,
    [edition],
  )
  const { from, to } = rangeOf(within)
  await owner.query(
    `update region set valid_to = $1 where listed and valid_to is null and code between $2 and $3
       and not exists (select from region_change c where c.day > $1::date and region.code in (c.from_code, c.to_code))
       and not exists (select from incoming where incoming.code = region.code)`,
    [edition, from, to],
  )
}

async function copy(
  owner: pg.ClientBase,
  table: 'region' | 'incoming',
  text: string,
  within: RegionCode,
): Promise<void> {
  const stream = owner.query(copyFrom(`copy ${table} (${columns}) from stdin`))
  await pipeline(Readable.from(inPieces(rowsOf(text, within))), stream)
}

function* rowsOf(text: string, within: RegionCode): Generator<string> {
  const above = new Set([nation, ...ancestorsOf(within)])
  for (const division of readDivisions(text)) {
    if (isWithin(division.code, within) || above.has(division.code)) yield rowOf(division)
  }
}

/** One line of COPY's text form. Names of the list hold no tab, line break or backslash; one that did would be refused by a check. */
function rowOf({ code, name, level, parent, county, urbanClass }: Division): string {
  const { pinyin, initials } = romanise(name)
  return `${code}\t${name}\t${level}\t${parent ?? '\\N'}\t${county ?? '\\N'}\t${urbanClass ?? '\\N'}\t${pinyin}\t${initials}\n`
}

/** A write per row would cost more than the row. */
function* inPieces(rows: Iterable<string>): Generator<string> {
  let piece = ''
  for (const row of rows) {
    piece += row
    if (piece.length < 65_536) continue
    yield piece
    piece = ''
  }
  if (piece !== '') yield piece
}
