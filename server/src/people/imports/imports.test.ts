import { withoutMarks } from '@yinian/core/privacy/export-mark.ts'
import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { workQueues } from '../../queues.ts'
import { type Client, type TestPlatform, testPlatform } from '../../testing.ts'
import { layOutPlaces, madeUpNumber, places, registered } from '../testing.ts'
import { applyCheckedImport, applyNextRows, checkImport } from './index.ts'
import { uploadList } from './testing.ts'

let platform: TestPlatform
let officer: Client
let neighbour: Client

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong)
  neighbour = await platform.signedIn('civil-affairs-officer', places.nankang)
})
afterAll(() => platform.close())

type Cells = readonly (string | number | Date | null)[]
type Row = { rowNumber: number; name: string; outcome: string; elderId: string | null } & Record<
  'faults' | 'notes',
  { field: string; message: { zh: string; en: string } }[]
>

const workbook = async (rows: readonly Cells[], more: object = {}): Promise<Buffer> =>
  Buffer.from(await writeXlsx({ sheets: [{ name: '名单', rows: rows.map((row) => [...row]), ...more }] }))

const upload = (client: Client, content: Buffer, name?: string, region?: string) =>
  uploadList(client, content, { name, region })

async function uploaded(content: Buffer, name?: string, region?: string): Promise<string> {
  const answer = await upload(officer, content, name, region)
  expect(answer.body).toContain('"state":"checking"')
  return answer.json().id
}

const job = (id: string) => ({ county: '360702', id })
const stateOf = async (id: string) => (await officer.get(`/people-imports/${id}`)).json()
const rowsOf = async (id: string, outcome = ''): Promise<Row[]> =>
  (await officer.get(`/people-imports/${id}/rows?limit=500${outcome && `&outcome=${outcome}`}`)).json().rows
const outcomes = async (id: string) => (await rowsOf(id)).map((row) => row.outcome)
const faults = (row: Row | undefined) => row?.faults.map(({ field, message }) => `${field}: ${message.zh}`)

async function checked(content: Buffer, name?: string, region?: string): Promise<string> {
  const id = await uploaded(content, name, region)
  await checkImport(platform.ground, job(id))
  return id
}

async function applied(id: string): Promise<void> {
  expect((await officer.send('POST', `/people-imports/${id}/apply`)).statusCode).toBe(200)
  await applyCheckedImport(platform.ground, job(id))
}

