import type { DictionaryRow } from '@yinian/core/data-quality/api.ts'
import { readComment, wordsOfColumn } from '@yinian/core/data-quality/column-words.ts'
import { sharedData } from '@yinian/core/data-quality/sharing.ts'
import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSpreadsheet } from '../documents/read-spreadsheet.ts'
import { layOutPlaces, places } from '../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'

let platform: TestPlatform
let auditor: Client

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  auditor = await platform.signedIn('auditor', places.zhanggong)
})
afterAll(() => platform.close())

async function columns(query = ''): Promise<DictionaryRow[]> {
  const rows: DictionaryRow[] = []
  for (let after = ''; ; ) {
    const page = (
      await auditor.get(`/data-dictionary?limit=200${query}${after === '' ? '' : `&after=${after}`}`)
    ).json()
    rows.push(...page.rows)
    if (page.next === null) return rows
    after = page.next
  }
}

// A column or table without words: comment on it in its migration in both languages, or let core/data-quality/column-words.ts
// know its name where it means the same everywhere.
it('every table and column of the platform says what it means in both languages', async () => {
  const { rows } = await platform.owner.executeQuery<{ name: string; column: string; words: string; comment: string }>(
    CompiledQuery.raw(`select c.relname as name, a.attname as column, obj_description(c.oid) as words, col_description(c.oid, a.attnum) as comment
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'migration'
        and a.attnum > 0 and not a.attisdropped`),
  )
  expect(rows.filter(({ words }) => !readComment(words ?? '')).map(({ name }) => name)).toEqual([])
  expect(
    rows
      .filter(({ column, comment }) => !wordsOfColumn(column, comment))
      .map(({ name, column }) => `${name}.${column}`),
  ).toEqual([])
  expect((await columns()).length).toBe(rows.length)
})

it('knows from the declarations what is sealed, masked, seen by area and open', async () => {
  const found = new Map((await columns()).map((row) => [row.id, row]))
  const of = (id: string) => found.get(id)?.sensitivity
  expect(of('elder.phone_sealed')).toBe('sealed')
  expect(of('elder.phone_index')).toBe('sealed')
  expect(of('identity_claim.document_index')).toBe('sealed')
  expect(of('elder.phone_masked')).toBe('masked')
  expect(of('elder.birth')).toBe('scoped')
  expect(of('region.name')).toBe('public')
  expect(found.get('elder.phone_masked')?.endpoints).toContain('GET /elders/:id')
  expect(found.get('elder.name')?.exports.map(({ zh }) => zh)).toEqual(['老年人名单：姓名'])
  expect(found.get('elder.state')?.codes).toEqual(['active', 'moved-out', 'died', 'merged'])
  expect(found.get('related_person.name')?.retention.zh).toBe('已去世老人的档案：整行删除')
})

it('is searched in both languages and taken along as a file', async () => {
  expect((await columns('&q=收款账户')).map(({ id }) => id)).toContain('elder.payee_sealed')
  expect((await columns('&q=payee&sensitivity=masked')).every(({ sensitivity }) => sensitivity === 'masked')).toBe(true)
  const file = await auditor.get('/data-dictionary/export?format=xlsx&module=people')
  const [sheet] = await openSpreadsheet(file.rawPayload)
  const read = []
  if (sheet) for await (const { cells } of sheet.rows()) read.push(cells)
  expect(read.length).toBe((await columns('&module=people')).length + 1)
})

it('declares every way of sharing that says it is in use through an endpoint that is served', async () => {
  const { rows } = (await auditor.get('/data-sharing')).json() as { rows: { id: string; inUse: boolean }[] }
  const declared = sharedData.filter(({ through }) => through !== null).map(({ id }) => id)
  expect(rows.filter(({ inUse }) => inUse).map(({ id }) => id)).toEqual(declared)
})
