import type { Text } from '../language/text.ts'
import type { Day } from '../time/day.ts'
import { ancestorsOf, nation, type RegionCode } from './code.ts'

/** What can happen to a division. `continued`: it goes on under its code and took in or gave up a part. */
export const stepKinds = {
  renamed: { zh: '更名', en: 'Renamed' },
  recoded: { zh: '变更代码', en: 'New code' },
  moved: { zh: '改变隶属', en: 'Moved under another division' },
  merged: { zh: '合并', en: 'Merged' },
  split: { zh: '拆分', en: 'Split' },
  continued: { zh: '保留并调整', en: 'Continues, changed' },
} as const satisfies Record<string, Text>
export type StepKind = keyof typeof stepKinds
export const stepKindIds = Object.keys(stepKinds) as StepKind[]

/** From one division to one that came of it on a day; several from one is a split, several to one a merger. */
export interface RegionStep {
  readonly from: RegionCode
  readonly to: RegionCode
  readonly day: Day
}

/** The divisions that stood in the place of one on a day after it: itself where nothing happened to it. */
export function successorsAt(steps: readonly RegionStep[], code: RegionCode, day: Day): RegionCode[] {
  return walk(steps, code, (days) => days.filter((one) => one <= day).sort(), 'from', 'to')
}

/** The divisions that stood in the place of one on a day before it: itself where nothing had happened yet. */
export function predecessorsAt(steps: readonly RegionStep[], code: RegionCode, day: Day): RegionCode[] {
  const back = (days: Day[]): Day[] =>
    days
      .filter((one) => one > day)
      .sort()
      .reverse()
  return walk(steps, code, back, 'to', 'from')
}

/** Day by day, all steps of a day at once: what happened on one day happened together. */
function walk(
  steps: readonly RegionStep[],
  code: RegionCode,
  inOrder: (days: Day[]) => Day[],
  here: 'from' | 'to',
  there: 'from' | 'to',
): RegionCode[] {
  let codes = [code]
  for (const day of inOrder([...new Set(steps.map((step) => step.day))])) {
    const today = steps.filter((step) => step.day === day)
    codes = unique(
      codes.flatMap((one) => {
        const found = today.filter((step) => step[here] === one).map((step) => step[there])
        return found.length === 0 ? [one] : found
      }),
    )
  }
  return codes.sort()
}

/** Whether a division had not ended and had begun by a day, as far as the steps tell. */
export function isInForce(steps: readonly RegionStep[], code: RegionCode, day: Day): boolean {
  const goesOn = new Set(steps.filter(({ from, to }) => from === to).map((step) => `${step.from} ${step.day}`))
  const ends = steps.filter((step) => step.from === code && !goesOn.has(`${code} ${step.day}`)).map((step) => step.day)
  const begins = steps.filter((step) => step.to === code && !goesOn.has(`${code} ${step.day}`)).map((step) => step.day)
  return ends.every((end) => end > day) && begins.every((begin) => begin <= day)
}

/**
 * The one division in force on a day that a record naming `code` is counted in: itself, what alone took its place or what
 * it alone came of. Where that cannot be told (a record of a village since split), the narrowest division that holds all of them, so
 * that nobody is counted twice and nobody is lost above it.
 */
export function placeOn(steps: readonly RegionStep[], code: RegionCode, day: Day): RegionCode {
  if (isInForce(steps, code, day)) return code
  const after = successorsAt(steps, code, day)
  const found = after.length === 1 && after[0] === code ? predecessorsAt(steps, code, day) : after
  const [only] = found
  if (found.length === 1 && only !== undefined) return only
  const shared = above(steps, found, day)
  return shared
}

function above(steps: readonly RegionStep[], codes: readonly RegionCode[], day: Day): RegionCode {
  const lines = codes.map((code) => [nation, ...ancestorsOf(code)])
  const shared = (lines[0] ?? [nation]).filter((one) => lines.every((line) => line.includes(one)))
  return shared.filter((one) => isInForce(steps, one, day)).at(-1) ?? nation
}

/** What came of a division and what it came of, however far: itself is not among them. */
export function familyOf(steps: readonly RegionStep[], code: RegionCode): RegionCode[] {
  const known = new Set([code])
  for (let grown = true; grown; ) {
    const found = steps.flatMap(({ from, to }) => (known.has(from) ? [to] : known.has(to) ? [from] : []))
    grown = found.some((one) => !known.has(one))
    for (const one of found) known.add(one)
  }
  known.delete(code)
  return [...known].sort()
}

const unique = (codes: readonly RegionCode[]): RegionCode[] => [...new Set(codes)]
