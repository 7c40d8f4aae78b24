import { initialRoles } from '@yinian/core/access/roles.ts'
import { itemsOf } from '@yinian/core/assessments/instrument.ts'
import { gds15 } from '@yinian/core/assessments/instruments/gds-15/instrument.ts'
import { lookupLimits } from '@yinian/core/assessments/lookup.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { type Cell, writeXlsx } from '../documents/spreadsheet.ts'
import { madeUpNumber, places, registered } from '../people/testing.ts'
import { type Client, type TestPlatform, testPlatform, upload } from '../testing.ts'
import { sampleOf } from '../testing-samples.ts'
import { accepted, at, confirmed, layOutCounty, refusal, type TestCounty, type TestOrganisation } from './testing.ts'

let platform: TestPlatform
let county: TestCounty
let organisation: TestOrganisation

beforeAll(async () => {
  platform = await testPlatform()
  county = await layOutCounty(platform)
  organisation = await county.organisation()
})
afterAll(() => platform.close())

async function xlsx(header: string[], rows: Cell[][]): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of writeXlsx({ name: '表', columns: header.map((one) => ({ header: one })), rows }))
    pieces.push(piece)
  return Buffer.concat(pieces)
}

const recordOf = (elderId: string, change: Record<string, unknown>) => ({
  county: '360702',
  elderId,
  instrumentId: 'gds-15',
  instrumentVersion: '1986',
  assessedOn: '2026-11-20',
  answers: {},
  information: {},
  ...change,
})
const points = (count: number) => Object.fromEntries(itemsOf(gds15).map(({ id }, index) => [id, index < count ? 1 : 0]))

describe('a record by another instrument', () => {
  it('is scored by the platform and says what it is not', async () => {
    const elder = await registered(county.officer)
    const made = await accepted<Record<string, unknown>>(
      county.officer.send('POST', '/assessment-records', recordOf(elder.id, { answers: points(8) })),
    )
    expect(made).toMatchObject({ level: 1, total: 8, validUntil: '2027-11-19' })
    expect(made).toMatchObject({ notOfficial: { zh: expect.stringContaining('不是诊断') } })
    expect(made.advice).toMatchObject([{ id: 'see-a-doctor' }])
  })

  it('is refused where answers are missing, foreign or of tomorrow', async () => {
    const elder = await registered(county.officer)
    const tried = (change: Record<string, unknown>) =>
      refusal(county.officer.send('POST', '/assessment-records', recordOf(elder.id, change)))
    expect(await tried({ answers: { 'G.1': 1 } })).toBe('assessments.record-incomplete')
    expect(await tried({ answers: { ...points(3), 'B.1.1': 4 } })).toBe('assessments.answer-not-an-option')
    expect(await tried({ answers: points(3), assessedOn: '2026-11-22' })).toBe('assessments.day-not-past')
    expect(await tried({ instrumentId: 'gbt-42195', instrumentVersion: '2022' })).toBe('http.not-found')
  })

  it('is made by an organisation only for elders it serves now', async () => {
    const elder = await registered(county.officer)
    const [assessor] = organisation.assessors
    const tried = assessor.client.send('POST', '/assessment-records', recordOf(elder.id, { answers: points(0) }))
    expect(await refusal(tried)).toBe('http.not-found')
  })

  it('of the insurance’s grade is blocked from official use', async () => {
    const elder = await registered(county.officer)
    const { levels: _levels, ...ltci } = (await county.officer.get('/instruments/ltci-grade/2021')).json()
    const answers = Object.fromEntries(
      ltci.indicators.flatMap((one: { items: { id: string; max: number }[] }) =>
        one.items.map(({ id, max }) => [id, max]),
      ),
    )
    const made = await accepted<Record<string, unknown>>(
      county.officer.send(
        'POST',
        '/assessment-records',
        recordOf(elder.id, { instrumentId: 'ltci-grade', instrumentVersion: '2021', answers }),
      ),
    )
    expect(made).toMatchObject({ kind: 'disability', level: 0, notOfficial: { zh: expect.stringContaining('14') } })
    expect((await county.officer.get(`/elders/360702/${elder.id}/assessments`)).json().current.status).toBe('none')
  })
})

describe('side by side', () => {
  it('shows what each department holds and what need not be assessed again', async () => {
    const done = await confirmed(county, organisation, await county.request())
    await accepted(county.officer.send('POST', '/assessment-records', recordOf(done.elderId, { answers: points(1) })))
    await accepted(
      county.officer.send('POST', `/elders/${done.elderId}/circumstances`, {
        kind: 'disability',
        value: 'visual',
        from: '2020-01-01',
        source: '县残联',
      }),
    )
    const { rows, notAgain, detail } = (await county.officer.get(`/elders/360702/${done.elderId}/crosswalk`)).json()
    expect(detail).toBe('form')
    expect(rows.map(({ kind }: { kind: string }) => kind)).toEqual(['ability', 'screen', 'disability-certificate'])
    expect(notAgain).toHaveLength(3)
  })
})

