import type { DisabilityCase } from '@yinian/core/insurance/api.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accepted, layOutCounty, refusal, type TestCounty, type TestOrganisation } from '../assessments/testing.ts'
import { completeTransfer } from '../people/index.ts'
import { places, registered } from '../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import {
  application,
  applied,
  asked,
  assessedBoth,
  assignTo,
  at,
  bestSheet,
  confirmEntries,
  decision,
  handIn,
  layOutAgency,
  mayAssess,
  review,
  runs,
  type TestAgency,
  worstEntries,
  worstSheet,
} from './testing.ts'

let platform: TestPlatform
let county: TestCounty
let agency: TestAgency
let organisation: TestOrganisation
beforeAll(async () => {
  platform = await testPlatform('2026-11-21T02:00:00Z', { sessionHours: 24 * 30, sessionIdleMinutes: 60 * 24 * 30 })
  county = await layOutCounty(platform)
  agency = await layOutAgency(platform, county, { noticeDays: 1 })
  organisation = await agency.organisation()
})
afterAll(() => platform.close())

const ok = (answer: Promise<{ statusCode: number; body: string }>) => accepted<DisabilityCase>(answer)
const moveTo = (instant: string) => platform.clock.moveTo(instant)

describe('applying', () => {
  it('is refused where the insurance does not run, which is everywhere until two people have said so', async () => {
    const officer = await platform.signedIn('civil-affairs-officer', places.nankang)
    const elsewhere = await platform.signedIn('insurance-officer', places.nankang)
    const elder = await registered(officer, { region: places.nankangVillage })
    const answer = elsewhere.send('POST', '/insurance/assessments', {
      ...application,
      county: '360703',
      elderId: elder.id,
    })
    expect(await refusal(answer)).toBe('insurance.not-running')
  })

  it('finds the insured by identity number, tells the counter no more than it needs, and is recorded', async () => {
    const { elder } = await applied(county.officer, agency)
    const found = await accepted(
      agency.officer.send('POST', '/insurance/applicants', { identityNumber: elder.documentNumber }),
    )
    expect(Object.keys(found).sort()).toEqual(
      ['age', 'county', 'id', 'identityNumberMasked', 'name', 'regionPath', 'running', 'sex'].sort(),
    )
    expect(JSON.stringify(found)).not.toContain(elder.documentNumber)
    const { rows } = (
      await (
        await platform.signedIn('auditor', places.zhanggong)
      ).get('/audit-events?action=insurance.applicant-looked')
    ).json()
    expect(rows[0]).toMatchObject({ elderId: elder.id })
    expect((await agency.officer.get(`/elders/${elder.id}`)).statusCode).toBe(403)
    expect((await agency.officer.get('/elders')).statusCode).toBe(403)
  })

  it('an elder has one case in hand', async () => {
    const { elder } = await applied(county.officer, agency)
    const again = agency.officer.send('POST', '/insurance/assessments', { ...application, elderId: elder.id })
    expect(await refusal(again)).toBe('insurance.already-applied')
  })
})

describe('acceptance', () => {
  it('waits for papers, enrolment and six months, and says all that is missing', async () => {
    const { one } = await applied(county.officer, agency, {
      papers: ['application'],
      enrolment: 'unknown',
      disabledSince: '2026-09-01',
    })
    expect(one.missing).toHaveLength(3)
    const refused = JSON.parse((await review(agency, one, 'accept')).body)
    expect([refused.code, refused.faults.length]).toEqual(['insurance.papers-missing', 3])
    expect(await refusal(review(agency, one, 'request-supplement'))).toBe('insurance.reason-missing')
    const waiting = await ok(review(agency, one, 'request-supplement', { reason: '请补病历' }))
    expect([waiting.state, waiting.dueOn]).toEqual(['supplementing', '2026-12-04'])
    const back = await ok(asked(agency, waiting, 'supplement', { papers: application.papers, enrolment: 'employee' }))
    expect([back.state, back.missing.length]).toEqual(['applied', 1])
    expect(await refusal(review(agency, back, 'refuse', { reason: '不满 6 个月' }))).toBe(
      'insurance.refusal-kind-missing',
    )
    const ended = await ok(review(agency, back, 'refuse', { reason: '不满 6 个月', refusal: 'not-eligible' }))
    expect([ended.state, ended.refusal, ended.dueOn]).toEqual(['refused', 'not-eligible', null])
  })
})

