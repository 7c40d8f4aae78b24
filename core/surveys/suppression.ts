/** Fewer people than this are not told of outside: they could be recognised. The number is this platform’s own. */
export const smallestTold = 5

/** A figure as it may leave: null where it is too small; nothing is nobody and may be said. */
export function toldCount(count: number): number | null {
  return count > 0 && count < smallestTold ? null : count
}

/**
 * The answers to one question as they may leave. Where one alone is hidden the next smallest is hidden too, because the
 * hidden one could be worked out from the sum.
 */
export function toldCounts(counts: readonly number[]): (number | null)[] {
  const told = counts.map(toldCount)
  if (told.filter((one) => one === null).length !== 1) return told
  const shown = told.flatMap((one, at) => (one === null || one === 0 ? [] : [{ one, at }]))
  const next = shown.toSorted((a, b) => a.one - b.one)[0]
  return told.map((one, at) => (at === next?.at ? null : one))
}
