import { setTimeout } from 'node:timers/promises'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { keyVersionOf } from '../../crypto/seal.ts'
import { uploadList } from '../../people/imports/testing.ts'
import { layOutPlaces, places, registered } from '../../people/testing.ts'
import { sealedTables } from '../../sealed-tables.ts'
import { type Client, type TestPlatform, testPlatform } from '../../testing.ts'
import { countValues } from './count-values.ts'
import { rotateKeys } from './jobs.ts'
import { asKeeper } from './keeper.ts'
import { type ResealedBatch, resealBatch } from './reseal.ts'

const county = '360702'
let platform: TestPlatform
let administrator: Client
let officer: Client

beforeAll(async () => {
  platform = await testPlatform()
  await layOutPlaces(platform)
  administrator = await platform.signedIn('security-administrator', '360700000000')
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong)
  for (let index = 0; index < 12; index++)
    await registered(officer, {
      name: '章贡之人',
      phone: `1390000${String(1000 + index)}`,
      address: { text: `水南镇${index}号` },
      payee: { accountName: '章贡之人', bank: '某银行', accountNumber: `99999900000000${10 + index}` },
    })
})
afterAll(() => platform.close())

const rotate = (by = administrator) => by.send('POST', `/data-keys/${county}/rotations`, { reason: '年度换钥' })
const read = async () => (await administrator.get(`/data-keys/${county}`)).json()
const carryOut = () => rotateKeys(platform.ground, sealedTables)
const counted = () => asKeeper(platform.ground, (tx) => countValues(tx, sealedTables, county))

describe('replacing a county’s key', () => {
  afterEach(carryOut)

  it('brings every value under the new version and keeps the old key for backups', async () => {
    const before = await read()
    expect(before.versions).toMatchObject([{ version: 1, state: 'active', values: 48 }])
    const begun = await rotate()
    expect(begun.json()).toMatchObject({ toVersion: 2, state: 'resealing', total: 48, done: 0 })
    await carryOut()
    const after = await read()
    expect(after.rotation).toMatchObject({ state: 'done', done: 48, total: 48 })
    expect(after.versions).toMatchObject([
      { version: 2, state: 'active', values: 48 },
      { version: 1, state: 'retired', values: 0 },
    ])
    const trail = await platform.owner
      .selectFrom('audit_event')
      .select('action')
      .where('subject_id', '=', county)
      .orderBy('id')
      .execute()
    expect(trail.map(({ action }) => action)).toEqual(['privacy.key-rotation-began', 'privacy.key-rotation-done'])
  })

  it('leaves what people see as it was', async () => {
    const elder = await registered(officer, { phone: '13900009999', address: { text: '水南镇九十九号' } })
    await rotate()
    await carryOut()
    const seen = await officer.get(`/elders/${elder.id}/reveal?field=address&purpose=核对地址`)
    expect(seen.json()).toEqual({ value: '水南镇九十九号' })
    expect((await officer.get('/elders?q=13900009999')).json().rows).toMatchObject([{ id: elder.id }])
  })

  it('is not begun twice at once', async () => {
    expect((await rotate()).statusCode).toBe(200)
    expect((await rotate()).json()).toMatchObject({ code: 'privacy.rotation-under-way' })
  })

  it('goes on where a process that died had stopped', async () => {
    await rotate()
    const key = await platform.vault.currentKey(county)
    const [elders] = sealedTables.filter(({ table }) => table === 'elder')
    if (!elders) expect.unreachable()
    const small = { ...elders, rowsAtOnce: 5 }
    await asKeeper(platform.ground, (tx) => resealBatch(tx, platform.vault, small, { county, key, after: null }))
    expect((await counted()).get(key.version)).toBeGreaterThanOrEqual(15)
    await carryOut()
    expect([...(await counted()).keys()]).toEqual([key.version])
  })

  it('waits for a transaction that began under the old key, and brings its values along', async () => {
    const old = await platform.vault.currentKey(county)
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const [elder] = await platform.owner.selectFrom('elder').select(['id']).limit(1).execute()
    const slow = platform.as({ regions: [places.zhanggong], accountId: officer.accountId }, async (tx) => {
      const late = await platform.vault.seal(county, `elder.phone:${elder?.id}`, '13911112222')
      await sql`select 1`.execute(tx)
      await held
      await tx
        .updateTable('elder')
        .set({ phone_sealed: late })
        .where('id', '=', elder?.id ?? '')
        .execute()
    })
    await setTimeout(20)
    await rotate()
    const rotation = carryOut()
    await setTimeout(900)
    expect((await read()).rotation).toMatchObject({ state: 'resealing' })
    release()
    await Promise.all([slow, rotation])
    expect((await read()).rotation).toMatchObject({ state: 'done' })
    expect((await counted()).get(old.version)).toBeUndefined()
    expect((await officer.get(`/elders/${elder?.id}/reveal?field=phone&purpose=核对`)).json()).toEqual({
      value: '13911112222',
    })
  })
})