describe('the two assessors', () => {
  it('belong to a designated organisation, qualify, and are not who handled the case', async () => {
    const { one } = await applied(county.officer, agency)
    const taken = await ok(review(agency, one, 'accept'))
    const other = await county.organisation()
    expect(await refusal(assignTo(agency, taken, other))).toBe('insurance.organisation-not-designated')
    const young = await county.assessor(organisation.id, { practiceSince: '2025-01-01' })
    const wrong = agency.officer.send('POST', at(taken, 'assignment'), {
      organisationId: organisation.id,
      assessorIds: [organisation.assessors[0].id, young.id],
      version: taken.version,
    })
    expect(await refusal(wrong)).toBe('insurance.assessors-not-fit')
    expect((await ok(assignTo(agency, taken, organisation))).assessorsNamed).toHaveLength(2)
  })

  it('hand in a sheet each without seeing the other’s; where they differ each looks again and says why', async () => {
    const { one } = await applied(county.officer, agency)
    const assigned = await ok(assignTo(agency, await ok(review(agency, one, 'accept')), organisation))
    const [first, second] = organisation.assessors
    expect(await refusal(handIn(first.client, assigned, { 'L.1.1': 0 }))).toBe('insurance.sheet-incomplete')
    const once = await ok(handIn(first.client, assigned, worstSheet))
    expect([once.state, once.sheets.length]).toEqual(['assigned', 1])
    const before = (await second.client.get(at(one))).json() as DisabilityCase
    expect(before.sheets).toEqual([])
    const differing = await ok(handIn(second.client, before, { ...worstSheet, 'L.1.1': 5 }))
    expect([differing.state, differing.differing, differing.sheets.length]).toEqual(['differing', ['L.1.1'], 2])
    expect(await refusal(review(agency, differing, 'conclude'))).toBe('cases.event-refused')
    expect(await refusal(handIn(second.client, differing, worstSheet))).toBe('insurance.change-unexplained')
    const agreed = await ok(handIn(second.client, differing, worstSheet, { reason: '再次核对进食' }))
    expect([agreed.state, agreed.differing, agreed.sheets.length]).toEqual(['assessed', [], 3])
    expect(agreed.sheets.filter(({ supersededAt }) => supersededAt !== null)).toHaveLength(1)
  })

  it('nobody else of the organisation hands one in, and another organisation does not see the case', async () => {
    const { one } = await applied(county.officer, agency)
    const assigned = await ok(assignTo(agency, await ok(review(agency, one, 'accept')), organisation))
    const third = await county.assessor(organisation.id)
    await mayAssess(platform, third.client, organisation.id)
    expect(await refusal(handIn(third.client, assigned, worstSheet))).toBe('insurance.not-the-assessor')
    const other = await agency.organisation()
    expect((await other.assessors[0].client.get(at(one))).statusCode).toBe(404)
  })
})

