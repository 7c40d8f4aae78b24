import type { parser } from '@bpmn-io/lezer-feel'
import type { Text } from '../language/text.ts'
import type { Expression, RuleFault, RuleFaultCode, RuleType } from './rule.ts'
import { faultTexts, ruleFault, typeNames } from './rule-texts.ts'

export type Node = ReturnType<typeof parser.parse>['topNode']

/**
 * One reading of a rule text. Its functions answer `undefined` where a fault is already named, so that the reading
 * goes on and one pass names all faults.
 */
export interface Reading {
  readonly textOf: (node: Node) => string
  readonly read: (node: Node) => Expression | undefined
  readonly fault: (
    at: number,
    code: RuleFaultCode,
    text: Text,
    values?: Readonly<Record<string, string | number | Text>>,
  ) => undefined
}

export function startReading(
  source: string,
  faults: RuleFault[],
  read: (node: Node, reading: Reading) => Expression | undefined,
): Reading {
  const reading: Reading = {
    textOf: (node) => source.slice(node.from, node.to),
    read: (node) => read(node, reading),
    fault: (at, code, text, values) => {
      faults.push(ruleFault(source, at, code, text, values))
      return undefined
    },
  }
  return reading
}

/** Names a construct of FEEL that lies outside rule language v1. */
export function refuseNode(reading: Reading, node: Node): undefined {
  const text = reading.textOf(node)
  const found = text.length > 40 ? `${text.slice(0, 39)}…` : text
  return reading.fault(node.from, 'not-in-language', faultTexts.notInLanguage, { found, node: node.name })
}

/** Passes an expression of the expected type (or null, which every type has), names a fault for any other. */
export function expectType(
  reading: Reading,
  found: Expression | undefined,
  expected: RuleType,
): Expression | undefined {
  if (!found || found.type === expected || found.type === 'null' || expected === 'null') return found
  const values = { expected: typeNames[expected], found: typeNames[found.type] }
  return reading.fault(found.from, 'wrong-type', faultTexts.wrongType, values)
}

const meaningless = new Set(
  '( ) [ ] .. if then else and or in between CompareOp ArithOp BlockComment LineComment DateTimeConstructor'.split(' '),
)

/** The children that carry meaning: no keywords, brackets, comments or places where the parser found an error. */
export function operandsOf(node: Node): Node[] {
  const operands: Node[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (!meaningless.has(child.name) && !child.type.isError) operands.push(child)
  }
  return operands
}

export function allRead(
  parts: readonly (Expression | undefined)[],
  atLeast: number,
): parts is readonly [Expression, ...Expression[]] {
  return parts.length >= atLeast && parts.every((part) => part !== undefined)
}