describe('destroying an old version', () => {
  it('is refused while it seals or is used, and afterwards what is under it cannot be opened', async () => {
    const destroy = (version: number) =>
      administrator.send('POST', `/data-keys/${county}/versions/${version}/destruction`, { reason: '备份已过期' })
    const { versions, version } = await read()
    expect((await destroy(version)).json()).toMatchObject({ code: 'privacy.key-in-use' })
    expect((await destroy(999)).statusCode).toBe(404)
    const retired = versions.find(({ state }: { state: string }) => state === 'retired')
    // what a restored backup brings back is counted again before the key goes
    const [elder] = await platform.owner.selectFrom('elder').select(['id', 'phone_sealed']).limit(1).execute()
    const back = Buffer.from(elder?.phone_sealed ?? [])
    back.writeUInt16BE(retired.version)
    await platform.owner
      .updateTable('elder')
      .set({ phone_sealed: back })
      .where('id', '=', elder?.id ?? '')
      .execute()
    expect((await destroy(retired.version)).json()).toMatchObject({ code: 'privacy.key-still-used' })
    await platform.owner
      .updateTable('elder')
      .set({ phone_sealed: elder?.phone_sealed ?? null })
      .where('id', '=', elder?.id ?? '')
      .execute()
    expect((await destroy(retired.version)).json()).toMatchObject({ state: 'destroyed' })
    const stored = await platform.owner
      .selectFrom('data_key')
      .select('wrapped')
      .where('version', '=', retired.version)
      .execute()
    expect(stored.map(({ wrapped }) => wrapped.length)).toEqual([0])
  })
})

describe('who may', () => {
  it('is an administrator whose grant covers the county', async () => {
    expect((await rotate(officer)).statusCode).toBe(403)
    const elsewhere = await platform.signedIn('security-administrator', places.nankang)
    expect((await rotate(elsewhere)).statusCode).toBe(404)
    expect((await elsewhere.get(`/data-keys/${county}`)).statusCode).toBe(404)
    const ofTown = await platform.signedIn('security-administrator', places.shuinan)
    expect((await rotate(ofTown)).statusCode).toBe(404)
    expect((await ofTown.get('/data-keys')).json()).toMatchObject({ rows: [], total: 0 })
    expect((await administrator.get('/data-keys')).json().rows).toMatchObject([{ county }])
  })
})

it('no edit is lost, whatever is written while values are sealed anew', async () => {
  const elders = await platform.owner.selectFrom('elder').select('id').execute()
  const table = sealedTables.find((one) => one.table === 'elder')
  if (!table) expect.unreachable()
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ who: fc.nat(elders.length - 1), phone: fc.nat(9999), after: fc.nat(12) }), {
        minLength: 4,
        maxLength: 40,
      }),
      fc.integer({ min: 1, max: 6 }),
      async (edits, rowsAtOnce) => {
        const key = await platform.vault.renewKey(county)
        const expected = new Map<string, string>()
        const write = async ({ who, phone, after }: (typeof edits)[number]) => {
          await setTimeout(after)
          const id = elders[who]?.id ?? ''
          const text = `1390000${String(phone).padStart(4, '0')}`
          await platform.as({ regions: [places.zhanggong], accountId: officer.accountId }, async (tx) => {
            await tx.selectFrom('elder').select('id').where('id', '=', id).forUpdate().execute()
            const sealed = await platform.vault.seal(county, `elder.phone:${id}`, text)
            await tx.updateTable('elder').set({ phone_sealed: sealed }).where('id', '=', id).execute()
            // while the row is still held: the order of commits is the order of these lines
            expected.set(id, text)
          })
        }
        const reseal = async () => {
          for (let pass = 0; pass < 6; pass++) {
            let after: readonly string[] | null = null
            do {
              const at: Parameters<typeof resealBatch>[3] = { county, key, after }
              const done: ResealedBatch = await asKeeper(platform.ground, (tx) =>
                resealBatch(tx, platform.vault, { ...table, rowsAtOnce }, at),
              )
              after = done.last
            } while (after !== null)
            await setTimeout(4)
          }
        }
        await Promise.all([reseal(), ...edits.map(write)])
        for (const [id, text] of expected) {
          const row = await platform.owner
            .selectFrom('elder')
            .select('phone_sealed')
            .where('id', '=', id)
            .executeTakeFirstOrThrow()
          expect(await platform.vault.open(county, `elder.phone:${id}`, row.phone_sealed ?? Buffer.of())).toBe(text)
        }
      },
    ),
    { numRuns: 12 },
  )
})