describe('the grading table', () => {
  it('blocks what rests on unconfirmed entries until two people have confirmed each of them from the document', async () => {
    const { one, elder } = await applied(county.officer, agency)
    const concluded = await ok(review(agency, await assessedBoth(agency, organisation, one), 'conclude'))
    expect(concluded).toMatchObject({ state: 'concluded', blocked: true, conclusion: { grade: 5, official: false } })
    expect(await refusal(review(agency, concluded, 'announce'))).toBe('insurance.grading-unconfirmed')
    const table = (await agency.officer.get(`/insurance/grading?region=${places.zhanggong}`)).json()
    const cell = table.entries.find(({ key }: { key: string }) => key === 'cell/3/3')
    expect([cell.standing, cell.waiting >= 1]).toEqual(['unconfirmed', true])
    const { rows } = (await agency.officer.get('/insurance/assessments?blocked=true')).json()
    expect(rows.map(({ id }: { id: string }) => id)).toContain(one.id)

    const proposed = await accepted<{ rows: { id: string }[] }>(
      agency.officer.send('POST', '/insurance/grading', {
        area: places.zhanggong,
        entries: [{ key: 'cell/3/3', value: { grade: 5 } }],
        document: '医保办发〔2021〕37号',
        clause: '附件 表3',
      }),
    )
    expect(await refusal(review(agency, concluded, 'announce'))).toBe('insurance.grading-unconfirmed')
    const own = await platform.signedIn('insurance-approver', places.zhanggong)
    await platform.owner
      .updateTable('grading_entry')
      .set({ proposed_by: own.accountId })
      .where('id', '=', proposed.rows[0]?.id ?? '')
      .execute()
    const decide = { ids: [proposed.rows[0]?.id], decision: 'approve', reason: '' }
    expect(await refusal(own.send('POST', '/insurance/grading/decisions', decide))).toBe('insurance.own-proposal')
    await accepted(agency.approver.send('POST', '/insurance/grading/decisions', decide))
    expect(await refusal(agency.approver.send('POST', '/insurance/grading/decisions', decide))).toBe(
      'insurance.decided-already',
    )
    await confirmEntries(agency, ['band/L.1/3', 'band/L.2/3', 'band/L.3/3'])
    const announced = await ok(review(agency, concluded, 'announce'))
    expect([announced.blocked, announced.noticeUntil]).toEqual([false, '2026-11-23'])

    expect(await refusal(decision(agency, announced, 'decide'))).toBe('insurance.notice-running')
    moveTo('2026-11-24T02:00:00Z')
    const decided = await ok(decision(agency, announced, 'decide'))
    expect(decided).toMatchObject({ state: 'decided', grade: 5, decidedOn: '2026-11-24', validUntil: '2028-11-23' })
    expect(decided.conclusion?.restsOn.find(({ key }) => key === 'cell/3/3')?.source.zh).toContain('附件 表3')
    expect((await ok(review(agency, decided, 'deliver'))).state).toBe('delivered')

    const seen = (await county.officer.get(`/elders/360702/${elder.id}/disability-grade`)).json()
    expect(seen).toMatchObject({ running: true, conclusions: [{ grade: 5, valid: true }], agreement: 'one-only' })
    expect(JSON.stringify(seen)).not.toContain('L.1.1')
    expect((await county.officer.get(at(one))).statusCode).toBe(403)
    moveTo('2026-11-21T02:00:00Z')
  })

  it('a table that changes after the notice calls for a new conclusion, and ranges that overlap are not confirmed', async () => {
    const { one } = await applied(county.officer, agency)
    await confirmEntries(agency, worstEntries)
    const announced = await ok(
      review(agency, await ok(review(agency, await assessedBoth(agency, organisation, one), 'conclude')), 'announce'),
    )
    const propose = async (key: string, value: object) =>
      (
        await accepted<{ rows: { id: string }[] }>(
          agency.officer.send('POST', '/insurance/grading', {
            area: places.zhanggong,
            entries: [{ key, value }],
            document: '更正文件（虚构）',
            clause: '附件',
          }),
        )
      ).rows[0]?.id
    const overlap = await propose('band/L.1/3', { from: 0, to: 50 })
    const refused = { ids: [overlap], decision: 'approve', reason: '' }
    expect(await refusal(agency.approver.send('POST', '/insurance/grading/decisions', refused))).toBe(
      'insurance.table-faulty',
    )
    county.pass()
    const changed = { ids: [await propose('cell/3/3', { grade: 4 })], decision: 'approve', reason: '更正' }
    await accepted(agency.approver.send('POST', '/insurance/grading/decisions', changed))
    moveTo('2026-11-24T02:00:00Z')
    expect(await refusal(decision(agency, announced, 'decide'))).toBe('insurance.conclusion-changed')
    expect((await ok(agency.officer.get(at(one)))).conclusion?.changed).toBe(true)
    const again = await ok(review(agency, announced, 'conclude'))
    expect([again.state, again.conclusion?.grade]).toEqual(['concluded', 4])
    county.pass()
    const back = { ids: [await propose('cell/3/3', { grade: 5 })], decision: 'approve', reason: '复原' }
    await accepted(agency.approver.send('POST', '/insurance/grading/decisions', back))
    const { history } = (await agency.officer.get(`/insurance/grading?region=${places.zhanggong}`)).json()
    expect(history.filter(({ key }: { key: string }) => key === 'cell/3/3').length).toBeGreaterThanOrEqual(4)
    moveTo('2026-11-21T02:00:00Z')
  })
})