const count = async (table: 'elder' | 'elder_circumstance' | 'audit_event' | 'identity_claim') =>
  Number(
    (
      await platform.owner
        .selectFrom(table)
        .select((s) => s.fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  )

describe('checking a list', () => {
  it('says of every row what would become of it, and changes nothing', async () => {
    const known = await registered(officer, { documentNumber: madeUpNumber('19420101'), phone: '13800138000' })
    const { documentNumber } = (
      await officer.get(`/elders/${known.id}/reveal?field=documentNumber&purpose=test`)
    ).json().value
      ? {
          documentNumber: (await officer.get(`/elders/${known.id}/reveal?field=documentNumber&purpose=test`)).json()
            .value as string,
        }
      : { documentNumber: '' }
    await registered(neighbour, { documentNumber: farNumber, region: places.nankangVillage })
    const double = madeUpNumber('19430101')
    const before = [await count('elder'), await count('elder_circumstance'), await count('identity_claim')]
    const id = await checked(
      await workbook([
        ['章贡区水南镇老年人台账（2026年）', null, null, null, null, null, null],
        ['填表人：', '谢春梅', null, null, null, null, null],
        ['序号', '姓名', '身份证号', '联系电话', '村（社区）', '困难类型', '是否独居'],
        [1, '王新', madeUpNumber('19440308', 'female'), '13900139000', '腊长村民委员会', '低保', '√'],
        [2, '张桂英', documentNumber, '13800138000', '腊长村', null, null],
        [3, '张桂英', documentNumber, '13700137000', '腊长', null, null],
        [null, null, null, null, null, null, null],
        [4, '校验', '999999194001010001', null, '腊长村', null, null],
        [5, '重一', double, null, '长塘村', null, null],
        [6, '重二', double, null, '长塘村', null, null],
        [7, '外县', farNumber, null, '腊长村', null, null],
        [8, '外村', madeUpNumber('19440401'), null, '东门村', null, null],
        [8, '南康', madeUpNumber('19440402'), null, '南康区蓉江街道东门村', null, null],
        [9, '科学', 3.60702194401e17, '12', '没有村', '富裕', '可能'],
        [10, '年轻', madeUpNumber('19900101'), null, '腊长村', null, null],
        [11, '李代桃', documentNumber, null, '腊长村', null, null],
      ]),
    )
    const rows = await rowsOf(id)
    expect(rows.map(({ rowNumber, outcome }) => `${rowNumber} ${outcome}`)).toEqual([
      '4 new',
      '5 same',
      '6 refused',
      '8 refused',
      '9 new',
      '10 refused',
      '11 refused',
      '12 refused',
      '13 refused',
      '14 refused',
      '15 refused',
      '16 refused',
    ])
    expect(rows.map(faults)).toEqual([
      [],
      [],
      ['documentNumber: 与第 5 行的证件号码重复'],
      ['documentNumber: 校验位不符，请逐位核对'],
      [],
      ['documentNumber: 与第 9 行的证件号码重复'],
      ['documentNumber: 这个证件号码已经登记过（江西省 赣州市 南康区）'],
      ['village: 没有这个村（社区），或不在您的管辖范围内：东门村'],
      ['village: 没有这个村（社区），或不在您的管辖范围内：南康区蓉江街道东门村'],
      [
        'documentNumber: 号码已被表格软件变成数字，丢了末尾几位，无法还原。请把这一列设为“文本”后重新填写',
        'phone: 电话号码格式不正确：11 位手机号，或带区号的固定电话',
        'hardship: 看不懂“富裕”，不是“困难类型”里的一种',
        'livesAlone: 看不懂“可能”，请写“是”或“否”',
      ],
      ['birth: 未满 60 周岁，不登记为老年人（出生日期 1990-01-01）'],
      ['documentNumber: 与第 5 行的证件号码重复'],
    ])
    expect(await stateOf(id)).toMatchObject({
      state: 'checked',
      total: 12,
      done: 12,
      counts: { new: 2, same: 1, refused: 9 },
      headerRow: 3,
    })
    expect([await count('elder'), await count('elder_circumstance'), await count('identity_claim')]).toEqual(before)
  })

  it('reads text in UTF-8 with a mark and in GB 18030, and numbers kept as text', async () => {
    const number = madeUpNumber('19450101')
    const lines = `姓名,身份证号,村（社区）\r\n赵一,="${number}",腊长村\r\n`
    const [utf8, gb] = [Buffer.from(`\uFEFF${lines}`), encodeGb(number)]
    for (const content of [utf8, gb]) {
      const rows = await rowsOf(await checked(content, '名单.csv'))
      expect(rows).toMatchObject([{ name: '赵一', outcome: 'new', rowNumber: 2 }])
    }
  })

  it('reads the first sheet with a header and says which it leaves', async () => {
    const content = Buffer.from(
      await writeXlsx({
        sheets: [
          { name: '说明', rows: [['请如实填写']] },
          {
            name: '水南镇',
            rows: [
              ['姓名', '证件号码'],
              ['钱二', madeUpNumber('19450202')],
            ],
          },
          {
            name: '水西镇',
            rows: [
              ['姓名', '证件号码'],
              ['孙三', madeUpNumber('19450303')],
            ],
          },
        ],
      }),
    )
    const id = await checked(content)
    expect(await stateOf(id)).toMatchObject({ sheet: '水南镇', otherSheets: ['说明', '水西镇'], total: 1 })
  })

  it('reads merged cells, results of formulas, days and the group above a header', async () => {
    const number = madeUpNumber('19440308', 'female')
    const content = await workbook(
      [
        ['老人台账', null, null, null, null, null],
        ['基本情况', null, null, null, '联系人', null],
        ['姓名', '身份证号', '出生日期', '村居', '姓名', '电话'],
        ['周四', null, new Date(Date.UTC(1944, 2, 8)), '永红村', '周小四', 13800138001],
        ['吴五', madeUpNumber('19440308'), 16139, null, null, null],
      ],
      {
        merges: [
          { startRow: 0, startCol: 0, endRow: 0, endCol: 5 },
          { startRow: 1, startCol: 0, endRow: 1, endCol: 3 },
          { startRow: 1, startCol: 4, endRow: 1, endCol: 5 },
          { startRow: 3, startCol: 3, endRow: 4, endCol: 3 },
        ],
        cells: new Map([['3,1', { formula: 'CONCATENATE("a")', formulaResult: number }]]),
      },
    )
    const id = await checked(content, undefined, places.zhanggong)
    expect((await rowsOf(id)).map(faults)).toEqual([[], []])
    await applied(id)
    const elderId = (await rowsOf(id))[0]?.elderId
    expect((await officer.get(`/elders/${elderId}`)).json()).toMatchObject({
      region: places.farVillage,
      relatedPersons: [{ name: '周小四', phone: '138****8001', roles: ['contact-person'] }],
    })
  })

  it('refuses what is no spreadsheet and what has no header, and a division of somebody else', async () => {
    const refused = [
      await upload(officer, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1])),
      await upload(officer, Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])),
      await upload(officer, Buffer.from('PK\u0003\u0004 broken')),
      await upload(officer, Buffer.from('村,人数\n腊长村,3\n')),
      await upload(officer, await workbook([['姓名', '身份证号']]), 'x.xlsx', places.nankangVillage),
    ]
    expect(refused.map((answer) => answer.json().code)).toEqual([
      'people.file-unreadable',
      'people.file-unreadable',
      'people.file-unreadable',
      'people.no-header-found',
      'people.region-unknown',
    ])
  })

  it('can be done again with another mapping; a required column cannot be left out', async () => {
    const id = await checked(
      await workbook([
        ['姓名', '身份证号', '血型', '备注'],
        ['郑六', madeUpNumber('19440505'), '13800138002', '好'],
      ]),
    )
    expect((await stateOf(id)).mapping).toMatchObject([
      { field: 'name' },
      { field: 'documentNumber', sample: [expect.stringMatching(/^999\*+\d.$/)] },
      { header: '血型', field: null },
      { header: '备注', field: null },
    ])
    const missing = await officer.send('PUT', `/people-imports/${id}/mapping`, {
      mapping: [{ column: 0, field: null }],
    })
    expect(missing.json()).toMatchObject({ code: 'people.mapping-incomplete', message: { zh: '还缺少必需的列：姓名' } })
    const again = await officer.send('PUT', `/people-imports/${id}/mapping`, {
      mapping: [{ column: 2, field: 'phone' }],
    })
    expect(again.json()).toMatchObject({ state: 'checking', done: 0 })
    await checkImport(platform.ground, job(id))
    await applied(id)
    const [row] = await rowsOf(id)
    expect((await officer.get(`/elders/${row?.elderId}`)).json().phone).toBe('138****8002')
  })

  it('asks for the village where neither the row nor the choice for the file names one', async () => {
    const id = await checked(
      await workbook([
        ['姓名', '身份证号', '乡镇'],
        ['冯七', madeUpNumber('19440606'), '水南镇'],
        ['陈八', madeUpNumber('19440606'), null],
      ]),
      undefined,
      places.zhanggong,
    )
    expect((await rowsOf(id)).map(faults)).toEqual([
      ['village: 只写到乡镇（街道）或以上，请写明村（社区）'],
      ['village: 没有写村（社区），上传时选的区域也不是村（社区）'],
    ])
  })
})

