/** Fewer than so many people are not told of in figures that leave the department. */
export const fewest = 5

/**
 * Hides the cells of a breakdown that count fewer than five people, and one more where a single hidden cell could be
 * reckoned from the total.
 */
export function hideSmall(cells: readonly number[]): (number | null)[] {
  const shown: (number | null)[] = cells.map((cell) => (cell > 0 && cell < fewest ? null : cell))
  if (shown.filter((cell) => cell === null).length !== 1) return shown
  const smallest = Math.min(...shown.flatMap((cell) => (cell === null || cell === 0 ? [] : [cell])))
  const second = shown.indexOf(smallest)
  return shown.map((cell, index) => (index === second ? null : cell))
}