describe('decision and objection', () => {
  const decidedOne = async () => {
    await confirmEntries(agency, worstEntries)
    moveTo('2026-11-21T02:00:00Z')
    const { one, elder } = await applied(county.officer, agency)
    const concluded = await ok(review(agency, await assessedBoth(agency, organisation, one), 'conclude'))
    const announced = await ok(review(agency, concluded, 'announce'))
    moveTo('2026-11-24T02:00:00Z')
    const delivered = await ok(review(agency, await ok(decision(agency, announced, 'decide')), 'deliver'))
    return { delivered, elder }
  }

  it('is not made by whoever accepted, concluded or announced, even with the right to decide', async () => {
    const { one } = await applied(county.officer, agency)
    await platform.owner
      .insertInto('access_grant')
      .values({
        id: one.id,
        account_id: agency.officer.accountId,
        role: 'insurance-approver',
        region: places.zhanggong,
        granted_at: platform.clock.now(),
      })
      .execute()
    await confirmEntries(agency, worstEntries)
    const concluded = await ok(review(agency, await assessedBoth(agency, organisation, one), 'conclude'))
    const announced = await ok(review(agency, concluded, 'announce'))
    moveTo('2026-11-24T02:00:00Z')
    const own = agency.officer.send('POST', at(one, 'decision-steps'), { event: 'decide', version: announced.version })
    expect(await refusal(own)).toBe('insurance.second-person-needed')
    await platform.owner.deleteFrom('access_grant').where('id', '=', one.id).execute()
    const sent = await ok(decision(agency, announced, 'send-back', { reason: '资料与评估不符' }))
    expect(sent.state).toBe('accepted')
    expect(await refusal(assignTo(agency, sent, organisation))).toBe('insurance.assessed-before')
    moveTo('2026-11-21T02:00:00Z')
  })

  it('contested during the notice it goes on or is assessed by others', async () => {
    await confirmEntries(agency, worstEntries)
    const { one } = await applied(county.officer, agency)
    const concluded = await ok(review(agency, await assessedBoth(agency, organisation, one), 'conclude'))
    const contested = await ok(
      asked(agency, await ok(review(agency, concluded, 'announce')), 'contest', { reason: '邻居反映能走路' }),
    )
    const dismissed = await ok(decision(agency, contested, 'dismiss-contest', { reason: '入户核实' }))
    expect(dismissed.state).toBe('announced')
    const again = await ok(
      decision(agency, await ok(asked(agency, dismissed, 'contest', { reason: '再次反映' })), 'assess-again', {
        reason: '重新评估',
      }),
    )
    const others = await agency.organisation()
    const reassessed = await assessedBoth(agency, others, again, bestSheet)
    expect(reassessed.sheets.filter(({ supersededAt }) => supersededAt === null)).toHaveLength(2)
  })

  it('objected to, a reassessment opens a case of its own by others; the grade stays in force until that is decided', async () => {
    const { delivered, elder } = await decidedOne()
    const objected = await ok(asked(agency, delivered, 'object', { reason: '等级偏高' }))
    const fresh = await ok(decision(agency, objected, 'reassess', { reason: '同意复评' }))
    expect([fresh.state, fresh.objectedId]).toEqual(['accepted', delivered.id])
    expect(await refusal(assignTo(agency, fresh, organisation))).toBe('insurance.assessed-before')
    const seen = (await county.officer.get(`/elders/360702/${elder.id}/disability-grade`)).json()
    expect(seen.conclusions).toMatchObject([{ grade: 5, valid: true, objected: true }])
    moveTo('2026-11-21T02:00:00Z')
  })

  it('civil affairs accept a grade as evidence only where the region’s rule says so, and it changes no ability level', async () => {
    const { delivered, elder } = await decidedOne()
    const path = `/elders/360702/${elder.id}/disability-grade/evidence`
    const body = { assessmentId: delivered.id, note: '特困供养核定参考' }
    expect(await refusal(county.officer.send('POST', path, body))).toBe('insurance.evidence-not-accepted')
    county.pass()
    await runs(agency, places.zhanggong, { noticeDays: 1, acceptsEvidence: true })
    await accepted(county.officer.send('POST', path, body))
    expect(await refusal(county.officer.send('POST', path, body))).toBe('insurance.decided-already')
    const seen = (await county.officer.get(`/elders/360702/${elder.id}/disability-grade`)).json()
    expect(seen.conclusions[0].acceptedAsEvidence).toMatchObject({ note: '特困供养核定参考' })
    expect((await county.officer.get(`/elders/${elder.id}`)).json().abilityLevel).toBeNull()
    moveTo('2026-11-21T02:00:00Z')
  })

  it('waits on the home page of whoever it waits for, and leaves the list for a stated purpose', async () => {
    const waiting = (await agency.officer.get('/home')).json().waiting as { module: string; count: number }[]
    expect(waiting.filter(({ module }) => module === 'insurance').some(({ count }) => count > 0)).toBe(true)
    const purpose = encodeURIComponent('季度核对')
    const file = await agency.officer.get(`/insurance/assessments/export?format=csv&purpose=${purpose}`)
    expect([file.statusCode, file.body.includes('欧阳长护')]).toEqual([200, true])
  })
})

