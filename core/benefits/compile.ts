import type { FactRow, FactValue } from './facts.ts'
import type { Comparator, Expression, FunctionName, Operator } from './rule.ts'

/** One expression as a function over a row of facts. */
export type Compiled = (facts: FactRow) => FactValue

/**
 * Compiles a typed expression to one function, by composing closures: no `eval`, so it also runs under a strict
 * content security policy.
 *
 * Null means unknown and is carried on (Kleene). Two readings are stricter than FEEL's, so that an incomplete file can
 * neither pay nor refuse anybody unseen: `=`, `!=` and `in` over something unknown are unknown (FEEL: false, true),
 * and `if` over an unknown condition is unknown (FEEL: the else branch). Only `fact = null` asks whether it is known.
 */
export function compileExpression(expression: Expression): Compiled {
  switch (expression.kind) {
    case 'literal': {
      const { value } = expression
      return () => value
    }
    case 'fact': {
      const { fact } = expression
      return (facts) => facts[fact]
    }
    case 'known': {
      const { fact, negated } = expression
      return (facts) => (facts[fact] === null) !== negated
    }
    case 'not': {
      const inner = compileExpression(expression.of)
      return (facts) => {
        const value = inner(facts)
        return value === null ? null : !value
      }
    }
    case 'all':
      return decided(expression.parts.map(compileExpression), false)
    case 'any':
      return decided(expression.parts.map(compileExpression), true)
    case 'compare':
      return ofTwo(compileExpression(expression.left), compileExpression(expression.right), {
        test: comparisons[expression.comparator],
      })
    case 'arithmetic':
      return ofTwo(compileExpression(expression.left), compileExpression(expression.right), {
        test: arithmetic[expression.operator],
      })
    case 'if': {
      const condition = compileExpression(expression.condition)
      const then = compileExpression(expression.then)
      const otherwise = compileExpression(expression.otherwise)
      return (facts) => {
        const value = condition(facts)
        return value === null ? null : value ? then(facts) : otherwise(facts)
      }
    }
    case 'call': {
      const parameters = expression.parameters.map(compileExpression)
      const call = calls[expression.name]
      return (facts) => {
        const values = parameters.map((parameter) => parameter(facts))
        return values.some((value) => value === null) ? null : call(values)
      }
    }
  }
}

/** Kleene's and (settled by a false) and or (settled by a true). */
function decided(parts: readonly Compiled[], by: boolean): Compiled {
  return (facts) => {
    let unknown = false
    for (const part of parts) {
      const value = part(facts)
      if (value === by) return by
      if (value === null) unknown = true
    }
    return unknown ? null : !by
  }
}

type Known = string | number | boolean

function ofTwo(left: Compiled, right: Compiled, { test }: { test: (a: Known, b: Known) => FactValue }): Compiled {
  return (facts) => {
    const a = left(facts)
    if (a === null) return null
    const b = right(facts)
    return b === null ? null : test(a, b)
  }
}

const comparisons: Readonly<Record<Comparator, (a: Known, b: Known) => boolean>> = {
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
}

const arithmetic: Readonly<Record<Operator, (a: Known, b: Known) => number | null>> = {
  '+': (a, b) => Number(a) + Number(b),
  '-': (a, b) => Number(a) - Number(b),
  '*': (a, b) => Number(a) * Number(b),
  '/': (a, b) => (Number(b) === 0 ? null : Number(a) / Number(b)),
}

const calls: Readonly<Record<FunctionName, (values: readonly FactValue[]) => FactValue>> = {
  'starts with': ([text, start]) => String(text).startsWith(String(start)),
  contains: ([text, part]) => String(text).includes(String(part)),
  min: (values) => Math.min(...values.map(Number)),
  max: (values) => Math.max(...values.map(Number)),
  floor: ([value]) => Math.floor(Number(value)),
  ceiling: ([value]) => Math.ceil(Number(value)),
}
