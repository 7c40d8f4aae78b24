import { checkCharacter } from '@yinian/core/organisations/credit-code.ts'
import { checkCharacterOf } from '@yinian/core/people/identity-document.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import { recountAll } from './counts.ts'

const zhanggong = '360702000000'
let platform: TestPlatform
let officer: Client
let organisationId: string
let made = 0

const identityNumber = () => {
  const first = `36070219850101${String(++made).padStart(3, '0')}`
  return first + checkCharacterOf(first)
}
const assessor = (change: Record<string, unknown> = {}) => ({
  organisationId,
  name: `李评${made + 1}`,
  identityNumber: identityNumber(),
  telephone: '13800138000',
  education: 'college',
  background: 'nursing',
  practiceSince: '2015-01-01',
  trainedOn: '2024-01-01',
  trainingUntil: null,
  certificate: 'ability-assessor',
  certificateNumber: 'NL-2024-001',
  fullTime: true,
  accountId: null,
  ...change,
})
const register = async (change?: Record<string, unknown>) =>
  (await officer.send('POST', '/assessors', assessor(change))).json()
const counts = async () => {
  const { assessors, qualifiedAssessors } = (await officer.get(`/organisations/360702/${organisationId}`)).json()
  return [assessors, qualifiedAssessors]
}

beforeAll(async () => {
  platform = await testPlatform()
  await platform.owner
    .insertInto('region')
    .values({
      code: zhanggong,
      name: '章贡区',
      level: 'county',
      parent: '360700000000',
      county: '360702',
      pinyin: 'x',
      initials: 'x',
    })
    .execute()
  officer = await platform.signedIn('civil-affairs-officer', zhanggong)
  const code = '52360702MJ0000001'
  const registered = await officer.send('POST', '/organisations', {
    region: zhanggong,
    creditCode: code + checkCharacter(code),
    name: '康评评估中心',
    kind: 'assessment-organisation',
    legalForm: 'enterprise',
    address: '',
    telephone: '',
    contactName: '',
    territory: [zhanggong],
    contractNumber: null,
    contractFrom: null,
    contractUntil: null,
    feePerAssessment: null,
  })
  organisationId = registered.json().id
})
afterAll(() => platform.close())

describe('an assessor', () => {
  it('is registered with number and telephone masked, and counted', async () => {
    const input = assessor()
    const registered = (await officer.send('POST', '/assessors', input)).json()
    expect(registered).toMatchObject({ qualifies: true, telephoneMasked: '138****8000', completed: 0 })
    expect(registered.identityNumberMasked).toMatch(/^3607\*+\d{3}[\dX]$/)
    const row = await platform.owner.selectFrom('assessor').selectAll().executeTakeFirstOrThrow()
    expect(JSON.stringify(row)).not.toContain(input.identityNumber)
    expect(await platform.vault.open('360702', `assessor.document_number:${row.id}`, row.document_number_sealed)).toBe(
      input.identityNumber,
    )
    expect(await counts()).toEqual([1, 1])
  })

  it('who does not qualify is registered with every reason and not counted as qualified', async () => {
    const [all, qualified] = await counts()
    const { qualifies, reasons } = await register({ education: 'junior-high', practiceSince: '2024-01-01' })
    expect(qualifies).toBe(false)
    expect(reasons).toHaveLength(2)
    expect(await counts()).toEqual([all + 1, qualified])
  })

  it.each([
    ['a wrong identity number', { identityNumber: '360702198501010000' }, 'workforce.identity-wrong'],
    ['a wrong telephone', { telephone: '123456' }, 'workforce.telephone-wrong'],
    ['practice that begins tomorrow', { practiceSince: '2026-11-22' }, 'workforce.days-out-of-order'],
    ['training that ends before it was done', { trainingUntil: '2023-12-31' }, 'workforce.days-out-of-order'],
    ['an account that does not exist', { accountId: '0199a000-0000-7000-8000-000000000000' }, 'http.not-found'],
  ])('is refused with %s', async (_what, change, code) => {
    expect((await register(change)).code).toBe(code)
  })

  it('is registered once with an organisation', async () => {
    const { identityNumber } = assessor()
    await register({ identityNumber })
    expect((await register({ identityNumber })).code).toBe('workforce.identity-taken')
  })

  it('signs in with an account of the organisation that belongs to nobody else', async () => {
    const { accountId } = await platform.signedIn('assessor', organisationId, 'assessor-li')
    await platform.owner.updateTable('account').set({ region: zhanggong }).where('id', '=', accountId).execute()
    const first = await register({ accountId })
    expect((await register({ accountId })).code).toBe('workforce.account-taken')
    const accounts = (await officer.get(`/assessors/accounts?organisationId=${organisationId}`)).json()
    expect(accounts.rows).toMatchObject([{ id: accountId, name: 'assessor-li', assessorId: first.id }])
  })

  it('who is suspended stops counting, and one who is removed comes back only by a new registration', async () => {
    const { id, version } = await register()
    const [all, qualified] = await counts()
    const set = (status: string, at: number) =>
      officer.send('POST', `/assessors/360702/${id}/status`, { status, reason: '投诉属实', version: at })
    expect((await set('suspended', version)).json()).toMatchObject({ status: 'suspended', qualifies: false })
    expect(await counts()).toEqual([all, qualified - 1])
    await set('removed', version + 1)
    expect(await counts()).toEqual([all - 1, qualified - 1])
    expect((await set('active', version + 2)).json().code).toBe('workforce.status-refused')
  })

  it('whose training lapses stops counting on the day after', async () => {
    await register({ trainingUntil: '2026-11-21' })
    const [, qualified] = await counts()
    await recountAll(platform.database, '2026-11-22')
    expect(await counts()).toEqual([expect.any(Number), qualified - 1])
  })

  it('is seen by nobody outside the county and the organisation', async () => {
    const { id } = await register()
    const neighbour = await platform.signedIn('civil-affairs-officer', '360703000000')
    expect((await neighbour.get(`/assessors/360702/${id}`)).statusCode).toBe(404)
    expect((await neighbour.get('/assessors')).json().rows).toEqual([])
    const coordinator = await platform.signedIn('assessment-coordinator', organisationId)
    expect((await coordinator.get(`/assessors/360702/${id}`)).statusCode).toBe(200)
    expect((await coordinator.send('POST', '/assessors', assessor())).statusCode).toBe(403)
  })
})