describe('applying a list', () => {
  const header = [
    '姓名',
    '身份证号',
    '电话',
    '居住状况',
    '困难类型',
    '现住址',
    '开户行',
    '银行账号',
    '户籍地址',
    '是否低保',
    '残疾等级',
  ]
  const number = madeUpNumber('19380101')
  const row = [
    '褚九',
    number,
    '13800138003',
    '独居',
    '特困、分散供养',
    '腊长村 3 组 8 号',
    '赣州银行',
    '6217000000001',
    '江西省赣州市南康区蓉江街道东门村5号',
    null,
    '二级',
  ]

  it('registers with everything the row says, once', async () => {
    const id = await checked(await workbook([header, row]))
    await applied(id)
    const [done] = await rowsOf(id)
    expect(done?.outcome).toBe('registered')
    const file = (await officer.get(`/elders/${done?.elderId}`)).json()
    expect(file).toMatchObject({
      region: places.village,
      registeredRegion: places.nankangVillage,
      phone: '138****8003',
      payee: '赣州银行 ****0001',
    })
    expect(file.categories.sort()).toEqual([
      'disability-grade:2',
      'hardship:tekun',
      'living-arrangement:alone',
      'tekun-support:dispersed',
    ])
    expect(file.circumstances[0].source).toBe('批量导入：名单.xlsx')
    expect(await stateOf(id)).toMatchObject({ state: 'applied', done: 1, counts: { registered: 1 } })
    expect((await officer.send('POST', `/people-imports/${id}/apply`)).json().code).toBe('people.import-in-other-state')
  })

  it('changes nothing when the same list comes again', async () => {
    const before = await count('elder_circumstance')
    const version = (await officer.get(`/elders?q=${number}`)).json().rows[0].updatedAt
    const id = await checked(await workbook([header, row]))
    expect(await outcomes(id)).toEqual(['same'])
    await applied(id)
    expect(await outcomes(id)).toEqual(['unchanged'])
    expect(await count('elder_circumstance')).toBe(before)
    expect((await officer.get(`/elders?q=${number}`)).json().rows[0].updatedAt).toBe(version)
  })

  it('brings up to date what differs, says what, and never ends anything', async () => {
    const id = await checked(
      await workbook([header, ['褚九', number, '13800138004', '与子女同住', null, null, null, null, null, '否', null]]),
    )
    const [before] = await rowsOf(id)
    expect(before).toMatchObject({ outcome: 'change', notes: [{ field: 'phone' }, { field: 'livingArrangement' }] })
    await applied(id)
    const file = (await officer.get(`/elders/${before?.elderId}`)).json()
    expect(file.phone).toBe('138****8004')
    expect(file.categories.sort()).toEqual([
      'disability-grade:2',
      'hardship:tekun',
      'living-arrangement:with-children',
      'tekun-support:dispersed',
    ])
    const denied = await checked(
      await workbook([
        ['姓名', '身份证号', '是否特困'],
        ['褚九', number, '否'],
      ]),
    )
    expect(await rowsOf(denied)).toMatchObject([{ outcome: 'same', notes: [{ field: 'isTekun' }] }])
  })

  it('refuses a number that belongs to another name', async () => {
    const id = await checked(
      await workbook([
        ['姓名', '身份证号'],
        ['卫十', number],
      ]),
    )
    expect(faults((await rowsOf(id))[0])).toEqual(['name: 与档案不一致：档案里是“褚九”'])
  })

  it('goes on where it was killed, and applies no row twice', async () => {
    const people: Cells[] = Array.from({ length: 60 }, (_, index) => [
      `批${index}`,
      madeUpNumber(
        `1941${String(1 + Math.floor(index / 28)).padStart(2, '0')}${String(1 + (index % 28)).padStart(2, '0')}`,
      ),
    ])
    const id = await checked(await workbook([['姓名', '身份证号'], ...people]))
    const before = await count('elder')
    await officer.send('POST', `/people-imports/${id}/apply`)
    await applyNextRows(platform.ground, job(id), 50)
    expect(await stateOf(id)).toMatchObject({ state: 'applying', done: 50, counts: { registered: 50, new: 10 } })
    expect(await count('elder')).toBe(before + 50)
    await Promise.all([applyCheckedImport(platform.ground, job(id)), applyCheckedImport(platform.ground, job(id))])
    expect(await stateOf(id)).toMatchObject({ state: 'applied', done: 60, counts: { registered: 60 } })
    expect(await count('elder')).toBe(before + 60)
  })

  it('gives the rows back with result and reason beside them, readable again as a list', async () => {
    const bad = '999999194001010001'
    const id = await checked(
      await workbook([
        ['老人台账'],
        ['姓名', '身份证号', '备注'],
        ['蒋一', madeUpNumber('19380202'), '好'],
        ['沈二', bad, '差'],
      ]),
    )
    await applied(id)
    const answer = await officer.inject({ method: 'GET', url: `/api/people-imports/${id}/result?language=zh` })
    expect(decodeURIComponent(String(answer.headers['content-disposition']))).toContain('名单-导入结果.xlsx')
    const { sheets } = await readXlsx(answer.rawPayload)
    const read = sheets[0]?.rows.map((row) => row.map((cell) => (typeof cell === 'string' ? withoutMarks(cell) : cell)))
    expect(read).toEqual([
      ['姓名', '身份证号', '备注', '导入结果', '原因'],
      ['蒋一', expect.any(String), '好', '已登记', ''],
      ['沈二', bad, '差', '不能导入', '证件号码：校验位不符，请逐位核对'],
    ])
    expect(await outcomes(await checked(answer.rawPayload))).toEqual(['same', 'refused'])
  })

  it('is stopped before anything is written', async () => {
    const id = await checked(
      await workbook([
        ['姓名', '身份证号'],
        ['韩三', madeUpNumber('19380303')],
      ]),
    )
    expect((await officer.send('POST', `/people-imports/${id}/cancel`)).json().state).toBe('cancelled')
    await applyCheckedImport(platform.ground, job(id))
    expect((await officer.send('POST', `/people-imports/${id}/apply`)).statusCode).toBe(409)
    expect(await outcomes(id)).toEqual(['new'])
  })
})

