import { compilePolicy } from '@yinian/core/benefits/compile-policy.ts'
import { dayAt } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getActor } from '../access/index.ts'
import { layOutPlaces, madeUpNumber, places, registered } from '../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../testing.ts'
import { decideRun } from './jobs.ts'
import { policiesOf } from './policies.ts'
import { checkAgain, draftRunOf } from './run-operations.ts'
import { shippedPolicies } from './shipped-policies.ts'

let platform: TestPlatform
let officer: Client
let approver: Client
let payer: Client
let neighbour: Client
const allowance = 'old-age-allowance'
const nursing = 'tekun-nursing-allowance'
const county = '360702'
const payee = { accountName: '张桂英', bank: '赣州银行', accountNumber: '6217 0000 1234 5678' }

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong)
  approver = await platform.signedIn('benefit-approver', places.zhanggong)
  payer = await platform.signedIn('payment-officer', places.zhanggong)
  neighbour = await platform.signedIn('civil-affairs-officer', places.nankang)
})
afterAll(() => platform.close())

const elder = (birth: string, rest: Record<string, unknown> = {}, by = officer) =>
  registered(by, {
    documentNumber: madeUpNumber(birth.replaceAll('-', '')),
    registeredRegion: places.village,
    payee,
    ...rest,
  })
const tekun = { kind: 'hardship', value: 'tekun', from: '2020-01-01', source: '特困人员名册' }

async function ok(answer: Promise<{ statusCode: number; body: string; json(): unknown }>) {
  const { statusCode, body, json } = await answer
  if (statusCode !== 200) throw new Error(`${statusCode} ${body}`)
  return json() as ReturnType<typeof JSON.parse>
}
const pathOf = (run: { county: string; id: string }) => `/benefits/runs/${run.county}/${run.id}`
const work = (run: { county: string; id: string }, client = officer) =>
  decideRun(platform.ground, { county: run.county, runId: run.id, accountId: client.accountId })

/** Drafts a run and works it out, as the queue would. */
async function drafted(programme: string, month: string, client = officer, of = county) {
  const run = await ok(client.send('POST', '/benefits/runs', { county: of, programme, month }))
  await work(run, client)
  return ok(client.get(pathOf(run)))
}
const step = (client: Client, run: { county: string; id: string; version: number }, event: string, body = {}) =>
  client.send('POST', `${pathOf(run)}/${event}`, { version: run.version, ...body })
const paidNow = { paidAt: '2026-11-21T01:00:00Z', bankReference: 'GZ-1', returned: [] as object[] }
const paymentsOf = async (run: { county: string; id: string }, query = '') =>
  (await ok(officer.get(`${pathOf(run)}/payments?limit=200${query}`))).rows

async function paid(programme: string, month: string, returned: object[] = []) {
  let run = await drafted(programme, month)
  run = await ok(step(officer, run, 'submit'))
  run = await ok(step(approver, run, 'approve'))
  return ok(step(payer, run, 'pay', { ...paidNow, returned }))
}

