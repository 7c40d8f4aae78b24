import { factDefinition, isFactName } from './facts.ts'
import { readComparison } from './feel-comparisons.ts'
import { readDate, readNumber, readText } from './feel-literals.ts'
import { allRead, expectType, type Node, operandsOf, type Reading, refuseNode } from './feel-nodes.ts'
import type { Expression, FunctionName, Operator, RuleType } from './rule.ts'
import { faultTexts, fullWidthSigns } from './rule-texts.ts'

/** Reads one syntax node into a typed expression: the allow-list of rule language v1. */
export function readExpression(node: Node, reading: Reading): Expression | undefined {
  switch (node.name) {
    case 'Expression':
    case 'ParenthesizedExpression': {
      const inner = operandsOf(node)[0]
      return inner && reading.read(inner)
    }
    case 'null':
      return { kind: 'literal', type: 'null', value: null, ...placeOf(node) }
    case 'BooleanLiteral':
      return { kind: 'literal', type: 'boolean', value: reading.textOf(node) === 'true', ...placeOf(node) }
    case 'NumericLiteral':
      return readNumber(reading, node)
    case 'StringLiteral':
      return readText(reading, node)
    case 'DateTimeLiteral':
      return readDate(reading, node)
    case 'VariableName':
      return readFact(reading, node)
    case 'Conjunction':
    case 'Disjunction':
      return readLogic(reading, node)
    case 'Comparison':
      return readComparison(reading, node)
    case 'IfExpression':
      return readIf(reading, node)
    case 'ArithmeticExpression':
      return readArithmetic(reading, node)
    case 'FunctionInvocation':
      return readCall(reading, node)
    default:
      return refuseNode(reading, node)
  }
}

function placeOf(node: Node) {
  return { from: node.from, to: node.to }
}

function readFact(reading: Reading, node: Node): Expression | undefined {
  const found = reading.textOf(node)
  if (isFactName(found)) return { kind: 'fact', type: factDefinition(found).type, fact: found, ...placeOf(node) }
  return fullWidthSigns.test(found)
    ? reading.fault(node.from, 'syntax', faultTexts.fullWidth, { found })
    : reading.fault(node.from, 'unknown-fact', faultTexts.unknownFact, { found })
}

function readLogic(reading: Reading, node: Node): Expression | undefined {
  const flat = (of: Node): Node[] =>
    operandsOf(of).flatMap((operand) => (operand.name === node.name ? flat(operand) : [operand]))
  const parts = flat(node).map((operand) => expectType(reading, reading.read(operand), 'boolean'))
  if (!allRead(parts, 2)) return undefined
  return { kind: node.name === 'Conjunction' ? 'all' : 'any', type: 'boolean', parts, ...placeOf(node) }
}

function readIf(reading: Reading, node: Node): Expression | undefined {
  const [first, second, third] = operandsOf(node)
  const condition = expectType(reading, first && reading.read(first), 'boolean')
  const then = second && reading.read(second)
  const otherwise = third && reading.read(third)
  if (!condition || !then || !otherwise) return undefined
  const type = then.type === 'null' ? otherwise.type : then.type
  if (!expectType(reading, otherwise, type)) return undefined
  return { kind: 'if', type, condition, then, otherwise, ...placeOf(node) }
}

function readArithmetic(reading: Reading, node: Node): Expression | undefined {
  const sign = node.getChild('ArithOp')
  const operator = sign ? reading.textOf(sign) : ''
  if (!['+', '-', '*', '/'].includes(operator)) return refuseNode(reading, node)
  const operands = operandsOf(node).map((operand) => expectType(reading, reading.read(operand), 'number'))
  const zero: Expression = { kind: 'literal', type: 'number', value: 0, from: node.from, to: node.from }
  const [left, right] = node.firstChild?.name === 'ArithOp' ? [zero, operands[0]] : operands
  if (!left || !right) return undefined
  return { kind: 'arithmetic', type: 'number', operator: operator as Operator, left, right, ...placeOf(node) }
}

interface Signature {
  readonly takes: RuleType
  readonly count: number | 'any'
  readonly yields: RuleType
}

const signatures: Readonly<Record<FunctionName | 'not', Signature>> = {
  not: { takes: 'boolean', count: 1, yields: 'boolean' },
  'starts with': { takes: 'text', count: 2, yields: 'boolean' },
  contains: { takes: 'text', count: 2, yields: 'boolean' },
  min: { takes: 'number', count: 'any', yields: 'number' },
  max: { takes: 'number', count: 'any', yields: 'number' },
  floor: { takes: 'number', count: 1, yields: 'number' },
  ceiling: { takes: 'number', count: 1, yields: 'number' },
}

function isFunction(name: string): name is FunctionName | 'not' {
  return Object.hasOwn(signatures, name)
}

function readCall(reading: Reading, node: Node): Expression | undefined {
  const named = node.getChild('NamedParameters')
  if (!node.firstChild || named) return refuseNode(reading, named ?? node)
  const name = reading.textOf(node.firstChild).replace(/\s+/g, ' ')
  const positional = node.getChild('PositionalParameters')
  const given = (positional ? operandsOf(positional) : []).map((parameter) => reading.read(parameter))
  if (!isFunction(name)) {
    return reading.fault(node.from, 'unknown-function', faultTexts.unknownFunction, { found: name })
  }
  const { takes, count, yields } = signatures[name]
  if (count === 'any' ? given.length === 0 : given.length !== count) {
    const values = { found: name, expected: count === 'any' ? faultTexts.oneOrMore : count, count: given.length }
    return reading.fault(node.from, 'wrong-arguments', faultTexts.wrongArguments, values)
  }
  const parameters = given.map((parameter) => expectType(reading, parameter, takes))
  if (!allRead(parameters, 1)) return undefined
  return name === 'not'
    ? { kind: 'not', type: 'boolean', of: parameters[0], ...placeOf(node) }
    : { kind: 'call', type: yields, name, parameters, ...placeOf(node) }
}
