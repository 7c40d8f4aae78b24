import { beforeEach, describe, expect, test } from 'vitest'
import {
  countWaiting,
  holdersOn,
  keptHours,
  lockWith,
  outboxNames,
  removeExpired,
  renew,
  takenNames,
  triesAllowed,
  unlock,
  wipeDevice,
} from './lock.ts'
import { pinIsGood } from './pin.ts'
import { memoryShelf, type Shelf } from './shelf.ts'

const account = { id: '018f0000-0000-7000-8000-000000000001', name: '王小梅' }
const pin = '194203'
const now = new Date('2026-11-21T02:00:00Z')
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000)
let shelf: Shelf

beforeEach(() => {
  shelf = memoryShelf()
})

const everythingOn = async (from: Shelf): Promise<string> => {
  const found: unknown[] = []
  for (const area of ['sealed', 'locks'] as const)
    for (const name of await from.names(area, '')) {
      const value = await from.get<Record<string, unknown>>(area, name)
      for (const one of Object.values(value ?? {}))
        found.push(one instanceof ArrayBuffer ? Buffer.from(one).toString('latin1') : one)
    }
  return JSON.stringify(found)
}

describe('what lies on a device', () => {
  test('is read again with the PIN after the page was closed, and cannot be read where it lies', async () => {
    const store = await lockWith(shelf, account, pin, now)
    await store.put(`${takenNames}list`, { respondents: [{ name: 'Zhang Guilan' }] })
    expect(await everythingOn(shelf)).not.toContain('Zhang')
    const opened = await unlock(shelf, account.id, pin)
    if (!('store' in opened)) throw new Error('The PIN does not open.')
    expect(await opened.store.get(`${takenNames}list`)).toEqual({ respondents: [{ name: 'Zhang Guilan' }] })
  })

  test('stands under its own name: moved under another it opens nothing', async () => {
    const store = await lockWith(shelf, account, pin, now)
    await store.put('draft/a', { answer: 1 })
    await shelf.put('sealed', `${account.id}/draft/b`, await shelf.get('sealed', `${account.id}/draft/a`))
    await expect(store.get('draft/b')).rejects.toThrow()
  })

  test('opens for nobody who copies the files without the key of the browser', async () => {
    await lockWith(shelf, account, pin, now)
    const lock = await shelf.get<{ binding: CryptoKey }>('locks', account.id)
    await expect(crypto.subtle.exportKey('raw', lock?.binding as CryptoKey)).rejects.toThrow()
    const other = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
    await shelf.put('locks', account.id, { ...lock, binding: other })
    await expect(unlock(shelf, account.id, pin)).rejects.toThrow()
  })
})

describe('a wrong PIN', () => {
  test('is counted, forgiven by the right one, and the fifth in a row clears the device', async () => {
    const store = await lockWith(shelf, account, pin, now)
    await store.put(`${outboxNames}a`, {})
    for (let tried = 1; tried < triesAllowed; tried += 1)
      expect(await unlock(shelf, account.id, '000001')).toEqual({ triesLeft: triesAllowed - tried })
    expect((await holdersOn(shelf))[0]?.triesLeft).toBe(1)
    expect(await unlock(shelf, account.id, pin)).toHaveProperty('store')
    expect((await holdersOn(shelf))[0]?.triesLeft).toBe(triesAllowed)
    for (let tried = 1; tried <= triesAllowed; tried += 1) await unlock(shelf, account.id, '000001')
    expect(await holdersOn(shelf)).toEqual([])
    expect(await shelf.names('sealed', '')).toEqual([])
    expect(await unlock(shelf, account.id, pin)).toEqual({ triesLeft: 0 })
  })

  test('gains nothing by being tried in many windows at once', async () => {
    await lockWith(shelf, account, pin, now)
    await Promise.all(Array.from({ length: 8 }, () => unlock(shelf, account.id, '000001')))
    expect(await unlock(shelf, account.id, pin)).not.toHaveProperty('store')
  })
})

test('lists are kept for three days without the platform, what was filled in until it is sent', async () => {
  const store = await lockWith(shelf, account, pin, now)
  await store.put(`${takenNames}list`, {})
  await store.put('draft/a', {})
  await store.put(`${outboxNames}a`, {})
  await renew(shelf, account.id, later(10))
  await removeExpired(shelf, later(keptHours + 9))
  expect(await store.names('')).toHaveLength(3)
  await removeExpired(shelf, later(keptHours + 11))
  expect(await store.names('')).toEqual(['draft/a', `${outboxNames}a`])
})

test('each account sees its own alone, and clearing one leaves the other', async () => {
  const other = { id: '018f0000-0000-7000-8000-000000000002', name: '李强' }
  const mine = await lockWith(shelf, account, pin, now)
  const theirs = await lockWith(shelf, other, '864209', now)
  await mine.put(`${outboxNames}a`, { by: 'me' })
  await theirs.put(`${outboxNames}a`, { by: 'them' })
  expect(await countWaiting(shelf, account.id)).toBe(1)
  await wipeDevice(shelf, account.id)
  expect(await countWaiting(shelf, account.id)).toBe(0)
  expect(await theirs.get(`${outboxNames}a`)).toEqual({ by: 'them' })
  expect((await holdersOn(shelf)).map(({ holder }) => holder)).toEqual(['李强'])
})

test('what release 0.2 kept without a PIN and never sent is taken over', async () => {
  const old = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  const keep = async (name: string, value: unknown) => {
    const iv = crypto.getRandomValues(new Uint8Array(12))
    const plain = new TextEncoder().encode(JSON.stringify(value))
    const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, old, plain)
    await shelf.put('sealed', `${account.id}/${name}`, { iv, data })
  }
  await keep('outbox/a', { id: 'a' })
  await keep('surveys/draft/b', { needs: ['meals'] })
  await keep('surveys/list/c', { respondents: [] })
  await shelf.put('locks', account.id, old)
  expect(await holdersOn(shelf)).toEqual([])
  const store = await lockWith(shelf, account, pin, now)
  expect(await store.get('outbox/a')).toEqual({ id: 'a' })
  expect(await store.get('draft/b')).toEqual({ needs: ['meals'] })
  expect(await store.names('')).toHaveLength(2)
})

test.each([
  ['194203', true],
  ['123456', false],
  ['987654', false],
  ['000000', false],
  ['135791', true],
  ['19420', false],
  ['1942o3', false],
])('%s as a PIN: %s', (tried, good) => {
  expect(pinIsGood(tried)).toBe(good)
})