describe('a monthly run', () => {
  it('goes from draft to payment through three people, and every step is in its history, audit and ledger', async () => {
    const wang = await elder('1940-03-04', { name: '王桂兰' })
    await elder('1960-01-01')
    let run = await drafted(allowance, '2026-01')
    expect(run).toMatchObject({
      state: 'checked',
      people: 1,
      fen: 10000,
      events: ['check', 'hold', 'submit', 'cancel'],
    })
    expect(run.byTown).toEqual([{ region: places.shuinan, name: '水南镇', people: 1, fen: 10000 }])
    expect(run.byCase).toMatchObject([{ clause: 'age-85-89', people: 1, fen: 10000 }])
    const [payment] = await paymentsOf(run)
    expect(payment).toMatchObject({ elderName: '王桂兰', fen: 10000, payee: '张**', account: '赣州银行 ****5678' })

    run = await ok(step(officer, run, 'submit'))
    expect((await ok(officer.get(pathOf(run)))).events).toEqual(['cancel'])
    expect((await ok(approver.get('/home'))).waiting).toContainEqual(
      expect.objectContaining({ module: 'benefits', count: 1, link: '/benefits?state=submitted' }),
    )
    expect((await payer.get(`${pathOf(run)}/payment-file?format=csv`)).json().code).toBe('benefits.not-payable')
    run = await ok(step(approver, run, 'approve'))
    const file = await payer.get(`${pathOf(run)}/payment-file?format=csv`)
    expect(file.body).toContain('6217000012345678')
    expect(file.body).toContain('100')
    expect((await officer.get(`${pathOf(run)}/payment-file?format=csv`)).statusCode).toBe(403)
    const book = await payer.get(`${pathOf(run)}/payment-file?format=xlsx`)
    expect(book.rawPayload.subarray(0, 2).toString()).toBe('PK')
    run = await ok(step(payer, run, 'pay', paidNow))
    expect(run).toMatchObject({ state: 'paid', events: [], byState: [{ state: 'paid', people: 1, fen: 10000 }] })
    expect(run.steps.map((one: { event: string | null }) => one.event)).toEqual([
      null,
      'check',
      'submit',
      'approve',
      'pay',
    ])

    const audited = await platform.owner
      .selectFrom('audit_event')
      .select('action')
      .where('subject_id', '=', run.id)
      .orderBy('id')
      .execute()
    expect(new Set(audited.map((row) => row.action))).toEqual(
      new Set(
        ['drafted', 'checked', 'submitted', 'approved', 'paid']
          .map((what) => `benefits.run-${what}`)
          .concat('benefits.payment-file-downloaded'),
      ),
    )
    const accounts = (await ok(officer.get('/ledger/accounts'))).rows
    expect(accounts.map((row: { kind: string; balance: number }) => [row.kind, row.balance]).sort()).toEqual([
      ['payable', 0],
      ['recipient', 10000],
      ['treasury', -10000],
    ])
    expect(accounts).toContainEqual(expect.objectContaining({ elderId: wang.id, name: { zh: '王桂兰', en: '王桂兰' } }))
    const history = await ok(officer.get(`/elders/${wang.id}/payments`))
    expect(history.rows).toMatchObject([
      { month: '2026-01', state: 'paid', facts: { 年龄: 85 }, decision: { due: true } },
    ])
    const timeline = await ok(officer.get(`/elders/${wang.id}/timeline`))
    expect(timeline.rows).toContainEqual(expect.objectContaining({ module: 'benefits' }))
  })

  it('is not approved by its drafter, neither through the platform nor past it', async () => {
    await platform.owner
      .insertInto('access_grant')
      .values({
        id: crypto.randomUUID(),
        account_id: officer.accountId,
        role: 'benefit-approver',
        region: places.zhanggong,
        granted_at: platform.clock.now(),
      })
      .execute()
    let run = await drafted(allowance, '2026-02')
    run = await ok(step(officer, run, 'submit'))
    expect(run.events).not.toContain('approve')
    expect((await step(officer, run, 'approve')).json().code).toBe('benefits.self-approval')
    await expect(
      platform.as({ regions: [places.zhanggong], accountId: officer.accountId }, (tx) =>
        tx
          .updateTable('benefit_run')
          .set({ state: 'approved', approved_by: officer.accountId, approved_at: platform.clock.now() })
          .where('id', '=', run.id)
          .execute(),
      ),
    ).rejects.toThrow(/benefit_run_two_people/)
    await platform.owner
      .deleteFrom('access_grant')
      .where('account_id', '=', officer.accountId)
      .where('role', '=', 'benefit-approver')
      .execute()
    await ok(step(officer, run, 'cancel', { reason: '只为测试' }))
  })

  it('that is run twice pays once, however the second one comes about', async () => {
    const first = await paid(allowance, '2026-03')
    expect(first.people).toBeGreaterThan(0)
    const late = await elder('1940-05-05', { name: '迟登记' })
    const second = await drafted(allowance, '2026-03')
    expect(second).toMatchObject({ supplementary: true, people: 1 })
    expect((await paymentsOf(second)).map((row: { elderId: string }) => row.elderId)).toEqual([late.id])
    expect(
      (await officer.send('POST', '/benefits/runs', { county, programme: allowance, month: '2026-03' })).json().code,
    ).toBe('benefits.run-exists')
    await work(second)
    await work(first)
    const again = await paymentsOf(second)
    expect(again).toHaveLength(1)
    await expect(
      sql`insert into benefit_payment select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid()))).*
        from benefit_payment p where month = '2026-03'`.execute(platform.owner),
    ).rejects.toThrow(/benefit_payment_once/)
    await ok(step(officer, second, 'cancel', { reason: '下月一并补发' }))
  })

  it('whose worker died is worked out again from the beginning and has every row once', async () => {
    const run = await ok(officer.send('POST', '/benefits/runs', { county, programme: allowance, month: '2026-04' }))
    expect(run).toMatchObject({ state: 'draft', drafting: { failed: false } })
    const dying = {
      ...platform.ground,
      vault: { ...platform.vault, currentKey: () => Promise.reject(new Error('died')) },
    }
    const job = { county, runId: run.id, accountId: officer.accountId }
    await expect(decideRun(dying, job)).rejects.toThrow('died')
    expect((await ok(officer.get(pathOf(run)))).drafting).toMatchObject({ failed: true })
    await Promise.all([decideRun(platform.ground, job), decideRun(platform.ground, job)])
    const done = await ok(officer.get(pathOf(run)))
    expect(done).toMatchObject({ state: 'checked', drafting: null })
    expect(await paymentsOf(run)).toHaveLength(done.people)
    await ok(step(officer, done, 'cancel', { reason: '只为测试' }))
  })

  it('that was approved and returned releases its money and can be approved anew', async () => {
    let run = await drafted(allowance, '2026-05')
    run = await ok(step(officer, run, 'submit'))
    run = await ok(step(approver, run, 'approve'))
    const stale = run.version - 1
    expect((await step(approver, { ...run, version: stale }, 'return', { reason: '名单有误' })).json().code).toBe(
      'http.stale-version',
    )
    run = await ok(step(approver, run, 'return', { reason: '名单有误' }))
    expect(run).toMatchObject({ state: 'draft', byState: [{ state: 'drafted' }] })
    expect((await step(officer, run, 'submit')).json().code).toBe('cases.event-refused')
    run = await ok(step(officer, run, 'check'))
    await work(run)
    run = await ok(officer.get(pathOf(run)))
    run = await ok(step(officer, run, 'submit'))
    run = await ok(step(approver, run, 'approve'))
    const { rows } = await sql<{ purpose: string; count: number }>`
      select purpose, count(*) from ledger_transfer where run_id = ${run.id} group by 1 order by 1`.execute(
      platform.owner,
    )
    expect(rows).toEqual([
      { purpose: 'commit', count: 2 },
      { purpose: 'release', count: 1 },
    ])
  })

  it('sets aside who has no account, and another run pays them later', async () => {
    const without = await elder('1935-05-05', { name: '无账户', payee: undefined })
    let run = await drafted(allowance, '2026-06')
    expect(run.findings).toContainEqual(
      expect.objectContaining({ code: 'no-account', severity: 'blocking', elderIds: [without.id] }),
    )
    expect((await step(officer, run, 'submit')).json().code).toBe('benefits.blocking-findings')
    expect(await paymentsOf(run, '&finding=no-account')).toMatchObject([{ elderName: '无账户', account: null }])
    for (const finding of ['no-account', 'no-payee']) {
      const held = await step(officer, run, 'hold', { reason: '等待补充账户', finding })
      run = held.statusCode === 200 ? held.json() : run
    }
    expect(run).toMatchObject({ blocking: 0 })
    expect(run.byState).toContainEqual({ state: 'held', people: 1, fen: 20000 })
    run = await ok(step(officer, run, 'submit'))
    run = await ok(step(approver, run, 'approve'))
    await ok(step(payer, run, 'pay', paidNow))
    const file = await ok(officer.get(`/elders/${without.id}`))
    await ok(officer.send('PATCH', `/elders/${without.id}`, { version: file.version, payee }))
    const later = await drafted(allowance, '2026-06')
    expect(later).toMatchObject({ supplementary: true, people: 1, fen: 20000, blocking: 0 })
    await ok(step(officer, later, 'cancel', { reason: '只为测试' }))
  })

  it('keeps what the bank returned until it is paid again or given back', async () => {
    let run = await drafted(allowance, '2026-07')
    run = await ok(step(officer, run, 'submit'))
    run = await ok(step(approver, run, 'approve'))
    const [one, other] = await paymentsOf(run)
    const returned = [one, other].map((row) => ({ paymentId: row.id, reason: '账号不存在' }))
    expect(
      (
        await step(payer, run, 'pay', { ...paidNow, returned: [{ paymentId: crypto.randomUUID(), reason: '无' }] })
      ).json().code,
    ).toBe('benefits.unknown-payment')
    run = await ok(step(payer, run, 'pay', { ...paidNow, returned }))
    const waiting = (await ok(payer.get('/benefits/returned-payments'))).rows
    expect(waiting.map((row: { id: string }) => row.id).sort()).toEqual([one.id, other.id].sort())
    const settle = (id: string, how: string) =>
      payer.send('POST', `/benefits/returned-payments/${county}/${id}/settle`, { how, bankReference: 'GZ-2' })
    expect((await ok(settle(one.id, 'repay'))).state).toBe('paid')
    expect((await ok(settle(other.id, 'refund'))).state).toBe('cancelled')
    expect((await settle(other.id, 'refund')).json().code).toBe('benefits.not-returned')
    const accounts = (await ok(officer.get('/ledger/accounts?limit=200'))).rows
    expect(accounts.find((row: { kind: string }) => row.kind === 'returned').balance).toBe(0)
    expect(accounts.reduce((sum: number, row: { balance: number }) => sum + row.balance, 0)).toBe(0)
    const again = await drafted(allowance, '2026-07')
    expect((await paymentsOf(again)).map((row: { elderId: string }) => row.elderId)).toEqual([other.elderId])
    await ok(step(officer, again, 'cancel', { reason: '只为测试' }))
  })
})

