import { type Level, levels, nation } from './code.ts'
import type { Division, UrbanClass } from './region.ts'

/**
 * The divisions file: one line per division in the order of the tree. Tabs give the depth (none: province, four:
 * village), then come the digits the division adds to those above it, its name and, after a tab, its urban-rural class
 * where known:
 *
 *     # 2023-06-30
 *     36江西省
 *     ⇥07赣州市
 *     ⇥⇥02章贡区
 *     ⇥⇥⇥001解放街道
 *     ⇥⇥⇥⇥001中山路社区居委会⇥111
 *
 * A town directly below a city (东莞) belongs to the county code ending in 00, and the city stands for that county.
 */
const digits = [2, 2, 2, 3, 3] as const

/** The day the list describes, from the first line. */
export function editionOf(text: string): string {
  const edition = /^# (\d{4}-\d{2}-\d{2})\n/.exec(text)?.[1]
  if (edition === undefined) throw new Error('The divisions file does not begin with its date')
  return edition
}

/** The nation and then every division of the file, each after its parent. Throws on a line it cannot read. */
export function* readDivisions(text: string): Generator<Division> {
  yield { code: nation, name: '中华人民共和国', level: 'nation', parent: null, county: null, urbanClass: null }
  const above: string[] = []
  let start = text.indexOf('\n') + 1
  while (start < text.length) {
    const end = text.indexOf('\n', start)
    if (end < 0) throw new Error('The divisions file is cut off')
    yield readLine(text.slice(start, end), above, text, end + 1)
    start = end + 1
  }
}

function readLine(line: string, above: string[], text: string, next: number): Division {
  const depth = depthAt(line, 0)
  const width = digits[depth] ?? 0
  const official = (depth === 0 ? '' : above[depth - 1]) + line.slice(depth, depth + width)
  const [name, urbanClass] = line.slice(depth + width).split('\t')
  if (width === 0 || !/^\d+$/.test(official) || official.length !== expected(depth) || !name)
    throw new Error(`The divisions file has a line that cannot be read: ${line}`)
  above[depth] = official
  const ownCounty = depth === 1 && depthAt(text, next) === 3
  if (ownCounty) above[2] = `${official}00`
  const county = depth >= 2 ? official.slice(0, 6) : ownCounty ? `${official}00` : null
  return {
    code: official.padEnd(12, '0'),
    name,
    level: levels[depth + 1] as Level,
    parent: depth === 0 ? nation : (above[depth - 1] ?? '').padEnd(12, '0'),
    county,
    urbanClass: (urbanClass as UrbanClass | undefined) ?? null,
  }
}

function depthAt(text: string, start: number): number {
  let depth = 0
  while (text[start + depth] === '\t') depth++
  return depth
}

function expected(depth: number): number {
  return digits.slice(0, depth + 1).reduce((sum: number, width) => sum + width, 0)
}

/** Writes what `readDivisions` reads; the nation is left out. Divisions come sorted by code. */
export function writeDivisions(edition: string, divisions: Iterable<Division>): string {
  const lines = [`# ${edition}`]
  for (const { code, name, level, urbanClass } of divisions) {
    const depth = levels.indexOf(level) - 1
    if (depth < 0) continue
    const to = expected(depth)
    const own = code.slice(to - (digits[depth] ?? 0), to)
    lines.push(`${'\t'.repeat(depth)}${own}${name}${urbanClass === null ? '' : `\t${urbanClass}`}`)
  }
  return `${lines.join('\n')}\n`
}
