import { findConsentKind } from '@yinian/core/privacy/processing-kinds.ts'
import { addDays, addMonths } from '@yinian/core/time/day.ts'
import fc from 'fast-check'
import { CompiledQuery } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../db/ids.ts'
import { erasables } from '../../erasables.ts'
import { layOutPlaces, places, registered } from '../../people/testing.ts'
import { type Client, type TestPlatform, testPlatform } from '../../testing.ts'
import { proposeErasures } from './propose.ts'

let platform: TestPlatform
let officer: Client
let leader: Client
const today = '2026-11-21'
const longAgo = '2015-03-04'

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong, 'chen-officer')
  leader = await platform.signedIn('leader', places.zhanggong, 'luo-leader')
})
afterAll(() => platform.close())

async function died(diedOn: string, rest: Record<string, unknown> = {}) {
  const elder = await registered(officer, rest)
  const { version } = (await officer.get(`/elders/${elder.id}`)).json()
  const answer = await officer.send('POST', `/elders/${elder.id}/death`, { version, diedOn, source: '村委会' })
  if (answer.statusCode !== 200) {
    // Where deaths are reported and confirmed first, the register's own row is what this is about.
    await platform.owner
      .updateTable('elder')
      .set({ state: 'died', died_on: diedOn, categories: [] })
      .where('id', '=', elder.id)
      .execute()
  }
  return elder as { id: string; documentNumber: string }
}

const propose = () => proposeErasures(platform.ground, erasables)
const listed = async (query = '') => (await officer.get(`/erasures?limit=200${query}`)).json().rows
const erasureOf = async (elder: { id: string }) => (await listed(`&elderId=${elder.id}`))[0]
const submit = (id: string, by = officer) => by.send('POST', `/erasures/${id}/submission`)
const decide = (id: string, outcome = 'erase', by = leader, reason = '') =>
  by.send('POST', `/erasures/${id}/decision`, { outcome, reason })
const hold = (elder: { id: string }) =>
  officer.send('POST', `/elders/${elder.id}/holds`, { kind: 'litigation', reason: '继承纠纷诉讼中' })
const rowOf = (elder: { id: string }) =>
  platform.owner.selectFrom('elder').selectAll().where('id', '=', elder.id).executeTakeFirstOrThrow()

/** Every row of every table, as text. */
async function everything(): Promise<string> {
  const { rows: tables } = await platform.owner.executeQuery<{ name: string }>(
    CompiledQuery.raw(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    ),
  )
  let text = ''
  for (const { name } of tables) {
    const { rows } = await platform.owner.executeQuery<{ row: string }>(
      CompiledQuery.raw(`select t::text as row from ${name} t`),
    )
    text += rows.map(({ row }) => row).join('\n')
  }
  return text
}

