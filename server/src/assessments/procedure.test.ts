import { createHash } from 'node:crypto'
import type { Assessment } from '@yinian/core/assessments/schemas.ts'
import { canonicalText } from '@yinian/core/assessments/signed-content.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registered } from '../people/testing.ts'
import { type TestPlatform, testPlatform } from '../testing.ts'
import {
  accepted,
  answered,
  assessed,
  assign,
  at,
  confirmed,
  filledIn,
  layOutCounty,
  refusal,
  requestOf,
  type TestCounty,
  type TestOrganisation,
} from './testing.ts'

let platform: TestPlatform
let county: TestCounty
let organisation: TestOrganisation

beforeAll(async () => {
  platform = await testPlatform()
  county = await layOutCounty(platform)
  organisation = await county.organisation()
})
afterAll(() => platform.close())

const accept = (assessment: Assessment, assessorIds: readonly string[], version = assessment.version + 1) =>
  organisation.coordinator.send('POST', at(assessment, 'accept'), { assessorIds, version })

async function inProgress(): Promise<Assessment> {
  const requested = await county.request()
  await assign(county.officer, requested, organisation.id)
  return accepted(
    accept(
      requested,
      organisation.assessors.map(({ id }) => id),
    ),
  )
}

describe('an assessment', () => {
  it('goes from request over two assessors’ signatures to a result on the elder’s file', async () => {
    const requested = await county.request()
    expect(requested).toMatchObject({ state: 'requested', possible: ['assign', 'withdraw', 'cancel'], version: 1 })
    const signed = await assessed(county, organisation, requested, { answers: { 'B.1.1': 0 } })
    expect(signed).toMatchObject({ state: 'signed', information: null, score: { total: 86, finalLevel: 1 } })
    const opened = await accepted(county.officer.get(at(requested)))
    expect(opened.information).toMatchObject({ 'A.4.1': ['hypertension'] })
    expect(opened.possible).toEqual(['confirm', 'return'])
    const done = await accepted(county.officer.send('POST', at(requested, 'confirm'), { version: signed.version }))
    expect(done).toMatchObject({
      state: 'confirmed',
      finalLevel: 1,
      confirmedOn: '2026-11-21',
      validUntil: '2027-11-20',
      turnaround: 'done-in-time',
    })
    expect(done.steps.map((step) => step.event)).toEqual([null, 'assign', 'accept', 'sign', 'countersign', 'confirm'])
    const elder = (await county.officer.get(`/elders/${requested.elderId}`)).json()
    expect(elder).toMatchObject({ abilityLevel: 1, abilityValidUntil: '2027-11-20' })
    const { rows } = (await county.officer.get(`/elders/${requested.elderId}/timeline`)).json()
    expect(rows.map((row: { title: { zh: string } }) => row.title.zh)).toContain('能力评估结果：轻度失能')
  })

  it('leaves an audit event at every step, with the elder', async () => {
    const { id, elderId } = await confirmed(county, organisation, await county.request())
    const trail = await platform.owner
      .selectFrom('audit_event')
      .select('action')
      .where('subject_id', '=', id)
      .where('elder_id', '=', elderId)
      .orderBy('id')
      .execute()
    const actions = ['request', 'assign', 'accept', 'save', 'sign', 'countersign', 'confirm']
    expect(trail.map((event) => event.action).toSorted()).toEqual(
      actions.map((action) => `assessments.${action}`).toSorted(),
    )
  })

  it('is signed by the hash of exactly what was filled in', async () => {
    const signed = await assessed(county, organisation, await county.request())
    const content = canonicalText({
      assessmentId: signed.id,
      elderId: signed.elderId,
      instrument: { id: 'gbt-42195', version: '2022' },
      answers: answered(),
      information: filledIn,
      total: 90,
      finalLevel: 0,
    })
    const hash = createHash('sha256').update(content).digest('hex')
    expect(signed.signatures.map((one) => one.contentHash)).toEqual([hash, hash])
  })

  it('keeps health data sealed, also in the kept answers to commands', async () => {
    const { id } = await assessed(county, organisation, await county.request(), {
      information: { 'A.5.12': '只有这里写着的一句话' },
    })
    const row = await platform.owner.selectFrom('assessment').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    const kept = await platform.owner.selectFrom('command').selectAll().where('endpoint', 'like', `%${id}%`).execute()
    expect(kept.length).toBeGreaterThan(2)
    expect(JSON.stringify([row, kept])).not.toContain('只有这里写着的一句话')
    const opened = await platform.vault.open(
      '360702',
      `assessment.information:${id}`,
      row.information_sealed ?? Buffer.of(),
    )
    expect(opened).toContain('只有这里写着的一句话')
  })

  it('is requested once at a time for an elder, and not for one who died', async () => {
    const { elderId } = await county.request()
    expect(await refusal(county.officer.send('POST', '/assessments', requestOf(elderId)))).toBe(
      'assessments.already-open',
    )
    const elder = await registered(county.officer)
    const { version } = (await county.officer.get(`/elders/${elder.id}`)).json()
    await accepted(
      county.officer.send('POST', `/elders/${elder.id}/death`, { version, diedOn: '2026-11-20', source: '死亡证明' }),
    )
    expect(await refusal(county.officer.send('POST', '/assessments', requestOf(elder.id)))).toBe(
      'assessments.elder-not-active',
    )
  })

  it('that is confirmed with dementia marks the elder and raises the level, and the next one without ends the mark', async () => {
    const first = await confirmed(county, organisation, await county.request(), {
      information: { 'A.4.1': ['dementia'] },
    })
    expect(first.finalLevel).toBe(1)
    const read = async () => (await county.officer.get(`/elders/${first.elderId}`)).json()
    expect((await read()).categories).toContain('dementia:diagnosed')
    const again = await accepted(county.officer.send('POST', '/assessments', requestOf(first.elderId, 'immediate')))
    await confirmed(county, organisation, again)
    expect(await read()).toMatchObject({ categories: [], abilityLevel: 0 })
  })
})

