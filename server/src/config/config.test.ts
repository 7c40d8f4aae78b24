import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { ConfigurationRefused, readConfig } from './config.ts'

it('refuses to start in production with the complete list of what is missing or weak', () => {
  const weak = { YINIAN_MODE: 'production', MASTER_KEY: 'c2hvcnQ=', PORT: 'eighty' }
  try {
    readConfig(weak, [], '/nowhere')
    expect.unreachable()
  } catch (error) {
    const { faults } = error as ConfigurationRefused
    for (const name of ['PORT', 'DATABASE_URL', 'APP_DATABASE_PASSWORD', 'MASTER_KEY', 'BLIND_INDEX_KEY', 'PUBLIC_URL'])
      expect(
        faults.some((fault) => fault.startsWith(name)),
        name,
      ).toBe(true)
  }
})

it('makes the secrets of a trial once, readable by their owner alone, and keeps them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yinian-config-'))
  const first = readConfig({ YINIAN_DATA: folder }, ['--elders', '500'], '/nowhere')
  const second = readConfig({ YINIAN_DATA: folder }, [], '/nowhere')
  expect(second.masterKey).toEqual(first.masterKey)
  expect(first.demoElders).toBe(500)
  expect(second.demoElders).toBe(20_000)
  expect(statSync(join(folder, 'secrets.json')).mode & 0o077).toBe(0)
  rmSync(folder, { recursive: true })
})

it('refuses a key that is not random', () => {
  const env = { YINIAN_DATA: tmpdir(), MASTER_KEY: Buffer.alloc(32).toString('base64') }
  expect(() => readConfig(env, [], '/nowhere')).toThrow(ConfigurationRefused)
})

it('knows the keys before those of today, and which algorithms new keys use', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yinian-config-'))
  const read = (env: NodeJS.ProcessEnv) => readConfig({ YINIAN_DATA: folder, ...env }, [], '/nowhere')
  const plain = read({})
  expect([plain.crypto, plain.masterKeyPrevious, plain.blindIndexPrevious]).toEqual(['standard', null, null])
  const before = randomBytes(32)
  const changed = read({
    CRYPTO: 'national',
    CRYPTO_PREVIOUS: 'standard',
    MASTER_KEY_PREVIOUS: before.toString('base64'),
  })
  expect(changed.crypto).toBe('national')
  expect(changed.masterKeyPrevious).toEqual(before)
  // the key stays, the algorithm changes: that is another index too
  expect(changed.blindIndexPrevious).toEqual({ key: changed.blindIndexKey, family: 'standard' })
  const keyed = read({ BLIND_INDEX_KEY_PREVIOUS: before.toString('base64') })
  expect(keyed.blindIndexPrevious).toEqual({ key: before, family: 'standard' })
  expect(() => read({ CRYPTO: 'roman' })).toThrow(/CRYPTO is "roman"/)
  expect(() => read({ MASTER_KEY_PREVIOUS: 'c2hvcnQ=' })).toThrow(/MASTER_KEY_PREVIOUS/)
  rmSync(folder, { recursive: true })
})
