import { allRead, expectType, type Node, operandsOf, type Reading, refuseNode } from './feel-nodes.ts'
import type { Comparator, Expression } from './rule.ts'
import { faultTexts } from './rule-texts.ts'
import { findComparisonFault } from './rule-types.ts'

/** Reads `a > b`, `a between b and c` and `a in …`; the last two are written out as the comparisons they stand for. */
export function readComparison(reading: Reading, node: Node): Expression | undefined {
  const left = node.firstChild ? reading.read(node.firstChild) : undefined
  if (node.getChild('in')) return readMembership(reading, node, left)
  const [first, second] = operandsOf(node).slice(1)
  if (first?.name === 'SimplePositiveUnaryTest') return refuseNode(reading, first)
  const right = first && reading.read(first)
  if (node.getChild('between')) {
    const high = second && reading.read(second)
    if (!left || !right || !high) return undefined
    return range(reading, left, ['>=', right], ['<=', high], node)
  }
  const comparator = node.getChild('CompareOp')
  if (!left || !right || !comparator) return undefined
  return compare(reading, reading.textOf(comparator) as Comparator, left, right, node)
}

function readMembership(reading: Reading, node: Node, subject: Expression | undefined): Expression | undefined {
  const listed = node.getChild('PositiveUnaryTests')
  const tests = (listed ?? node).getChildren('PositiveUnaryTest').flatMap((test) => {
    const list = listed ? null : test.getChild('List')
    return operandsOf(list ?? test)
  })
  const parts = tests.map((test) => readTest(reading, test, subject))
  if (!subject || !allRead(parts, 1)) return undefined
  const place = { from: node.from, to: node.to }
  return parts.length === 1 ? { ...parts[0], ...place } : { kind: 'any', type: 'boolean', parts, ...place }
}

function readTest(reading: Reading, test: Node, subject: Expression | undefined): Expression | undefined {
  if (test.name === 'Conjunction' || test.name === 'Disjunction') return readTestAndMore(reading, test, subject)
  if (test.name === 'ParenthesizedExpression') return readTest(reading, operandsOf(test)[0] ?? test, subject)
  const interval = test.getChild('Interval')
  if (interval) return readInterval(reading, interval, subject)
  const comparator = test.getChild('CompareOp')
  const isTest = test.name === 'SimplePositiveUnaryTest'
  const operand = isTest ? operandsOf(test)[0] : test
  const value = operand && reading.read(operand)
  if (!subject || !value || (isTest && !comparator)) return undefined
  return compare(reading, isTest && comparator ? (reading.textOf(comparator) as Comparator) : '=', subject, value, test)
}

/** `年龄 in [80..84] and 低保`: lezer-feel takes what follows into the test; who writes it means two conditions. */
function readTestAndMore(reading: Reading, node: Node, subject: Expression | undefined): Expression | undefined {
  const [first, ...more] = operandsOf(node)
  const test = first && readTest(reading, first, subject)
  const others = more.map((one) => expectType(reading, reading.read(one), 'boolean'))
  if (!test || !allRead(others, 1)) return undefined
  const from = subject?.from ?? node.from
  return {
    kind: node.name === 'Conjunction' ? 'all' : 'any',
    type: 'boolean',
    parts: [test, ...others],
    from,
    to: node.to,
  }
}

function readInterval(reading: Reading, node: Node, subject: Expression | undefined): Expression | undefined {
  const [low, high] = operandsOf(node).map(reading.read)
  if (!subject || !low || !high) return undefined
  const text = reading.textOf(node)
  const open = text.startsWith('[') ? '>=' : '>'
  const close = text.endsWith(']') ? '<=' : '<'
  return range(reading, subject, [open, low], [close, high], node)
}

function range(
  reading: Reading,
  subject: Expression,
  [open, low]: readonly [Comparator, Expression],
  [close, high]: readonly [Comparator, Expression],
  node: Node,
): Expression | undefined {
  // each end is shown to people with the subject it is compared with: 年龄 in [80..84]
  const place = { from: Math.min(subject.from, node.from), to: node.to }
  const from = compare(reading, open, subject, low, place)
  const to = compare(reading, close, subject, high, place)
  if (!from || !to) return undefined
  if (isReversed(low, high)) return reading.fault(node.from, 'empty-range', faultTexts.emptyRange)
  return { kind: 'all', type: 'boolean', parts: [from, to], from: node.from, to: node.to }
}

function isReversed(low: Expression, high: Expression): boolean {
  if (low.kind !== 'literal' || high.kind !== 'literal' || low.value === null || high.value === null) return false
  return low.value > high.value
}

function compare(
  reading: Reading,
  comparator: Comparator,
  left: Expression,
  right: Expression,
  { from, to }: { readonly from: number; readonly to: number },
): Expression | undefined {
  const place = { from, to }
  if (isNull(left) || isNull(right)) {
    const fact = isNull(left) ? right : left
    const equality = comparator === '=' || comparator === '!='
    if (fact.kind !== 'fact' || !equality) {
      return reading.fault(from, 'null-comparison', faultTexts.nullComparison)
    }
    return { kind: 'known', type: 'boolean', fact: fact.fact, negated: comparator === '!=', ...place }
  }
  const wrong = findComparisonFault(comparator, left, right)
  if (wrong) return reading.fault(wrong.at, wrong.code, wrong.text, wrong.values)
  return { kind: 'compare', type: 'boolean', comparator, left, right, ...place }
}

function isNull(side: Expression): boolean {
  return side.kind === 'literal' && side.type === 'null'
}