describe('the four levels of one database', () => {
  it('see a level in the village, its dates in the town, the form in the county', async () => {
    const done = await confirmed(county, organisation, await county.request())
    const [village, town] = [
      await platform.signedIn('village-worker', places.village),
      await platform.signedIn('town-officer', places.shuinan),
    ]
    const read = async (client: Client) => (await client.get(at(done))).json()
    expect(await read(village)).toMatchObject({
      detail: 'level',
      finalLevel: 0,
      confirmedOn: null,
      validUntil: null,
      answers: {},
      signatures: [],
      steps: [],
    })
    expect(await read(town)).toMatchObject({
      detail: 'dated',
      finalLevel: 0,
      confirmedOn: '2026-11-21',
      answers: {},
      signatures: [],
      information: null,
    })
    expect((await read(county.officer)).answers['B.1.1']).toBe(4)
    for (const client of [village, town]) expect((await client.get(at(done, 'report'))).statusCode).toBe(404)
    const listed = (await village.get('/assessments?state=confirmed')).json().rows
    expect(
      listed.every(
        (row: { confirmedOn: unknown; validUntil: unknown }) => row.confirmedOn === null && row.validUntil === null,
      ),
    ).toBe(true)
    const current = (await village.get(`/elders/360702/${done.elderId}/assessments`)).json().current
    expect(current).toEqual({ status: 'valid', level: 0, validUntil: null, reassessmentDueOn: null })
    const crosswalk = (await village.get(`/elders/360702/${done.elderId}/crosswalk`)).json()
    expect(crosswalk).toMatchObject({
      detail: 'level',
      rows: [{ kind: 'ability', on: null, validUntil: null, source: '', link: null }],
    })
  })
})

describe('old results', () => {
  const header = [
    '证件号码',
    '评估日期',
    '日常生活活动',
    '精神状态',
    '感知觉与沟通',
    '社会参与',
    '最终等级',
    '评估机构',
    '报告编号',
  ]

  it('are checked first, written once, and never become a level', async () => {
    const [number, other] = [madeUpNumber(), madeUpNumber()]
    const elder = await registered(county.officer, { documentNumber: number })
    const file = await xlsx(header, [
      [number, '2019年5月3日', '2', '0', '1', '1', '2 中度失能', '旧评估中心', 'OLD-1'],
      [other, '2019-05-03', 2, 0, 1, 1, 2, '', 'OLD-2'],
      [`${number.slice(0, 17)}${number.endsWith('X') ? '0' : 'X'}`, '2019-05-03', 2, 0, 1, 1, 2, '', ''],
      [number, '2019-13-03', 2, 0, 1, 1, 2, '', ''],
      [number, '2019-06-03', 2, 0, 1, 1, 7, '', ''],
    ])
    const outcomes = async (apply: boolean) => {
      const { rows } = await accepted<{ rows: { outcome: string }[] }>(
        upload(county.officer, `/old-results/import?apply=${apply}`, file),
      )
      return rows.map(({ outcome }) => outcome)
    }
    const refused = ['refused', 'refused', 'refused', 'refused']
    expect(await outcomes(false)).toEqual(['ready', ...refused])
    expect(await outcomes(true)).toEqual(['written', ...refused])
    expect(await outcomes(true)).toEqual(['known', ...refused])
    const { rows } = (await county.officer.get(`/elders/360702/${elder.id}/crosswalk`)).json()
    expect(rows).toMatchObject([
      { kind: 'old-ability', on: '2019-05-03', note: { zh: expect.stringContaining('不换算') } },
    ])
    expect((await county.officer.get(`/elders/${elder.id}`)).json().abilityLevel).toBeNull()
  })
})

describe('a result of elsewhere', () => {
  it('is recognised with its document and is then the elder’s level', async () => {
    const elder = await registered(county.officer)
    const query = new URLSearchParams({
      county: '360702',
      elderId: elder.id,
      level: '3',
      confirmedOn: '2026-06-01',
      validUntil: '2027-05-31',
      organisationName: '外地评估中心',
      issuedIn: '浙江省宁波市',
      paperNumber: 'NB-1',
    })
    const path = `/recognised-results?${query}`
    expect(await refusal(upload(county.officer, path, Buffer.from('no document')))).toBe('assessments.document-wrong')
    const made = await accepted<{ documentId: string }>(
      upload(county.officer, path, Buffer.from('%PDF-1.7 paper'), '证明.pdf'),
    )
    const read = (await county.officer.get(`/elders/${elder.id}`)).json()
    expect(read).toMatchObject({ abilityLevel: 3 })
    const document = await county.officer.get(`/assessment-documents/360702/${made.documentId}`)
    expect(document.body).toBe('%PDF-1.7 paper')
    expect(await refusal(upload(county.officer, path, Buffer.from('%PDF-1.7 paper')))).toBe(
      'assessments.recorded-already',
    )
  })
})

