import { addDays } from '../time/day.ts'
import type { CompiledPolicy } from './compile-policy.ts'
import { rulesOf } from './compile-policy.ts'
import { type FactName, type FactRow, type FactValue, factDefinition, factRow } from './facts.ts'
import { type Expression, partsOf } from './rule.ts'
import { isPossible } from './rule-types.ts'

type Known = Exclude<FactValue, null>

/** Beyond this many the rows are thinned out, and a check over them says that it did not see all. */
const most = 200_000

export interface TellingRows {
  readonly rows: Iterable<FactRow>
  /** Whether every combination is among them. */
  readonly whole: boolean
}

/**
 * People who between them reach every corner of some policies: of each fact the values on both sides of whatever it is
 * compared with, in all combinations that one person can have. Two policies that agree on all of them agree on everybody,
 * as long as facts are compared with values and not with each other.
 */
export function tellingRows(policies: readonly CompiledPolicy[]): TellingRows {
  const roots = policies.flatMap(({ conditions, amount }) =>
    [...conditions, ...rulesOf(amount)].map(({ rule }) => rule.root),
  )
  const names = [...new Set(policies.flatMap((one) => one.facts))]
  const regions = policies.map(({ policy }) => policy.region)
  const values = names.map((name) => {
    const told = tellingValues(name, roots)
    return name === '户籍地' || name === '居住地' ? [...new Set([...told, ...regions])] : told
  })
  const count = values.reduce((product, some) => product * some.length, 1)
  return { rows: combined(names, values, strideOver(count)), whole: count <= most }
}

/** How many combinations are passed over: a prime beyond every number of values, so that each fact still takes all of its own. */
function strideOver(count: number): number {
  if (count <= most) return 1
  for (let stride = Math.max(1009, Math.ceil(count / most)); ; stride++) {
    let divisor = 2
    while (divisor * divisor <= stride && stride % divisor !== 0) divisor++
    if (divisor * divisor > stride) return stride
  }
}

/** The values of a fact that some expressions can tell apart. */
export function tellingValues(name: FactName, roots: readonly Expression[]): readonly Known[] {
  const definition = factDefinition(name)
  if (definition.type === 'boolean') return [true, false]
  if (definition.type === 'text' && 'values' in definition) return Object.keys(definition.values)
  const found = new Set<Known>(roots.flatMap((root) => literalsBeside(name, root)))
  if (definition.type === 'number') {
    const near = [...found].flatMap((value) => [Number(value) - 1, Number(value), Number(value) + 1].map(Math.floor))
    const all = [definition.minimum, definition.maximum, ...near]
    return [...new Set(all)].filter((value) => isPossible(definition, value)).toSorted((a, b) => a - b)
  }
  if (definition.type === 'date') {
    const days = [...found].flatMap((day) => [addDays(String(day), -1), String(day), addDays(String(day), 1)])
    return [...new Set(days.length > 0 ? days : ['1940-01-01'])].toSorted()
  }
  const codes = [...found].map((start) => String(start).padEnd(12, '0'))
  return [...new Set([...codes, '999999999999'])].filter((value) => isPossible(definition, value))
}

/** Literals that stand in a comparison or call together with a fact. */
function literalsBeside(name: FactName, of: Expression): Known[] {
  const together = of.kind === 'compare' || of.kind === 'call'
  if (together && reads(of, name)) return literalsIn(of)
  return partsOf(of).flatMap((part) => literalsBeside(name, part))
}

function reads(of: Expression, name: FactName): boolean {
  return (of.kind === 'fact' && of.fact === name) || partsOf(of).some((part) => reads(part, name))
}

function literalsIn(of: Expression): Known[] {
  if (of.kind === 'literal' && of.value !== null) return [of.value]
  return partsOf(of).flatMap(literalsIn)
}

function* combined(names: readonly FactName[], values: readonly (readonly Known[])[], step: number): Iterable<FactRow> {
  const count = values.reduce((product, some) => product * some.length, 1)
  for (let number = 0; number < count; number += step) {
    let rest = number
    const known: Record<string, Known> = {}
    for (const [at, name] of names.entries()) {
      const some = values[at] ?? []
      known[name] = some[rest % some.length] as Known
      rest = Math.floor(rest / some.length)
    }
    const row = factRow(known as Partial<FactRow>)
    if (isOnePerson(row)) yield row
  }
}

/** Whether known facts can be true of one person in one month, by what `personFacts` makes of a file. */
export function isOnePerson(row: FactRow): boolean {
  const hardships = [row.特困, row.低保, row.低收入].filter((one) => one === true).length
  if (hardships > 1) return false
  if (row.特困 !== null && row.供养方式 !== null && row.特困 === (row.供养方式 === '无')) return false
  if (row.残疾类别 !== null && row.残疾等级 !== null && (row.残疾类别 === '无') !== (row.残疾等级 === '无'))
    return false
  if (row.年龄 === null || row.月初年龄 === null) return true
  return row.年龄 === row.月初年龄 || row.年龄 === row.月初年龄 + 1
}
