import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../db/ids.ts'
import { layOutPlaces, madeUpNumber, places, registered } from '../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import { decideRun } from './jobs.ts'

// In Ganzhou tekun elders over eighty are owed both the old-age and the nursing allowance; here a relation between them is
// laid down, so that one yields to the other or is reduced by it (D06).

const said = {
  text: { zh: '两项只发高的一项', en: 'Only the higher of the two' },
  source: '测试',
  status: 'unverified',
}
const county = '360702'
const month = '2026-10'
let platform: TestPlatform
let officer: Client
let elder: { id: string }

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong)
  elder = await registered(officer, {
    documentNumber: madeUpNumber('19400304'),
    registeredRegion: places.village,
    payee: { accountName: '张桂英', bank: '赣州银行', accountNumber: '6217 0000 1234 5678' },
    circumstances: [
      { kind: 'hardship', value: 'tekun', from: '2020-01-01', source: '特困人员名册' },
      { kind: 'tekun-self-care', value: 'partial', from: '2020-01-01', source: '自理能力评定表' },
    ],
  })
})
afterAll(() => platform.close())

async function relate(version: number, relation: string): Promise<void> {
  const document = {
    document: { title: said.text, number: 'unverified', date: 'unverified', source: '测试', status: 'unverified' },
    validFrom: '2026-01',
    validTo: null,
    region: '360700000000',
    relations: [
      { clause: 'one-of-both', ...said, first: 'old-age-allowance', second: 'tekun-nursing-allowance', relation },
    ],
  }
  await platform.owner
    .insertInto('policy_version')
    .values({
      id: newId(),
      area: '360700000000',
      programme: 'relations',
      version,
      state: 'published',
      document: JSON.stringify(document),
      valid_from: '2026-01',
      reason: '测试',
      drafted_by: [],
      drafted_by_name: '测试',
      drafted_at: new Date(),
      decided_at: new Date(),
    })
    .execute()
}

async function ok(answer: Promise<LightMyRequestResponse>) {
  const { statusCode, body, json } = await answer
  if (statusCode !== 200) throw new Error(body)
  return json()
}

/** What a new run of a programme would pay the elder, and the payment itself. */
async function drafted(programme: string) {
  const run = await ok(officer.send('POST', '/benefits/runs', { county, programme, month }))
  await decideRun(platform.ground, { county, runId: run.id, accountId: officer.accountId })
  const { rows } = await ok(officer.get(`/benefits/runs/${county}/${run.id}/payments`))
  const payment = rows[0] ? await ok(officer.get(`/benefits/payments/${county}/${rows[0].id}`)) : null
  const { version } = await ok(officer.get(`/benefits/runs/${county}/${run.id}`))
  await ok(officer.send('POST', `/benefits/runs/${county}/${run.id}/cancel`, { version, reason: '只为测试' }))
  return payment
}

it('both are paid where nothing is said', async () => {
  expect([(await drafted('old-age-allowance')).fen, (await drafted('tekun-nursing-allowance')).fen]).toEqual([
    10000, 30000,
  ])
})

it('only the higher is paid, and the other says to which it yields', async () => {
  await relate(1, 'higher')
  expect(await drafted('old-age-allowance')).toBeNull()
  expect((await drafted('tekun-nursing-allowance')).fen).toBe(30000)
  const { rows } = await ok(officer.get(`/elders/${elder.id}/entitlements?month=${month}`))
  const allowance = rows.find(({ programme }: { programme: string }) => programme === 'old-age-allowance')
  expect(allowance.reading).toMatchObject({
    decision: { due: false, because: ['relation'] },
    relations: [
      { how: 'yields', programme: 'tekun-nursing-allowance', name: { zh: '特困人员护理补贴' }, text: said.text },
    ],
  })
})

it('one is reduced by the other, and the payment keeps what was deducted and why', async () => {
  await relate(2, 'offset')
  const payment = await drafted('tekun-nursing-allowance')
  expect(payment.fen).toBe(20000)
  expect(payment.decision.offset).toEqual([{ relation: 'one-of-both', programme: 'old-age-allowance', fen: 10000 }])
  expect(payment.reading.relations).toMatchObject([{ how: 'offset', fen: 10000, name: { zh: '高龄津贴' } }])
  expect(payment.reading.conditions.length).toBeGreaterThan(0)
  expect(Object.keys(payment.facts)).toEqual(expect.arrayContaining(['年龄', '自理程度']))
})
