import type { Text } from '../language/text.ts'
import { circumstanceKinds, findCircumstanceKind, nameOfCategory } from '../people/circumstances.ts'
import { hasNumber, type Indicator } from './catalogue.ts'
import type { Definition } from './definition.ts'
import { type ElderCondition, type ElderOnDay, type Measure, meets, programmes } from './measure.ts'

/** Sides of an indicator that can be opened as a list of people. */
export const caseSides = ['numerator', 'denominator', 'gap'] as const
export type CaseSide = (typeof caseSides)[number]

/** The payment that put somebody on a list; null where the list is not one of payments. */
export interface CasePayment {
  readonly fen: number
  /** Reached by the last day of the month, as decided; null where the decision did not ask for it. */
  readonly age: number | null
}

/** The sides of a definition that people stand on; assessors and organisations are no cases. */
export function sidesOf(definition: Definition): CaseSide[] {
  return caseSides.filter((side) => {
    if (side === 'gap') return definition.gap !== null
    const measure = definition[side]
    return measure !== null && measure.of !== 'assessors' && measure.of !== 'assessment-organisations'
  })
}

/** Why somebody stands on a side of an indicator, in the words of the records. */
export function whyCase(
  indicator: Pick<Indicator, 'target'>,
  definition: Definition,
  side: CaseSide,
  elder: Omit<ElderOnDay, 'id'>,
  payment: CasePayment | null,
): Text {
  if (payment !== null) return whyPayment(indicator, definition, side, payment)
  const known = { id: '', ...elder }
  const measure = side === 'gap' ? definition.denominator : definition[side]
  const met = conditionsOf(measure).map((condition) => told(condition, known))
  if (side !== 'gap') return joined([...met, ...paidPart(measure, true)])
  const { numerator } = definition
  const lacking = conditionsOf(numerator).filter((condition) => !meets(condition, known))
  return joined([...met, ...lacking.map((condition) => lacked(condition, known)), ...paidPart(numerator, false)])
}

function whyPayment(
  { target }: Pick<Indicator, 'target'>,
  { gap }: Definition,
  side: CaseSide,
  { fen, age }: CasePayment,
): Text {
  const yuan = (fen / 100).toFixed(2)
  const paid: Text = { zh: `发放${yuan}元`, en: `Paid ${yuan} yuan` }
  const aged: Text[] = age === null ? [] : [{ zh: `${age}周岁`, en: `aged ${age}` }]
  if (side !== 'gap' || !hasNumber(target)) return joined([paid, ...aged])
  if (gap === 'below-target')
    return joined([paid, ...aged, { zh: `规划为${target.number}周岁`, en: `the plan says ${target.number}` }])
  return joined([paid, { zh: `规划为${target.number}元`, en: `the plan says ${target.number} yuan` }])
}

function conditionsOf(measure: Measure | null): readonly ElderCondition[] {
  return measure !== null && 'where' in measure ? measure.where : []
}

function paidPart(measure: Measure | null, paid: boolean): Text[] {
  if (measure?.of !== 'paid') return []
  const { zh, en } = programmes[measure.programme]
  return [paid ? { zh: `当月已发放${zh}`, en: `paid the ${en}` } : { zh: `当月未发放${zh}`, en: `not paid the ${en}` }]
}

function told(condition: ElderCondition, elder: ElderOnDay): Text {
  switch (condition.fact) {
    case 'age':
      return { zh: `${elder.age}周岁`, en: `aged ${elder.age}` }
    case 'circumstance':
      return joined(condition.anyOf.filter((held) => elder.circumstances.includes(held)).map(nameOfCategory))
    case 'abilityLevel':
      return { zh: `能力等级${elder.abilityLevel}级`, en: `ability level ${elder.abilityLevel}` }
  }
}

/** What is missing, and what is on record instead of it. */
function lacked(condition: ElderCondition, elder: ElderOnDay): Text {
  switch (condition.fact) {
    case 'age':
      return { zh: `未满${condition.atLeast}周岁`, en: `not yet ${condition.atLeast}` }
    case 'abilityLevel':
      return elder.abilityLevel === null
        ? { zh: '没有有效的能力评估结果', en: 'no valid ability assessment' }
        : { zh: `能力等级${elder.abilityLevel}级`, en: `ability level ${elder.abilityLevel}` }
    case 'circumstance': {
      const kinds = [...new Set(condition.anyOf.map((wanted) => wanted.split(':')[0] ?? ''))]
      const instead = elder.circumstances.filter((held) => kinds.includes(held.split(':')[0] ?? ''))
      if (instead.length > 0) return joined(instead.map(nameOfCategory))
      return joined(kinds.map(unrecorded))
    }
  }
}

function unrecorded(kind: string): Text {
  const { zh, en } = (findCircumstanceKind(kind) ?? circumstanceKinds.hardship).name
  return { zh: `未登记${zh}`, en: `${en.toLowerCase()} not on record` }
}

function joined(parts: readonly Text[]): Text {
  return { zh: parts.map(({ zh }) => zh).join('，'), en: parts.map(({ en }) => en).join(', ') }
}
