import { fill, type Text } from '../language/text.ts'
import type { CompiledPolicy, PolicyFault } from './compile-policy.ts'
import { rulesOf } from './compile-policy.ts'
import { type Decision, decide } from './decide.ts'
import { formatFact } from './explain.ts'
import { type FactName, type FactRow, factDefinition, factRow } from './facts.ts'
import type { PolicyExample } from './policy.ts'
import { tellingRows } from './telling-rows.ts'

/**
 * What is wrong with a policy whose rules are each in order: a case that nobody reaches, two rows that hold at once, people
 * who meet every condition and have no case, examples that do not hold. Each fault names a person it happens to.
 */
export function checkPolicy(compiled: CompiledPolicy): PolicyFault[] {
  return [...checkCases(compiled), ...checkExamples(compiled)]
}

function checkCases(compiled: CompiledPolicy): PolicyFault[] {
  const { policy, conditions, amount } = compiled
  const cases = rulesOf(amount)
  const exclusive = 'table' in policy.amount && policy.amount.table.hit === 'unique'
  const reached = new Set<number>()
  const overlapping = new Map<string, { first: number; second: number; row: FactRow }>()
  let qualifies = false
  let left: FactRow | undefined
  const { rows, whole } = tellingRows([compiled])
  for (const row of rows) {
    if (!conditions.every((condition) => condition.test(row) === true)) continue
    qualifies = true
    const holding = cases.flatMap((one, at) => (amount.kind === 'formula' || one.test(row) === true ? [at] : []))
    const [first, second] = holding
    if (first === undefined) left ??= row
    else reached.add(first)
    if (exclusive && first !== undefined && second !== undefined && !overlapping.has(`${first} ${second}`))
      overlapping.set(`${first} ${second}`, { first, second, row })
  }
  if (!whole && !qualifies) return []
  if (!qualifies) return [{ path: '/who', message: texts.nobody }]
  const told = (row: FactRow) => describeRow(row, compiled.facts)
  const named = (at: number) => cases[at]?.text ?? texts.nobody
  const faults: PolicyFault[] = [...overlapping.values()].map(({ first, second, row }) => ({
    path: pathOfCase(compiled, second),
    message: fill(texts.overlap, { one: named(first), other: named(second), person: told(row) }),
  }))
  if (left && policy.otherwise !== 'nothing')
    faults.push({ path: '/amount', message: fill(texts.gap, { person: told(left) }) })
  if (!whole) return faults
  const never = cases.flatMap((_, at) => (reached.has(at) || faultyAt(faults, pathOfCase(compiled, at)) ? [] : [at]))
  return [...faults, ...never.map((at) => ({ path: pathOfCase(compiled, at), message: texts.unreached }))]
}

const faultyAt = (faults: readonly PolicyFault[], path: string) => faults.some((fault) => fault.path === path)

function pathOfCase({ policy }: CompiledPolicy, at: number): string {
  return 'table' in policy.amount ? `/amount/table/rows/${at}` : `/amount/cases/${at}`
}

/** The examples of a policy that do not come out as they say. */
export function checkExamples(compiled: CompiledPolicy): PolicyFault[] {
  const { examples = [], validFrom } = compiled.policy
  return examples.flatMap((example, at) => {
    const found = decide(compiled, factRow(example.facts), validFrom)
    if (isAsExpected(example.expect, found)) return []
    const message = fill(texts.example, { expected: expectation(example.expect), found: outcome(found) })
    return [{ path: `/examples/${at}`, message }]
  })
}

function isAsExpected(expected: PolicyExample['expect'], found: Decision): boolean {
  if ('fen' in expected) return found.due && found.fen === expected.fen
  if (found.due) return false
  return 'fails' in expected
    ? found.unknown.length === 0 && same(expected.fails, found.because)
    : same(expected.missing, found.unknown)
}

const same = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((each) => other.includes(each))

function expectation(expected: PolicyExample['expect']): Text {
  if ('fen' in expected) return yuan(expected.fen)
  return 'fails' in expected
    ? fill(texts.fails, { what: expected.fails.join('、') })
    : fill(texts.missing, { what: expected.missing.join('、') })
}

function outcome(found: Decision): Text {
  if (found.due) return yuan(found.fen)
  return found.unknown.length > 0
    ? fill(texts.missing, { what: found.unknown.join('、') })
    : fill(texts.fails, { what: found.because.join('、') })
}

const yuan = (fen: number): Text => {
  const figure = (fen / 100).toFixed(2)
  return { zh: `${figure} 元`, en: `${figure} yuan` }
}

/** The facts of an invented person in words: `年龄 85、低保 是`. */
export function describeRow(row: FactRow, names: readonly FactName[]): Text {
  const said = (language: 'zh' | 'en') =>
    names
      .map((name) => `${factDefinition(name).name[language]} ${formatFact(name, row[name])[language]}`)
      .join(language === 'zh' ? '、' : ', ')
  return { zh: said('zh'), en: said('en') }
}

const texts = {
  nobody: { zh: '没有人能同时符合全部条件', en: 'Nobody can meet all the conditions at once' },
  overlap: {
    zh: '“{one}”与“{other}”同时适用，例如：{person}',
    en: '“{one}” and “{other}” both apply, for instance to: {person}',
  },
  gap: {
    zh: '符合全部条件却没有对应的金额，例如：{person}',
    en: 'Meets every condition and has no amount, for instance: {person}',
  },
  unreached: { zh: '没有人会用到这一档', en: 'Nobody ever comes to this case' },
  example: { zh: '例子应为 {expected}，结果为 {found}', en: 'The example expects {expected} and comes to {found}' },
  fails: { zh: '不符合 {what}', en: 'fails {what}' },
  missing: { zh: '缺少 {what}', en: 'missing {what}' },
} as const satisfies Readonly<Record<string, Text>>
