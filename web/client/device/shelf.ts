/** Where a device keeps things between two openings: what is sealed, and the locks of the accounts they are sealed for. */
export type Area = 'sealed' | 'locks'

export interface Shelf {
  get<T>(area: Area, name: string): Promise<T | undefined>
  put(area: Area, name: string, value: unknown): Promise<void>
  /** Reads and writes in one go, so that two pages do not count one try. @returns what is there now */
  change<T>(area: Area, name: string, next: (now: T | undefined) => T | undefined): Promise<T | undefined>
  remove(area: Area, name: string): Promise<void>
  /** Everything whose name begins so. */
  removeAll(area: Area, begin: string): Promise<void>
  names(area: Area, begin: string): Promise<string[]>
}

const databaseName = 'yinian-device'
// The stores as they have been called since the first release.
const stores: Readonly<Record<Area, string>> = { sealed: 'sealed', locks: 'keys' }

/** The browser’s own; absent where it seals nothing (no secure context), and then nothing outlives the page. */
export function deviceShelf(): Shelf | undefined {
  return globalThis.indexedDB === undefined || globalThis.crypto?.subtle === undefined ? undefined : inBrowser
}

const beginningWith = (begin: string): IDBKeyRange => IDBKeyRange.bound(begin, `${begin}\uffff`)

const inBrowser: Shelf = {
  get: (area, name) => asked(area, 'readonly', (store) => store.get(name)),
  put: async (area, name, value) => void (await asked(area, 'readwrite', (store) => store.put(value, name))),
  async change<T>(area: Area, name: string, next: (now: T | undefined) => T | undefined) {
    let made: T | undefined
    await asked(area, 'readwrite', (store) => {
      const read = store.get(name)
      read.onsuccess = () => {
        made = next(read.result as T | undefined)
        if (made === undefined) store.delete(name)
        else store.put(made, name)
      }
      return read
    })
    return made
  },
  remove: async (area, name) => void (await asked(area, 'readwrite', (store) => store.delete(name))),
  removeAll: async (area, begin) =>
    void (await asked(area, 'readwrite', (store) => store.delete(beginningWith(begin)))),
  names: async (area, begin) => {
    const keys = await asked<IDBValidKey[]>(area, 'readonly', (store) => store.getAllKeys(beginningWith(begin)))
    return keys.map(String)
  },
}

let opened: Promise<IDBDatabase> | undefined

function openDatabase(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1)
    request.onupgradeneeded = () => {
      for (const name of Object.values(stores)) request.result.createObjectStore(name)
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  return opened
}

async function asked<T>(area: Area, mode: IDBTransactionMode, run: (store: IDBObjectStore) => IDBRequest): Promise<T> {
  const database = await openDatabase()
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(stores[area], mode)
    const request = run(transaction.objectStore(stores[area]))
    // Only what the transaction has brought to an end is kept.
    transaction.oncomplete = () => resolve(request.result as T)
    transaction.onerror = () => reject(transaction.error)
    transaction.onabort = () => reject(transaction.error)
  })
}

export function memoryShelf(): Shelf {
  const areas = { sealed: new Map<string, unknown>(), locks: new Map<string, unknown>() }
  const named = (area: Area, begin: string): string[] =>
    [...areas[area].keys()].filter((name) => name.startsWith(begin)).sort()
  return {
    get: async <T>(area: Area, name: string) => areas[area].get(name) as T | undefined,
    put: async (area, name, value) => void areas[area].set(name, value),
    async change<T>(area: Area, name: string, next: (now: T | undefined) => T | undefined) {
      const made = next(areas[area].get(name) as T | undefined)
      if (made === undefined) areas[area].delete(name)
      else areas[area].set(name, made)
      return made
    },
    remove: async (area, name) => void areas[area].delete(name),
    removeAll: async (area, begin) => {
      for (const name of named(area, begin)) areas[area].delete(name)
    },
    names: async (area, begin) => named(area, begin),
  }
}
