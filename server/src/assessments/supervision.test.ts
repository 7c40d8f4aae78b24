import type { Assessment } from '@yinian/core/assessments/schemas.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { places } from '../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import {
  accepted,
  answered,
  at,
  confirmed,
  filledIn,
  layOutCounty,
  refusal,
  type TestCounty,
  type TestOrganisation,
} from './testing.ts'

let platform: TestPlatform
let county: TestCounty
let first: TestOrganisation
let second: TestOrganisation
let approver: Client
let colleague: Client

beforeAll(async () => {
  platform = await testPlatform('2026-10-31T15:40:00Z')
  county = await layOutCounty(platform)
  first = await county.organisation()
  second = await county.organisation()
  approver = await platform.signedIn('benefit-approver', places.zhanggong)
  colleague = await platform.signedIn('civil-affairs-officer', places.zhanggong)
  for (let times = 0; times < 3; times++) await confirmed(county, first, await county.request())
  // The first minutes of November in Beijing: sessions live on.
  platform.clock.moveTo('2026-10-31T16:01:00Z')
})
afterAll(() => platform.close())

const october = { county: '360702', month: '2026-10', sharePercent: 0, fewestPerOrganisation: 2, fewestPerAssessor: 0 }
interface Check {
  id: string
  county: string
  assessmentId: string
  secondId: string
  state: string
  outcome: string
}
interface Sample {
  id: string
  county: string
  checks: Check[]
  organisations: { organisationId: string; compared: number; deviating: number; rate: number; proposed: string }[]
  reproduced: boolean
  chosen: number
}
let sample: Sample
const read = async (): Promise<Sample> => accepted(county.officer.get(`/quality-samples/360702/${sample.id}`))
const checkAt = (check: Check, action = '') => `/quality-checks/360702/${check.id}${action && `/${action}`}`

describe('the sample of a month', () => {
  it('is not drawn before the month is over', async () => {
    const early = county.officer.send('POST', '/quality-samples', { ...october, month: '2026-11' })
    expect(await refusal(early)).toBe('assessments.month-not-over')
  })

  it('is drawn once, by the rule, and can be drawn again by anybody', async () => {
    sample = await accepted(county.officer.send('POST', '/quality-samples', october))
    expect(sample.chosen).toBe(2)
    expect(await read()).toMatchObject({ reproduced: true, chosen: 2 })
    expect(await refusal(county.officer.send('POST', '/quality-samples', october))).toBe('assessments.sample-drawn')
  })

  it('is hidden from the organisations', async () => {
    for (const organisation of [first, second])
      expect((await organisation.coordinator.get('/quality-samples')).statusCode).toBe(403)
  })
})

describe('a second assessment', () => {
  it('goes to another organisation, also when it is assigned anew', async () => {
    const [check] = (await read()).checks
    if (!check) throw new Error('two are drawn')
    const same = county.officer.send('POST', checkAt(check, 'start'), { organisationId: first.id })
    expect(await refusal(same)).toBe('assessments.same-organisation')
    const started = await accepted<Check>(
      county.officer.send('POST', checkAt(check, 'start'), { organisationId: second.id }),
    )
    const back = await accepted<{ rows: { assigned: boolean; problem: { code: string } }[] }>(
      county.officer.send('POST', '/assessments/assign', {
        organisationId: first.id,
        assessments: [{ county: '360702', id: started.secondId, version: 2 }],
      }),
    )
    expect(back.rows[0]).toMatchObject({ assigned: false, problem: { code: 'assessments.same-organisation' } })
  })

  it('does not show the first result to those who assess, by any way of asking', async () => {
    const check = (await read()).checks.find(({ state }) => state === 'under-way')
    if (!check) throw new Error('one is under way')
    const seen = await second.coordinator.get(at({ county: '360702', id: check.secondId }))
    expect(seen.json()).toMatchObject({ answers: {}, objectedId: null, reason: 'other' })
    expect(seen.body).not.toContain(check.assessmentId)
    const { elderId } = seen.json()
    expect((await second.coordinator.get(at({ county: '360702', id: check.assessmentId }))).statusCode).toBe(404)
    const others = (await second.coordinator.get(`/elders/360702/${elderId}/assessments`)).json()
    expect(others.rows.map((row: { id: string }) => row.id)).toEqual([check.secondId])
    expect((await second.coordinator.get(`/elders/360702/${elderId}/crosswalk`)).json().rows ?? []).toEqual([])
  })

  it('is compared item by item and never becomes the elder’s level', async () => {
    const check = (await read()).checks.find(({ state }) => state === 'under-way')
    if (!check) throw new Error('one is under way')
    expect(
      await refusal(county.officer.send('POST', checkAt(check, 'decide'), { outcome: 'agrees', reason: '还没有复核' })),
    ).toBe('assessments.step-not-possible')
    const requested = await accepted(county.officer.get(at({ county: '360702', id: check.secondId })))
    const signed = await signedBy(second, requested, { 'B.1.1': 0 })
    const confirm = county.officer.send('POST', at(signed, 'confirm'), { version: signed.version })
    expect(await refusal(confirm)).toBe('assessments.step-not-possible')
    const { comparison } = await accepted<{ comparison: { levels: number[]; differing: number; agrees: boolean } }>(
      county.officer.get(checkAt(check)),
    )
    expect(comparison).toMatchObject({ levels: [0, 1], differing: 1, agrees: false })
    const decided = await accepted<Check>(
      county.officer.send('POST', checkAt(check, 'decide'), { outcome: 'rejected', reason: '等级相差一级' }),
    )
    expect(decided).toMatchObject({ state: 'compared', outcome: 'rejected' })
    const of = (await county.officer.get(`/elders/360702/${requested.elderId}/assessments`)).json()
    expect(of.current).toMatchObject({ status: 'valid', level: 0 })
    expect((await read()).organisations[0]).toMatchObject({ compared: 1, deviating: 1, rate: 100, proposed: null })
  })
})

