import { isDay } from '../time/day.ts'
import { type Node, operandsOf, type Reading, refuseNode } from './feel-nodes.ts'
import type { Expression } from './rule.ts'
import { faultTexts } from './rule-texts.ts'

/** Reads `80`, `-1`, `0.5`. Exponents are refused: feelin reads 1e3 as 1, and rules about money may not be ambiguous. */
export function readNumber(reading: Reading, node: Node): Expression | undefined {
  const digits = reading.textOf(node).replace(/\s/g, '')
  if (!/^-?(\d+(\.\d+)?|\.\d+)$/.test(digits)) return refuseNode(reading, node)
  return { kind: 'literal', type: 'number', value: Number(digits), from: node.from, to: node.to }
}

export function readText(reading: Reading, node: Node): Expression {
  return { kind: 'literal', type: 'text', value: unquoted(reading.textOf(node)), from: node.from, to: node.to }
}

/** Reads `date("2026-11-21")` and `@"2026-11-21"`; times, durations and computed dates are outside v1. */
export function readDate(reading: Reading, node: Node): Expression | undefined {
  const called = node.getChild('DateTimeConstructor')
  if (called && reading.textOf(called) !== 'date') return refuseNode(reading, node)
  const holder = node.getChild('AtLiteral') ?? node.getChild('PositionalParameters')
  const [day, ...others] = holder ? operandsOf(holder) : []
  if (day?.name !== 'StringLiteral' || others.length > 0) return refuseNode(reading, node)
  const value = unquoted(reading.textOf(day))
  if (!isDay(value)) return reading.fault(node.from, 'not-a-date', faultTexts.notADate, { found: value })
  return { kind: 'literal', type: 'date', value, from: node.from, to: node.to }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

function unquoted(literal: string): string {
  const inside = literal.slice(1, -1)
  return inside.replace(/\\(?:u([0-9a-fA-F]{4})|(["\\nrt]))/g, (_, hex: string | undefined, sign: string) =>
    hex === undefined ? (escapes[sign] ?? sign) : String.fromCharCode(Number.parseInt(hex, 16)),
  )
}
