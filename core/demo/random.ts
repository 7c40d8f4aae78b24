/** Numbers that look drawn and are the same every time (sfc32). */
export interface Random {
  /** A whole number from 0 to 2^32 − 1. */
  next(): number
  /** A number in [0, 1). */
  unit(): number
  /** A whole number in [0, limit). */
  below(limit: number): number
  /** A whole number in [from, to], both included. */
  between(from: number, to: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
}

/** One stream of numbers for each `(seed, stream, index)`, so that every row has numbers of its own, whatever came before. */
export function makeRandom(seed: number, stream: number, index: number): Random {
  let a = seed | 0
  let b = stream | 0
  let c = index | 0
  let counter = 1
  function next(): number {
    const drawn = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + drawn) | 0
    return drawn >>> 0
  }
  for (let round = 0; round < 15; round++) next()
  const unit = (): number => next() / 4_294_967_296
  const below = (limit: number): number => Math.floor(unit() * limit)
  return {
    next,
    unit,
    below,
    between: (from, to) => from + below(Math.max(1, to - from + 1)),
    chance: (probability) => unit() < probability,
    pick: <T>(list: readonly T[]): T => list[below(list.length)] as T,
  }
}

/** Values and how often each comes, in any unit. */
export interface Shares<T> {
  readonly values: readonly T[]
  readonly upTo: readonly number[]
}

export function shares<T>(pairs: readonly (readonly [T, number])[]): Shares<T> {
  let sum = 0
  const upTo = pairs.map(([, share]) => {
    sum += share
    return sum
  })
  return { values: pairs.map(([value]) => value), upTo: upTo.map((edge) => edge / sum) }
}

/** The value that a number in [0, 1) falls on. */
export function at<T>({ values, upTo }: Shares<T>, position: number): T {
  let low = 0
  let high = upTo.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (position < (upTo[middle] ?? 1)) high = middle
    else low = middle + 1
  }
  return values[low] as T
}

/** Splits a whole number by weights so that the parts add up to it (largest remainder). */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  const exact = weights.map((weight) => (total * weight) / sum)
  const parts = exact.map(Math.floor)
  const left = total - parts.reduce((all, part) => all + part, 0)
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((x, y) => y.remainder - x.remainder || x.index - y.index)
  for (const { index } of byRemainder.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1
  return parts
}

/** A UUID in the layout of version 7 (RFC 9562 §5.7) whose random bits come from the stream. */
export function makeId(random: Random, milliseconds: number): string {
  const time = Math.floor(milliseconds).toString(16).padStart(12, '0')
  const first = random.next()
  const second = random.next()
  const third = random.next()
  const a = (0x7000 | (first & 0x0fff)).toString(16)
  const b = (0x8000 | (second & 0x3fff)).toString(16)
  const c = third.toString(16).padStart(8, '0') + (second >>> 16).toString(16).padStart(4, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-${a}-${b}-${c}`
}
