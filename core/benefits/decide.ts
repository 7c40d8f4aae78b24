import type { Month } from '../time/day.ts'
import type { CompiledPolicy, CompiledRule } from './compile-policy.ts'
import { missingFacts } from './explain.ts'
import type { FactName, FactRow } from './facts.ts'
import { roundToFen } from './rounding.ts'

export type Decision =
  | {
      readonly due: true
      readonly fen: number
      /** The clauses that all hold. */
      readonly because: readonly string[]
      /** The clause that sets the amount. */
      readonly case: string
      /** What was deducted because another programme pays, and the clause of the relation. */
      readonly offset?: readonly { readonly relation: string; readonly programme: string; readonly fen: number }[]
    }
  | {
      readonly due: false
      /** The clauses that fail; where none fails, those that cannot be told. */
      readonly because: readonly string[]
      /** The unknown facts that keep it from being told; with them known, the person may be entitled. */
      readonly unknown: readonly FactName[]
      /** Everything is met, and whoever runs the programme has not set the amount. */
      readonly unset?: true
      /** It would be due and yields to another programme, by the clause of the relation between them. */
      readonly yields?: { readonly relation: string; readonly to: string }
    }

/**
 * Facts and a month in, a decision out: the same function for one person and for a region. What is not known is never
 * paid and never silently refused: the decision names the missing facts.
 */
export function decide(compiled: CompiledPolicy, facts: FactRow, month: Month): Decision {
  const { policy, conditions } = compiled
  if (!isInForce(policy, month)) return { due: false, because: ['in-force'], unknown: [] }
  const results = conditions.map((condition) => condition.test(facts))
  const failing = conditions.filter((_, at) => results[at] === false)
  if (failing.length > 0) return { due: false, because: failing.map((one) => one.clause), unknown: [] }
  const untold = conditions.filter((_, at) => results[at] === null)
  if (untold.length > 0) return notTold(untold, facts)
  const clauses = conditions.map((condition) => condition.clause)
  return decideAmount(compiled, facts, clauses)
}

/** Whether a policy is in force in a month. */
export function isInForce(policy: { validFrom: Month; validTo: Month | null }, month: Month): boolean {
  return policy.validFrom <= month && (policy.validTo === null || month < policy.validTo)
}

function decideAmount({ amount, policy }: CompiledPolicy, facts: FactRow, because: readonly string[]): Decision {
  if (amount.kind === 'formula') {
    const { formula } = amount
    const value = formula.test(facts)
    if (value === null) return notTold([formula], facts)
    const fen = roundToFen(Number(value), policy.payment.rounding)
    return fen > 0 ? { due: true, fen, because, case: formula.clause } : noAmount
  }
  for (const one of amount.cases) {
    const holds = one.test(facts)
    // a later case may not be taken while it is open whether an earlier one applies
    if (holds === null) return notTold([one], facts)
    if (holds !== true) continue
    if (one.fen === null) return { due: false, because: [one.clause], unknown: [], unset: true }
    return { due: true, fen: one.fen, because, case: one.clause }
  }
  return noAmount
}

const noAmount: Decision = { due: false, because: ['amount'], unknown: [] }

function notTold(rules: readonly CompiledRule[], facts: FactRow): Decision {
  const unknown = new Set(rules.flatMap((one) => missingFacts(one.rule.root, facts)))
  return { due: false, because: rules.map((one) => one.clause), unknown: [...unknown] }
}