describe('what becomes of a case', () => {
  it('a death ends it, and a death recorded by mistake puts it back where it stood', async () => {
    const { one, elder } = await applied(county.officer, agency)
    const report = { elderId: elder.id, source: 'family', diedOn: '2026-11-05' }
    const reported = await accepted<{ county: string; id: string }>(
      county.officer.send('POST', '/death-reports', report),
    )
    const decide = (by: Client, which: string) =>
      accepted(
        by.send('POST', `/death-reports/${reported.county}/${reported.id}/decide`, {
          decision: which,
          reason: '已核实',
        }),
      )
    await decide(county.officer, 'confirm')
    expect((await ok(agency.officer.get(at(one)))).state).toBe('lapsed')
    await decide(county.officer, 'ask-undo')
    await decide(await platform.signedIn('civil-affairs-officer', places.zhanggong), 'undo')
    expect((await ok(agency.officer.get(at(one)))).state).toBe('applied')
  })

  it('moving away ends what is in hand and takes the grade in force along, with where it was given', async () => {
    await confirmEntries(agency, worstEntries)
    const { one, elder } = await applied(county.officer, agency)
    const concluded = await ok(review(agency, await assessedBoth(agency, organisation, one), 'conclude'))
    const announced = await ok(review(agency, concluded, 'announce'))
    moveTo('2026-11-24T02:00:00Z')
    await ok(decision(agency, announced, 'decide'))
    const receiving = await platform.signedIn('civil-affairs-officer', places.nankang)
    const move = await accepted<{ county: string; id: string }>(
      county.officer.send('POST', '/elder-transfers', {
        elderId: elder.id,
        toRegion: places.nankangVillage,
        movedOn: '2026-11-22',
        reason: '随女儿生活',
      }),
    )
    await accepted(
      receiving.send('POST', `/elder-transfers/${move.county}/${move.id}/decide`, {
        decision: 'accept',
        reason: '已核实',
      }),
    )
    await completeTransfer(platform.ground, move)
    const { transfer } = (await receiving.get(`/elder-transfers/${move.county}/${move.id}`)).json()
    const seen = (await receiving.get(`/elders/360703/${transfer.newElderId}/disability-grade`)).json()
    expect(seen.conclusions).toMatchObject([{ grade: 5, valid: true, carriedFrom: expect.stringContaining('章贡区') }])
    expect(seen.running).toBe(false)
    moveTo('2026-11-21T02:00:00Z')
  })
})
