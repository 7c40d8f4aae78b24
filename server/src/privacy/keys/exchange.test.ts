import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { documentKey } from '@yinian/core/people/identity-document.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decideRun } from '../../benefits/index.ts'
import { ConfigurationRefused } from '../../config/config.ts'
import { type KeyConfig, openVault } from '../../crypto/open-vault.ts'
import { openDatabase } from '../../db/database.ts'
import { indexOfDocument } from '../../people/index.ts'
import { layOutPlaces, madeUpNumber, places, registered } from '../../people/testing.ts'
import { indexCopies, sealedTables } from '../../sealed-tables.ts'
import { type Client, type TestPlatform, testPlatform } from '../../testing.ts'
import { checkKeys } from './check-keys.ts'
import { describeKeys, rotateNow } from './command-line.ts'
import { reindexBatch } from './index-batch.ts'
import { asKeeper } from './keeper.ts'
import { reindex } from './reindex.ts'
import { rewrapDataKeys } from './rewrap.ts'

const first: KeyConfig = {
  masterKey: Buffer.alloc(32, 'master key of the tests'),
  masterKeyPrevious: null,
  blindIndexKey: Buffer.alloc(32, 'index'),
  blindIndexPrevious: null,
  crypto: 'standard',
}
/** Another key and the national algorithm at once. */
const second: KeyConfig = {
  ...first,
  blindIndexKey: randomBytes(32),
  blindIndexPrevious: { key: first.blindIndexKey, family: 'standard' },
  crypto: 'national',
}

let platform: TestPlatform
let officer: Client
let vaults: ReturnType<typeof openDatabase>
const elders: { id: string; documentNumber: string; phone: string }[] = []

beforeAll(async () => {
  platform = await testPlatform()
  vaults = openDatabase(platform.appUrl, 2)
  await layOutPlaces(platform)
  officer = await platform.signedIn('civil-affairs-officer', places.zhanggong)
  for (let index = 0; index < 25; index++) elders.push(await newElder(index))
})
afterAll(async () => {
  await vaults.pool.end()
  await platform.close()
})

async function newElder(index: number) {
  const documentNumber = madeUpNumber('19300101')
  const phone = `1390000${String(5000 + index)}`
  const { id } = await registered(officer, {
    name: '索引之人',
    documentNumber,
    phone,
    registeredRegion: places.village,
    payee: { accountName: '索引之人', bank: '某银行', accountNumber: `99999900000001${10 + index}` },
  })
  return { id, documentNumber, phone }
}

/** As if every process had been started anew with another configuration. */
const startedWith = (config: KeyConfig) =>
  Object.assign(platform.ground, { vault: openVault(vaults.database, config, 200) })
const check = (config: KeyConfig) => checkKeys(platform.ownerUrl, config, indexCopies)
const indexIn = (config: KeyConfig, number: string) =>
  indexOfDocument(openVault(vaults.database, config), documentKey('resident-identity', number))
const foundBy = async (q: string): Promise<string[]> =>
  (await officer.get(`/elders?q=${q}`)).json().rows.map(({ id }: { id: string }) => id)
const again = (documentNumber: string) =>
  officer.send('POST', '/elders', {
    name: '重复之人',
    documentType: 'resident-identity',
    documentNumber,
    region: places.village,
  })
async function ok(answer: Promise<{ statusCode: number; body: string; json(): unknown }>) {
  const { statusCode, body, json } = await answer
  if (statusCode !== 200) throw new Error(`${statusCode} ${body}`)
  return json() as ReturnType<typeof JSON.parse>
}

async function draftedRun(month: string) {
  const run = await ok(
    officer.send('POST', '/benefits/runs', { county: '360702', programme: 'old-age-allowance', month }),
  )
  await decideRun(platform.ground, { county: '360702', runId: run.id, accountId: officer.accountId })
  const { version } = await ok(officer.get(`/benefits/runs/360702/${run.id}`))
  return ok(officer.send('POST', `/benefits/runs/360702/${run.id}/submit`, { version }))
}

