/**
 * Runs the sides in turn, round after round, so that what else the machine does falls on all of them alike.
 * @param warm rounds before the first that counts: caches, plans of each connection, compiled code
 */
export async function interleave<Side extends string, Result>(
  rounds: number,
  sides: Readonly<Record<Side, () => Promise<Result>>>,
  warm = 0,
): Promise<Record<Side, Result[]>> {
  const names = Object.keys(sides) as Side[]
  const results = Object.fromEntries(names.map((name) => [name, [] as Result[]])) as Record<Side, Result[]>
  for (let round = -warm; round < rounds; round++)
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const result = await sides[name]()
      if (round >= 0) results[name].push(result)
    }
  return results
}

export function median(values: readonly number[]): number {
  return percentile(values, 50)
}

/** @param share in per cent; the nearest rank */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.max(0, Math.ceil((share / 100) * sorted.length) - 1)] ?? 0
}

export async function timed<T>(run: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const begun = performance.now()
  const result = await run()
  return { result, seconds: (performance.now() - begun) / 1000 }
}

/** Runs and watches how much memory the process holds meanwhile, in MiB. */
export async function watched<T>(run: () => Promise<T>): Promise<{ result: T; peak: number }> {
  let peak = 0
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss())
  }, 100)
  try {
    return { result: await run(), peak: peak / 1_048_576 }
  } finally {
    clearInterval(watch)
  }
}

/** A table for the terminal and the README alike. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
  return lines.join('\n')
}

export function say(value: number, digits = 0): string {
  return value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}
