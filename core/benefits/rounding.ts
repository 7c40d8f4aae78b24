import type { Rounding } from './policy.ts'

/** Ten-thousandths of a fen: finer than any rate, coarse enough to remove what binary floats add (0.1 + 0.2). */
const grain = 10_000

/**
 * A computed amount in fen as the whole number that is paid. Amounts below zero and what is no number pay nothing.
 * @throws RangeError for amounts beyond exact whole numbers
 */
export function roundToFen(value: number, rounding: Rounding): number {
  if (!(value > 0)) return 0
  const grains = Math.round(value * grain)
  if (!Number.isSafeInteger(grains)) throw new RangeError(`an amount of ${value} fen cannot be counted exactly`)
  const [unit, direction] = rounding.split('-')
  const step = unit === 'yuan' ? 100 * grain : grain
  const rest = grains % step
  const up = direction === 'up' ? rest > 0 : direction === 'nearest' && rest * 2 >= step
  return ((grains - rest + (up ? step : 0)) / step) * (unit === 'yuan' ? 100 : 1)
}