describe('the blind index under another key', () => {
  it('is refused at start unless the key before is given too', async () => {
    await check(first)
    await check(first)
    await expect(check({ ...second, blindIndexPrevious: null })).rejects.toThrow(ConfigurationRefused)
    await expect(
      check({ ...second, blindIndexPrevious: { key: randomBytes(32), family: 'standard' } }),
    ).rejects.toThrow(/BLIND_INDEX_KEY/)
    await expect(check({ ...first, crypto: 'national' })).rejects.toThrow(/CRYPTO/)
  })

  it('is looked up beside the one before, and nobody is registered twice, from the first moment', async () => {
    await draftedRun('2026-08')
    await draftedRun('2026-09')
    await check(second)
    await expect(check(first), 'a process with the old configuration').rejects.toThrow(ConfigurationRefused)
    startedWith(second)
    const [one] = elders
    expect(await foundBy(one?.documentNumber ?? '')).toEqual([one?.id])
    expect(await foundBy(one?.phone ?? '')).toEqual([one?.id])
    expect((await again(one?.documentNumber ?? '')).json()).toMatchObject({ code: 'people.already-registered' })
    elders.push(await newElder(90))
    expect((await again(elders.at(-1)?.documentNumber ?? '')).statusCode).toBe(409)
  })

  it('takes no month from anybody who is paid under the other index', async () => {
    const approver = await platform.signedIn('benefit-approver', places.zhanggong)
    const [table] = sealedTables.filter(({ table }) => table === 'elder')
    if (!table) expect.unreachable()
    await asKeeper(platform.ground, (tx) => reindexBatch(tx, platform.ground.vault, table, indexCopies, null))
    const { rows: runs } = await ok(officer.get('/benefits/runs'))
    const august = runs.find(({ month }: { month: string }) => month === '2026-08')
    const september = runs.find(({ month }: { month: string }) => month === '2026-09')
    const index = indexIn(second, elders[3]?.documentNumber ?? '')
    await platform.owner
      .insertInto('benefit_claim')
      .values({
        person_index: index,
        programme: 'old-age-allowance',
        month: '2026-08',
        county: '360703',
        payment_id: crypto.randomUUID(),
      })
      .execute()
    const approve = (run: { id: string; version: number }) =>
      approver.send('POST', `/benefits/runs/360702/${run.id}/approve`, { version: run.version })
    expect((await approve(august)).json().code).toBe('benefits.paid-twice')
    const approved = await ok(approve(september))
    const claims = await platform.owner
      .selectFrom('benefit_claim')
      .select('person_index')
      .where('month', '=', '2026-09')
      .where('person_index', '=', index)
      .execute()
    expect(claims).toHaveLength(1)
    await ok(
      approver.send('POST', `/benefits/runs/360702/${september.id}/return`, {
        version: approved.version,
        reason: '重新核对',
      }),
    )
    const left = await platform.owner
      .selectFrom('benefit_claim')
      .select('month')
      .where('month', '=', '2026-09')
      .execute()
    expect(left, 'the months are free again').toEqual([])
  })

  it('is rewritten while people search and register, and holds everybody once', async () => {
    const failures: string[] = []
    let going = true
    const searcher = async () => {
      while (going) {
        const one = elders[Math.floor(Math.random() * elders.length)]
        const byNumber = await foundBy(one?.documentNumber ?? '')
        const byPhone = await foundBy(one?.phone ?? '')
        if (byNumber[0] !== one?.id || byPhone[0] !== one?.id) failures.push(`not found: ${one?.id}`)
      }
    }
    const registrar = async () => {
      while (going) {
        const one = elders[Math.floor(Math.random() * elders.length)]
        const answer = await again(one?.documentNumber ?? '')
        if (answer.statusCode !== 409) failures.push(`registered twice: ${one?.id} ${answer.body}`)
      }
    }
    const newcomer = async () => {
      for (let index = 100; going; index++) elders.push(await newElder(index))
    }
    const load = [searcher(), registrar(), newcomer()]
    await setTimeout(200)
    await reindex(platform.ground, sealedTables, indexCopies)
    await setTimeout(100)
    going = false
    await Promise.all(load)
    expect(failures).toEqual([])
  })

  it('finds everybody under the new key alone, and nothing is left under the old one', async () => {
    const alone = { ...second, blindIndexPrevious: null }
    await check(alone)
    startedWith(alone)
    for (const { id, documentNumber, phone } of elders) {
      expect(await foundBy(documentNumber)).toEqual([id])
      expect(await foundBy(phone)).toEqual([id])
      expect((await again(documentNumber)).statusCode).toBe(409)
    }
    const wanted = elders.map(({ documentNumber }) => indexIn(second, documentNumber).toString('hex')).sort()
    const claims = await platform.owner.selectFrom('identity_claim').select('document_index').execute()
    expect(claims.map(({ document_index }) => document_index.toString('hex')).sort()).toEqual(wanted)
    const paid = await platform.owner
      .selectFrom('benefit_payment')
      .select(['id', 'person_index', 'payee_sealed', 'payee_account_index'])
      .execute()
    expect(paid.length).toBeGreaterThan(20)
    for (const payment of paid) {
      expect(wanted).toContain(payment.person_index.toString('hex'))
      const payee = await platform.ground.vault.open(
        '360702',
        `benefit_payment.payee:${payment.id}`,
        payment.payee_sealed ?? Buffer.of(),
      )
      const { accountNumber } = JSON.parse(payee) as { accountNumber: string }
      expect(payment.payee_account_index).toEqual(platform.ground.vault.index('benefit_payment.account', accountNumber))
    }
    expect(await platform.owner.selectFrom('blind_index_change').selectAll().execute()).toEqual([])
  })
})

