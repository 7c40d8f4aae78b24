import { fill, type Text } from '../language/text.ts'
import { type Compiled, compileExpression } from './compile.ts'
import { testOf } from './decision-table.ts'
import type { FactName } from './facts.ts'
import { parseRule } from './feel.ts'
import { amountsOf, type Policy, type PolicyTable } from './policy.ts'
import type { Rule, RuleFault } from './rule.ts'

/** One thing wrong with a policy: where in the document and, inside a rule text, at which line and column. */
export interface PolicyFault {
  /** JSON pointer into the document, e.g. `/who/1/rule`. */
  readonly path: string
  readonly line?: number
  readonly column?: number
  readonly message: Text
}

export interface CompiledRule {
  readonly clause: string
  readonly text: Text
  readonly rule: Rule
  readonly test: Compiled
}

/** A case whose `fen` is null applies and cannot be paid before somebody sets its amount. */
export type CompiledCase = CompiledRule & { readonly fen: number | null }

export type CompiledAmount =
  | { readonly kind: 'cases'; readonly cases: readonly CompiledCase[] }
  | { readonly kind: 'formula'; readonly formula: CompiledRule }

export interface CompiledPolicy {
  readonly policy: Policy
  readonly conditions: readonly CompiledRule[]
  readonly amount: CompiledAmount
  /** Every fact the policy reads: the columns a run has to fetch. */
  readonly facts: readonly FactName[]
}

export type PolicyReading =
  | { readonly ok: true; readonly compiled: CompiledPolicy }
  | { readonly ok: false; readonly faults: readonly PolicyFault[] }

/** Clause ids that decisions use for themselves. */
export const reservedClauses = ['in-force', 'amount', 'relation'] as const

/** Compiles a policy whose format was checked; names every fault of its rules otherwise. */
export function compilePolicy(policy: Policy): PolicyReading {
  const faults: PolicyFault[] = []
  const compiled = (
    part: { clause: string; text: Text },
    source: string,
    path: string,
    expected?: 'number',
  ): CompiledRule[] => {
    const reading = parseRule(source, expected ?? 'boolean')
    if (!reading.ok) {
      faults.push(...reading.faults.map(({ line, column, message }) => ({ path, line, column, message })))
      return []
    }
    const { rule } = reading
    return [{ clause: part.clause, text: part.text, rule, test: compileExpression(rule.root) }]
  }
  const conditions = policy.who.flatMap((part, at) => compiled(part, part.rule, `/who/${at}/rule`))
  const amount = compileAmount()
  const rules = amount === undefined ? [] : [...conditions, ...rulesOf(amount)]
  const read = [...new Set(rules.flatMap((one) => one.rule.facts))]
  if (faults.length === 0) faults.push(...findContradictions(policy, conditions, read))
  if (faults.length > 0 || amount === undefined) return { ok: false, faults }
  return { ok: true, compiled: { policy, conditions, amount, facts: read } }

  function compileAmount(): CompiledAmount | undefined {
    const { amount: written } = policy
    if ('table' in written) faults.push(...findEntryFaults(written.table))
    if ('cases' in written || 'table' in written) {
      const pathOf = (at: number) => ('cases' in written ? `/amount/cases/${at}/when` : `/amount/table/rows/${at}`)
      const cases = faults.some(({ path }) => path.startsWith('/amount/table'))
        ? []
        : amountsOf(policy).flatMap(({ clause, text, when, fen }, at) =>
            compiled({ clause, text }, when ?? 'true', pathOf(at)).map((one) => ({ ...one, fen: Number(fen) || null })),
          )
      return { kind: 'cases', cases }
    }
    if (written.fen === null) {
      return { kind: 'cases', cases: compiled(written, 'true', '/amount/fen').map((one) => ({ ...one, fen: null })) }
    }
    const [formula] = compiled(written, written.fen, '/amount/fen', 'number')
    return formula && { kind: 'formula', formula }
  }
}

