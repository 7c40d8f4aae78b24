import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from './db/testing.ts'
import { elderTraces } from './erasables.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

async function ask<Row>(text: string): Promise<Row[]> {
  return (await database.owner.executeQuery<Row>(CompiledQuery.raw(text))).rows
}

// A table left out would keep what it tells of somebody whose file was erased: declare it in its module's elder-traces.ts.
it('every table that names an elder is declared by its module', async () => {
  const found = await ask<{ name: string }>(`
    select distinct c.table_name as name from information_schema.columns c
    join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
    where c.table_schema = 'public' and c.column_name = 'elder_id' and t.table_type = 'BASE TABLE' order by 1`)
  const declared = elderTraces
    .filter(({ column, through }) => through === undefined && column === undefined)
    .map(({ table }) => table)
  expect(declared.sort()).toEqual(found.map(({ name }) => name))
})

it('so is every table whose rows hang on an assessment', async () => {
  const found = await ask<{ name: string }>(`
    select distinct c.table_name as name from information_schema.columns c
    join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name
    where c.table_schema = 'public' and c.column_name = 'assessment_id' and t.table_type = 'BASE TABLE' order by 1`)
  const declared = elderTraces.filter(({ through }) => through?.column === 'assessment_id').map(({ table }) => table)
  expect(declared.sort()).toEqual(found.map(({ name }) => name))
})

it('the eraser may do what is declared, and no more than change or delete', async () => {
  for (const { table, erase } of elderTraces) {
    if (typeof erase === 'object' && 'keep' in erase) continue
    const rights = await ask<{ column_name: string | null; privilege_type: string }>(
      `select column_name, privilege_type from information_schema.column_privileges where table_name = '${table}' and grantee = 'eraser'
       union select null, privilege_type from information_schema.table_privileges where table_name = '${table}' and grantee = 'eraser'`,
    )
    const may = new Set(
      rights.map(({ column_name, privilege_type }) => `${privilege_type} ${column_name ?? ''}`.trim()),
    )
    if (erase === 'rows') expect(may, table).toContain('DELETE')
    else
      for (const column of [...Object.keys(erase.set), ...(erase.seal ?? []).map((one) => one.column)])
        expect(may, table).toContain(`UPDATE ${column}`)
    expect(
      [...may].filter((right) => /INSERT|TRUNCATE|REFERENCES|TRIGGER/.test(right)),
      table,
    ).toEqual([])
  }
})