describe('who is paid', () => {
  it('begins in the month of the 80th birthday and ends with the month of death', async () => {
    const li = await elder('1946-08-31', { name: '李大爷' })
    const has = async (month: string) => {
      const run = await drafted(allowance, month)
      const found = (await paymentsOf(run)).some((row: { elderId: string }) => row.elderId === li.id)
      await ok(step(officer, run, 'cancel', { reason: '只为测试' }))
      return found
    }
    const version = (await ok(officer.get(`/elders/${li.id}`))).version
    await ok(officer.send('POST', `/elders/${li.id}/death`, { version, diedOn: '2026-10-02', source: '村委会' }))
    expect([await has('2026-08'), await has('2026-09'), await has('2026-10'), await has('2026-11')]).toEqual(
      [true, true, true, false].map((_, at) => at !== 3),
    )
    const july = await ok(officer.get(`/elders/${li.id}/entitlements?month=2026-07`))
    const at79 = july.rows.find((row: { programme: string }) => row.programme === allowance)
    expect(at79.reading.decision).toEqual({ due: false, because: ['age-80'], unknown: [] })
  })

  it('is told apart from who cannot be told, by the name of the missing fact', async () => {
    const known = await elder('1950-01-01', {
      circumstances: [tekun, { kind: 'tekun-self-care', value: 'none', from: '2024-01-01', source: '评定' }],
    })
    const unknown = await elder('1950-01-01', { name: '未评定', circumstances: [tekun] })
    const run = await drafted(nursing, '2026-11')
    expect(run).toMatchObject({ people: 1, fen: 120000 })
    expect(await paymentsOf(run)).toMatchObject([{ elderId: known.id }])
    expect(run.untold).toEqual([
      { fact: '能力等级', label: { zh: '能力等级', en: 'ability level' }, people: 1 },
      { fact: '自理程度', label: { zh: '自理程度', en: 'self-care grade' }, people: 1 },
    ])
    const list = await ok(officer.get(`${pathOf(run)}/untold?fact=${encodeURIComponent('能力等级')}`))
    expect(list).toMatchObject({ total: 1, rows: [{ elderId: unknown.id, elderName: '未评定' }] })
    await ok(step(officer, run, 'cancel', { reason: '只为测试' }))
  })

  it('is decided by the county of registration also about those who live elsewhere', async () => {
    const away = await elder(
      '1950-01-01',
      {
        region: places.nankangVillage,
        registeredRegion: places.village,
        circumstances: [tekun, { kind: 'tekun-self-care', value: 'full', from: '2024-01-01', source: '评定' }],
      },
      neighbour,
    )
    const run = await drafted(nursing, '2026-10')
    expect(await paymentsOf(run)).toContainEqual(
      expect.objectContaining({ elderId: away.id, elderCounty: '360703', fen: 7000 }),
    )
    const theirs = await drafted(nursing, '2026-10', neighbour, '360703')
    expect(theirs.people).toBe(0)
    expect((await ok(officer.get(`/elders/${away.id}`))).circumstances).toEqual([])
    await ok(step(officer, run, 'cancel', { reason: '只为测试' }))
  })

  it('is paid by one county only, even when two have a claim', async () => {
    const both = await elder('1930-01-01', { name: '两地' })
    const mine = await drafted(allowance, '2026-09')
    const [row] = await paymentsOf(mine, `&q=${encodeURIComponent('两地')}`)
    const { person_index } = await platform.owner
      .selectFrom('benefit_payment')
      .select('person_index')
      .where('id', '=', row.id)
      .executeTakeFirstOrThrow()
    await platform.owner
      .insertInto('benefit_claim')
      .values({
        person_index,
        programme: allowance,
        month: '2026-09',
        county: '360703',
        payment_id: crypto.randomUUID(),
      })
      .execute()
    const submitted = await ok(step(officer, mine, 'submit'))
    expect((await step(approver, submitted, 'approve')).json().code).toBe('benefits.paid-twice')
    const returned = await ok(step(approver, submitted, 'return', { reason: '他县已发' }))
    await ok(step(officer, returned, 'check'))
    await work(returned)
    const checked = await ok(officer.get(pathOf(mine)))
    expect(checked.findings).toContainEqual(expect.objectContaining({ code: 'paid-already', elderIds: [both.id] }))
    await ok(step(officer, checked, 'cancel', { reason: '只为测试' }))
  })
})