describe('naming the assessors', () => {
  it('takes two different people of the assigned organisation who qualify', async () => {
    const requested = await county.request()
    await assign(county.officer, requested, organisation.id)
    const [first, second] = organisation.assessors
    const other = await county.organisation()
    const unqualified = await county.assessor(organisation.id, { practiceSince: '2024-01-01' })
    expect(await refusal(accept(requested, [first.id, first.id]))).toBe('assessments.assessors-not-two')
    expect(await refusal(accept(requested, [first.id, other.assessors[0].id]))).toBe(
      'assessments.assessor-not-of-organisation',
    )
    const answer = await accept(requested, [first.id, unqualified.id])
    expect(answer.json()).toMatchObject({ code: 'assessments.may-not-sign', faults: [expect.anything()] })
    expect((await accepted(accept(requested, [first.id, second.id]))).state).toBe('in-progress')
  })

  it('is the organisation’s and assigning the officer’s, though both hold the same permission', async () => {
    const requested = await county.request()
    const { id, version } = requested
    const { coordinator } = organisation
    await assign(county.officer, requested, organisation.id)
    const again = await coordinator.send('POST', '/assessments/assign', {
      organisationId: organisation.id,
      assessments: [{ county: '360702', id, version: version + 1 }],
    })
    expect(again.json().rows[0].problem.code).toBe('http.not-allowed')
    const assessorIds = organisation.assessors.map((one) => one.id)
    const byOfficer = county.officer.send('POST', at(requested, 'accept'), { assessorIds, version: version + 1 })
    expect(await refusal(byOfficer)).toBe('http.not-allowed')
  })
})

