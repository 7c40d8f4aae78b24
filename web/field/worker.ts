import { cacheOf, keptFor, outdated, type Shell } from './shell.ts'

// The page and its files are kept whole, one cache for each build, so that it opens without a network. A new build is kept
// beside the one in use and takes over when nobody has it open, or when somebody says so: nothing changes under a form.

/** What a service worker is given, as far as it is needed: the library of types for pages knows none. */
interface Lasting extends Event {
  waitUntil(done: Promise<unknown>): void
}
interface Fetching extends Lasting {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface Scope {
  readonly caches: CacheStorage
  readonly location: Location
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(kind: 'install' | 'activate', listener: (event: Lasting) => void): void
  addEventListener(kind: 'fetch', listener: (event: Fetching) => void): void
  addEventListener(kind: 'message', listener: (event: MessageEvent) => void): void
}

const scope = self as unknown as Scope
// The build writes its list here (web/shell-of-build.ts).
const shell = JSON.parse('shell-of-this-build') as Shell

async function install(): Promise<void> {
  const cache = await scope.caches.open(cacheOf(shell))
  await Promise.all(
    shell.files.map(async ([address, integrity]) => {
      const answer = await fetch(address, { cache: 'reload', credentials: 'omit', integrity })
      if (!answer.ok) throw new Error(`${address} answered ${answer.status}`)
      await cache.put(address, answer)
    }),
  )
}

async function activate(): Promise<void> {
  const names = outdated(await scope.caches.keys(), shell)
  await Promise.all(names.map((name) => scope.caches.delete(name)))
  await scope.clients.claim()
}

async function answer(request: Request, address: string): Promise<Response> {
  const cache = await scope.caches.open(cacheOf(shell))
  // The browser may have thrown the cache away: then the network answers.
  return (await cache.match(address, { ignoreVary: true })) ?? fetch(request)
}

scope.addEventListener('install', (event) => event.waitUntil(install()))
scope.addEventListener('activate', (event) => event.waitUntil(activate()))
scope.addEventListener('message', ({ data }) => {
  if (data === 'take-over') void scope.skipWaiting()
})
scope.addEventListener('fetch', (event) => {
  const address = keptFor(event.request, scope.location.origin, shell)
  if (address !== undefined) event.respondWith(answer(event.request, address))
})
