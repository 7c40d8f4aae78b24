import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import { layOutPlaces, madeUpNumber, places, registered } from './testing.ts'

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

const reveal = (client: Client, id: string, ask: Record<string, string>) =>
  client.get(`/elders/${id}/reveal?${new URLSearchParams({ purpose: '核对信息', ...ask })}`)
const ids = (answer: { json(): { rows: { id: string }[] } }) => answer.json().rows.map((row) => row.id)

describe('registering an elder', () => {
  it('reads birth and sex from the identity number and shows it masked', async () => {
    const number = madeUpNumber('19401120', 'female')
    const file = await registered(officer, { documentNumber: number, phone: '138 0013 8000' })
    expect(file).toMatchObject({
      birth: '1940-11-20',
      sex: 'female',
      age: 86,
      documentNumber: `9999**********${number.slice(-4)}`,
      phone: '138****8000',
      regionPath: '江西省 赣州市 章贡区 水南镇 腊长村',
      registeredRegion: places.village,
      responsible: true,
      version: 1,
    })
  })

  it('names every fault of a form at once', async () => {
    const answer = await officer.send('POST', '/elders', {
      name: '李四',
      documentType: 'resident-identity',
      documentNumber: '34052419800101001X',
      phone: '12345',
      sex: 'female',
      region: places.village,
    })
    expect(answer.statusCode).toBe(422)
    expect(answer.json().faults.map((fault: { at: string }) => fault.at)).toEqual(['/phone', '/sex', '/birth'])
  })

  it('says in both languages what is wrong with a number', async () => {
    const answer = await officer.send('POST', '/elders', {
      name: '李四',
      documentType: 'resident-identity',
      documentNumber: '340524198001010011',
      region: places.village,
    })
    expect(answer.json()).toMatchObject({
      code: 'people.document-number-invalid',
      at: '/documentNumber',
      message: {
        zh: '证件号码不正确：校验位不符，请逐位核对',
        en: 'The identity number is not right: the check character does not agree; compare every digit',
      },
    })
  })

  it('refuses a number that another county holds and tells the county alone', async () => {
    const number = madeUpNumber()
    await registered(neighbour, { name: '不可说出', documentNumber: number, region: places.nankangVillage })
    const answer = await officer.send('POST', '/elders', {
      name: '另一人',
      documentType: 'resident-identity',
      documentNumber: number,
      region: places.village,
    })
    expect(answer.json().code).toBe('people.already-registered')
    expect(answer.json().message.zh).toBe('这个证件号码已经登记过（江西省 赣州市 南康区）')
    expect(answer.body).not.toContain('不可说出')
  })

  it('takes no village outside the officer’s own county, and no town for a village', async () => {
    for (const region of [places.nankangVillage, places.shuinan, '360702999999']) {
      const answer = await officer.send('POST', '/elders', {
        name: '王五',
        documentType: 'resident-identity',
        documentNumber: madeUpNumber(),
        region,
      })
      expect(answer.json().code).toBe('people.region-unknown')
    }
  })

  it('needs birth and sex where a passport says neither', async () => {
    const body = {
      name: 'Maria Silva',
      documentType: 'passport',
      documentNumber: 'e 1234 5678',
      region: places.village,
    }
    expect((await officer.send('POST', '/elders', body)).json().code).toBe('people.particulars-missing')
    const file = (await officer.send('POST', '/elders', { ...body, birth: '1950-01-01', sex: 'female' })).json()
    expect(file.documentNumber).toBe('E1*****78')
    expect(ids(await officer.get('/elders?q=E12345678'))).toEqual([file.id])
  })

  it('happens once when it is sent twice', async () => {
    const body = {
      name: '赵六',
      documentType: 'resident-identity',
      documentNumber: madeUpNumber(),
      region: places.village,
    }
    const first = await officer.send('POST', '/elders', body, 'register-once-0001')
    const again = await officer.send('POST', '/elders', body, 'register-once-0001')
    expect(again.json()).toEqual(first.json())
  })

  it('keeps no identity number, telephone, address or account in clear anywhere', async () => {
    const documentNumber = madeUpNumber('19330101')
    const { id } = await registered(officer, {
      name: '钱七',
      documentNumber,
      phone: '13911112222',
      address: { text: '水南镇腊长村上屋组88号', longitude: 114.93456, latitude: 25.83123 },
      payee: { accountName: '钱七', bank: '赣州银行', accountNumber: '6217 0000 1111 2222' },
    })
    const opened = await reveal(officer, id, { field: 'documentNumber' })
    expect(opened.json().value).toBe(documentNumber)
    const { rows } = await sql<{ row: string }>`
      select e::text as row from elder e union all select a::text from audit_event a
      union all select i::text from identity_claim i union all select c.reply_sealed::text from command c`.execute(
      platform.owner,
    )
    const hex = (text: string) => Buffer.from(text).toString('hex')
    for (const secret of [documentNumber, '13911112222', '上屋组88号', '6217 0000 1111 2222', '114.93456'])
      for (const { row } of rows) {
        expect(row ?? '').not.toContain(secret)
        expect(row ?? '').not.toContain(hex(secret))
      }
  })
})

