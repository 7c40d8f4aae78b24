import type { Text } from '../language/text.ts'
import type { FactName, FactValue } from './facts.ts'

/** Types of the rule language v1 (规则语言 v1), a named subset of FEEL (DMN 1.5 §10). */
export type RuleType = 'number' | 'text' | 'boolean' | 'date' | 'null'

export type Comparator = '=' | '!=' | '<' | '<=' | '>' | '>='
export type Operator = '+' | '-' | '*' | '/'
export type FunctionName = 'starts with' | 'contains' | 'min' | 'max' | 'floor' | 'ceiling'

interface Placed {
  /** What the expression yields, besides null. */
  readonly type: RuleType
  /** Half-open range of characters in the source. */
  readonly from: number
  readonly to: number
}

/** A typed expression. `in` and `between` are already written out as comparisons; `and`, `or` are flat. */
export type Expression = Placed &
  (
    | { readonly kind: 'literal'; readonly value: FactValue }
    | { readonly kind: 'fact'; readonly fact: FactName }
    | { readonly kind: 'not'; readonly of: Expression }
    | { readonly kind: 'all' | 'any'; readonly parts: readonly Expression[] }
    | { readonly kind: 'known'; readonly fact: FactName; readonly negated: boolean }
    | {
        readonly kind: 'compare'
        readonly comparator: Comparator
        readonly left: Expression
        readonly right: Expression
      }
    | {
        readonly kind: 'if'
        readonly condition: Expression
        readonly then: Expression
        readonly otherwise: Expression
      }
    | {
        readonly kind: 'arithmetic'
        readonly operator: Operator
        readonly left: Expression
        readonly right: Expression
      }
    | { readonly kind: 'call'; readonly name: FunctionName; readonly parameters: readonly Expression[] }
  )

/** A rule that was read without a fault. */
export interface Rule {
  readonly source: string
  readonly root: Expression
  /** The facts it reads, in the order of first reading. */
  readonly facts: readonly FactName[]
}

export type RuleFaultCode =
  | 'syntax'
  | 'not-in-language'
  | 'unknown-fact'
  | 'unknown-function'
  | 'wrong-arguments'
  | 'wrong-type'
  | 'not-a-value'
  | 'not-a-date'
  | 'empty-range'
  | 'null-comparison'

/** One thing wrong with a rule text; line and column count from 1, columns in characters. */
export interface RuleFault {
  readonly line: number
  readonly column: number
  readonly code: RuleFaultCode
  readonly message: Text
}

export type RuleReading =
  | { readonly ok: true; readonly rule: Rule }
  | { readonly ok: false; readonly faults: readonly RuleFault[] }

/** The expressions directly inside one. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'fact':
    case 'known':
      return []
    case 'not':
      return [expression.of]
    case 'all':
    case 'any':
      return expression.parts
    case 'compare':
    case 'arithmetic':
      return [expression.left, expression.right]
    case 'if':
      return [expression.condition, expression.then, expression.otherwise]
    case 'call':
      return expression.parameters
  }
}
