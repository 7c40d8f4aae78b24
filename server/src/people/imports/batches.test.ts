import fc from 'fast-check'
import { writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Client, type TestPlatform, testPlatform } from '../../testing.ts'
import { layOutPlaces, madeUpNumber, places } from '../testing.ts'
import { applyCheckedImport, checkImport } from './index.ts'
import { uploadList } from './testing.ts'

// The same lists go into two registers, row by row into one and in batches into the other.

let worlds: { platform: TestPlatform; officer: Client; batch: number }[]

beforeAll(async () => {
  worlds = []
  for (const batch of [1, 7]) {
    const platform = await testPlatform()
    await layOutPlaces(platform)
    worlds.push({
      platform,
      officer: await platform.signedIn('civil-affairs-officer', places.zhanggong, 'officer'),
      batch,
    })
  }
}, 60_000)
afterAll(() => Promise.all(worlds.map(({ platform }) => platform.close())))

const header = ['姓名', '身份证号', '电话', '村', '困难类型', '是否独居', '联系人', '联系人电话', '原编号', '现住址']
const numbers = Array.from({ length: 14 }, (_, index) => madeUpNumber(`19400${1 + (index % 9)}01`))
const row = fc.tuple(
  fc.constantFrom('张桂英', '张桂英', '李秀兰', ''),
  fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...numbers) },
    { weight: 1, arbitrary: fc.constant('999999194001010001') },
  ),
  fc.constantFrom('13800138000', '13900139000', '12', null),
  fc.constantFrom('腊长村', '长塘村', '长塘村', '没有村', null),
  fc.constantFrom('低保', '特困、分散供养', '低保', '富裕', null),
  fc.constantFrom('是', '否', null),
  fc.constantFrom('李强', '李芳', null),
  fc.constantFrom('13700137000', '13700137001', null),
  fc.constantFrom('A1', 'A2', 'A3', null, null),
  fc.constantFrom('三组', '八组', null),
)

async function imported({ platform, officer, batch }: (typeof worlds)[number], content: Buffer): Promise<unknown> {
  const { id } = (await uploadList(officer, content)).json()
  await checkImport(platform.ground, { county: '360702', id }, batch)
  const checked = await rowsOf(officer, id)
  await officer.send('POST', `/people-imports/${id}/apply`)
  await applyCheckedImport(platform.ground, { county: '360702', id }, batch)
  return { checked, applied: await rowsOf(officer, id), register: await register(platform) }
}

async function rowsOf(officer: Client, id: string): Promise<unknown[]> {
  const { rows } = (await officer.get(`/people-imports/${id}/rows?limit=500`)).json()
  const { counts, done } = (await officer.get(`/people-imports/${id}`)).json()
  return [
    ...rows.map(({ elderId, ...rest }: { elderId: string | null }) => ({ ...rest, known: elderId !== null })),
    counts,
    done,
  ]
}

/** Everything the register says, without ids, times and seals, which differ whoever writes. */
async function register({ owner }: TestPlatform): Promise<unknown> {
  const elders = await owner
    .selectFrom('elder')
    .select([
      'id',
      'name',
      'document_number_masked',
      'region',
      'registered_region',
      'phone_masked',
      'address_masked',
      'categories',
      'state',
      'version',
    ])
    .orderBy('document_number_index')
    .execute()
  const order = new Map(elders.map(({ id }, index) => [id, index]))
  const elderOf = (id: string | null) => (id === null ? null : order.get(id))
  const periods = await owner.selectFrom('elder_circumstance').selectAll().execute()
  const relatives = await owner.selectFrom('related_person').selectAll().execute()
  const former = await owner.selectFrom('former_number').selectAll().execute()
  const claims = await owner.selectFrom('identity_claim').selectAll().execute()
  const events = await owner.selectFrom('audit_event').selectAll().where('elder_id', 'is not', null).execute()
  const sorted = (rows: readonly unknown[]) => rows.map((one) => JSON.stringify(one)).sort()
  return {
    elders: elders.map(({ id: _id, categories, ...rest }) => ({ ...rest, categories: [...categories].sort() })),
    periods: sorted(
      periods.map((one) => [
        elderOf(one.elder_id),
        one.kind,
        one.value,
        one.valid_from,
        one.valid_to,
        one.source,
        one.region,
      ]),
    ),
    relatives: sorted(
      relatives.map((one) => [
        elderOf(one.elder_id),
        one.name,
        one.relation,
        one.phone_masked,
        one.valid_from,
        one.valid_to,
      ]),
    ),
    former: sorted(former.map((one) => [elderOf(one.elder_id), one.register, one.number])),
    claims: sorted(claims.map((one) => [elderOf(one.elder_id), one.county])),
    events: sorted(events.map((one) => [elderOf(one.elder_id), one.action])),
  }
}

it('a list brought in row by row and in batches gives the same register, the same answers and the same trail', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), async (rows) => {
      const content = Buffer.from(await writeXlsx({ sheets: [{ name: '名单', rows: [header, ...rows] }] }))
      const [one, many] = [await imported(at(0), content), await imported(at(1), content)]
      expect(many).toEqual(one)
    }),
    { numRuns: 12 },
  )
}, 240_000)

function at(index: number) {
  const world = worlds[index]
  if (!world) throw new Error('no world')
  return world
}