describe('a lookup by identity number', () => {
  const asked = { purpose: '核对残疾人两项补贴', basis: 'statutory', basisNote: '国发〔2015〕52号' }
  let reader: Client
  let number: string
  let elderId: string

  beforeAll(async () => {
    reader = await platform.signedIn('department-reader', places.nankang, 'disabled-persons-federation')
    number = madeUpNumber()
    const elder = await registered(county.officer, { documentNumber: number })
    elderId = elder.id
    const requested = await accepted(
      county.officer.send('POST', '/assessments', {
        county: '360702',
        elderId,
        reason: 'first',
        contact: { name: '张小明', telephone: '13900139000' },
      }),
    )
    await confirmed(county, organisation, requested)
  })

  it('tells another department the level, its days, the organisation and the county, and nothing else', async () => {
    const { result } = await accepted<{ result: Record<string, unknown> }>(
      reader.send('POST', '/result-lookups', { identityNumber: number, ...asked }),
    )
    expect(Object.keys(result).toSorted()).toEqual([
      'confirmedOn',
      'countyName',
      'level',
      'organisationName',
      'recognised',
      'validUntil',
    ])
    expect(result).toMatchObject({ level: 0, confirmedOn: '2026-11-21' })
  })

  it('is seen by the responsible county with its purpose, in who looked', async () => {
    const { rows } = (await county.officer.get(`/elders/${elderId}/looks`)).json()
    expect(rows).toContainEqual(
      expect.objectContaining({ actorName: 'disabled-persons-federation', purpose: asked.purpose }),
    )
  })

  it('gives the same answer for somebody unknown and for somebody without a result', async () => {
    const bare = madeUpNumber()
    await registered(county.officer, { documentNumber: bare })
    for (const identityNumber of [bare, madeUpNumber()])
      expect(await accepted(reader.send('POST', '/result-lookups', { identityNumber, ...asked }))).toEqual({
        result: null,
      })
  })

  it('is the only thing the reader of another department may do', async () => {
    expect(initialRoles['department-reader'].permissions).toEqual(['assessments:verify'])
    const open = ['signed-in', 'public', 'assessments:verify']
    for (const { endpoint } of platform.served.filter((one) => !open.includes(one.endpoint.permission))) {
      const url = endpoint.path.replaceAll(/:(\w+)/g, elderId)
      const body = endpoint.body ? sampleOf(endpoint.body, { uuid: elderId, region: places.village }) : undefined
      const answer =
        endpoint.method === 'GET' ? await reader.get(url) : await reader.send(endpoint.method as 'POST', url, body)
      expect([400, 401, 403, 404, 415], `${endpoint.method} ${endpoint.path}`).toContain(answer.statusCode)
      expect(answer.body).not.toContain('张桂英')
    }
  })

  it('of a list gives a file to whoever asked and to nobody else', async () => {
    const file = await xlsx(
      ['姓名', '证件号码'],
      [
        ['某', number],
        ['某', madeUpNumber()],
        ['某', number],
      ],
    )
    const query = new URLSearchParams({ ...asked })
    const made = await accepted<{ id: string; rows: number; found: number }>(
      upload(reader, `/result-lookups/batch?${query}`, file),
    )
    expect(made).toMatchObject({ rows: 2, found: 1, hasFile: true })
    expect((await reader.get(`/result-lookups/${made.id}/file`)).rawPayload.subarray(0, 2).toString()).toBe('PK')
    expect((await county.officer.get(`/result-lookups/${made.id}/file`)).statusCode).toBe(404)
    const many = await xlsx(
      ['证件号码'],
      Array.from({ length: 501 }, (_, index) => [madeUpNumber(index < 300 ? '19500315' : '19510316')]),
    )
    expect(await refusal(upload(reader, `/result-lookups/batch?${query}`, many))).toBe('assessments.file-wrong')
  })

  it('is limited in number, found or not', async () => {
    const curious = await platform.signedIn('department-reader', places.nankang)
    const look = () => curious.send('POST', '/result-lookups', { identityNumber: madeUpNumber(), ...asked })
    for (let times = 0; times < lookupLimits.perHour; times++) expect((await look()).statusCode).toBe(200)
    expect(await refusal(look())).toBe('assessments.looked-too-often')
  })
})