describe('a row that is doubted', () => {
  it('is taken once somebody says why the doubt does not hold, and the reason is kept', async () => {
    const id = await checked(
      await workbook([
        ['姓名', '身份证号'],
        ['许七', madeUpNumber('19380707')],
        ['何八', '999999194001010001'],
      ]),
    )
    // As an operation leaves it that throws a confirmable Problem.
    const doubt = {
      field: 'name',
      message: { zh: '可能是同一个人', en: 'Perhaps the same person' },
      doubt: 'people.doubt',
    }
    await platform.owner
      .updateTable('people_import_row')
      .set({ outcome: 'refused', faults: JSON.stringify({ faults: [doubt], notes: [] }) })
      .where('import_id', '=', id)
      .where('row_number', '=', 2)
      .execute()
    await platform.owner
      .updateTable('people_import')
      .set({ counts: JSON.stringify({ refused: 2 }) })
      .where('id', '=', id)
      .execute()
    await applied(id)
    expect(await outcomes(id)).toEqual(['refused', 'refused'])
    expect((await rowsOf(id))[0]?.faults).toEqual([doubt])
    const confirm = (row: number) =>
      officer.send('POST', `/people-imports/${id}/rows/${row}/confirm`, { reason: '同名同姓，已电话核实' })
    expect((await confirm(3)).json().code).toBe('people.nothing-to-confirm')
    expect((await confirm(9)).statusCode).toBe(404)
    expect((await confirm(2)).json()).toMatchObject({ state: 'applying', done: 1, counts: { new: 1, refused: 1 } })
    await applyCheckedImport(platform.ground, job(id))
    expect(await stateOf(id)).toMatchObject({ state: 'applied', done: 2, counts: { registered: 1, refused: 1 } })
    const events = await platform.owner
      .selectFrom('audit_event')
      .select(['action', 'detail'])
      .where('detail', '@>', JSON.stringify({ confirmed: [{ reason: '同名同姓，已电话核实' }] }))
      .execute()
    expect(events).toMatchObject([{ action: 'people.registered', detail: { confirmed: [{ code: 'people.doubt' }] } }])
    expect((await confirm(2)).json().code).toBe('people.nothing-to-confirm')
  })
})

