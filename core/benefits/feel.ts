import { parser, trackVariables } from '@bpmn-io/lezer-feel'
import type { FactName } from './facts.ts'
import { factNames } from './facts.ts'
import { readExpression } from './feel-expressions.ts'
import { startReading } from './feel-nodes.ts'
import { type Expression, partsOf, type RuleFault, type RuleReading } from './rule.ts'
import { faultTexts, fullWidthSigns, ruleFault, typeNames } from './rule-texts.ts'

const feel = parser.configure({
  contextTracker: trackVariables(Object.fromEntries(factNames.map((name) => [name, true]))),
})

/**
 * Reads a rule text into a typed tree, or names every fault in it. FEEL is parsed by lezer-feel; only the allow-listed
 * subset "规则语言 v1" passes.
 * @param expected what the rule has to yield: `boolean` for a condition, `number` for an amount in fen
 */
export function parseRule(source: string, expected: 'boolean' | 'number' = 'boolean'): RuleReading {
  const tree = feel.parse(source)
  const faults: RuleFault[] = []
  collectSyntaxFaults(source, tree, faults)
  const root = startReading(source, faults, readExpression).read(tree.topNode)
  if (root && root.type !== expected && root.type !== 'null') {
    const values = { expected: typeNames[expected], found: typeNames[root.type] }
    faults.push(ruleFault(source, root.from, 'wrong-type', faultTexts.wrongType, values))
  }
  if (root === undefined && faults.length === 0) {
    faults.push(ruleFault(source, 0, 'syntax', faultTexts.incomplete))
  }
  if (root === undefined || faults.length > 0) return { ok: false, faults: inOrder(faults) }
  return { ok: true, rule: { source, root, facts: factsOf(root) } }
}

function collectSyntaxFaults(source: string, tree: ReturnType<typeof feel.parse>, faults: RuleFault[]): void {
  tree.iterate({
    enter(node) {
      if (!node.type.isError) return true
      const found = source.slice(node.from, node.to)
      if (found === '') faults.push(ruleFault(source, node.from, 'syntax', faultTexts.incomplete))
      else {
        const text = fullWidthSigns.test(found) ? faultTexts.fullWidth : faultTexts.unexpected
        faults.push(ruleFault(source, node.from, 'syntax', text, { found }))
      }
      return false
    },
  })
}

function inOrder(faults: readonly RuleFault[]): RuleFault[] {
  return faults.toSorted((one, other) => one.line - other.line || one.column - other.column)
}

function factsOf(root: Expression): FactName[] {
  const found = new Set<FactName>()
  const walk = (expression: Expression) => {
    if (expression.kind === 'fact' || expression.kind === 'known') found.add(expression.fact)
    for (const part of partsOf(expression)) walk(part)
  }
  walk(root)
  return [...found]
}