describe('another county', () => {
  it('sees no run, payment, account or file of this one', async () => {
    const runs = await ok(officer.get('/benefits/runs'))
    const run = runs.rows[0]
    const [payment] = await paymentsOf(
      await ok(officer.get(pathOf(runs.rows.find((one: { state: string }) => one.state === 'paid')))),
    )
    expect(
      (await ok(neighbour.get('/benefits/runs'))).rows.filter((one: { county: string }) => one.county === county),
    ).toEqual([])
    for (const path of [pathOf(run), `${pathOf(run)}/payments`, `/benefits/payments/${county}/${payment.id}`]) {
      expect((await neighbour.get(path)).statusCode, path).toBe(404)
    }
    const theirPayer = await platform.signedIn('payment-officer', places.nankang)
    expect((await theirPayer.get(`${pathOf(run)}/payment-file?format=csv`)).statusCode).toBe(404)
    expect(
      (await ok(neighbour.get('/ledger/accounts'))).rows.filter((one: { county: string }) => one.county === county),
    ).toEqual([])
    expect((await neighbour.get(`/elders/${payment.elderId}/entitlements`)).statusCode).toBe(404)
    expect((await ok(neighbour.get(`/elders/${payment.elderId}/payments`))).rows).toEqual([])
    expect(
      (await neighbour.send('POST', '/benefits/runs', { county, programme: allowance, month: '2026-11' })).statusCode,
    ).toBe(404)
  })
})

