import type { Text } from '../language/text.ts'
import { type FactDefinition, factDefinition } from './facts.ts'
import type { Comparator, Expression, RuleFaultCode } from './rule.ts'
import { faultTexts, typeNames } from './rule-texts.ts'

export interface ComparisonFault {
  readonly at: number
  readonly code: RuleFaultCode
  readonly text: Text
  readonly values: Readonly<Record<string, string | Text>>
}

/**
 * What is wrong with comparing two typed sides: different types, an order where there is none, or a literal that the
 * fact can never have (a misspelt value would otherwise silently exclude everybody).
 */
export function findComparisonFault(
  comparator: Comparator,
  left: Expression,
  right: Expression,
): ComparisonFault | undefined {
  if (left.type !== right.type && left.type !== 'null' && right.type !== 'null') {
    const values = { left: typeNames[left.type], right: typeNames[right.type] }
    return { at: right.from, code: 'wrong-type', text: faultTexts.differentTypes, values }
  }
  const equality = comparator === '=' || comparator === '!='
  if (!equality && (left.type === 'text' || left.type === 'boolean')) {
    return { at: left.from, code: 'wrong-type', text: faultTexts.noOrder, values: { found: typeNames[left.type] } }
  }
  return equality ? (findValueFault(left, right) ?? findValueFault(right, left)) : undefined
}

function findValueFault(fact: Expression, literal: Expression): ComparisonFault | undefined {
  if (fact.kind !== 'fact' || literal.kind !== 'literal' || literal.value === null) return undefined
  const definition = factDefinition(fact.fact)
  if (isPossible(definition, literal.value)) return undefined
  return {
    at: literal.from,
    code: 'not-a-value',
    text: faultTexts.notAValue,
    values: { fact: fact.fact, found: String(literal.value), values: valuesOf(definition) },
  }
}

/** Whether a known value is one the fact can have. */
export function isPossible(definition: FactDefinition, value: string | number | boolean): boolean {
  if (definition.type === 'number') return Number(value) >= definition.minimum && Number(value) <= definition.maximum
  if (definition.type !== 'text') return true
  return 'values' in definition
    ? Object.hasOwn(definition.values, String(value))
    : new RegExp(definition.pattern).test(String(value))
}

function valuesOf(definition: FactDefinition): string {
  if (definition.type === 'number') return `${definition.minimum}–${definition.maximum}`
  if (definition.type !== 'text') return ''
  return 'values' in definition ? Object.keys(definition.values).join('、') : definition.pattern
}
