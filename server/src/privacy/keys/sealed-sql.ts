import { type RawBuilder, sql } from 'kysely'
import type { SealedTable, SealedValue } from '../../crypto/sealed-table.ts'

/** Statements over any declared table. Names come from declarations in the program, never from a request. */

/** A value's bytes; inside JSON it stands as base64. */
export function bytesOf(value: SealedValue): RawBuilder<Buffer | null> {
  return value.path
    ? sql`decode(t.${sql.id(value.column)} #>> ${pathOf(value.path)}, 'base64')`
    : sql`t.${sql.id(value.column)}`
}

/** A column or the JSON column with a new value in it. */
export function withBytes(value: SealedValue, bytes: RawBuilder<unknown>): RawBuilder<unknown> {
  return value.path
    ? sql`jsonb_set(t.${sql.id(value.column)}, ${pathOf(value.path)}, to_jsonb(translate(encode(${bytes}, 'base64'), E'\n', '')))`
    : sql`${bytes}`
}

const pathOf = (path: readonly string[]) => sql.lit(`{${path.join(',')}}`)

/** The version of the key a value is sealed under: its first two bytes. */
export function versionIn(bytes: RawBuilder<unknown>): RawBuilder<number> {
  return sql`get_byte(${bytes}, 0) * 256 + get_byte(${bytes}, 1)`
}

export function ofCounty({ byCounty }: SealedTable, county: string): RawBuilder<boolean> {
  return byCounty ? sql`t.county = ${county}` : sql`true`
}

export const keyNames = (table: SealedTable): string[] => Object.keys(table.key)

export function keyColumns(table: SealedTable): RawBuilder<unknown> {
  return sql.join(keyNames(table).map((name) => sql`t.${sql.id(name)}`))
}

/** A row's key handed in as text. */
export function keyValues(table: SealedTable, key: readonly string[]): RawBuilder<unknown> {
  return sql.join(Object.values(table.key).map((type, index) => sql`${key[index] ?? ''}::${sql.raw(type)}`))
}
