import type { Endpoint, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { useCallback, useEffect, useState } from 'react'
import { call, type InputOf } from '../call.ts'
import { asRefusal, type Refusal } from '../refusal.ts'
import type { DeviceStore } from './sealed-store.ts'

export interface Taken<Reply> {
  readonly data: Reply | undefined
  /** It could not be asked anew: what is shown was taken along earlier. */
  readonly old: boolean
  readonly refusal: Refusal | null
  /** The same function until something else is asked. */
  readonly again: () => void
}

/** Asks an endpoint and takes the answer along: without a network the last answer is shown. */
export function useTaken<E extends Endpoint>(
  store: DeviceStore,
  endpoint: E,
  input: InputOf<E>,
  name: string,
): Taken<ReplyOf<E>> {
  const [state, setState] = useState<Omit<Taken<ReplyOf<E>>, 'again'>>({ data: undefined, old: false, refusal: null })
  const written = JSON.stringify(input)
  const ask = useCallback(async () => {
    const kept = await store.get<ReplyOf<E>>(name)
    if (kept !== undefined) setState((now) => (now.data === undefined ? { ...now, data: kept } : now))
    try {
      const data = await call(endpoint, JSON.parse(written) as InputOf<E>)
      await store.put(name, data)
      setState({ data, old: false, refusal: null })
    } catch (error) {
      const refusal = asRefusal(error)
      setState((now) => ({ data: now.data ?? kept, old: true, refusal }))
    }
  }, [store, endpoint, written, name])
  useEffect(() => {
    void ask()
  }, [ask])
  return { ...state, again: ask }
}
