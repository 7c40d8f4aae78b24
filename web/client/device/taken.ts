import type { Endpoint, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { useCallback, useEffect, useState } from 'react'
import { call, type InputOf } from '../call.ts'
import { asRefusal, type Refusal } from '../refusal.ts'
import { takenNames } from './lock.ts'
import type { DeviceStore } from './sealed-store.ts'

/** An answer that was taken along, and when. */
export interface Taken<Reply> {
  readonly at: string
  readonly data: Reply
}

export function getTaken<Reply>(store: DeviceStore, name: string): Promise<Taken<Reply> | undefined> {
  return store.get<Taken<Reply>>(takenNames + name)
}

export async function putTaken<Reply>(
  store: DeviceStore,
  name: string,
  data: Reply,
  at: string = new Date().toISOString(),
): Promise<Taken<Reply>> {
  const taken = { at, data }
  await store.put(takenNames + name, taken)
  return taken
}

/** The names of what was taken along, as `take` was given them. */
export async function namesTaken(store: DeviceStore, begin: string): Promise<string[]> {
  return (await store.names(takenNames + begin)).map((name) => name.slice(takenNames.length))
}

export const forgetTaken = (store: DeviceStore, name: string): Promise<void> => store.remove(takenNames + name)

/**
 * Asks an endpoint and takes the answer along. What the platform no longer gives is not kept either.
 * @throws Refusal
 */
export async function take<E extends Endpoint>(
  store: DeviceStore,
  endpoint: E,
  input: InputOf<E>,
  name: string,
): Promise<Taken<ReplyOf<E>>> {
  try {
    return await putTaken(store, name, await call(endpoint, input))
  } catch (error) {
    const refusal = asRefusal(error)
    if (refusal.status === 403 || refusal.status === 404) await forgetTaken(store, name)
    throw refusal
  }
}

export interface UseTaken<Reply> {
  readonly taken: Taken<Reply> | undefined
  /** What is shown was taken along earlier, and could not be asked anew. */
  readonly old: boolean
  readonly refusal: Refusal | undefined
  /** The device has been looked through. */
  readonly looked: boolean
  readonly again: () => void
  /** Shows what was changed on the device. */
  readonly reread: () => void
}

/** What was taken along, asked anew where it is older than `freshSeconds`. */
export function useTaken<E extends Endpoint>(
  store: DeviceStore,
  endpoint: E,
  input: InputOf<E>,
  { name, freshSeconds }: { readonly name: string; readonly freshSeconds: number },
): UseTaken<ReplyOf<E>> {
  type State = Pick<UseTaken<ReplyOf<E>>, 'taken' | 'old' | 'refusal' | 'looked'>
  const [state, setState] = useState<State>({ taken: undefined, old: false, refusal: undefined, looked: false })
  const written = JSON.stringify(input)
  const look = useCallback(
    async (freshFor: number) => {
      const kept = await getTaken<ReplyOf<E>>(store, name)
      setState((now) => ({ ...now, taken: kept ?? now.taken, looked: kept !== undefined }))
      if (kept !== undefined && Date.now() - Date.parse(kept.at) < freshFor * 1000) return
      try {
        const taken = await take(store, endpoint, JSON.parse(written) as InputOf<E>, name)
        setState({ taken, old: false, refusal: undefined, looked: true })
      } catch (error) {
        const refusal = asRefusal(error)
        const gone = refusal.status === 403 || refusal.status === 404
        setState({ taken: gone ? undefined : kept, old: true, refusal, looked: true })
      }
    },
    [store, endpoint, written, name],
  )
  useEffect(() => {
    void look(freshSeconds)
  }, [look, freshSeconds])
  const again = useCallback(() => void look(0), [look])
  const reread = useCallback(() => void look(Number.POSITIVE_INFINITY), [look])
  return { ...state, again, reread }
}
