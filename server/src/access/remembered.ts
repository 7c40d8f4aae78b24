import type { Actor } from '@yinian/core/access/actor.ts'
import { dayAt } from '@yinian/core/time/day.ts'
import type { AccessConfig } from '../config/access-config.ts'
import type { Guard } from '../db/transaction.ts'
import { type Found, unchangedSince } from './actor.ts'
import { noteEveryMilliseconds } from './sessions.ts'

/** Somebody as they were found before, and what has to confirm it before anything is done or told. */
export interface Recalled {
  readonly actor: Actor
  readonly guard: Guard
}

/** Sessions found in this process a moment ago, under the hash of their token. */
export interface Remembered {
  keep(hash: Buffer, found: Found): void
  /** Absent where nothing is remembered, for another day, or for so long that the session’s use has to be noted. */
  recall(hash: Buffer, now: Date): Recalled | undefined
}

const atMost = 20_000

/**
 * What is remembered saves asking for it before everything else; it is no right. Each recall carries the guard that asks the
 * database again, inside the transaction it is for.
 */
export function rememberSessions(config: Pick<AccessConfig, 'sessionIdleMinutes' | 'secondFactor'>): Remembered {
  const kept = new Map<string, Found>()
  return {
    keep(hash, found) {
      const key = hash.toString('latin1')
      kept.delete(key)
      kept.set(key, found)
      const [oldest] = kept.size > atMost ? kept.keys() : []
      if (oldest !== undefined) kept.delete(oldest)
    },
    recall(hash, now) {
      const found = kept.get(hash.toString('latin1'))
      if (!found) return undefined
      const age = now.getTime() - found.seenAt.getTime()
      if (age < 0 || age >= noteEveryMilliseconds || found.actor.today !== dayAt(now)) return undefined
      return { actor: { ...found.actor, now }, guard: unchangedSince(hash, found.fingerprint, now, config) }
    },
  }
}