describe('stopping in the middle', () => {
  it('leaves what was applied, says so, and goes no further', async () => {
    const people: Cells[] = Array.from({ length: 6 }, (_, index) => [`停${index}`, madeUpNumber(`1937010${1 + index}`)])
    const id = await checked(await workbook([['姓名', '身份证号'], ...people]))
    const before = await count('elder')
    await officer.send('POST', `/people-imports/${id}/apply`)
    await applyNextRows(platform.ground, job(id), 4)
    expect((await officer.send('POST', `/people-imports/${id}/cancel`)).json()).toMatchObject({
      state: 'cancelled',
      done: 4,
      counts: { registered: 4, new: 2 },
    })
    await applyCheckedImport(platform.ground, job(id))
    expect(await count('elder')).toBe(before + 4)
    expect((await officer.send('POST', `/people-imports/${id}/cancel`)).json().code).toBe(
      'people.import-in-other-state',
    )
  })
})

describe('two sheets', () => {
  it('are proposed in their order, and the other one can be chosen', async () => {
    const sheet = (name: string, number: string) => ({
      name,
      rows: [
        ['姓名', '身份证号'],
        [`${name}人`, number],
      ],
    })
    const sheets = [
      sheet('甲', madeUpNumber('19360101')),
      sheet('乙', madeUpNumber('19360102')),
      { name: '空', rows: [] },
    ]
    const id = await checked(Buffer.from(await writeXlsx({ sheets })))
    expect(await stateOf(id)).toMatchObject({ sheet: '甲', otherSheets: ['乙', '空'] })
    const choose = (name: string) => officer.send('PUT', `/people-imports/${id}/mapping`, { sheet: name, mapping: [] })
    expect((await choose('空')).json().code).toBe('people.no-header-found')
    expect((await choose('丙')).json().code).toBe('people.sheet-unknown')
    expect((await choose('乙')).json()).toMatchObject({ sheet: '乙', state: 'checking' })
    await checkImport(platform.ground, job(id))
    expect((await rowsOf(id)).map(({ name }) => name)).toEqual(['乙人'])
  })
})

