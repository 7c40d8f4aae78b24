/** What a device keeps while there is no network, by name. Each account sees its own alone. */
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

const databaseName = 'yinian-device'

/**
 * Values are sealed (AES-GCM) with a key that no program can read out again: it is not extractable, and IndexedDB keeps a
 * handle of it. Where the browser seals nothing (no secure context), they are held in memory and gone with the page.
 */
export function sealedStore(accountId: string): DeviceStore {
  if (globalThis.indexedDB === undefined || globalThis.crypto?.subtle === undefined) return memoryStore()
  const key = keyOf(accountId)
  const full = (name: string): string => `${accountId}/${name}`
  return {
    async get<T>(name: string) {
      const held = await inStore<Sealed | undefined>('sealed', 'readonly', (store) => store.get(full(name)))
      if (held === undefined) return undefined
      const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: held.iv }, await key, held.data)
      return JSON.parse(new TextDecoder().decode(plain)) as T
    },
    async put(name, value) {
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const plain = new TextEncoder().encode(JSON.stringify(value))
      const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await key, plain)
      await inStore('sealed', 'readwrite', (store) => store.put({ iv, data } satisfies Sealed, full(name)))
    },
    async remove(name) {
      await inStore('sealed', 'readwrite', (store) => store.delete(full(name)))
    },
    async names(begin) {
      const from = full(begin)
      const keys = await inStore<IDBValidKey[]>('sealed', 'readonly', (store) =>
        store.getAllKeys(IDBKeyRange.bound(from, `${from}\uffff`)),
      )
      return keys.map((one) => String(one).slice(accountId.length + 1))
    },
  }
}

/** Forgets everything of an account: what was kept, and the key, without which nothing that is left can be read. */
export async function wipeDevice(accountId: string): Promise<void> {
  if (globalThis.indexedDB === undefined) return
  await inStore('keys', 'readwrite', (store) => store.delete(accountId))
  await inStore('sealed', 'readwrite', (store) =>
    store.delete(IDBKeyRange.bound(`${accountId}/`, `${accountId}/\uffff`)),
  )
}

async function keyOf(accountId: string): Promise<CryptoKey> {
  const held = await inStore<CryptoKey | undefined>('keys', 'readonly', (store) => store.get(accountId))
  if (held) return held
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  // Two pages may come here at once: the key that was there first counts.
  await inStore('keys', 'readwrite', (store) => store.add(made, accountId)).catch(() => undefined)
  return (await inStore<CryptoKey | undefined>('keys', 'readonly', (store) => store.get(accountId))) ?? made
}

let opened: Promise<IDBDatabase> | undefined

function openDatabase(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(databaseName, 1)
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore('sealed')
      asked.result.createObjectStore('keys')
    }
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
  })
  return opened
}

async function inStore<T>(
  name: 'sealed' | 'keys',
  mode: IDBTransactionMode,
  run: (store: IDBObjectStore) => IDBRequest,
): Promise<T> {
  const database = await openDatabase()
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(name, mode)
    const asked = run(transaction.objectStore(name))
    // Only what the transaction has brought to an end is kept.
    transaction.oncomplete = () => resolve(asked.result as T)
    transaction.onerror = () => reject(transaction.error)
    transaction.onabort = () => reject(transaction.error)
  })
}

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
