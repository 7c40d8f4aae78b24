import { fill, type Text } from '../language/text.ts'
import { compileExpression } from './compile.ts'
import { type FactName, type FactRow, type FactValue, factDefinition } from './facts.ts'
import { type Expression, partsOf, type Rule } from './rule.ts'

/** One sub-expression with what it came to for one person. */
export interface Trace {
  /** As written in the rule. */
  readonly text: string
  /** With the person's values put in: `79 ≥ 80`. */
  readonly reading: Text
  readonly value: FactValue
  readonly kind: Expression['kind']
  readonly parts: readonly Trace[]
}

/** How a rule came to its result, down to the single facts. */
export function explain(rule: Rule, facts: FactRow): Trace {
  return traceOf(rule.root, rule.source, facts)
}

/** One line of a trace: `年龄 >= 80 → 79 ≥ 80 否`. */
export function formatTrace(trace: Trace): Text {
  const line = (language: 'zh' | 'en') => {
    const reading = trace.reading[language]
    const answer = typeof trace.value === 'boolean' || trace.value === null ? formatValue(trace.value)[language] : ''
    return reading === answer || answer === '' ? `${trace.text} → ${reading}` : `${trace.text} → ${reading} ${answer}`
  }
  return { zh: line('zh'), en: line('en') }
}

/** The comparisons and single facts of a trace, in reading order: what a person needs to see. */
export function leavesOf(trace: Trace): Trace[] {
  const joins = ['all', 'any', 'not', 'if'].includes(trace.kind)
  return joins ? trace.parts.flatMap(leavesOf) : [trace]
}

/** The unknown facts that keep an expression from having a value; none where it has one. */
export function missingFacts(expression: Expression, facts: FactRow): FactName[] {
  const missing = new Set<FactName>()
  const walk = (of: Expression) => {
    if (compileExpression(of)(facts) !== null) return
    if (of.kind === 'fact') missing.add(of.fact)
    // a rule that asks first whether a fact is known would also be settled by that fact
    if (of.kind === 'if') for (const fact of factsTested(of.condition)) if (facts[fact] === null) missing.add(fact)
    for (const part of branchesTaken(of, facts)) walk(part)
  }
  walk(expression)
  return [...missing]
}

function factsTested(condition: Expression): FactName[] {
  return condition.kind === 'known' ? [condition.fact] : partsOf(condition).flatMap(factsTested)
}

function branchesTaken(of: Expression, facts: FactRow): readonly Expression[] {
  if (of.kind !== 'if') return partsOf(of)
  const condition = compileExpression(of.condition)(facts)
  return condition === null ? [of.condition] : [condition ? of.then : of.otherwise]
}

function traceOf(of: Expression, source: string, facts: FactRow): Trace {
  const value = compileExpression(of)(facts)
  const inner = of.kind === 'if' ? [of.condition, ...branchesTaken(of, facts)] : partsOf(of)
  const shown = of.kind === 'compare' ? inner.filter((part) => partsOf(part).length > 0) : inner
  return {
    text: source.slice(of.from, of.to),
    reading: readingOf(of, facts),
    value,
    kind: of.kind,
    parts: [...new Set(of.kind === 'call' ? [] : shown)].map((part) => traceOf(part, source, facts)),
  }
}

const signs = { '=': '=', '!=': '≠', '<': '<', '<=': '≤', '>': '>', '>=': '≥', '+': '+', '-': '−', '*': '×', '/': '÷' }

function readingOf(of: Expression, facts: FactRow): Text {
  const value = (part: Expression) => formatResult(part, of, facts)
  switch (of.kind) {
    case 'compare':
      return joined([value(of.left), signs[of.comparator], value(of.right)])
    case 'arithmetic':
      return joined([value(of.left), signs[of.operator], value(of.right)])
    case 'call':
      return fill(
        { zh: `${of.name}({values})`, en: `${of.name}({values})` },
        { values: of.parameters.map((part) => value(part).zh).join(', ') },
      )
    case 'known':
    case 'fact':
      return formatFact(of.fact, facts[of.fact])
    default:
      return formatValue(compileExpression(of)(facts))
  }
}

/** A side of a comparison; a literal is shown in the words of the fact it is compared with. */
function formatResult(part: Expression, inside: Expression, facts: FactRow): Text {
  const result = compileExpression(part)(facts)
  if (part.kind === 'fact') return formatFact(part.fact, result)
  const fact = partsOf(inside).find((other) => other.kind === 'fact')
  return fact?.kind === 'fact' && inside.kind === 'compare' ? formatFact(fact.fact, result) : formatValue(result)
}

/** A fact's value as a person reads it. */
export function formatFact(name: FactName, value: FactValue): Text {
  const definition = factDefinition(name)
  const label = 'values' in definition && typeof value === 'string' ? definition.values[value] : undefined
  return label ?? formatValue(value)
}

export function formatValue(value: FactValue): Text {
  if (value === null) return { zh: '不明', en: 'unknown' }
  if (value === true) return { zh: '是', en: 'yes' }
  if (value === false) return { zh: '否', en: 'no' }
  return { zh: String(value), en: String(value) }
}

function joined(parts: readonly (Text | string)[]): Text {
  const line = (language: 'zh' | 'en') =>
    parts.map((part) => (typeof part === 'string' ? part : part[language])).join(' ')
  return { zh: line('zh'), en: line('en') }
}
