import { useEffect, useSyncExternalStore } from 'react'
import type { Outbox, Waiting } from './outbox.ts'

const againMs = 10_000

/** What waits on this device; sent again and again while it does, and at once when the network is back. */
export function useWaiting(outbox: Outbox): readonly Waiting[] {
  const waiting = useSyncExternalStore(outbox.subscribe, outbox.waiting)
  const unsent = waiting.some(({ refusal }) => refusal === null)
  useEffect(() => {
    if (!unsent) return
    const flush = () => {
      if (navigator.onLine) void outbox.flush()
    }
    flush()
    const timer = setInterval(flush, againMs)
    addEventListener('online', flush)
    return () => {
      clearInterval(timer)
      removeEventListener('online', flush)
    }
  }, [unsent, outbox])
  return waiting
}