describe('the result file', () => {
  it('as comma-separated values keeps every digit and can be put right and sent again', async () => {
    const good = madeUpNumber('19350101')
    const id = await checked(
      await workbook([
        ['姓名', '身份证号', '出生日期'],
        ['施九', good, '1935年1月1日'],
        ['张十', `${good.slice(0, 17)}?`, '1935.1.1'],
      ]),
    )
    await applied(id)
    const answer = await officer.inject({
      method: 'GET',
      url: `/api/people-imports/${id}/result?format=csv&rows=refused`,
    })
    const corrected = madeUpNumber('19350101')
    expect(answer.body).toContain('张十')
    expect(answer.body).not.toContain('施九')
    const all = await officer.inject({ method: 'GET', url: `/api/people-imports/${id}/result?format=csv` })
    expect(all.body).toContain(`施九,="${good}"`)
    const again = answer.body.replace(`${good.slice(0, 17)}?`, corrected)
    const second = await checked(Buffer.from(again), '改好.csv')
    expect(await outcomes(second)).toEqual(['new'])
  })
})

describe('who may', () => {
  it('sees imports of their own area only; whoever may not import sees none', async () => {
    const id = await checked(
      await workbook([
        ['姓名', '身份证号'],
        ['杨四', madeUpNumber('19380404')],
      ]),
    )
    expect((await neighbour.get(`/people-imports/${id}`)).statusCode).toBe(404)
    expect((await neighbour.get(`/people-imports/${id}/rows`)).statusCode).toBe(404)
    expect((await neighbour.get(`/people-imports/${id}/result`)).statusCode).toBe(404)
    const worker = await platform.signedIn('village-worker', places.village)
    expect((await worker.get('/people-imports')).statusCode).toBe(403)
    expect((await officer.get('/people-imports')).json().rows).toContainEqual(expect.objectContaining({ id }))
  })

  it('keeps file and samples sealed', async () => {
    const number = madeUpNumber('19380505')
    const id = await uploaded(Buffer.from(`姓名,身份证号,住址\n朱五,${number},秘密小区\n`), '名单.csv')
    const kept = await platform.owner
      .selectFrom('people_import')
      .innerJoin('people_import_part', 'import_id', 'people_import.id')
      .select(['mapping', 'content_sealed'])
      .where('people_import.id', '=', id)
      .executeTakeFirstOrThrow()
    expect(JSON.stringify(kept.mapping) + kept.content_sealed.toString('latin1')).not.toMatch(
      new RegExp(`${number}|秘密小区`),
    )
  })

  it('gets a template that the platform itself can read', async () => {
    const answer = await officer.inject({ method: 'GET', url: '/api/people-imports/template' })
    expect(answer.statusCode).toBe(200)
    expect(await stateOf(await checked(answer.rawPayload))).toMatchObject({
      sheet: '老年人名单',
      total: 0,
      state: 'checked',
    })
  })
})

describe('the queues', () => {
  beforeEach(() => workQueues(platform.ground))

  it('check and apply without anybody waiting', async () => {
    const id = await uploaded(
      await workbook([
        ['姓名', '身份证号'],
        ['秦六', madeUpNumber('19380606')],
      ]),
    )
    await expect.poll(async () => (await stateOf(id)).state, { timeout: 20_000 }).toBe('checked')
    await officer.send('POST', `/people-imports/${id}/apply`)
    await expect.poll(async () => (await stateOf(id)).state, { timeout: 20_000 }).toBe('applied')
    expect(await outcomes(id)).toEqual(['registered'])
  }, 60_000)
})

const farNumber = madeUpNumber('19420202')

/** `姓名,身份证号,村（社区）` and one row in GB 18030, which Node only decodes. */
function encodeGb(number: string): Buffer {
  const hex = {
    姓: 'd0d5',
    名: 'c3fb',
    身: 'c9ed',
    份: 'b7dd',
    证: 'd6a4',
    号: 'bac5',
    村: 'b4e5',
    '（': 'a3a8',
    社: 'c9e7',
    区: 'c7f8',
    '）': 'a3a9',
    赵: 'd5d4',
    一: 'd2bb',
    腊: 'c0b0',
    长: 'b3a4',
  } as Readonly<Record<string, string>>
  const text = `姓名,身份证号,村（社区）\r\n赵一,${number},腊长村\r\n`
  return Buffer.concat(
    [...text].map((character) => Buffer.from(hex[character] ?? Buffer.from(character).toString('hex'), 'hex')),
  )
}
