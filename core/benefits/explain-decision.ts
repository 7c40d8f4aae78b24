import type { Text } from '../language/text.ts'
import type { Month } from '../time/day.ts'
import { type CompiledPolicy, type CompiledRule, rulesOf } from './compile-policy.ts'
import { type Decision, decide, isInForce } from './decide.ts'
import { decideTogether, type RelatedPolicies } from './decide-together.ts'
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
  /** Other programmes that have a say in it (D06): to which it yields, or which are deducted from it. */
  readonly relations: readonly RelationReading[]
}

export interface RelationReading {
  readonly clause: string
  readonly text: Text
  readonly source: Text
  readonly status: 'confirmed' | 'unverified'
  readonly how: 'yields' | 'offset'
  /** The other programme. */
  readonly programme: string
  readonly name: Text
  /** What is deducted, where something is. */
  readonly fen?: number
}

/** One programme as it comes out beside the others of its region. */
export function explainTogether(
  related: RelatedPolicies,
  programme: string,
  facts: FactRow,
  month: Month,
): DecisionReading {
  const compiled = related.policies.find(({ policy }) => policy.programme === programme)
  if (!compiled) throw new RangeError(`${programme} is not among the programmes.`)
  const alone = explainDecision(compiled, facts, month)
  if (related.relations.length === 0) return alone
  const decision = decideTogether(related, facts, month).get(programme) ?? alone.decision
  return { ...alone, decision, relations: relationsOf(related, decision) }
}

function relationsOf({ policies, relations }: RelatedPolicies, decision: Decision): RelationReading[] {
  const said = (clause: string, other: string) => {
    const relation = relations.find((one) => one.clause === clause)
    const name = policies.find(({ policy }) => policy.programme === other)?.policy.name
    return {
      clause,
      text: relation?.text ?? { zh: clause, en: clause },
      source: sourceText(relation?.source ?? ''),
      status: relation?.status ?? ('unverified' as const),
      programme: other,
      name: name ?? { zh: other, en: other },
    }
  }
  if (decision.due)
    return (decision.offset ?? []).map((one) => ({
      ...said(one.relation, one.programme),
      how: 'offset' as const,
      fen: one.fen,
    }))
  return decision.yields ? [{ ...said(decision.yields.relation, decision.yields.to), how: 'yields' as const }] : []
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
    relations: [],
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
