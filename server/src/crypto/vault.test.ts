import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../db/testing.ts'
import { makeVault } from './vault.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

it('gives each county a data key of its own, which is stored wrapped', async () => {
  const sealed = await database.vault.seal('360702', 'elder.phone:1', '19900000000')
  expect(await database.vault.open('360702', 'elder.phone:1', sealed)).toBe('19900000000')
  await expect(database.vault.open('360703', 'elder.phone:1', sealed)).rejects.toThrow()
  const stored = await database.owner.selectFrom('data_key').selectAll().where('county', '=', '360702').execute()
  expect(stored).toHaveLength(1)
  const { key } = await database.vault.currentKey('360702')
  expect(stored[0]?.wrapped.includes(key.export())).toBe(false)
})

it('makes a county’s first key once, however many ask for it at the same moment', async () => {
  const vaults = Array.from({ length: 6 }, () =>
    makeVault(database.database, Buffer.alloc(32, 'master key of the tests'), Buffer.alloc(32, 'index')),
  )
  const keys = await Promise.all(vaults.map((vault) => vault.currentKey('360704')))
  expect(new Set(keys.map(({ key }) => key.export().toString('hex'))).size).toBe(1)
})
