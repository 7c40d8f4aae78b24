import type { Shelf } from './shelf.ts'

/** What a device keeps of one account while there is no network, by name. */
export interface DeviceStore {
  get<T>(name: string): Promise<T | undefined>
  put(name: string, value: unknown): Promise<void>
  remove(name: string): Promise<void>
  names(begin: string): Promise<string[]>
}

interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>
  readonly data: ArrayBuffer
}

/** Values are sealed (AES-GCM) with the key that the PIN opens, each under its own name: one cannot stand for another. */
export function sealedStore(shelf: Shelf, accountId: string, key: CryptoKey): DeviceStore {
  const full = (name: string): string => `${accountId}/${name}`
  return {
    async get<T>(name: string) {
      const held = await shelf.get<Sealed>('sealed', full(name))
      if (held === undefined) return undefined
      const plain = await crypto.subtle.decrypt(under(full(name), held.iv), key, held.data)
      return JSON.parse(new TextDecoder().decode(plain)) as T
    },
    async put(name, value) {
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const plain = new TextEncoder().encode(JSON.stringify(value))
      const data = await crypto.subtle.encrypt(under(full(name), iv), key, plain)
      await shelf.put('sealed', full(name), { iv, data } satisfies Sealed)
    },
    remove: (name) => shelf.remove('sealed', full(name)),
    async names(begin) {
      const found = await shelf.names('sealed', full(begin))
      return found.map((name) => name.slice(accountId.length + 1))
    },
  }
}

const under = (name: string, iv: Uint8Array<ArrayBuffer>): AesGcmParams => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(name),
})

/**
 * What release 0.2 kept: sealed with a key without a PIN and without its name. What had not arrived and what was not handed
 * in is taken over; lists are taken along anew.
 */
export async function takeOver(shelf: Shelf, accountId: string, old: CryptoKey, into: DeviceStore): Promise<void> {
  for (const full of await shelf.names('sealed', `${accountId}/`)) {
    const name = full.slice(accountId.length + 1)
    const held = await shelf.get<Sealed>('sealed', full)
    if (held === undefined) continue
    await shelf.remove('sealed', full)
    if (!/^(outbox|surveys\/draft)\//.test(name)) continue
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: held.iv }, old, held.data).catch(() => undefined)
    if (plain) await into.put(name.replace(/^surveys\/draft/, 'draft'), JSON.parse(new TextDecoder().decode(plain)))
  }
}

/** Where a browser seals nothing (no secure context): held by the page, and gone with it. */
export function memoryStore(): DeviceStore {
  const held = new Map<string, string>()
  return {
    get: async <T>(name: string) => {
      const value = held.get(name)
      return value === undefined ? undefined : (JSON.parse(value) as T)
    },
    put: async (name, value) => void held.set(name, JSON.stringify(value)),
    remove: async (name) => void held.delete(name),
    names: async (begin) => [...held.keys()].filter((name) => name.startsWith(begin)).sort(),
  }
}
