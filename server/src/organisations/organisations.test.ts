import { checkCharacter } from '@yinian/core/organisations/credit-code.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'

const zhanggong = '360702000000'
const nankang = '360703000000'
let platform: TestPlatform
let officer: Client
let made = 0

const creditCode = () => {
  const first = `52360702MJ${String(++made).padStart(7, '0')}`
  return first + checkCharacter(first)
}
const organisation = (change: Record<string, unknown> = {}) => ({
  region: zhanggong,
  creditCode: creditCode(),
  name: `章贡康评老年评估中心${made}`,
  kind: 'assessment-organisation',
  legalForm: 'social-organisation',
  address: '红旗大道 1 号',
  telephone: '0797-8123456',
  contactName: '刘主任',
  territory: [zhanggong],
  contractNumber: 'ZG-2026-01',
  contractFrom: '2026-01-01',
  contractUntil: '2026-12-31',
  feePerAssessment: 20_000,
  ...change,
})
const register = async (change?: Record<string, unknown>) =>
  (await officer.send('POST', '/organisations', organisation(change))).json()

beforeAll(async () => {
  platform = await testPlatform()
  const region = { level: 'county', parent: '360700000000', pinyin: 'x', initials: 'x' }
  await platform.owner
    .insertInto('region')
    .values([
      { ...region, code: zhanggong, name: '章贡区', county: '360702' },
      { ...region, code: nankang, name: '南康区', county: '360703' },
    ])
    .execute()
  officer = await platform.signedIn('civil-affairs-officer', zhanggong)
})
afterAll(() => platform.close())

describe('an organisation', () => {
  it('is registered once of its kind, with its code in one form, and leaves a trail', async () => {
    const code = creditCode()
    const first = (
      await officer.send('POST', '/organisations', organisation({ creditCode: ` ${code.toLowerCase()} ` }))
    ).json()
    expect(first).toMatchObject({ creditCode: code, status: 'active', county: '360702', version: 1, assessors: 0 })
    expect(first.warnings.map(({ en }: { en: string }) => en)).toEqual([
      'It has 0 qualified assessors, fewer than 5 (GB/T 42195-2022 §5.2)',
    ])
    const again = await officer.send('POST', '/organisations', organisation({ creditCode: code }))
    expect(again.json()).toMatchObject({ code: 'organisations.credit-code-taken', at: '/creditCode' })
    const trail = await platform.owner
      .selectFrom('audit_event')
      .select('action')
      .where('subject_id', '=', first.id)
      .execute()
    expect(trail).toEqual([{ action: 'organisations.registered' }])
  })

  it.each([
    ['a code whose check character is wrong', { creditCode: '91360702MA1234567A' }, 'organisations.credit-code-wrong'],
    ['a territory that does not exist', { territory: ['369999000000'] }, 'organisations.territory-unknown'],
    ['a contract that ends before it begins', { contractUntil: '2025-12-31' }, 'organisations.contract-days-wrong'],
    ['a day the calendar does not have', { contractFrom: '2026-02-30' }, 'organisations.contract-days-wrong'],
    ['a place outside the officer’s area', { region: nankang }, 'http.not-found'],
  ])('is refused with %s', async (_what, change, code) => {
    expect((await register(change)).code).toBe(code)
  })

  it('is read by officers everywhere and changed only where it is registered', async () => {
    const { id, version } = await register()
    const neighbour = await platform.signedIn('civil-affairs-officer', nankang)
    expect((await neighbour.get(`/organisations/360702/${id}`)).statusCode).toBe(200)
    const change = await neighbour.send('PATCH', `/organisations/360702/${id}`, { name: '改名', version })
    expect(change.statusCode).toBe(404)
    const changed = await officer.send('PATCH', `/organisations/360702/${id}`, { telephone: '0797-8000000', version })
    expect(changed.json()).toMatchObject({ telephone: '0797-8000000', version: 2 })
    const stale = await officer.send('PATCH', `/organisations/360702/${id}`, { telephone: '1', version })
    expect(stale.json().code).toBe('http.stale-version')
  })

  it('is found by part of its name, by its code and by the place it serves', async () => {
    const one = await register({ name: '南康区银龄评估所', territory: [nankang] })
    const found = async (query: string) =>
      (await officer.get(`/organisations?${query}`)).json().rows.map((row: { id: string }) => row.id)
    expect(await found(`q=${encodeURIComponent('银龄')}`)).toEqual([one.id])
    expect(await found(`q=${one.creditCode}`)).toEqual([one.id])
    expect(await found('serves=360703001000')).toEqual([one.id])
    expect(await found('serves=360702001000')).not.toContain(one.id)
  })

  it('is listed page by page, each once, in the order of names', async () => {
    const seen: string[] = []
    let after = ''
    do {
      const page = (await officer.get(`/organisations?limit=2${after && `&after=${encodeURIComponent(after)}`}`)).json()
      seen.push(...page.rows.map((row: { name: string }) => row.name))
      after = page.next ?? ''
      expect(page.total).toBeGreaterThan(2)
    } while (after !== '')
    expect(new Set(seen).size).toBe(seen.length)
    expect((await officer.get('/organisations?after=nobody')).statusCode).toBe(400)
  })

  it('that was removed comes back only by a new registration', async () => {
    const { id, version } = await register()
    const set = (status: string, at: number) =>
      officer.send('POST', `/organisations/360702/${id}/status`, { status, reason: '抽查不合格', version: at })
    expect((await set('suspended', version)).json()).toMatchObject({ status: 'suspended', statusReason: '抽查不合格' })
    expect((await set('removed', version + 1)).json().status).toBe('removed')
    expect((await set('active', version + 2)).json().code).toBe('organisations.status-refused')
  })

  it('names the grants held inside it', async () => {
    const { id, name } = await register()
    const coordinator = await platform.signedIn('assessment-coordinator', id)
    expect((await coordinator.get('/me')).json().organisation).toEqual({ id, name })
    const seen = (await coordinator.get('/organisations')).json()
    expect(seen.rows.map((row: { id: string }) => row.id)).toEqual([id])
  })
})
