import { type RawBuilder, sql } from 'kysely'
import { keyVersionOf, sealWith } from '../../crypto/seal.ts'
import { nobodysCounty, type SealedTable, type SealedValue } from '../../crypto/sealed-table.ts'
import type { DataKey, Vault } from '../../crypto/vault.ts'
import type { Tx } from '../../db/database.ts'
import { bytesOf, keyColumns, keyNames, keyValues, ofCounty, versionIn, withBytes } from './sealed-sql.ts'

/** A row as it was read: its key as text, and each declared value. */
interface ReadRow {
  readonly key: readonly string[]
  readonly values: readonly (Buffer | null)[]
}

export interface ResealedBatch {
  /** The last row read, after which the next batch begins; null when there was none. */
  readonly last: readonly string[] | null
  /** Values now under the new key. */
  readonly resealed: number
}

const standardRowsAtOnce = 400

/** A table has values of this county when it is divided by county, or when it is asked for what belongs to none. */
export function concerns(table: SealedTable, county: string): boolean {
  return table.byCounty === (county !== nobodysCounty)
}

/**
 * Seals the next rows of a table anew. Nothing is held while it works: a value is written only where it is still what was
 * read, and a row that somebody is just changing is left for the next pass, so that no edit is lost and nobody waits.
 */
export async function resealBatch(
  tx: Tx,
  vault: Vault,
  table: SealedTable,
  at: { readonly county: string; readonly key: DataKey; readonly after: readonly string[] | null },
): Promise<ResealedBatch> {
  const rows = await readBatch(tx, table, at)
  const last = rows.at(-1)
  if (!last) return { last: null, resealed: 0 }
  const fresh = await Promise.all(rows.map((row) => resealRow(vault, table, at, row)))
  return { last: last.key, resealed: await writeBatch(tx, table, at.county, rows, fresh) }
}

async function readBatch(
  tx: Tx,
  table: SealedTable,
  { county, key, after }: { county: string; key: DataKey; after: readonly string[] | null },
): Promise<ReadRow[]> {
  const key_ = keyNames(table).map((name, index) => sql`t.${sql.id(name)}::text as ${sql.id(`key_${index}`)}`)
  const values = table.values.map((value, index) => sql`${bytesOf(value)} as ${sql.id(`value_${index}`)}`)
  const old = table.values.map((value) => isOld(value, key.version))
  const { rows } = await sql<Record<string, string | Buffer | null>>`
    select ${sql.join([...key_, ...values])} from ${sql.table(table.table)} t
    where ${ofCounty(table, county)} and (${sql.join(old, sql` or `)})
      ${after ? sql`and (${keyColumns(table)}) > (${keyValues(table, after)})` : sql``}
    order by ${keyColumns(table)} limit ${table.rowsAtOnce ?? standardRowsAtOnce}`.execute(tx)
  return rows.map((row) => ({
    key: keyNames(table).map((_name, index) => String(row[`key_${index}`])),
    values: table.values.map((_value, index) => (row[`value_${index}`] ?? null) as Buffer | null),
  }))
}

function isOld(value: SealedValue, version: number): RawBuilder<boolean> {
  const bytes = bytesOf(value)
  return sql`(${bytes} is not null and ${versionIn(bytes)} <> ${version}::int)`
}

/** The row's values under the new key; null where there is none or it is under that key already. */
async function resealRow(
  vault: Vault,
  table: SealedTable,
  { county, key }: { county: string; key: DataKey },
  row: ReadRow,
): Promise<(Buffer | null)[]> {
  const names = Object.fromEntries(keyNames(table).map((name, index) => [name, row.key[index] ?? '']))
  return Promise.all(
    table.values.map(async ({ label }, index) => {
      const sealed = row.values[index]
      if (!sealed || keyVersionOf(sealed) === key.version) return null
      return sealWith(key, label(names), await vault.open(county, label(names), sealed))
    }),
  )
}

async function writeBatch(
  tx: Tx,
  table: SealedTable,
  county: string,
  rows: readonly ReadRow[],
  fresh: readonly (readonly (Buffer | null)[])[],
): Promise<number> {
  const types = Object.values(table.key)
  const keys = types.map((type, index) => sql`${rows.map((row) => row.key[index])}::${sql.raw(type)}[]`)
  const old = table.values.map(
    (_value, index) =>
      sql`${rows.map((row, at) => (fresh[at]?.[index] ? (row.values[index] ?? null) : null))}::bytea[]`,
  )
  const anew = table.values.map((_value, index) => sql`${fresh.map((values) => values[index] ?? null)}::bytea[]`)
  const columns = [
    ...types.map((_type, index) => sql.id(`key_${index}`)),
    ...table.values.map((_value, index) => sql.id(`old_${index}`)),
    ...table.values.map((_value, index) => sql.id(`new_${index}`)),
  ]
  const unchanged = table.values.map((value, index) => sql`${bytesOf(value)} = v.${sql.id(`old_${index}`)}`)
  const set = table.values.map(
    (value, index) =>
      sql`${sql.id(value.column)} = case when ${unchanged[index]} then ${withBytes(value, sql`v.${sql.id(`new_${index}`)}`)} else t.${sql.id(value.column)} end`,
  )
  const held = types.map((_type, index) => sql`v.${sql.id(`key_${index}`)}`)
  const { rows: written } = await sql<{ count: number }>`
    with free as (
      select ${keyColumns(table)} from ${sql.table(table.table)} t
      where ${ofCounty(table, county)} and (${keyColumns(table)}) in (select * from unnest(${sql.join(keys)}))
      for no key update skip locked
    )
    update ${sql.table(table.table)} t set ${sql.join(set)}
    from free f, unnest(${sql.join([...keys, ...old, ...anew])}) v(${sql.join(columns)})
    where ${ofCounty(table, county)} and (${keyColumns(table)}) = (${sql.join(held)})
      and (${sql.join(keyNames(table).map((name) => sql`f.${sql.id(name)}`))}) = (${keyColumns(table)})
      and (${sql.join(unchanged, sql` or `)})
    returning ${sql.join(
      table.values.map((value, index) => sql`coalesce((${bytesOf(value)} = v.${sql.id(`new_${index}`)})::int, 0)`),
      sql` + `,
    )} as count`.execute(tx)
  return written.reduce((sum, { count }) => sum + count, 0)
}