describe('what follows for the organisation', () => {
  interface Consequence {
    id: string
    version: number
    state: string
    possible: string[]
  }
  const path = ({ id }: Consequence, action: string) => `/quality-consequences/360702/${id}/${action}`

  it('is announced with a reason, objected to, settled by a second officer, and only then applied', async () => {
    const announced = await accepted<Consequence>(
      county.officer.send('POST', '/quality-consequences', {
        county: '360702',
        sampleId: sample.id,
        organisationId: first.id,
        kind: 'suspend',
        reason: '抽查偏差过大',
      }),
    )
    const early = county.officer.send('POST', path(announced, 'apply'), { version: 1 })
    expect(await refusal(early)).toBe('assessments.step-not-possible')
    const stranger = second.coordinator.send('POST', path(announced, 'object'), { reason: '不认可', version: 1 })
    expect(await refusal(stranger)).toBe('http.not-found')
    await accepted(
      first.coordinator.send('POST', path(announced, 'object'), { reason: '老人近期病情变化', version: 1 }),
    )
    const self = county.officer.send('POST', path(announced, 'settle'), {
      decision: 'uphold',
      reason: '维持',
      version: 2,
    })
    expect(await refusal(self)).toBe('assessments.second-person-needed')
    await accepted(
      colleague.send('POST', path(announced, 'settle'), { decision: 'uphold', reason: '维持原决定', version: 2 }),
    )
    const applied = await accepted<Consequence>(county.officer.send('POST', path(announced, 'apply'), { version: 3 }))
    expect(applied.state).toBe('applied')
    expect((await county.officer.get(`/organisations/360702/${first.id}`)).json().status).toBe('suspended')
  })
})

