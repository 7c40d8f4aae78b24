import type { Text } from '@yinian/core/language/text.ts'

const keyOf = (lookId: string): string => `look.${lookId}`

/** Remembers what a look said while its question is written, in this window alone. */
export function keepLook(lookId: string, said: Text): void {
  sessionStorage.setItem(keyOf(lookId), JSON.stringify(said))
}

export function keptLook(lookId: string): Text | undefined {
  const kept = sessionStorage.getItem(keyOf(lookId))
  return kept === null ? undefined : (JSON.parse(kept) as Text)
}
