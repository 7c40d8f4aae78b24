import { type DeviceStore, sealedStore, takeOver } from './sealed-store.ts'
import type { Shelf } from './shelf.ts'

// What is kept on a device is sealed with a key of its own. That key lies there wrapped twice: with a key made from the PIN,
// and around it with one that this browser holds and no program can read out. A copy of the files without the browser’s
// profile opens nothing; whoever has the device has five tries.

export const triesAllowed = 5
/** How long what was taken along is kept without the platform having been reached. */
export const keptHours = 72

/** OWASP Password Storage Cheat Sheet: PBKDF2 with HMAC-SHA-256. */
const rounds = 600_000

interface Lock {
  readonly salt: Uint8Array<ArrayBuffer>
  readonly rounds: number
  readonly innerIv: Uint8Array<ArrayBuffer>
  readonly outerIv: Uint8Array<ArrayBuffer>
  readonly wrapped: ArrayBuffer
  /** Of this browser; not extractable. */
  readonly binding: CryptoKey
  readonly failed: number
  /** Whose it is, as they are called: asked for the PIN by name. */
  readonly holder: string
  /** ISO 8601: until when what was taken along is kept. */
  readonly until: string
}

export interface Holder {
  readonly accountId: string
  readonly holder: string
  readonly triesLeft: number
  readonly until: string
}

export type Unlocked =
  | { readonly store: DeviceStore }
  /** A wrong PIN; with no try left everything has been wiped. */
  | { readonly triesLeft: number }

/** Locks the device for an account with a PIN; what was kept for it under an earlier lock is gone. */
export async function lockWith(
  shelf: Shelf,
  account: { readonly id: string; readonly name: string },
  pin: string,
  now: Date,
): Promise<DeviceStore> {
  const salt = random(16)
  const innerIv = random(12)
  const outerIv = random(12)
  const binding = await crypto.subtle.generateKey(aes, false, ['encrypt', 'decrypt'])
  const fresh = await crypto.subtle.generateKey(aes, true, ['encrypt', 'decrypt'])
  const ofPin = await keyOfPin(pin, salt, rounds)
  const inner = await crypto.subtle.wrapKey('raw', fresh, ofPin, { name: 'AES-GCM', iv: innerIv })
  const wrapped = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: outerIv }, binding, inner)
  const key = await crypto.subtle.unwrapKey('raw', inner, ofPin, { name: 'AES-GCM', iv: innerIv }, aes, false, uses)
  const store = sealedStore(shelf, account.id, key)
  const before = await shelf.get<unknown>('locks', account.id)
  if (before instanceof CryptoKey) await takeOver(shelf, account.id, before, store)
  else await shelf.removeAll('sealed', `${account.id}/`)
  const lock: Lock = {
    salt,
    rounds,
    innerIv,
    outerIv,
    wrapped,
    binding,
    failed: 0,
    holder: account.name,
    until: untilAfter(now),
  }
  await shelf.put('locks', account.id, lock)
  return store
}

/** Tries a PIN. The try is counted before it is made, so that closing the page in between gains nothing. */
export async function unlock(shelf: Shelf, accountId: string, pin: string): Promise<Unlocked> {
  const lock = await shelf.change<Lock>('locks', accountId, (now) => now && { ...now, failed: now.failed + 1 })
  if (lock === undefined) return { triesLeft: 0 }
  if (lock.failed <= triesAllowed) {
    const key = await opened(lock, pin)
    if (key) {
      await shelf.change<Lock>('locks', accountId, (now) => now && { ...now, failed: 0 })
      return { store: sealedStore(shelf, accountId, key) }
    }
  }
  const triesLeft = Math.max(0, triesAllowed - lock.failed)
  if (triesLeft === 0) await wipeDevice(shelf, accountId)
  return { triesLeft }
}

async function opened(lock: Lock, pin: string): Promise<CryptoKey | undefined> {
  const ofPin = await keyOfPin(pin, lock.salt, lock.rounds)
  const inner = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: lock.outerIv }, lock.binding, lock.wrapped)
  return crypto.subtle
    .unwrapKey('raw', inner, ofPin, { name: 'AES-GCM', iv: lock.innerIv }, aes, false, uses)
    .catch(() => undefined)
}

/** Those for whom this device keeps something under a PIN. */
export async function holdersOn(shelf: Shelf): Promise<Holder[]> {
  const found: Holder[] = []
  for (const accountId of await shelf.names('locks', '')) {
    const lock = await shelf.get<Lock>('locks', accountId)
    if (lock?.wrapped === undefined) continue
    found.push({ accountId, holder: lock.holder, triesLeft: triesAllowed - lock.failed, until: lock.until })
  }
  return found
}

/** The platform has been reached and lets this account go on: the time begins anew. */
export async function renew(shelf: Shelf, accountId: string, now: Date): Promise<void> {
  await shelf.change<Lock>('locks', accountId, (lock) => lock && { ...lock, until: untilAfter(now) })
}

/** Removes what was taken along and whose time is over; what was entered here waits until it can be sent. */
export async function removeExpired(shelf: Shelf, now: Date): Promise<void> {
  for (const { accountId, until } of await holdersOn(shelf))
    if (Date.parse(until) <= now.getTime()) await shelf.removeAll('sealed', `${accountId}/${takenNames}`)
}

/** Everything taken along has a name that begins so, everything waiting to be sent the other. */
export const takenNames = 'taken/'
export const outboxNames = 'outbox/'

/** How many commands of an account have not arrived: known without opening them. */
export async function countWaiting(shelf: Shelf, accountId: string): Promise<number> {
  return (await shelf.names('sealed', `${accountId}/${outboxNames}`)).length
}

/** Forgets everything of an account: what was kept, and the lock, without which nothing that is left can be read. */
export async function wipeDevice(shelf: Shelf, accountId: string): Promise<void> {
  await shelf.remove('locks', accountId)
  await shelf.removeAll('sealed', `${accountId}/`)
}

const aes = { name: 'AES-GCM', length: 256 } as const
const uses: KeyUsage[] = ['encrypt', 'decrypt']

const random = (length: number): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(length))

const untilAfter = (now: Date): string => new Date(now.getTime() + keptHours * 3_600_000).toISOString()

async function keyOfPin(pin: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  const raw = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveKey'])
  return crypto.subtle.deriveKey({ name: 'PBKDF2', salt, iterations, hash: 'SHA-256' }, raw, aes, false, [
    'wrapKey',
    'unwrapKey',
  ])
}