describe('the master key', () => {
  const exchanged: KeyConfig = {
    ...second,
    blindIndexPrevious: null,
    masterKey: randomBytes(32),
    masterKeyPrevious: first.masterKey,
  }
  const masters = { current: exchanged.masterKey, previous: exchanged.masterKeyPrevious }

  it('is exchanged while everybody reads, and nothing sealed is touched', async () => {
    await check(exchanged)
    await expect(check({ ...exchanged, masterKeyPrevious: null })).rejects.toThrow(/MASTER_KEY/)
    startedWith(exchanged)
    const sealed = () =>
      sql`select md5(string_agg(document_number_sealed::text, '' order by id)) from elder`.execute(platform.owner)
    const before = await sealed()
    const read = () => officer.get(`/elders/${elders[0]?.id}/reveal?field=documentNumber&purpose=核对身份`)
    const [{ rewrapped, already }, ...answers] = await Promise.all([
      rewrapDataKeys(vaults.database, masters, exchanged.crypto),
      ...Array.from({ length: 10 }, read),
    ])
    expect(rewrapped).toBeGreaterThan(0)
    expect(already).toBe(0)
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(answers.map(() => 200))
    expect(await rewrapDataKeys(vaults.database, masters, exchanged.crypto)).toEqual({
      rewrapped: 0,
      already: rewrapped,
    })
    expect((await sealed()).rows).toEqual(before.rows)
  })

  it('then opens every key alone, and the one before opens none', async () => {
    const alone = { ...exchanged, masterKeyPrevious: null }
    await check(alone)
    startedWith(alone)
    const number = await officer.get(`/elders/${elders[0]?.id}/reveal?field=documentNumber&purpose=核对身份`)
    expect(number.json()).toEqual({ value: elders[0]?.documentNumber })
    await expect(check({ ...alone, masterKey: first.masterKey })).rejects.toThrow(/does not open/)
    expect((await describeKeys(vaults.database, masters)).every(({ wrappedByCurrent }) => wrappedByCurrent)).toBe(true)
  })

  it('a county’s key is replaced by the command line too, with the algorithm that is configured', async () => {
    const { state, toVersion } = await rotateNow(platform.ground, sealedTables, '360702')
    expect(state).toBe('done')
    const keys = await describeKeys(vaults.database, masters)
    expect(keys.find(({ county, version }) => county === '360702' && version === toVersion)).toMatchObject({
      algorithm: 'sm4-ctr-hmac-sm3',
      state: 'active',
    })
    expect((await officer.get(`/elders/${elders[1]?.id}/reveal?field=phone&purpose=核对`)).json()).toEqual({
      value: elders[1]?.phone,
    })
  }, 30_000)
})