/** Faults of a decision table, each placed in its own cell. */
function findEntryFaults({ inputs, rows }: PolicyTable): PolicyFault[] {
  const bare = inputs.flatMap((input, at) => {
    const reading = parseRule(`${input} = ${input}`)
    return reading.ok || reading.faults.every(({ code }) => code === 'wrong-type')
      ? []
      : [{ path: `/amount/table/inputs/${at}`, ...placed(reading.faults[0], 0) }]
  })
  if (bare.length > 0) return bare
  return rows.flatMap((row, at) => {
    const path = `/amount/table/rows/${at}/when`
    if (row.when.length !== inputs.length) {
      return [{ path, message: fill(texts.entries, { expected: inputs.length, found: row.when.length }) }]
    }
    return row.when.flatMap((entry, column) => {
      const input = inputs[column] ?? ''
      const text = testOf(input, entry)
      if (text === undefined) return []
      const reading = parseRule(text)
      // what stands before the entry in the condition is not of this cell
      const before = Math.max(0, text.length - entry.trim().length - (text.endsWith(')') ? 1 : 0))
      return reading.ok ? [] : reading.faults.map((fault) => ({ path: `${path}/${column}`, ...placed(fault, before) }))
    })
  })
}

function placed(fault: RuleFault | undefined, before: number): Omit<PolicyFault, 'path'> {
  if (!fault) return { message: texts.entries }
  return {
    line: fault.line,
    column: Math.max(1, fault.column - (fault.line === 1 ? before : 0)),
    message: fault.message,
  }
}

export function rulesOf(amount: CompiledAmount): readonly CompiledRule[] {
  return amount.kind === 'cases' ? amount.cases : [amount.formula]
}

/** What a policy says of itself and does not do: such a file would pay the wrong people without a fault in any rule. */
function findContradictions(
  policy: Policy,
  conditions: readonly CompiledRule[],
  read: readonly FactName[],
): PolicyFault[] {
  const faults: PolicyFault[] = []
  const inConditions = new Set(conditions.flatMap((one) => one.rule.facts))
  const wanted: [FactName, string][] = [
    [policy.basis === '户籍' ? '户籍地' : '居住地', '/basis'],
    ['在世', '/payment/end'],
  ]
  for (const [fact, path] of wanted) {
    if (!inConditions.has(fact)) faults.push({ path, message: fill(texts.notRead, { fact }) })
  }
  const contrary: FactName = policy.payment.start === 'month-reached' ? '月初年龄' : '年龄'
  if (read.includes(contrary)) {
    faults.push({ path: '/payment/start', message: fill(texts.contrary, { fact: contrary }) })
  }
  const clauses = [...policy.who, ...amountsOf(policy)].map((part) => part.clause)
  const taken = new Set<string>(reservedClauses)
  for (const clause of clauses) {
    if (taken.has(clause)) faults.push({ path: '/who', message: fill(texts.repeated, { clause }) })
    taken.add(clause)
  }
  for (const [at, { clause }] of policy.assumptions.entries()) {
    if (clause !== undefined && !clauses.includes(clause)) {
      faults.push({ path: `/assumptions/${at}/clause`, message: fill(texts.noClause, { clause }) })
    }
  }
  if (policy.validTo !== null && policy.validTo <= policy.validFrom) {
    faults.push({ path: '/validTo', message: texts.validity })
  }
  return faults
}

const texts = {
  notRead: {
    zh: '政策如此声明，但没有一项条件用到“{fact}”',
    en: 'The policy says so, but none of its conditions reads “{fact}”',
  },
  contrary: {
    zh: '规则用到“{fact}”，与起发月份的规定矛盾',
    en: 'A rule reads “{fact}”, which contradicts the month in which payment starts',
  },
  repeated: { zh: '条款编号“{clause}”重复或为保留字', en: 'The clause id “{clause}” is used twice or reserved' },
  entries: {
    zh: '决策表有 {expected} 个输入，这一行有 {found} 个条目',
    en: 'The table has {expected} inputs and this row {found} entries',
  },
  noClause: { zh: '没有编号为“{clause}”的条款', en: 'There is no clause “{clause}”' },
  validity: { zh: '停止执行的月份应晚于开始执行的月份', en: 'The policy must end after it begins' },
} as const
