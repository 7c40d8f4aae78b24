import type { Endpoint, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { useCallback, useEffect, useState } from 'react'
import { call, type InputOf } from '../client/call.ts'
import { asRefusal, type Refusal } from '../client/refusal.ts'

export interface Asked<E extends Endpoint> {
  readonly answer: ReplyOf<E> | undefined
  readonly refusal: Refusal | undefined
  again(): void
}

/** Asks once when the page opens, and again when told to. */
export function useAsked<E extends Endpoint>(endpoint: E, input: InputOf<E>): Asked<E> {
  const [answer, setAnswer] = useState<ReplyOf<E>>()
  const [refusal, setRefusal] = useState<Refusal>()
  const [times, setTimes] = useState(0)
  const asked = JSON.stringify(input)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when told to
  useEffect(() => {
    const leaving = new AbortController()
    setRefusal(undefined)
    call(endpoint, JSON.parse(asked) as InputOf<E>, { signal: leaving.signal }).then(setAnswer, (error: unknown) => {
      if (!leaving.signal.aborted) setRefusal(asRefusal(error))
    })
    return () => leaving.abort()
  }, [endpoint, asked, times])
  return { answer, refusal, again: useCallback(() => setTimes((count) => count + 1), []) }
}

export interface Sending {
  readonly busy: boolean
  readonly refusal: Refusal | undefined
  /** @returns whether it was done */
  send(command: () => Promise<unknown>): Promise<boolean>
}

/** Sends one thing at a time, and keeps why it was refused. */
export function useSending(): Sending {
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal>()
  return {
    busy,
    refusal,
    async send(command) {
      setBusy(true)
      setRefusal(undefined)
      try {
        await command()
        return true
      } catch (error) {
        setRefusal(asRefusal(error))
        return false
      } finally {
        setBusy(false)
      }
    },
  }
}
