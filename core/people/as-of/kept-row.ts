/** What a row said before it was changed. Instants are ISO strings of UTC, so that they compare as text. */
export interface Version {
  /** The row said so until then. */
  readonly until: string
  /** The columns that were changed, as they were. */
  readonly was: Readonly<Record<string, unknown>>
  readonly by?: string
}

export interface KeptRow<R> {
  readonly row: R
  /** When it was written down. */
  readonly since: string
  /** In any order. */
  readonly versions: readonly Version[]
}

/** The row as it stood at an instant; absent before it was written down. What happens at an instant is known at it. */
export function rowAt<R extends object>({ row, since, versions }: KeptRow<R>, known: string): R | undefined {
  if (since > known) return undefined
  return undo(row, versions, known)
}

/** Takes back, the last first, every change made after an instant. */
export function undo<R extends object>(row: R, versions: readonly Version[], known: string): R {
  const later = versions
    .map((version, index) => ({ ...version, index }))
    .filter(({ until }) => until > known)
    .sort((one, other) => (one.until === other.until ? other.index - one.index : one.until < other.until ? 1 : -1))
  return later.reduce<R>((held, { was }) => Object.assign(held, was), { ...row })
}
