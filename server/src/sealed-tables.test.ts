import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from './db/testing.ts'
import { indexCopies, sealedTables } from './sealed-tables.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

async function ask<Row>(text: string): Promise<Row[]> {
  return (await database.owner.executeQuery<Row>(CompiledQuery.raw(text))).rows
}

// A column left out would be lost with the key it is sealed under: declare it in its module's sealed-tables.ts.
it('every sealed column of the database is declared by its module', async () => {
  const found = await ask<{ name: string }>(`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and column_name like '%\\_sealed'
      and table_name in (select table_name from information_schema.tables where table_type = 'BASE TABLE' and table_schema = 'public')
    order by 1`)
  const declared = sealedTables.flatMap(({ table, values }) =>
    values.filter(({ path }) => path === undefined).map(({ column }) => `${table}.${column}`),
  )
  expect(declared.sort()).toEqual(found.map(({ name }) => name))
})

it('every blind index is declared beside its value, or as a copy', async () => {
  const found = await ask<{ name: string }>(`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and column_name like '%\\_index' and data_type = 'bytea'
      and table_name in (select table_name from information_schema.tables where table_type = 'BASE TABLE' and table_schema = 'public')
    order by 1`)
  const declared = [
    ...sealedTables.flatMap(({ table, values }) =>
      values.flatMap(({ index }) => (index ? [`${table}.${index.column}`] : [])),
    ),
    ...indexCopies.map(({ table, column }) => `${table}.${column}`),
  ]
  expect(declared.sort()).toEqual(found.map(({ name }) => name))
})

it('no column is declared twice, and each label is one row’s own', () => {
  const columns = sealedTables.flatMap(({ table, values }) => values.map(({ column }) => `${table}.${column}`))
  expect(new Set(columns).size).toBe(columns.length)
  const labels = sealedTables.flatMap(({ key, values }) =>
    ['one', 'other'].flatMap((row) =>
      values.map(({ label }) => label(Object.fromEntries(Object.keys(key).map((name) => [name, row])))),
    ),
  )
  expect(new Set(labels).size).toBe(labels.length)
})

it('the keeper of keys reads and writes every declared value, and of a row nothing that names a person', async () => {
  for (const { table, byCounty, key, values } of sealedTables) {
    const readable = new Set([
      ...(byCounty ? ['county'] : []),
      ...Object.keys(key),
      ...values.map(({ column }) => column),
    ])
    const rights = await ask<{ column_name: string; privilege_type: string }>(
      `select column_name, privilege_type from information_schema.column_privileges
       where table_schema = 'public' and table_name = '${table}' and grantee = 'keeper'`,
    )
    const may = (privilege: string) =>
      rights.filter(({ privilege_type }) => privilege_type === privilege).map(({ column_name }) => column_name)
    for (const column of readable) expect(may('SELECT'), table).toContain(column)
    for (const { column } of values) expect(may('UPDATE'), table).toContain(column)
    for (const column of may('SELECT')) expect(column, table).not.toMatch(/name|phone_masked|address_masked|birth/)
    const policies = await ask<{ policyname: string }>(
      `select policyname from pg_policies where tablename = '${table}' and 'keeper' = any (roles)`,
    )
    expect(policies, table).not.toHaveLength(0)
  }
})
