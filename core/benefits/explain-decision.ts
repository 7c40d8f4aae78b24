import type { Text } from '../language/text.ts'
import type { Month } from '../time/day.ts'
import { type CompiledPolicy, type CompiledRule, rulesOf } from './compile-policy.ts'
import { type Decision, decide, isInForce } from './decide.ts'
import { explain, formatFact, formatTrace, leavesOf, missingFacts } from './explain.ts'
import { type FactName, type FactRow, factDefinition } from './facts.ts'
import { amountsOf, type PolicySource, sourceText } from './policy.ts'

/** One clause as it reads for one person. */
export interface ClauseReading {
  readonly clause: string
  readonly text: Text
  readonly source: Text
  readonly status: 'confirmed' | 'unverified'
  /** `open`: cannot be told because a fact is missing. */
  readonly outcome: 'met' | 'not-met' | 'open'
  /** The comparisons with the person's own values. */
  readonly lines: readonly Text[]
  readonly facts: readonly { readonly name: FactName; readonly label: Text; readonly value: Text }[]
  readonly missing: readonly { readonly name: FactName; readonly label: Text }[]
}

export interface DecisionReading {
  readonly decision: Decision
  readonly inForce: boolean
  readonly conditions: readonly ClauseReading[]
  /** The cases of the amount up to the one that applies; none while a condition is not met. */
  readonly amount: readonly ClauseReading[]
}

/** The decision clause by clause, as it stands on the elder's page and in the public calculator. */
export function explainDecision(compiled: CompiledPolicy, facts: FactRow, month: Month): DecisionReading {
  const { policy } = compiled
  const decision = decide(compiled, facts, month)
  const amounts = amountsOf(policy)
  const conditions = compiled.conditions.map((rule) => readClause(rule, policy.who, facts))
  const eligible = conditions.every((condition) => condition.outcome === 'met')
  const readings = eligible ? rulesOf(compiled.amount).map((rule) => readClause(rule, amounts, facts)) : []
  const last = readings.findIndex((reading) => reading.outcome !== 'not-met')
  return {
    decision,
    inForce: isInForce(policy, month),
    conditions,
    amount: last < 0 ? readings : readings.slice(0, last + 1),
  }
}

type Stated = { readonly clause: string; readonly source: PolicySource; readonly status: 'confirmed' | 'unverified' }

function readClause(compiled: CompiledRule, stated: readonly Stated[], facts: FactRow): ClauseReading {
  const { clause, text, rule } = compiled
  const trace = explain(rule, facts)
  const from = stated.find((part) => part.clause === clause)
  return {
    clause,
    text,
    source: sourceText(from?.source ?? ''),
    status: from?.status ?? 'unverified',
    outcome: trace.value === null ? 'open' : trace.value === false ? 'not-met' : 'met',
    lines: leavesOf(trace).map(formatTrace),
    facts: rule.facts.map((name) => ({ name, label: labelOf(name), value: formatFact(name, facts[name]) })),
    missing: missingFacts(rule.root, facts).map((name) => ({ name, label: labelOf(name) })),
  }
}

function labelOf(name: FactName): Text {
  return factDefinition(name).name
}
