import { type RawBuilder, sql } from 'kysely'
import { whileNobodyClaims } from '../../crypto/index-change.ts'
import { type IndexCopy, type IndexOfValue, nobodysCounty, type SealedTable } from '../../crypto/sealed-table.ts'
import type { Vault } from '../../crypto/vault.ts'
import type { Tx } from '../../db/database.ts'
import { keyNames } from './sealed-sql.ts'

interface IndexedValue {
  readonly column: string
  readonly label: (key: Readonly<Record<string, string>>) => string
  readonly index: IndexOfValue
}

/** The values of a table that have a blind index. */
export function indexedValues({ values }: SealedTable): IndexedValue[] {
  return values.flatMap(({ column, label, index }) => (index ? [{ column, label, index }] : []))
}

interface ReadRow {
  readonly county: string
  readonly key: readonly string[]
  readonly row: Readonly<Record<string, string>>
  readonly sealed: readonly (Buffer | null)[]
  readonly held: readonly (Buffer | null)[]
}

interface Changed {
  readonly kind: string
  readonly old: Buffer
  readonly anew: Buffer
}

export interface IndexBatch {
  /** The last row read, with its county; null when there was none. */
  readonly last: readonly string[] | null
  readonly rewritten: number
  /** Rows somebody was just changing, left for the next pass. */
  readonly passedOver: number
}

const rowsAtOnce = 400

/**
 * Rewrites the index of the next rows and of whatever repeats it by claim. Each row is opened, because what it is found by
 * cannot be told from its old index; what is written already stays as it is, so that it may be done again.
 */
export async function reindexBatch(
  tx: Tx,
  vault: Vault,
  table: SealedTable,
  copies: readonly IndexCopy[],
  after: readonly string[] | null,
): Promise<IndexBatch> {
  const rows = await readRows(tx, table, after)
  const last = rows.at(-1)
  if (!last) return { last: null, rewritten: 0, passedOver: 0 }
  const fresh = await Promise.all(rows.map((row) => freshOf(vault, table, row)))
  await whileNobodyClaims(tx)
  await claimAnew(
    tx,
    copies,
    fresh.flat().filter((one) => one !== null),
  )
  const wanted = rows.flatMap((row, at) => {
    const indexes = (fresh[at] ?? []).map((one, index) => (one && !row.held[index]?.equals(one.anew) ? one.anew : null))
    return indexes.some((one) => one !== null) ? [{ row, indexes }] : []
  })
  const rewritten = await writeRows(tx, table, wanted)
  return { last: [last.county, ...last.key], rewritten, passedOver: wanted.length - rewritten }
}

async function readRows(tx: Tx, table: SealedTable, after: readonly string[] | null): Promise<ReadRow[]> {
  const values = indexedValues(table)
  const names = keyNames(table)
  const reads = [...new Set(values.flatMap(({ index }) => index.reads ?? []))]
  const types = ['text', ...Object.values(table.key)]
  const place = sql.join([countyOf(table), ...names.map((name) => sql`t.${sql.id(name)}`)])
  const columns = [
    sql`${countyOf(table)} as county`,
    ...[...names, ...reads].map((name) => sql`t.${sql.id(name)}::text as ${sql.id(name)}`),
    ...values.flatMap(({ column, index }, at) => [
      sql`t.${sql.id(column)} as ${sql.id(`sealed_${at}`)}`,
      sql`t.${sql.id(index.column)} as ${sql.id(`held_${at}`)}`,
    ]),
  ]
  const from = after && sql.join(types.map((type, index) => sql`${after[index] ?? ''}::${sql.raw(type)}`))
  const { rows } = await sql<Record<string, string | Buffer | null>>`
    select ${sql.join(columns)} from ${sql.table(table.table)} t
    where ${from ? sql`(${place}) > (${from})` : sql`true`} order by ${place} limit ${rowsAtOnce}`.execute(tx)
  return rows.map((row) => ({
    county: String(row.county),
    key: names.map((name) => String(row[name])),
    row: Object.fromEntries([...names, ...reads].map((name) => [name, String(row[name])])),
    sealed: values.map((_value, at) => (row[`sealed_${at}`] ?? null) as Buffer | null),
    held: values.map((_value, at) => (row[`held_${at}`] ?? null) as Buffer | null),
  }))
}