describe('changing an elder', () => {
  it('refuses a stale version', async () => {
    const { id } = await registered(officer)
    expect((await officer.send('PATCH', `/elders/${id}`, { version: 1, ethnicity: '畲' })).json()).toMatchObject({
      ethnicity: '畲族',
      version: 2,
    })
    expect((await officer.send('PATCH', `/elders/${id}`, { version: 1, ethnicity: '汉' })).json().code).toBe(
      'http.stale-version',
    )
  })

  it('keeps where they lived before, and brings their circumstances along', async () => {
    const { id } = await registered(officer)
    await officer.send('POST', `/elders/${id}/circumstances`, {
      kind: 'living-arrangement',
      value: 'alone',
      from: '2026-01-01',
      source: '村委会走访',
    })
    const moved = await officer.send('PATCH', `/elders/${id}`, {
      version: 1,
      region: places.farVillage,
      from: '2026-11-01',
    })
    expect(moved.json()).toMatchObject({ region: places.farVillage, circumstances: [{ value: 'alone' }] })
    const worker = await platform.signedIn('village-worker', places.farVillage)
    expect((await worker.get(`/elders/${id}`)).json().circumstances).toHaveLength(1)
    const timeline = (await officer.get(`/elders/${id}/timeline`)).json().rows
    expect(timeline).toContainEqual(
      expect.objectContaining({ at: '2026-11-01', title: { zh: '居住地变更', en: 'Moved' } }),
    )
  })

  it('is no way to move to another county', async () => {
    const { id } = await registered(officer)
    const answer = await officer.send('PATCH', `/elders/${id}`, { version: 1, region: places.nankangVillage })
    expect(answer.json().code).toBe('people.other-county')
  })

  it('finds a changed telephone under the new number only', async () => {
    const { id } = await registered(officer, { phone: '13700000001' })
    await officer.send('PATCH', `/elders/${id}`, { version: 1, phone: '0797-8000002' })
    expect(ids(await officer.get('/elders?q=13700000001'))).toEqual([])
    expect(ids(await officer.get('/elders?q=07978000002'))).toEqual([id])
  })
})

describe('circumstances', () => {
  const add = (id: string, body: object) =>
    officer.send('POST', `/elders/${id}/circumstances`, { source: '低保系统', ...body })

  it('of which one holds at a time close the one before and are never overwritten', async () => {
    const { id } = await registered(officer)
    await add(id, { kind: 'hardship', value: 'low-income', from: '2024-01-01' })
    const file = (await add(id, { kind: 'hardship', value: 'dibao', from: '2025-07-01' })).json()
    expect(file.circumstances).toMatchObject([
      { value: 'dibao', from: '2025-07-01', to: null },
      { value: 'low-income', from: '2024-01-01', to: '2025-07-01' },
    ])
    expect(file.categories).toEqual(['hardship:dibao'])
    const earlier = (await add(id, { kind: 'hardship', value: 'other', from: '2023-01-01' })).json()
    expect(earlier.circumstances.at(-1)).toMatchObject({ value: 'other', from: '2023-01-01', to: '2024-01-01' })
  })

  it('hold side by side where several may', async () => {
    const { id } = await registered(officer)
    await add(id, { kind: 'household', value: 'empty-nest', from: '2024-01-01' })
    const file = (await add(id, { kind: 'household', value: 'left-behind', from: '2025-01-01' })).json()
    expect(file.categories).toEqual(['household:empty-nest', 'household:left-behind'])
  })

  it('end on a day, and are void when they end on their first', async () => {
    const { id } = await registered(officer)
    const [one] = (await add(id, { kind: 'merit', value: 'model-worker', from: '2024-01-01' })).json().circumstances
    const end = (to: string) =>
      officer.send('POST', `/elders/${id}/circumstances/${one.id}/end`, { to, reason: '登记错误' })
    expect((await end('2023-12-31')).json().code).toBe('people.period-upside-down')
    expect((await end('2026-11-01')).json()).toMatchObject({ categories: [], circumstances: [{ to: '2026-11-01' }] })
    expect((await end('2026-11-10')).json().code).toBe('people.already-ended')
    expect((await end('2024-01-01')).json().circumstances).toEqual([])
  })

  it('that the assessment writes are not written by hand', async () => {
    const { id } = await registered(officer)
    const answer = await add(id, { kind: 'dementia', value: 'diagnosed', from: '2026-01-01' })
    expect(answer.json().code).toBe('people.written-elsewhere')
    expect((await add(id, { kind: 'hardship', value: 'rich', from: '2026-01-01' })).json().code).toBe(
      'people.unknown-category',
    )
  })

  it('end with the death of the elder, whose last day still belongs to them', async () => {
    const { id } = await registered(officer)
    await add(id, { kind: 'hardship', value: 'tekun', from: '2024-01-01' })
    await officer.send('POST', `/elders/${id}/related-persons`, { name: '张小明', relation: 'son', roles: ['carer'] })
    const death = { version: 1, diedOn: '2026-11-18', source: '殡葬信息' }
    expect((await officer.send('POST', `/elders/${id}/death`, { ...death, diedOn: '2026-11-22' })).json().code).toBe(
      'people.death-in-future',
    )
    expect((await officer.send('POST', `/elders/${id}/death`, death)).json()).toMatchObject({
      state: 'died',
      diedOn: '2026-11-18',
      categories: [],
      circumstances: [{ value: 'tekun', to: '2026-11-19' }],
    })
    expect(ids(await officer.get('/elders?category=hardship:tekun'))).not.toContain(id)
  })
})

