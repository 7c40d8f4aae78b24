import { at, type Random, type Shares, shares } from './random.ts'

/** Shares of five-year groups in percent: 70.85 % are 65 and over (994,100 of 1,403,200), 12.5 % 80 and over. */
const groups: readonly (readonly [from: number, share: number, decline: number])[] = [
  [60, 29.15, -0.01],
  [65, 27.5, 0.03],
  [70, 18.5, 0.06],
  [75, 12.35, 0.08],
  [80, 7.6, 0.13],
  [85, 3.6, 0.16],
  [90, 1.05, 0.2],
  [95, 0.205, 0.24],
]

/** About 50 of 100,000 elders, which is about 7 of 100,000 inhabitants. */
const centenarians = [0.022, 0.011, 0.006, 0.003, 0.0015, 0.0008, 0.0004]

const ages: Shares<number> = shares([
  ...groups.flatMap(([from, share, decline]) =>
    [0, 1, 2, 3, 4].map((year): readonly [number, number] => [from + year, (share / 5) * (1 + decline * (2 - year))]),
  ),
  ...centenarians.map((share, year): readonly [number, number] => [100 + year, share]),
])

const goldenRatio = 0.618_033_988_749_894_9

/** The age of the elder at a place in the whole sequence. Evenly spread, so that small registers have the shape of large ones. */
export function ageAt(place: number): number {
  return at(ages, ((place + 0.5) * goldenRatio) % 1)
}

/** Women outlive men. */
export function shareOfWomen(age: number): number {
  if (age < 70) return 0.5
  if (age < 80) return 0.525
  if (age < 90) return 0.58
  return age < 100 ? 0.68 : 0.79
}

/** The chance of dying within a year, growing by about nine per cent a year. */
export function mortality(age: number): number {
  return Math.min(0.6, 0.008 * Math.exp(0.085 * (age - 60)))
}

/** A birthday that makes somebody `age` years old on a day; both as day counts. */
export function birthFor(random: Random, age: number, today: number): number {
  return today - Math.ceil(age * 365.25) - 1 - random.below(364)
}
