import { useSyncExternalStore } from 'react'

// Whether the app opens without a network, and whether a newer one lies ready.

interface Installed {
  readonly ready: boolean
  readonly newer: boolean
}

let state: Installed = { ready: false, newer: false }
let waiting: ServiceWorker | null = null
let reload = false
const listeners = new Set<() => void>()

function now(next: Partial<Installed>): void {
  state = { ...state, ...next }
  for (const listener of listeners) listener()
}

const hourMs = 3_600_000

/** Keeps the app on the device; without a secure context it stays what it is, a page. */
export async function install(): Promise<void> {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  const { serviceWorker } = navigator
  serviceWorker.addEventListener('controllerchange', () => {
    if (reload) location.reload()
  })
  const registration = await serviceWorker
    .register('/field/worker.js', { scope: '/field/', updateViaCache: 'none' })
    .catch(() => undefined)
  if (registration === undefined) return
  const look = () => {
    waiting = registration.waiting
    now({ ready: registration.active !== null, newer: waiting !== null && registration.active !== null })
  }
  const follow = (worker: ServiceWorker | null) => worker?.addEventListener('statechange', look)
  registration.addEventListener('updatefound', () => follow(registration.installing))
  follow(registration.installing)
  look()
  const ask = () => void registration.update().catch(() => undefined)
  setInterval(ask, hourMs)
  addEventListener('online', ask)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') ask()
  })
}

export function useInstalled(): Installed {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )
}

/** Changes to the newer one. What was entered is kept on the device. */
export function takeNewer(): void {
  reload = true
  waiting?.postMessage('take-over')
}