it('a county’s key is replaced under load: everybody reads and writes over HTTP and nothing fails', async () => {
  const elders: { id: string; documentNumber: string }[] = []
  for (let index = 0; index < 30; index++)
    elders.push(await registered(officer, { name: '负载之人', address: { text: '起始地址' } }))
  const failures: string[] = []
  const told = new Map<string, string>()
  let going = true
  const note = (answer: { statusCode: number; body: string }, what: string) => {
    if (answer.statusCode !== 200) failures.push(`${what}: ${answer.body}`)
  }
  let looks = 0
  const reader = async () => {
    while (going) {
      const one = elders[Math.floor(Math.random() * elders.length)]
      note(await officer.get(`/elders/${one?.id}/reveal?field=documentNumber&purpose=核对身份`), 'reveal')
      looks += 1
    }
  }
  // each writer edits elders of its own, so that no edit is refused for a stale version
  const writer = async (mine: typeof elders) => {
    for (let round = 0; going; round++) {
      const one = mine[round % mine.length]
      const { version } = (await officer.get(`/elders/${one?.id}`)).json()
      const text = `水南镇第${round}次改的地址`
      const answer = await officer.send('PATCH', `/elders/${one?.id}`, { version, address: { text } })
      note(answer, 'change')
      if (answer.statusCode === 200) told.set(one?.id ?? '', text)
    }
  }
  const load = [reader(), reader(), writer(elders.slice(0, 15)), writer(elders.slice(15))]
  await setTimeout(300)
  const begun = await rotate()
  expect(begun.statusCode).toBe(200)
  await carryOut()
  await setTimeout(200)
  going = false
  await Promise.all(load)
  expect(failures).toEqual([])
  expect(looks).toBeGreaterThan(10)
  expect(told.size).toBeGreaterThan(10)
  expect((await read()).rotation).toMatchObject({ state: 'done' })
  expect([...(await counted()).keys()]).toEqual([begun.json().toVersion])
  for (const [id, text] of told)
    expect((await officer.get(`/elders/${id}/reveal?field=address&purpose=核对`)).json()).toEqual({ value: text })
}, 60_000)

it('values that belong to no county, and those inside JSON, are sealed anew too', async () => {
  const nationwide = await platform.signedIn('security-administrator', '000000000000')
  const file = ['姓名,证件号码,村（社区）', '不存在,无,无'].join('\r\n')
  const uploaded = await uploadList(officer, Buffer.from(file), { name: 'a.csv', region: places.zhanggong })
  expect(uploaded.statusCode, uploaded.body).toBe(200)
  await rotate()
  const answers = await nationwide.send('POST', '/data-keys/000000/rotations', { reason: '年度换钥' })
  expect(answers.statusCode, answers.body).toBe(200)
  await carryOut()
  const kept = await platform.owner
    .selectFrom('people_import')
    .innerJoin('people_import_part', 'import_id', 'people_import.id')
    .select(['mapping', 'content_sealed'])
    .executeTakeFirstOrThrow()
  const key = await platform.vault.currentKey(county)
  const { samples } = kept.mapping as unknown as { samples: string }
  expect([keyVersionOf(kept.content_sealed), keyVersionOf(Buffer.from(samples, 'base64'))]).toEqual([
    key.version,
    key.version,
  ])
  expect((await officer.get(`/people-imports/${uploaded.json().id}`)).statusCode).toBe(200)
  const replies = await platform.owner
    .selectFrom('command')
    .select('reply_sealed')
    .where('reply_sealed', 'is not', null)
    .execute()
  const nobodys = await platform.vault.currentKey('000000')
  expect(new Set(replies.map(({ reply_sealed }) => keyVersionOf(reply_sealed ?? Buffer.of(0, 0))))).toEqual(
    new Set([nobodys.version]),
  )
})
