import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import type { Endpoint } from '@yinian/core/http/endpoint.ts'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { call } from '../call.ts'
import { makeOutbox, type Outbox, type Waiting } from './outbox.ts'
import { type DeviceStore, sealedStore } from './sealed-store.ts'

interface Device {
  readonly store: DeviceStore
  readonly outbox: Outbox
}

const devices = new Map<string, Device>()

/** What this browser keeps for an account; one for all pages. */
export function deviceOf(accountId: string, queries: QueryClient): Device {
  const held = devices.get(accountId)
  if (held) return held
  const store = sealedStore(accountId)
  const send = ({ method, path, input, id }: Waiting): Promise<unknown> =>
    call({ method, path } as Endpoint, input as never, { idempotencyKey: id })
  const outbox = makeOutbox(store, send, () => void queries.invalidateQueries())
  const device = { store, outbox }
  devices.set(accountId, device)
  addEventListener('online', () => void outbox.flush())
  return device
}

/** After signing out nothing of it is left in memory either. */
export function forgetDevice(accountId: string): void {
  devices.delete(accountId)
}

const againMs = 10_000

/** The outbox of whoever is signed in, sent again and again while something waits. */
export function useDevice(accountId: string): Device & { readonly waiting: readonly Waiting[] } {
  const queries = useQueryClient()
  const [device] = useState(() => deviceOf(accountId, queries))
  const waiting = useSyncExternalStore(device.outbox.subscribe, device.outbox.waiting)
  const unsent = waiting.some(({ refusal }) => refusal === null)
  useEffect(() => {
    if (!unsent) return
    void device.outbox.flush()
    const timer = setInterval(() => void device.outbox.flush(), againMs)
    return () => clearInterval(timer)
  }, [unsent, device])
  return { ...device, waiting }
}