describe('the fees of a month', () => {
  interface Statement {
    id: string
    version: number
    lines: number
    dueFen: number
    feeFen: number
    deductionFen: number
    organisationId: string
    possible: string[]
    rows: { assessmentId: string; feeFen: number; deductionFen: number; because: string }[]
  }
  const contract = (change: Record<string, unknown> = {}) => ({
    region: places.zhanggong,
    organisationId: first.id,
    number: '评购2026-01',
    from: '2026-01-01',
    until: '2026-12-31',
    territory: [places.zhanggong],
    fees: { 'gbt-42195': 18_050 },
    depositFen: 1_000_000,
    turnaroundDays: 15,
    latePercent: 30,
    ...change,
  })
  let statement: Statement

  it('go by a contract that overlaps no other', async () => {
    await accepted(county.officer.send('POST', '/organisation-contracts', contract()))
    const again = county.officer.send(
      'POST',
      '/organisation-contracts',
      contract({ number: '评购2026-02', from: '2026-06-01' }),
    )
    expect(await refusal(again)).toBe('assessments.contract-overlaps')
    const later = contract({ number: '评购2027-01', from: '2027-01-01', until: '2027-12-31' })
    expect((await county.officer.send('POST', '/organisation-contracts', later)).statusCode).toBe(200)
    expect(
      (await first.coordinator.get(`/organisation-contracts?organisationId=${first.id}`)).json().rows,
    ).toHaveLength(2)
    expect((await second.coordinator.get(`/organisation-contracts?organisationId=${first.id}`)).json().rows).toEqual([])
  })

  it('leave out what the quality check has not finished, pay nothing for what it rejected', async () => {
    const drafted = await accepted<{ rows: Statement[] }>(
      county.officer.send('POST', '/fee-statements', { county: '360702', month: '2026-10' }),
    )
    const [made] = drafted.rows
    if (!made) throw new Error('one statement')
    statement = await accepted(first.coordinator.get(`/fee-statements/360702/${made.id}`))
    expect(statement.rows.map(({ because }) => because).toSorted()).toEqual(['in-full', 'rejected'])
    expect(statement).toMatchObject({ feeFen: 36_100, deductionFen: 18_050, dueFen: 18_050 })
  })

  it('are shown to the organisation they are owed to and to no other', async () => {
    expect((await second.coordinator.get(`/fee-statements/360702/${statement.id}`)).statusCode).toBe(404)
    expect((await second.coordinator.get('/fee-statements')).json().rows).toEqual([])
  })

  it('are objected to, counted again, accepted, approved by a second officer and booked', async () => {
    const path = (action: string) => `/fee-statements/360702/${statement.id}/${action}`
    const early = approver.send('POST', path('approve'), { version: 1 })
    expect(await refusal(early)).toBe('assessments.step-not-possible')
    await accepted(first.coordinator.send('POST', path('answer'), { answer: 'object', reason: '少算一次', version: 1 }))
    const drawn = (await read()).checks.find(({ state }) => state === 'drawn')
    if (!drawn) throw new Error('the other is still to be assessed')
    await accepted(county.officer.send('POST', checkAt(drawn, 'not-possible'), { reason: '老人迁往外地' }))
    const again = await accepted<Statement>(
      county.officer.send('POST', path('redraft'), { reason: '补上一次', version: 2 }),
    )
    expect(again).toMatchObject({ lines: 3, dueFen: 36_100 })
    await accepted(first.coordinator.send('POST', path('answer'), { answer: 'accept', version: 3 }))
    const approved = await accepted<Statement & { state: string }>(
      approver.send('POST', path('approve'), { version: 4 }),
    )
    expect(approved.state).toBe('approved')
    const accounts = (await county.officer.get('/ledger/accounts?programme=assessment-fees')).json().rows
    expect(accounts.map((one: { balance: number; name: { zh: string } }) => [one.balance, one.name.zh])).toEqual([
      [36_100, '项目应付：能力评估费'],
    ])
    const all = (await county.officer.get('/ledger/accounts')).json().rows
    expect(all.reduce((sum: number, one: { balance: number }) => sum + one.balance, 0)).toBe(0)
    const twice = approver.send('POST', path('approve'), { version: 5 })
    expect(await refusal(twice)).toBe('assessments.step-not-possible')
  })

  it('never hold the same assessment twice', async () => {
    platform.clock.moveTo('2026-12-02T02:00:00Z')
    const officer = await platform.signedIn('civil-affairs-officer', places.zhanggong)
    const november = await officer.send('POST', '/fee-statements', { county: '360702', month: '2026-11' })
    const lines = await platform.owner.selectFrom('fee_line').select('assessment_id').execute()
    expect(new Set(lines.map((line) => line.assessment_id)).size).toBe(lines.length)
    // The second assessment of the check is work as well, and the register's own price pays it.
    expect(november.json().rows.map((row: Statement) => [row.organisationId, row.dueFen])).toEqual([
      [second.id, 20_000],
    ])
  })

  it('print and download with the same sums', async () => {
    for (const [format, sign] of [
      ['pdf', '%PDF-'],
      ['xlsx', 'PK'],
    ] as const) {
      const officer = await platform.signedIn('civil-affairs-officer', places.zhanggong)
      const file = await officer.get(`/fee-statements/360702/${statement.id}/file?format=${format}`)
      expect(file.rawPayload.subarray(0, sign.length).toString()).toBe(sign)
    }
  })
})

/** Accepts, fills in and signs a case that is assigned already. */
async function signedBy(organisation: TestOrganisation, requested: Assessment, answers: Record<string, number>) {
  const [one, two] = organisation.assessors
  const named = await accepted(
    organisation.coordinator.send('POST', at(requested, 'accept'), {
      assessorIds: [one.id, two.id],
      version: requested.version,
    }),
  )
  const saved = await accepted(
    one.client.send('PATCH', at(requested), {
      answers: answered(answers),
      information: filledIn,
      version: named.version,
    }),
  )
  const once = await accepted(one.client.send('POST', at(requested, 'sign'), { version: saved.version }))
  return accepted(two.client.send('POST', at(requested, 'sign'), { version: once.version }))
}
