import { whoAmI } from '@yinian/core/access/api.ts'
import type { Endpoint } from '@yinian/core/http/endpoint.ts'
import { createContext, useContext, useSyncExternalStore } from 'react'
import { call } from '../client/call.ts'
import { makeOutbox, type Outbox, type Waiting } from '../client/device/outbox.ts'
import type { DeviceStore } from '../client/device/sealed-store.ts'
import { asRefusal } from '../client/refusal.ts'
import { arrived } from './lists.ts'

/** How the account of this device stands with the platform; `unreached` without a network. */
export type Standing = 'unreached' | 'in' | 'out' | 'other' | 'not-allowed'

/** The device, opened with the PIN of one account. */
export interface Device {
  readonly accountId: string
  readonly holder: string
  readonly store: DeviceStore
  readonly outbox: Outbox
  /** Asks the platform who is signed in. */
  readonly reach: () => Promise<Standing>
  readonly standing: { readonly get: () => Standing; readonly subscribe: (listener: () => void) => () => void }
  readonly signedOut: () => void
}

export function openDevice(accountId: string, holder: string, store: DeviceStore): Device {
  let standing: Standing = 'unreached'
  const listeners = new Set<() => void>()
  const stand = (next: Standing): Standing => {
    standing = next
    for (const listener of listeners) listener()
    return next
  }
  const reach = async (): Promise<Standing> => {
    try {
      const { account, permissions } = await call(whoAmI, {})
      if (account.id !== accountId) return stand('other')
      return stand(permissions.includes('surveys:answer') ? 'in' : 'not-allowed')
    } catch (error) {
      return stand(asRefusal(error).status === 401 ? 'out' : 'unreached')
    }
  }
  const outbox = makeOutbox(store, {
    send: ({ method, path, input, id }: Waiting) =>
      call({ method, path } as Endpoint, input as never, { idempotencyKey: id }),
    ready: async () => (await reach()) === 'in',
    arrived: (command, reply) => arrived(store, command, reply),
  })
  return {
    accountId,
    holder,
    store,
    outbox,
    reach,
    signedOut: () => void stand('out'),
    standing: {
      get: () => standing,
      subscribe: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
  }
}

const Context = createContext<Device | undefined>(undefined)
export const DeviceProvider = Context

export function useDevice(): Device {
  const device = useContext(Context)
  if (device === undefined) throw new Error('useDevice is used before the device was opened')
  return device
}

export function useStanding({ standing }: Device): Standing {
  return useSyncExternalStore(standing.subscribe, standing.get)
}