describe('what a payment rests on', () => {
  it('stays as it was when the person changes later', async () => {
    const zhao = await elder('1944-01-01', { name: '赵老师' })
    const run = await drafted(allowance, '2026-08')
    const [payment] = await paymentsOf(run, `&q=${encodeURIComponent('赵老师')}`)
    const before = await ok(officer.get(`/benefits/payments/${county}/${payment.id}`))
    expect(before).toMatchObject({
      facts: { 年龄: 82, 户籍地: places.village },
      reading: { conditions: [{ outcome: 'met' }, { outcome: 'met' }, { outcome: 'met' }] },
    })
    const { version } = await ok(officer.get(`/elders/${zhao.id}`))
    await ok(
      officer.send('PATCH', `/elders/${zhao.id}`, {
        version,
        registeredRegion: places.farVillage,
        payee: { ...payee, accountNumber: '99998888' },
      }),
    )
    expect(await ok(officer.get(`/benefits/payments/${county}/${payment.id}`))).toEqual(before)
    await ok(step(officer, run, 'cancel', { reason: '只为测试' }))
  })

  it('stays as it was when the policy is changed later; only working out anew takes the new one', async () => {
    const current = shippedPolicies()
    const found = current.find(allowance, places.zhanggong, '2026-11')
    const policy = structuredClone(found?.policy)
    if (!policy || !('cases' in policy.amount)) throw new Error('the allowance has cases')
    for (const one of policy.amount.cases) one.fen = one.fen && one.fen * 2
    const reading = compilePolicy(policy)
    if (!reading.ok) throw new Error('the changed policy compiles')
    const doubled = policiesOf([policy])

    const actor = await getActor(platform.database, officer.accountId, platform.clock.now())
    const scope = { regions: [places.zhanggong], accountId: officer.accountId }
    const as = <T>(run: (tx: Parameters<Parameters<typeof platform.as>[1]>[0]) => Promise<T>) => platform.as(scope, run)
    const operation = (tx: Parameters<Parameters<typeof platform.as>[1]>[0]) => ({
      tx,
      actor,
      vault: platform.vault,
      jobs: platform.ground.jobs,
    })
    expect(actor.today).toBe(dayAt(platform.clock.now()))
    const place = await as((tx) =>
      draftRunOf(operation(tx), current, { county, programme: allowance, month: '2026-11' }),
    )
    await work(place)
    const old = await ok(officer.get(pathOf(place)))
    const kept = await paymentsOf(place)
    expect(await paymentsOf(place)).toEqual(kept)
    await as((tx) => checkAgain(operation(tx), doubled, place, { version: old.version }))
    await work(place)
    const fresh = await ok(officer.get(pathOf(place)))
    expect(fresh).toMatchObject({ people: old.people, fen: old.fen * 2 })
    await ok(step(officer, fresh, 'cancel', { reason: '只为测试' }))
  })
})

