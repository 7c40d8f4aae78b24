import type { Month } from '../time/day.ts'
import type { CompiledPolicy } from './compile-policy.ts'
import { type Decision, decide } from './decide.ts'
import type { FactRow } from './facts.ts'
import { inOrderOfEffect, type Relation } from './relations.ts'

/** The programmes of a region with the relations between them, in the order in which these take effect. */
export interface RelatedPolicies {
  readonly policies: readonly CompiledPolicy[]
  readonly relations: readonly Relation[]
}

/** Of the programmes of a region those that can have a say in one of them, itself included. */
export function relatedTo(programme: string, { policies, relations }: RelatedPolicies): RelatedPolicies {
  const reached = new Set([programme])
  const settling = relations.filter(({ relation }) => relation !== 'both')
  for (let size = 0; size < reached.size; ) {
    size = reached.size
    for (const { first, second } of settling) {
      if (reached.has(first) || reached.has(second)) reached.add(first).add(second)
    }
  }
  return {
    policies: policies.filter(({ policy }) => reached.has(policy.programme)),
    relations: settling.filter(({ first }) => reached.has(first)),
  }
}

export function relate(policies: readonly CompiledPolicy[], relations: readonly Relation[]): RelatedPolicies {
  return { policies, relations: inOrderOfEffect(relations) }
}

/**
 * All programmes of a region for one person in one month: each decided by itself, then fitted together by the relations
 * between them (D06). What cannot be told does not hold back what is due; once it is known, the month is worked out again.
 * @returns by programme, in the order of the policies
 */
export function decideTogether(
  { policies, relations }: RelatedPolicies,
  facts: FactRow,
  month: Month,
): Map<string, Decision> {
  const decided = new Map(policies.map((one) => [one.policy.programme, decide(one, facts, month)]))
  for (const relation of relations) apply(relation, decided)
  return decided
}

function apply(one: Relation, decided: Map<string, Decision>): void {
  const first = decided.get(one.first)
  const second = decided.get(one.second)
  if (!first?.due || !second?.due) return
  if (one.relation === 'offset') {
    const rest = second.fen - first.fen
    const offset = [...(second.offset ?? []), { relation: one.clause, programme: one.first, fen: first.fen }]
    decided.set(one.second, rest > 0 ? { ...second, fen: rest, offset } : yielding(one, one.first))
    return
  }
  const [kept, yields] =
    one.relation === 'higher' && second.fen > first.fen ? [one.second, one.first] : [one.first, one.second]
  decided.set(yields, yielding(one, kept))
}

function yielding({ clause }: Relation, to: string): Decision {
  return { due: false, because: ['relation'], unknown: [], yields: { relation: clause, to } }
}