describe('a file whose period is over', () => {
  it('is proposed by the platform, submitted by one person and erased by another', async () => {
    const elder = await died(longAgo, { name: '已故之人' })
    await propose()
    await propose()
    const proposed = await erasureOf(elder)
    expect(proposed).toMatchObject({ rule: 'elder-file', state: 'due', subject: '已故之人', dueOn: '2025-03-04' })
    expect(await listed(`&elderId=${elder.id}`)).toHaveLength(1)
    expect((await decide(proposed.id)).json()).toMatchObject({ code: 'privacy.erasure-in-other-state' })
    expect((await submit(proposed.id)).json()).toMatchObject({ state: 'submitted', submittedBy: 'chen-officer' })
    expect((await submit(proposed.id)).json()).toMatchObject({ code: 'privacy.erasure-in-other-state' })
    expect((await decide(proposed.id, 'erase', officer)).statusCode).toBe(403)
    const erased = await decide(proposed.id)
    expect(erased.json()).toMatchObject({
      state: 'erased',
      decidedBy: 'luo-leader',
      result: { elder: 1, identity_claim: 1 },
    })
    expect((await decide(proposed.id)).json()).toMatchObject({ code: 'privacy.erasure-in-other-state' })
    await propose()
    expect(await listed(`&elderId=${elder.id}`)).toHaveLength(1)
  })

  it('cannot be decided on by whoever submitted it, whatever roles they hold', async () => {
    const elder = await died(longAgo)
    const both = await platform.signedIn('civil-affairs-officer', places.zhanggong)
    await platform.owner
      .insertInto('access_grant')
      .values({
        id: newId(),
        account_id: both.accountId,
        role: 'leader',
        region: places.zhanggong,
        granted_at: new Date(),
      })
      .execute()
    await propose()
    const { id } = await erasureOf(elder)
    await submit(id, both)
    expect((await decide(id, 'erase', both)).json()).toMatchObject({ code: 'privacy.own-erasure' })
    expect((await rowOf(elder)).name).not.toBe('（已删除）')
    expect((await decide(id, 'refuse')).json()).toMatchObject({ code: 'privacy.refusal-needs-reason' })
    expect((await decide(id, 'refuse', leader, '家属另有申请')).json()).toMatchObject({ state: 'refused' })
    await propose()
    expect(await listed(`&elderId=${elder.id}&state=due`)).toEqual([])
  })

  it('is really erased: nothing of the person is left anywhere, and the trail says only that it happened', async () => {
    const secrets = {
      name: '欧阳不留痕',
      phone: '13933334444',
      address: '不留痕巷九号',
      payee: '不留痕收款人',
      relative: '欧阳小不留痕',
      number: 'OLD-不留痕-7',
      source: '不留痕村的证明',
      giver: '不留痕监护人',
    }
    const elder = await registered(officer, {
      name: secrets.name,
      phone: secrets.phone,
      address: { text: secrets.address },
      payee: { accountName: secrets.payee, bank: '某银行', accountNumber: '9999990000000099' },
      formerNumbers: [{ register: '旧册', number: secrets.number }],
      circumstances: [{ kind: 'hardship', value: 'tekun', from: '2020-01-01', source: secrets.source }],
    })
    const revealed = await officer.get(`/elders/${elder.id}/reveal?field=documentNumber&purpose=核对`)
    const documentNumber: string = revealed.json().value
    await officer.send('POST', `/elders/${elder.id}/related-persons`, {
      name: secrets.relative,
      relation: 'son',
      roles: ['supporter'],
      phone: '13900002222',
    })
    const wordingVersion = findConsentKind('reminders')?.wording.version
    const consented = await officer.send('POST', `/elders/${elder.id}/consents`, {
      kind: 'reminders',
      wordingVersion,
      givenBy: 'guardian',
      giverName: secrets.giver,
      manner: 'signature',
      givenOn: '2026-11-01',
    })
    expect(consented.statusCode, consented.body).toBe(200)
    await platform.owner
      .updateTable('elder')
      .set({ state: 'died', died_on: longAgo, categories: [] })
      .where('id', '=', elder.id)
      .execute()
    const before = await everything()
    for (const secret of [secrets.name, secrets.relative, secrets.number, secrets.source, secrets.giver])
      expect(before, secret).toContain(secret)
    await propose()
    const { id } = await erasureOf(elder)
    await submit(id)
    const erased = await decide(id)
    expect(erased.statusCode, erased.body).toBe(200)
    const after = await everything()
    for (const secret of Object.values(secrets)) expect(after, secret).not.toContain(secret)
    const row = await rowOf(elder)
    expect(row).toMatchObject({
      name: '（已删除）',
      state: 'died',
      died_on: longAgo,
      phone_sealed: null,
      address_sealed: null,
    })
    expect(row.birth.slice(5)).toBe('01-01')
    const opened = await platform.vault.open('360702', `elder.document_number:${elder.id}`, row.document_number_sealed)
    expect(opened).not.toContain(documentNumber)
    // The number is free: the same person could be registered anew.
    expect((await officer.get(`/elders?q=${documentNumber}`)).json().rows).toEqual([])
    const trail = await platform.owner
      .selectFrom('audit_event')
      .select(['action', 'detail'])
      .where('elder_id', '=', elder.id)
      .where('action', 'like', 'privacy.eras%')
      .orderBy('id')
      .execute()
    expect(trail.map(({ action }) => action)).toEqual(['privacy.erasure-submitted', 'privacy.erased'])
    expect((await officer.get(`/elders/${elder.id}`)).json()).toMatchObject({ name: '（已删除）', relatedPersons: [] })
  })
})

describe('a file into which others were merged', () => {
  it('goes with them', async () => {
    const elder = await died(longAgo, { name: '合并后之人' })
    const merged = await registered(officer, { name: '并入之人' })
    await platform.owner
      .updateTable('elder')
      .set({ state: 'merged', merged_into: elder.id })
      .where('id', '=', merged.id)
      .execute()
    await propose()
    const { id } = await erasureOf(elder)
    await submit(id)
    expect((await decide(id)).json()).toMatchObject({ state: 'erased', result: { elder: 2 } })
    expect(await everything()).not.toMatch(/合并后之人|并入之人/)
  })
})

describe('a hold', () => {
  it('stops what is due, until it is released', async () => {
    const elder = await died(longAgo)
    await propose()
    const { id } = await erasureOf(elder)
    await submit(id)
    const placed = (await hold(elder)).json()
    expect((await decide(id)).json()).toMatchObject({ code: 'privacy.erasure-blocked' })
    expect((await erasureOf(elder)).blockers[0].en).toContain('Litigation')
    expect(
      (await officer.send('POST', `/elders/${elder.id}/holds/${placed.id}/release`, { reason: '已结案' })).statusCode,
    ).toBe(403)
    const released = await leader.send('POST', `/elders/${elder.id}/holds/${placed.id}/release`, { reason: '已结案' })
    expect(released.json()).toMatchObject({ releasedBy: 'luo-leader' })
    expect((await decide(id)).json()).toMatchObject({ state: 'erased' })
  })
})