describe('signing', () => {
  it('takes two: the same assessor twice is refused', async () => {
    const { id, county: place, version } = await inProgress()
    const [first] = organisation.assessors
    const path = at({ county: place, id })
    const draft = { answers: answered(), information: filledIn, version }
    const saved = await accepted(first.client.send('PATCH', path, draft))
    const signed = await accepted(first.client.send('POST', `${path}/sign`, { version: saved.version }))
    expect(signed.state).toBe('signed-once')
    const twice = await first.client.send('POST', `${path}/sign`, { version: signed.version })
    expect(twice.json()).toMatchObject({
      code: 'assessments.may-not-sign',
      faults: [{ message: { zh: /已经签过名/ } }],
    })
  })

  it('waits for what is missing, and names it', async () => {
    const { version, ...assessment } = await inProgress()
    const [first] = organisation.assessors
    const answers = { ...answered(), 'B.2.1': null }
    const draft = { answers, information: { ...filledIn, 'A.5.11': null }, version }
    const saved = await accepted(first.client.send('PATCH', at(assessment), draft))
    expect(saved.score).toMatchObject({ initialLevel: null, finalLevel: null, missing: ['B.2.1', 'A.5.11'] })
    const answer = (await first.client.send('POST', at(assessment, 'sign'), { version: saved.version })).json()
    expect(answer.code).toBe('assessments.not-complete')
    expect(answer.faults.map((fault: { at: string }) => fault.at)).toEqual(['/answers/B.2.1', '/information/A.5.11'])
  })

  it('is refused to one whose qualification lapsed since being named', async () => {
    const { version, ...assessment } = await inProgress()
    const [first, second] = organisation.assessors
    const draft = { answers: answered(), information: filledIn, version }
    const saved = await accepted(first.client.send('PATCH', at(assessment), draft))
    const register = `/assessors/360702/${second.id}`
    const set = async (status: string) => {
      const { version: held } = (await county.officer.get(register)).json()
      await accepted(county.officer.send('POST', `${register}/status`, { status, reason: '核查', version: held }))
    }
    await set('suspended')
    expect(await refusal(first.client.send('POST', at(assessment, 'sign'), { version: saved.version }))).toBe(
      'assessments.may-not-sign',
    )
    await set('active')
    expect((await accepted(first.client.send('POST', at(assessment, 'sign'), { version: saved.version }))).state).toBe(
      'signed-once',
    )
  })

  it('falls for both when one withdraws, and everything can be corrected and signed again', async () => {
    const signed = await assessed(county, organisation, await county.request())
    const [first, second] = organisation.assessors
    const withdrawn = await accepted(
      second.client.send('POST', at(signed, 'withdraw-signature'), { reason: '进食一项有误', version: signed.version }),
    )
    expect(withdrawn).toMatchObject({ state: 'in-progress' })
    expect(withdrawn.signatures.every((one) => one.withdrawnAt !== null)).toBe(true)
    const saved = await accepted(
      first.client.send('PATCH', at(signed), { answers: { 'B.1.1': 3 }, version: withdrawn.version }),
    )
    const once = await accepted(second.client.send('POST', at(signed, 'sign'), { version: saved.version }))
    const twice = await accepted(first.client.send('POST', at(signed, 'sign'), { version: once.version }))
    expect(twice).toMatchObject({ state: 'signed', score: { total: 89 } })
    expect(twice.signatures.filter((one) => one.withdrawnAt === null)).toHaveLength(2)
  })
})

describe('a draft', () => {
  it('is refused when somebody changed it in between, and what the other typed stays', async () => {
    const { version, ...assessment } = await inProgress()
    const [first, second] = organisation.assessors
    const save = (who: typeof first, answers: Record<string, number>, held: number) =>
      who.client.send('PATCH', at(assessment), { answers, version: held })
    await accepted(save(first, { 'B.1.1': 2 }, version))
    expect(await refusal(save(second, { 'B.1.2': 3 }, version))).toBe('http.stale-version')
    const reread = await accepted(second.client.get(at(assessment)))
    const saved = await accepted(save(second, { 'B.1.2': 3 }, reread.version))
    expect(saved.answers).toEqual({ 'B.1.1': 2, 'B.1.2': 3 })
  })

  it('takes only answers the instrument has and entries the form asks for', async () => {
    const { version, ...assessment } = await inProgress()
    const [first] = organisation.assessors
    const save = async (draft: object) =>
      (await first.client.send('PATCH', at(assessment), { ...draft, version })).json()
    expect(await save({ answers: { 'B.1.1': 5 } })).toMatchObject({
      code: 'assessments.answer-not-an-option',
      at: '/answers/B.1.1',
    })
    expect(await save({ information: { 'A.5.1': 'stage-9', 'A.2.1': '张三' } })).toMatchObject({
      code: 'assessments.information-wrong',
      faults: [{ at: '/information/A.5.1' }, { at: '/information/A.2.1' }],
    })
    expect(await save({ information: { 'A.4.1': ['dementia', { row: 'x' }] } })).toMatchObject({
      code: 'assessments.information-wrong',
    })
  })

  it('is the two assessors’ only', async () => {
    const { version, ...assessment } = await inProgress()
    const colleague = await county.assessor(organisation.id)
    const save = { answers: { 'B.1.1': 1 }, version }
    for (const client of [colleague.client, organisation.coordinator])
      expect(await refusal(client.send('PATCH', at(assessment), save))).toBe('assessments.not-the-assessor')
    expect((await county.officer.send('PATCH', at(assessment), save)).statusCode).toBe(403)
  })
})

