import { type Channel, staffedChannels } from '../family/channels.ts'
import type { Text } from '../language/text.ts'
import type { Day } from '../time/day.ts'

/** What there is only so much of, and is handed out online as well as at the counter and by telephone. */
export const limitedPlaces = {
  'joint-day': { zh: '体检与评估联合日', en: 'Joint days of check and assessment' },
} as const satisfies Record<string, Text>
export type LimitedPlace = keyof typeof limitedPlaces

/** The share kept for whoever comes without a telephone, and how long before the day what is left of it is released. */
export interface KeptRule {
  /** 1 to 100. */
  readonly keptPercent: number
  /** Before the day begins at midnight, Asia/Shanghai. */
  readonly releaseHours: number
}

/**
 * Where no division has a rule. 国办发〔2020〕45号 asks that places be kept for counters and telephones and gives no
 * number: half, until a day before, is this platform's.
 */
export const usualRule = { keptPercent: 50, releaseHours: 24 } as const satisfies KeptRule

/** What holds under the rules of divisions one above the other: whoever lies below keeps more and for longer, never less. */
export function keptRuleOf(rules: readonly KeptRule[]): KeptRule {
  if (rules.length === 0) return usualRule
  return {
    keptPercent: Math.max(...rules.map(({ keptPercent }) => keptPercent)),
    releaseHours: Math.min(...rules.map(({ releaseHours }) => releaseHours)),
  }
}

export type TakenByChannel = Readonly<Record<Channel, number>>

export const noneTaken: TakenByChannel = { counter: 0, phone: 0, 'home-visit': 0, online: 0 }

export interface Places {
  readonly capacity: number
  readonly on: Day
  readonly taken: TakenByChannel
}

export interface PlacesLeft {
  /** Kept for counter, telephone and home visits until the release. */
  readonly kept: number
  /** Of those, still free for them alone; none once released. */
  readonly keptFree: number
  readonly released: boolean
  /** Free to whoever comes to the counter, calls or is visited. */
  readonly staffed: number
  /** Free online: never one of those kept. */
  readonly online: number
}

/** How many places are left, and to whom, at an instant. */
export function placesLeft({ capacity, on, taken }: Places, rule: KeptRule, now: Date): PlacesLeft {
  const offline = staffedChannels.reduce((sum, channel) => sum + taken[channel], 0)
  const free = Math.max(0, capacity - offline - taken.online)
  const kept = keptOf(capacity, rule.keptPercent)
  const released = now.getTime() >= releasedAt(on, rule.releaseHours).getTime()
  const keptFree = released ? 0 : Math.min(free, Math.max(0, kept - offline))
  return { kept, keptFree, released, staffed: free, online: free - keptFree }
}

/** Whole places, rounded up: a share of a place is a place at the counter. */
export function keptOf(capacity: number, keptPercent: number): number {
  return Math.ceil((capacity * keptPercent) / 100)
}

/** When what is still kept goes to everybody. */
export function releasedAt(on: Day, releaseHours: number): Date {
  return new Date(new Date(`${on}T00:00:00+08:00`).getTime() - releaseHours * 3_600_000)
}