describe('somebody’s own request', () => {
  it('is refused while the register needs the file, and otherwise goes the same way', async () => {
    const living = await registered(officer)
    const ask = (elder: { id: string }) =>
      officer.send('POST', `/elders/${elder.id}/erasures`, { ground: 'purpose-ended', reason: '近亲属申请' })
    expect((await ask(living)).json()).toMatchObject({ code: 'privacy.erasure-blocked' })
    const elder = await died('2026-05-01')
    await propose()
    expect(await listed(`&elderId=${elder.id}`)).toEqual([])
    expect((await ask(elder)).json()).toMatchObject({ state: 'submitted', requestGround: 'purpose-ended', dueOn: null })
    expect((await ask(elder)).json()).toMatchObject({ code: 'privacy.erasure-under-way' })
    expect((await decide((await erasureOf(elder)).id)).json()).toMatchObject({ state: 'erased' })
    expect((await rowOf(elder)).name).toBe('（已删除）')
  })
})

describe('the file of an import', () => {
  it('goes with the names in its rows when its days are over, and the elders stay', async () => {
    const county = '360702'
    const id = newId()
    const finished = new Date('2026-03-01T02:00:00Z')
    const content = await platform.vault.seal(county, `people_import.file:${id}`, 'x')
    await platform.owner
      .insertInto('people_import')
      .values({
        county,
        id,
        region: places.zhanggong,
        file_name: '名单之名.csv',
        file_sealed: content,
        mapping: JSON.stringify({ columns: [] }),
        state: 'applied',
        account_id: officer.accountId,
        created_at: finished,
        finished_at: finished,
      })
      .execute()
    await platform.owner
      .insertInto('people_import_row')
      .values({
        county,
        import_id: id,
        row_number: 2,
        region: places.zhanggong,
        outcome: 'registered',
        name: '名单之名',
      })
      .execute()
    await propose()
    const [due] = await listed('&rule=import-file')
    expect(due).toMatchObject({ subject: '名单之名.csv', dueOn: '2026-08-28' })
    await submit(due.id)
    expect((await decide(due.id)).json()).toMatchObject({ state: 'erased', result: { people_import_row: 1 } })
    expect(await everything()).not.toContain('名单之名')
    expect((await officer.get(`/people-imports/${id}`)).statusCode).toBe(200)
  })
})

describe('who may', () => {
  it('another county sees and decides nothing', async () => {
    const elder = await died(longAgo)
    await propose()
    const { id } = await erasureOf(elder)
    const neighbour = await platform.signedIn('leader', places.nankang)
    expect((await neighbour.get(`/erasures?elderId=${elder.id}`)).json().rows).toEqual([])
    await submit(id)
    expect((await decide(id, 'erase', neighbour)).statusCode).toBe(404)
    expect((await neighbour.get(`/elders/${elder.id}/holds`)).statusCode).toBe(404)
  })
})

it('nothing under a hold, not due, or in the register is ever erased, whatever anybody does in whatever order', async () => {
  type Step = 'propose' | 'submit' | 'decide' | 'hold' | 'release' | 'request'
  const steps = fc.array(fc.constantFrom<Step>('propose', 'submit', 'decide', 'hold', 'release', 'request'), {
    minLength: 3,
    maxLength: 14,
  })
  const ages = fc.constantFrom(addDays(today, -1), addDays(addMonths(today, -120), 1), addMonths(today, -120), longAgo)
  await fc.assert(
    fc.asyncProperty(ages, fc.boolean(), steps, async (diedOn, living, actions) => {
      const elder = living ? ((await registered(officer)) as { id: string }) : await died(diedOn)
      const due = !living && diedOn <= addMonths(today, -120)
      let held: string | undefined
      let requested = false
      for (const action of actions) {
        const before = (await rowOf(elder)).name
        const open = (await listed(`&elderId=${elder.id}`)).find(({ state }: { state: string }) =>
          /due|submitted/.test(state),
        )
        if (action === 'propose') await propose()
        if (action === 'submit' && open) await submit(open.id)
        if (action === 'decide' && open) await decide(open.id)
        if (action === 'hold' && !held) held = (await hold(elder)).json().id
        if (action === 'release' && held) {
          await leader.send('POST', `/elders/${elder.id}/holds/${held}/release`, { reason: '已结案' })
          held = undefined
        }
        if (action === 'request') {
          const asked = await officer.send('POST', `/elders/${elder.id}/erasures`, {
            ground: 'other-law',
            reason: '申请删除',
          })
          requested ||= asked.statusCode === 200
        }
        const goneNow = before !== '（已删除）' && (await rowOf(elder)).name === '（已删除）'
        if (goneNow)
          expect({ action, held, living, allowed: due || requested }).toEqual({
            action: 'decide',
            held: undefined,
            living: false,
            allowed: true,
          })
      }
    }),
    { numRuns: 25 },
  )
}, 120_000)