describe('an instrument file', () => {
  const file = (change: Record<string, unknown> = {}) =>
    Buffer.from(
      stringify({ ...structuredClone(gds15), version: '1986-b', ...change }, { aliasDuplicateObjects: false }),
    )
  const region = places.zhanggong

  it('is tried first, proposed by one and put in force by another', async () => {
    const [one, two] = [
      await platform.signedIn('system-administrator', region),
      await platform.signedIn('system-administrator', region),
    ]
    const check = await accepted<{ faults: unknown[]; against: string; differences: { at: string }[] }>(
      upload(one, `/instruments/check?region=${region}`, file({ validMonths: 6 })),
    )
    expect(check).toMatchObject({ faults: [], against: '1986', differences: [{ at: 'validMonths' }] })
    expect((await one.get('/instrument-proposals')).json().rows).toEqual([])
    const made = await accepted<{ id: string }>(
      upload(one, `/instruments/propose?region=${region}`, file({ validMonths: 6 })),
    )
    const decide = (client: Client) =>
      client.send('POST', `/instrument-proposals/360702/${made.id}/decide`, { decision: 'approve', reason: '已核对' })
    expect(await refusal(decide(one))).toBe('assessments.second-person-needed')
    expect((await county.officer.get('/instruments/gds-15/1986-b')).statusCode).toBe(404)
    await accepted(decide(two))
    expect((await county.officer.get('/instruments/gds-15/1986-b')).json().validMonths).toBe(6)
    expect(await refusal(upload(two, `/instruments/propose?region=${region}`, file()))).toBe(
      'assessments.instrument-version-taken',
    )
  })

  it('that does not hold together is refused with every place', async () => {
    const admin = await platform.signedIn('system-administrator', region)
    const refused = await upload(admin, `/instruments/propose?region=${region}`, file({ version: '9', max: 16 }))
    expect(refused.json()).toMatchObject({
      code: 'assessments.instrument-unreadable',
      faults: [{ at: 'gds-15' }, { at: 'levels/1' }],
    })
    const other = await upload(admin, `/instruments/propose?region=${places.nankang}`, file({ version: '9' }))
    expect(other.statusCode).toBe(404)
  })

  it('leaves old results with the version they were scored with', async () => {
    const elder = await registered(county.officer)
    const made = await accepted<{ id: string }>(
      county.officer.send('POST', '/assessment-records', recordOf(elder.id, { answers: points(2) })),
    )
    const read = (await county.officer.get(`/assessment-records/360702/${made.id}`)).json()
    expect(read).toMatchObject({ instrumentVersion: '1986', validUntil: '2027-11-19', answers: points(2) })
  })
})

describe('a joint day of health check and assessment', () => {
  it('calls each elder once, takes findings over, and keeps the absent due', async () => {
    const officer = await platform.signedIn('town-officer', '360702008000')
    const [came, stayed] = [
      await registered(county.officer, { region: places.farVillage, name: '来大爷' }),
      await registered(county.officer, { region: places.farVillage, name: '缺大娘' }),
    ]
    await registered(county.officer, {
      region: places.farVillage,
      name: '小年轻',
      documentNumber: madeUpNumber('19640101'),
    })
    const plan = (heldOn: string) =>
      accepted<{ id: string; due: { elderId: string }[] }>(
        officer.send('POST', '/joint-days', {
          region: '360702008000',
          heldOn,
          place: '水西镇卫生院',
          healthCentre: '水西镇卫生院',
          organisationId: null,
          monthsAhead: 2,
          capacity: 2,
        }),
      )
    const day = await plan('2026-11-21')
    const read = async (id: string) =>
      accepted<{ bookings: { id: string; elderId: string }[]; due: { elderId: string }[] }>(
        officer.get(`/joint-days/360702/${id}`),
      )
    expect((await read(day.id)).due.map(({ elderId }) => elderId).toSorted()).toEqual([came.id, stayed.id].toSorted())
    await accepted(officer.send('POST', `/joint-days/360702/${day.id}/bookings`, { elderIds: [came.id, stayed.id] }))
    const other = await plan('2026-11-30')
    const again = officer.send('POST', `/joint-days/360702/${other.id}/bookings`, { elderIds: [came.id] })
    expect(await refusal(again)).toBe('assessments.booked-already')
    const { bookings } = await read(day.id)
    for (const { id, elderId } of bookings) {
      const attended = elderId === came.id
      const findings = attended ? [{ kind: 'vision', value: '4.6' }] : []
      await accepted(officer.send('POST', `/joint-bookings/360702/${id}/attendance`, { attended, findings }))
    }
    expect((await read(other.id)).due.map(({ elderId }) => elderId)).toEqual([stayed.id])
    const { rows, notAgain } = (await county.officer.get(`/elders/360702/${came.id}/crosswalk`)).json()
    expect(rows).toMatchObject([{ kind: 'health-check', result: { zh: '视力：4.6' }, source: '水西镇卫生院' }])
    expect(notAgain[0].zh).toContain('视力')
    expect((await officer.get(`/joint-days/360702/${day.id}/file`)).rawPayload.subarray(0, 2).toString()).toBe('PK')
  })
})
