import { tooMany } from '@yinian/core/http/problems.ts'
import type { Clock } from '../clock/clock.ts'
import type { LimitsConfig } from '../config/access-config.ts'

/** Counts what is asked, minute by minute, in this process alone. */
export interface Limits {
  /** @throws tooMany, with the seconds until the next minute, when `who` has asked for all that a minute allows */
  take(kind: keyof LimitsConfig, who: string): void
}

const minute = 60_000

export function makeLimits(config: LimitsConfig, clock: Clock): Limits {
  let current = 0
  let counted = new Map<string, number>()
  return {
    take(kind, who) {
      if (config[kind] === Number.POSITIVE_INFINITY) return
      const now = clock.now().getTime()
      const running = Math.floor(now / minute)
      if (running !== current) {
        current = running
        counted = new Map()
      }
      const key = `${kind} ${who}`
      const count = (counted.get(key) ?? 0) + 1
      counted.set(key, count)
      if (count <= config[kind]) return
      const retryAfter = Math.ceil(((running + 1) * minute - now) / 1000)
      throw tooMany({ retryAfter, values: { seconds: retryAfter } })
    },
  }
}
