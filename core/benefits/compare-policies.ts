import type { Text } from '../language/text.ts'
import { prefixOf } from '../regions/code.ts'
import { describeRow } from './check-policy.ts'
import type { CompiledPolicy } from './compile-policy.ts'
import { type Decision, decide } from './decide.ts'
import type { FactName, FactRow } from './facts.ts'
import { tellingRows } from './telling-rows.ts'

/** People for whom one policy comes to something else than another. */
export interface PolicyDifference {
  /** What the one comes to, in fen; null where nothing is due, `unset` where something is and no amount is set. */
  readonly before: number | 'unset' | null
  readonly after: number | 'unset' | null
  /** One of them, invented. */
  readonly facts: Partial<FactRow>
  readonly person: Text
}

export interface PolicyComparison {
  /** One for each pair of results, the gravest loss first. */
  readonly differences: readonly PolicyDifference[]
  /** Whether every kind of person was tried. */
  readonly whole: boolean
}

/** Where two policies differ, on everybody that either can tell apart and who belongs to the division of the second. */
export function comparePolicies(before: CompiledPolicy, after: CompiledPolicy): PolicyComparison {
  const found = new Map<string, PolicyDifference>()
  const names = [...new Set([...before.facts, ...after.facts])]
  const own = prefixOf(after.policy.region)
  const { rows, whole } = tellingRows([before, after])
  for (const row of rows) {
    const place = row[after.policy.basis === '户籍' ? '户籍地' : '居住地']
    if (place !== null && !place.startsWith(own)) continue
    const [was, is] = [before, after].map((one) => comesTo(decide(one, row, one.policy.validFrom)))
    if (was === undefined || is === undefined || was === is) continue
    const key = `${was} ${is}`
    if (!found.has(key))
      found.set(key, { before: was, after: is, facts: known(row, names), person: describeRow(row, names) })
  }
  const differences = [...found.values()].toSorted((one, other) => gain(one) - gain(other))
  return { differences, whole }
}

/** Whom a lower level would give less than the level above allows (C03); nobody where it keeps to the floor. */
export function findBelowFloor(above: CompiledPolicy, own: CompiledPolicy): readonly PolicyDifference[] {
  return comparePolicies(above, own).differences.filter(isLoss)
}

export function isLoss({ before, after }: PolicyDifference): boolean {
  if (before === null) return false
  if (after === null) return true
  return before !== 'unset' && after !== 'unset' && after < before
}

function comesTo(decision: Decision): PolicyDifference['before'] {
  if (decision.due) return decision.fen
  return decision.unset ? 'unset' : null
}

function gain({ before, after }: PolicyDifference): number {
  const worth = (value: PolicyDifference['before']) => (value === null ? 0 : value === 'unset' ? 1 : value)
  return worth(after) - worth(before)
}

function known(row: FactRow, names: readonly FactName[]): Partial<FactRow> {
  return Object.fromEntries(names.map((name) => [name, row[name]]))
}
