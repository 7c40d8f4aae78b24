import type { Endpoint } from '@yinian/core/http/endpoint.ts'
import type { ProblemReply } from '@yinian/core/http/problem.ts'
import type { InputOf, LooseInput } from '../call.ts'
import { asRefusal } from '../refusal.ts'
import { outboxNames } from './lock.ts'
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
  /** Of whom it tells, as they are called. */
  readonly name?: string
  readonly madeAt: string
  /** What the platform said against it; it is not sent again by itself. */
  readonly refusal: ProblemReply | null
}

export interface Outbox {
  readonly subscribe: (listener: () => void) => () => void
  /** Those that wait, oldest first; the same array until something changes. */
  readonly waiting: () => readonly Waiting[]
  /** What is kept has been read. */
  readonly loaded: Promise<void>
  readonly add: <E extends Endpoint>(
    endpoint: E,
    input: InputOf<E>,
    of: { readonly id: string; readonly about: string; readonly name?: string },
  ) => Promise<void>
  /** Sends what can be sent. @returns how many are left */
  readonly flush: () => Promise<number>
  /** Takes one out that is not on its way just now: to change it, or to give it up. @returns what it was */
  readonly takeBack: (id: string) => Promise<Waiting | undefined>
  /** Sends one again that was refused. */
  readonly retry: (id: string) => Promise<void>
}

export interface Sending {
  readonly send: (command: Waiting) => Promise<unknown>
  /** Whether whoever is signed in is the one whose commands these are: nobody sends in the name of another. */
  readonly ready?: () => Promise<boolean>
  readonly arrived?: (command: Waiting, reply: unknown) => Promise<void> | void
}

/**
 * Keeps commands on the device until the platform has answered each: in the order in which they were given, one after the
 * other. What gets no answer waits; what is refused stays, with why, and lets the others pass.
 */
export function makeOutbox(
  store: DeviceStore,
  { send, ready = async () => true, arrived = () => {} }: Sending,
): Outbox {
  const listeners = new Set<() => void>()
  let held: readonly Waiting[] = []
  let running: Promise<number> | undefined
  let onItsWay: string | undefined
  const tell = (next: readonly Waiting[]): void => {
    held = next
    for (const listener of listeners) listener()
  }
  const replace = async (one: Waiting): Promise<void> => {
    await store.put(nameOf(one.id), one)
    tell(held.map((other) => (other.id === one.id ? one : other)))
  }
  let last: Promise<unknown> = Promise.resolve()
  /** What reads or writes the whole list does so by itself. */
  const alone = <T>(run: () => Promise<T>): Promise<T> => {
    const mine = last.then(run)
    last = mine.catch(() => undefined)
    return mine
  }
  const read = (): Promise<void> => alone(async () => tell(await load(store)))
  const loaded = read()

  const sendAll = async (): Promise<number> => {
    await loaded
    // Another window of this device may have sent some of them, or added others.
    await read()
    if (!held.some(({ refusal }) => refusal === null) || !(await ready())) return held.length
    for (const one of held.filter(({ refusal }) => refusal === null)) {
      if (!held.includes(one)) continue
      onItsWay = one.id
      try {
        const reply = await send(one)
        await arrived(one, reply)
        await store.remove(nameOf(one.id))
        tell(held.filter(({ id }) => id !== one.id))
      } catch (error) {
        const refusal = asRefusal(error)
        // Whoever has to sign in again finds it waiting afterwards.
        if (refusal.mayPass || refusal.status === 401 || refusal.status === 429) break
        await replace({ ...one, refusal: refusal.reply })
      } finally {
        onItsWay = undefined
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
    loaded,
    async add(endpoint, input, { id, about, name }) {
      const { method, path } = endpoint
      const one: Waiting = {
        id,
        method,
        path,
        input: input as LooseInput,
        about,
        ...(name === undefined ? {} : { name }),
        madeAt: new Date().toISOString(),
        refusal: null,
      }
      await alone(async () => {
        await store.put(nameOf(id), one)
        tell([...held, one])
      })
    },
    flush,
    takeBack: (id) =>
      alone(async () => {
        const one = held.find((other) => other.id === id)
        if (one === undefined || onItsWay === id) return undefined
        await store.remove(nameOf(id))
        tell(held.filter((other) => other.id !== id))
        return one
      }),
    async retry(id) {
      const one = held.find((other) => other.id === id)
      if (one) await replace({ ...one, refusal: null })
      await flush()
    },
  }
}

const nameOf = (id: string): string => `${outboxNames}${id}`

async function load(store: DeviceStore): Promise<Waiting[]> {
  const found: Waiting[] = []
  for (const name of await store.names(outboxNames)) {
    const one = await store.get<Waiting>(name)
    if (one) found.push(one)
  }
  return found.sort((a, b) => (a.madeAt === b.madeAt ? (a.id < b.id ? -1 : 1) : a.madeAt < b.madeAt ? -1 : 1))
}