describe('people around an elder', () => {
  it('are kept with their roles, masked telephone and period', async () => {
    const { id } = await registered(officer)
    const file = (
      await officer.send('POST', `/elders/${id}/related-persons`, {
        name: '李小红',
        relation: 'daughter',
        roles: ['supporter', 'contact-person'],
        phone: '13600001234',
      })
    ).json()
    const [person] = file.relatedPersons
    expect(person).toMatchObject({ phone: '136****1234', from: '2026-11-21', to: null })
    const value = await reveal(officer, id, { field: 'relatedPersonPhone', relatedPersonId: person.id })
    expect(value.json().value).toBe('13600001234')
    const ended = await officer.send('POST', `/elders/${id}/related-persons/${person.id}/end`, { to: '2026-11-21' })
    expect(ended.json().relatedPersons).toMatchObject([{ to: '2026-11-21' }])
    const strange = { name: '李小红', relation: 'friend-of-friend', roles: ['carer'] }
    expect((await officer.send('POST', `/elders/${id}/related-persons`, strange)).json().code).toBe(
      'people.relation-unknown',
    )
  })
})

describe('looking', () => {
  it('is an event of the audit trail each time a file is opened or a field revealed', async () => {
    const { id } = await registered(officer, { phone: '13500005555' })
    const looks = async () => (await officer.get(`/elders/${id}/looks`)).json().rows
    expect(await looks()).toEqual([])
    await officer.get(`/elders/${id}`)
    await officer.get(`/elders/${id}`)
    await officer.get(`/elders/${id}/timeline`)
    platform.clock.moveTo('2026-11-21T02:00:01Z')
    const revealed = await reveal(officer, id, { field: 'phone', purpose: '核实身份' })
    expect(revealed.json()).toEqual({ value: '13500005555' })
    expect((await looks()).map((look: { action: { zh: string } }) => look.action.zh)).toEqual([
      '查看完整的敏感信息',
      '查看档案',
      '查看档案',
    ])
    expect((await looks())[0].purpose).toBe('核实身份')
  })

  it('is recorded too when only the timeline is read', async () => {
    const { id } = await registered(officer)
    const leader = await platform.signedIn('leader', places.zhanggong)
    await leader.get(`/elders/${id}/timeline`)
    expect((await officer.get(`/elders/${id}/looks`)).json().rows).toMatchObject([{ action: { zh: '查看大事记' } }])
  })

  it('reveals nothing where nothing is kept, and needs the permission', async () => {
    const { id } = await registered(officer)
    expect((await reveal(officer, id, { field: 'payee' })).statusCode).toBe(404)
    const leader = await platform.signedIn('leader', places.zhanggong)
    expect((await reveal(leader, id, { field: 'phone' })).json().code).toBe('http.not-allowed')
  })
})
