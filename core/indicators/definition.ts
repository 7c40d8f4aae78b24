import type { Text } from '../language/text.ts'
import { answeringModule, type Module, moduleSentences } from './answering-modules.ts'
import type { Indicator } from './catalogue.ts'
import type { Basis, Measure, Shape } from './measure.ts'
import { recordDefinitions } from './record-definitions.ts'

/** How an indicator is computed from the register, the assessments and the payments. */
export interface Definition {
  readonly shape: Shape
  readonly numerator: Measure
  readonly denominator: Measure | null
  readonly basis: Basis
  /** Stocks are counted on the last day of the month (or today, while it runs), payments for the month. */
  readonly period: 'month'
  /**
   * The cases an officer would look at: elders of the denominator who are not in the numerator, payments of another
   * amount than the target, payments below the target age; null where no case is at fault.
   */
  readonly gap: 'not-in-numerator' | 'other-amount' | 'below-target' | null
  /** What had to be settled because the plan leaves it open; shown beside the number. */
  readonly reading: Text | null
}

export type Answer =
  | { readonly answeredBy: 'records'; readonly definition: Definition }
  | { readonly answeredBy: Module; readonly sentence: Text }

/** Who answers an indicator: these records, by a definition, or a part of the system, by its name. */
export function answerOf(indicator: Pick<Indicator, 'id' | 'requirementIds'>): Answer {
  const definition = recordDefinitions[indicator.id]
  if (definition !== undefined) return { answeredBy: 'records', definition }
  const module = answeringModule(indicator)
  return { answeredBy: module, sentence: moduleSentences[module] }
}