describe('a programme that cannot be paid', () => {
  it('because nobody has set its amount, it is spent and not paid, or granted on application, has no run', async () => {
    const draft = async (programme: string, of = county, client = officer) =>
      (await client.send('POST', '/benefits/runs', { county: of, programme, month: '2026-10' })).json()
    expect(await draft('consumption-voucher')).toMatchObject({ code: 'benefits.not-paid-in-cash', at: '/programme' })
    const elsewhere = await platform.signedIn('civil-affairs-officer', '130102000000')
    expect(await draft('service-subsidy', '130102', elsewhere)).toMatchObject({
      code: 'benefits.granted-on-application',
    })
    expect(await draft('old-age-allowance', '130102', elsewhere)).toMatchObject({
      code: 'benefits.amount-unset',
      message: { zh: '“高龄津贴”还有没有设定的金额，请先由本地发布补充政策' },
    })
  })
})

describe('the public', () => {
  it('reads the programmes and works out benefits without an account', async () => {
    const programmes = await platform.app.inject({ url: `/api/benefits/programmes?region=${places.village}` })
    expect(programmes.json().rows.map((row: { programme: string }) => row.programme)).toEqual([
      'consumption-voucher',
      'nursing-subsidy',
      allowance,
      'service-subsidy',
      nursing,
    ])
    const answer = await platform.app.inject({
      method: 'POST',
      url: '/api/benefits/calculation',
      payload: {
        region: places.village,
        programme: allowance,
        facts: { 年龄: 91, 在世: true, 户籍地: places.village },
      },
    })
    expect(answer.json().rows).toMatchObject([{ reading: { decision: { due: true, fen: 20000 } } }])
    const rule = await officer.send('POST', '/benefits/rules/check', { text: '年令 >= 80' })
    expect(rule.json().faults).toMatchObject([{ line: 1, column: 1, code: 'unknown-fact' }])
  })
})