describe('after the signatures', () => {
  it('an event that the state does not list is refused and says so in words', async () => {
    const requested = await county.request()
    const answer = await county.officer.send('POST', at(requested, 'confirm'), { version: requested.version })
    expect(answer.json()).toMatchObject({
      code: 'assessments.event-refused',
      faults: [{ message: { zh: '评估处于“待派单”，不能“确认结果”' } }],
    })
  })

  it('an officer returns it with a reason, and nobody’s signature stands', async () => {
    const signed = await assessed(county, organisation, await county.request())
    const returned = await accepted(
      county.officer.send('POST', at(signed, 'return'), { reason: '用药情况缺失', version: signed.version }),
    )
    expect(returned).toMatchObject({ state: 'returned', possible: ['assign', 'cancel'] })
    expect(returned.signatures.every((one) => one.withdrawnAt !== null)).toBe(true)
    const [first] = organisation.assessors
    expect((await accepted(first.client.get(at(signed)))).possible).toEqual(['save'])
  })

  it('an objection leaves the result in force until a re-assessment is confirmed, and both stay on record', async () => {
    const before = await confirmed(county, organisation, await county.request())
    const { elderId } = before
    const objected = await accepted(
      county.officer.send('POST', at(before, 'object'), { reason: '家属认为等级偏轻', version: before.version }),
    )
    const settled = await accepted<{ assessment: Assessment; reassessment: { county: string; id: string } }>(
      county.officer.send('POST', at(before, 'settle'), {
        decision: 'reassess',
        reason: '同意复评',
        version: objected.version,
      }),
    )
    expect(settled.assessment.state).toBe('reassessment-requested')
    const anew = await accepted(county.officer.get(at(settled.reassessment)))
    expect(anew).toMatchObject({ reason: 'doubt', objectedId: before.id, contact: { telephoneMasked: '139****9000' } })
    const history = async () => (await county.officer.get(`/elders/360702/${elderId}/assessments`)).json()
    expect((await history()).current).toMatchObject({ status: 'valid', level: 0 })
    await confirmed(county, organisation, anew, { answers: { 'B.1.1': 0 } })
    const { current, rows } = await history()
    expect(current).toMatchObject({ status: 'valid', level: 1 })
    expect(rows.map((row: { finalLevel: number }) => row.finalLevel)).toEqual([1, 0])
  })

  it('an organisation hands an assignment back, and the officer gives it to another that starts anew', async () => {
    const requested = await county.request()
    await assign(county.officer, requested, organisation.id)
    const declined = await accepted(
      organisation.coordinator.send('POST', at(requested, 'decline'), { reason: '人手不足', version: 2 }),
    )
    expect(declined.state).toBe('requested')
    const other = await county.organisation()
    await assign(county.officer, declined, other.id)
    expect((await organisation.coordinator.get(at(requested))).statusCode).toBe(404)
    expect((await accepted(other.coordinator.get(at(requested)))).elderName).not.toBeNull()
    const served = await platform.owner
      .selectFrom('elder')
      .select('served_by')
      .where('id', '=', requested.elderId)
      .executeTakeFirstOrThrow()
    expect(served.served_by).toEqual([other.id])
  })
})
