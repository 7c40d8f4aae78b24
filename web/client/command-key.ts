import type { Refusal } from './refusal.ts'

/** The `Idempotency-Key`s of one kind of command sent from one place. */
export interface CommandKeys {
  /** The key to send with an input: the same as before while it is unknown whether that input was carried out. */
  readonly keyFor: (input: unknown) => string
  /** What became of it; a definite answer, yes or no, ends the key. */
  readonly settle: (refusal: Refusal | null) => void
}

export function commandKeys(newKey: () => string = () => crypto.randomUUID()): CommandKeys {
  let open: { readonly written: string; readonly key: string } | null = null
  return {
    keyFor(input) {
      const written = JSON.stringify(input)
      if (open?.written !== written) open = { written, key: newKey() }
      return open.key
    },
    settle(refusal) {
      if (refusal === null || !refusal.mayPass) open = null
    },
  }
}
