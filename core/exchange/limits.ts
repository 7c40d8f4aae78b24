/** What was used in the running minute and day. */
export interface Use {
  readonly minute: number
  readonly inMinute: number
  readonly day: number
  readonly inDay: number
}

export interface Limits {
  readonly perMinute: number
  readonly perDay: number
}

export type Taken =
  | { readonly use: Use; readonly allowed: true; readonly left: number }
  | { readonly use: Use; readonly allowed: false; readonly by: 'minute' | 'day'; readonly retryAfter: number }

export const unused: Use = { minute: -1, inMinute: 0, day: -1, inDay: 0 }

const minuteLong = 60
const dayLong = 86_400
/** The day begins at midnight in Asia/Shanghai. */
const shift = 8 * 3600

/**
 * Takes one request out of what is allowed. What was refused uses up nothing, so that whoever asks too often is let in
 * again when the minute is over.
 * @param at seconds since 1970
 */
export function take(use: Use, limits: Limits, at: number): Taken {
  const minute = Math.floor(at / minuteLong)
  const day = Math.floor((at + shift) / dayLong)
  const inMinute = use.minute === minute ? use.inMinute : 0
  const inDay = use.day === day ? use.inDay : 0
  const kept = { minute, inMinute, day, inDay }
  if (inDay >= limits.perDay)
    return { use: kept, allowed: false, by: 'day', retryAfter: Math.ceil((day + 1) * dayLong - shift - at) }
  if (inMinute >= limits.perMinute)
    return { use: kept, allowed: false, by: 'minute', retryAfter: Math.ceil((minute + 1) * minuteLong - at) }
  return {
    use: { minute, inMinute: inMinute + 1, day, inDay: inDay + 1 },
    allowed: true,
    left: Math.min(limits.perMinute - inMinute, limits.perDay - inDay) - 1,
  }
}
