import type { Text } from '@yinian/core/language/text.ts'
import { useSyncExternalStore } from 'react'

// What was done last, said on the page one comes to, and for a while.

const shownMs = 10_000
let timer: ReturnType<typeof setTimeout> | undefined

let said: Text | undefined
const listeners = new Set<() => void>()

export function notice(next: Text | undefined): void {
  said = next
  clearTimeout(timer)
  if (next !== undefined) timer = setTimeout(() => notice(undefined), shownMs)
  for (const listener of listeners) listener()
}

export const forgetNotice = (): void => notice(undefined)

export function useNotice(): Text | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => said,
  )
}
