import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../db/database.ts'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { keyVersionOf } from './seal.ts'
import { makeVault, type Vault, type VaultOptions } from './vault.ts'

let database: TestDatabase
/** Each on connections of its own, as another process would be. */
const pools: { end(): Promise<void> }[] = []
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()))
  await database.close()
})

const master = Buffer.alloc(32, 'master key of the tests')

function anotherVault(options: VaultOptions = {}): Vault {
  const connections = openDatabase(database.appUrl, 1)
  pools.push(connections.pool)
  return makeVault(connections.database, master, Buffer.alloc(32, 'index'), { followsWithin: 150, ...options })
}

describe('a county’s data key', () => {
  it('is its own and stored wrapped', async () => {
    const sealed = await database.vault.seal('360702', 'elder.phone:1', '19900000000')
    expect(await database.vault.open('360702', 'elder.phone:1', sealed)).toBe('19900000000')
    await expect(database.vault.open('360703', 'elder.phone:1', sealed)).rejects.toThrow()
    const stored = await database.owner.selectFrom('data_key').selectAll().where('county', '=', '360702').execute()
    expect(stored).toHaveLength(1)
    const { key } = await database.vault.currentKey('360702')
    expect(stored[0]?.wrapped.includes(key.export())).toBe(false)
    expect(stored[0]?.wrapped.includes(key.export().toString('base64'))).toBe(false)
  })

  it('is made once, however many ask for it at the same moment', async () => {
    const vaults = Array.from({ length: 6 }, () => anotherVault())
    const keys = await Promise.all(vaults.map((vault) => vault.currentKey('360704')))
    expect(new Set(keys.map(({ key }) => key.export().toString('hex'))).size).toBe(1)
  })

  it('is followed by every process soon after another has renewed it, and opens what was sealed before', async () => {
    const [one, other] = [anotherVault(), anotherVault()]
    const before = await other.seal('360721', 'elder.phone:1', '19900000000')
    const { version } = await one.renewKey('360721')
    expect(keyVersionOf(await one.seal('360721', 'elder.phone:1', 'x'))).toBe(version)
    await setTimeout(other.followsWithin + 20)
    const after = await other.seal('360721', 'elder.phone:1', '19900000001')
    expect([keyVersionOf(before), keyVersionOf(after)]).toEqual([1, 2])
    for (const vault of [one, other]) {
      expect(await vault.open('360721', 'elder.phone:1', before)).toBe('19900000000')
      expect(await vault.open('360721', 'elder.phone:1', after)).toBe('19900000001')
    }
  })

  it('is of the configured algorithm when it is made, while older values stay readable', async () => {
    const before = await anotherVault().seal('360722', 'elder.phone:1', '19900000000')
    const national = anotherVault({ family: 'national' })
    expect((await national.currentKey('360722')).algorithm).toBe('aes-256-gcm')
    expect((await national.renewKey('360722')).algorithm).toBe('sm4-ctr-hmac-sm3')
    const after = await national.seal('360722', 'elder.phone:1', '19900000001')
    for (const vault of [national, anotherVault()]) {
      expect(await vault.open('360722', 'elder.phone:1', before)).toBe('19900000000')
      expect(await vault.open('360722', 'elder.phone:1', after)).toBe('19900000001')
    }
  })
})
