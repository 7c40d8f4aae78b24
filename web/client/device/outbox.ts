import type { Endpoint } from '@yinian/core/http/endpoint.ts'
import type { ProblemReply } from '@yinian/core/http/problem.ts'
import type { InputOf, LooseInput } from '../call.ts'
import { asRefusal } from '../refusal.ts'
import type { DeviceStore } from './sealed-store.ts'

/** A command that was given on this device and may not have arrived. */
export interface Waiting {
  /** Made by the device; the server does the command of one id once. */
  readonly id: string
  readonly method: Endpoint['method']
  readonly path: Endpoint['path']
  readonly input: LooseInput
  /** The record it belongs to. */
  readonly about: string
  readonly madeAt: string
  /** What the platform said against it; it is not sent again by itself. */
  readonly refusal: ProblemReply | null
}

export interface Outbox {
  readonly subscribe: (listener: () => void) => () => void
  /** Those that wait, oldest first; the same array until something changes. */
  readonly waiting: () => readonly Waiting[]
  readonly add: <E extends Endpoint>(endpoint: E, input: InputOf<E>, of: { id: string; about: string }) => Promise<void>
  /** Sends what can be sent. @returns how many are left */
  readonly flush: () => Promise<number>
  /** Gives up one that was refused. */
  readonly drop: (id: string) => Promise<void>
}

type Send = (command: Waiting) => Promise<unknown>

/**
 * Keeps commands on the device until the platform has answered each: in the order in which they were given, one after the
 * other. What gets no answer waits; what is refused stays, with why, and lets the others pass.
 */
export function makeOutbox(store: DeviceStore, send: Send, arrived: (about: string) => void = () => {}): Outbox {
  const listeners = new Set<() => void>()
  let held: readonly Waiting[] = []
  let running: Promise<number> | undefined
  const tell = (next: readonly Waiting[]): void => {
    held = next
    for (const listener of listeners) listener()
  }
  const loaded = load(store).then((kept) => tell([...kept, ...held]))

  const sendAll = async (): Promise<number> => {
    await loaded
    for (const one of held.filter(({ refusal }) => refusal === null)) {
      try {
        await send(one)
        await store.remove(nameOf(one.id))
        tell(held.filter(({ id }) => id !== one.id))
        arrived(one.about)
      } catch (error) {
        const refusal = asRefusal(error)
        // Whoever has to sign in again finds it waiting afterwards.
        if (refusal.mayPass || refusal.status === 401 || refusal.status === 429) break
        const refused = { ...one, refusal: refusal.reply }
        await store.put(nameOf(one.id), refused)
        tell(held.map((other) => (other.id === one.id ? refused : other)))
      }
    }
    return held.length
  }
  const flush = (): Promise<number> => {
    running ??= sendAll().finally(() => {
      running = undefined
    })
    return running
  }
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    waiting: () => held,
    async add(endpoint, input, { id, about }) {
      await loaded
      const { method, path } = endpoint
      const one: Waiting = {
        id,
        method,
        path,
        input: input as LooseInput,
        about,
        madeAt: new Date().toISOString(),
        refusal: null,
      }
      await store.put(nameOf(id), one)
      tell([...held, one])
    },
    flush,
    async drop(id) {
      await store.remove(nameOf(id))
      tell(held.filter((one) => one.id !== id))
    },
  }
}

const nameOf = (id: string): string => `outbox/${id}`

async function load(store: DeviceStore): Promise<Waiting[]> {
  const found: Waiting[] = []
  for (const name of await store.names('outbox/')) {
    const one = await store.get<Waiting>(name)
    if (one) found.push(one)
  }
  return found.sort((a, b) => (a.madeAt < b.madeAt ? -1 : 1))
}