const countyOf = ({ byCounty }: SealedTable): RawBuilder<string> =>
  byCounty ? sql`t.county::text` : sql`${sql.lit(nobodysCounty)}::text`

async function freshOf(vault: Vault, table: SealedTable, row: ReadRow): Promise<(Changed | null)[]> {
  return Promise.all(
    indexedValues(table).map(async ({ label, index }, at) => {
      const sealed = row.sealed[at]
      if (!sealed) return null
      const value = index.of(await vault.open(row.county, label(row.row), sealed), row.row)
      const [anew, old] = vault.indexes(index.kind, value)
      if (!anew || !old) throw new Error('There is no index before this one.')
      return { kind: index.kind, old, anew }
    }),
  )
}

/** Whoever holds something under the old index holds it under the new one as well, before anybody else can take it. */
async function claimAnew(tx: Tx, copies: readonly IndexCopy[], changes: readonly Changed[]): Promise<void> {
  const repeated = changes.filter(({ kind }) => copies.some((copy) => copy.kind === kind))
  if (repeated.length === 0) return
  const pairs = sql`unnest(${repeated.map(({ old }) => old)}::bytea[], ${repeated.map(({ anew }) => anew)}::bytea[])`
  await sql`insert into blind_index_change (old, new) select * from ${pairs} as p (old, new) order by 1
    on conflict do nothing`.execute(tx)
  for (const { table, column, how } of copies) {
    if (how === 'column') continue
    const others = sql.join(how.claim.map((name) => sql.id(name)))
    const held = sql.join(how.claim.map((name) => sql`c.${sql.id(name)}`))
    // In the order of the index, as everybody claims.
    await sql`insert into ${sql.table(table)} (${sql.id(column)}, ${others})
      select p.new, ${held} from ${pairs} as p (old, new) join ${sql.table(table)} c on c.${sql.id(column)} = p.old
      order by 1 on conflict do nothing`.execute(tx)
  }
}

interface Wanted {
  readonly row: ReadRow
  readonly indexes: readonly (Buffer | null)[]
}

async function writeRows(tx: Tx, table: SealedTable, wanted: readonly Wanted[]): Promise<number> {
  if (wanted.length === 0) return 0
  const values = indexedValues(table)
  const names = keyNames(table)
  const place = sql.join([countyOf(table), ...names.map((name) => sql`t.${sql.id(name)}`)])
  const keys = [
    sql`${wanted.map(({ row }) => row.county)}::text[]`,
    ...Object.values(table.key).map(
      (type, index) => sql`${wanted.map(({ row }) => row.key[index])}::${sql.raw(type)}[]`,
    ),
  ]
  const arrays = values.flatMap((_value, at) => [
    sql`${wanted.map(({ row, indexes }) => (indexes[at] ? (row.sealed[at] ?? null) : null))}::bytea[]`,
    sql`${wanted.map(({ indexes }) => indexes[at] ?? null)}::bytea[]`,
  ])
  const keyColumns = keys.map((_key, index) => sql.id(`key_${index}`))
  const columns = [...keyColumns, ...values.flatMap((_value, at) => [sql.id(`sealed_${at}`), sql.id(`new_${at}`)])]
  const set = values.map(({ column, index }, at) => {
    const unchanged = sql`t.${sql.id(column)} = v.${sql.id(`sealed_${at}`)}`
    return sql`${sql.id(index.column)} = case when ${unchanged} then v.${sql.id(`new_${at}`)} else t.${sql.id(index.column)} end`
  })
  const some = values.map(({ column }, at) => sql`t.${sql.id(column)} = v.${sql.id(`sealed_${at}`)}`)
  const { rows } = await sql`
    with free as (
      select ${place} from ${sql.table(table.table)} t
      where (${place}) in (select * from unnest(${sql.join(keys)})) for update skip locked
    )
    update ${sql.table(table.table)} t set ${sql.join(set)}
    from free f (${sql.join(keyColumns)}), unnest(${sql.join([...keys, ...arrays])}) v (${sql.join(columns)})
    where (${place}) = (${sql.join(keyColumns.map((name) => sql`v.${name}`))})
      and (${place}) = (${sql.join(keyColumns.map((name) => sql`f.${name}`))}) and (${sql.join(some, sql` or `)})
    returning 1`.execute(tx)
  return rows.length
}
