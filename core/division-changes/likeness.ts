import type { Level } from '../regions/code.ts'
import { displayName, shortName } from '../regions/names.ts'

interface NamedDivision {
  readonly name: string
  readonly level: Level
}

/** The same name but for how its committee is written: 水口村委会, 水口村民委员会. */
export function isSameName(one: NamedDivision, other: NamedDivision): boolean {
  return (
    displayName(one.name) === displayName(other.name) || stemOf(one.name, one.level) === stemOf(other.name, other.level)
  )
}

/** From 0 to 1: how much of both names is the same and in the same order, without their endings. */
export function likeness(one: string, other: string, level: Level): number {
  const [first, second] = [stemOf(one, level), stemOf(other, level)]
  return (2 * commonLength(first, second)) / (first.length + second.length)
}

/** What is left of a name without its committee and kind: a village becomes a community under the same name (村改居). */
function stemOf(name: string, level: Level): string {
  const short = shortName(name, level)
  const bare = short.replace(/(社区|村)$/, '')
  return level === 'village' && bare.length >= 2 ? bare : short
}

/** The longest common subsequence of two names. */
function commonLength(one: string, other: string): number {
  let row = new Array<number>(other.length + 1).fill(0)
  for (const character of one) {
    const next = [0]
    for (let index = 1; index <= other.length; index++)
      next[index] =
        other[index - 1] === character ? (row[index - 1] ?? 0) + 1 : Math.max(next[index - 1] ?? 0, row[index] ?? 0)
    row = next
  }
  return row[other.length] ?? 0
}
