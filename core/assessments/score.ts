import type { Text } from '../language/text.ts'
import { grade } from './grade.ts'
import { isHeld, missingInField } from './information.ts'
import { type Answers, type ChangeRule, fieldsOf, type Information, type Instrument, itemsOf } from './instrument.ts'
import { answerNotAnOption } from './problems.ts'

/** What a region decides about scoring. */
export interface ScoringSettings {
  /** Whether two raising conditions raise by two levels; not settled in GB/T 42195-2022, so one level in total by default. */
  readonly cumulativeRaise: boolean
}

export const defaultScoring: ScoringSettings = { cumulativeRaise: false }

export interface IndicatorScore {
  readonly id: string
  readonly score: number
  readonly max: number
  readonly answered: number
  readonly items: number
}

/** A level change that holds. `applied` is false where another change already settled the level. */
export interface LevelChange {
  readonly rule: string
  readonly reason: Text
  readonly clause: string
  readonly applied: boolean
}

export interface Score {
  readonly indicators: readonly IndicatorScore[]
  /** The sum of what has been answered so far. */
  readonly total: number
  /** Items, and fields that a level change reads, still without an answer. */
  readonly missing: readonly string[]
  /** By the total alone; null until every item is answered. */
  readonly initialLevel: number | null
  readonly changes: readonly LevelChange[]
  /** After the changes; null until nothing is missing. */
  readonly finalLevel: number | null
  /** What the assessors are asked to confirm because the standard leaves it open. */
  readonly toConfirm: readonly Text[]
  /** The degree of each indicator and group, where the instrument grades by them. */
  readonly bands: Readonly<Record<string, number>>
  /** What the level went through that nobody has confirmed. */
  readonly unverified: readonly Text[]
}

const bothRaise: Text = {
  zh: '两项提级条件同时成立，标准未写明是否累加；已按本地区的设定处理，请核对',
  en: 'Both raising conditions hold and the standard does not say whether they add up; the region’s setting was used, please check',
}

/**
 * Scores an assessment, complete or not.
 * @param answers score by item id; one that is not an option of its item is refused
 * @param information the forms of Appendix A; only the fields that level changes read matter here
 */
export function scoreAssessment(
  instrument: Instrument,
  answers: Answers,
  information: Information,
  settings: ScoringSettings = defaultScoring,
): Score {
  refuseForeignAnswers(instrument, answers)
  const indicators = instrument.indicators.map(({ id, max, items }) => {
    const given = items.flatMap((item) => answers[item.id] ?? [])
    return { id, max, score: given.reduce((sum, score) => sum + score, 0), answered: given.length, items: items.length }
  })
  const total = indicators.reduce((sum, { score }) => sum + score, 0)
  const missingItems = itemsOf(instrument).flatMap(({ id }) => (answers[id] === undefined ? [id] : []))
  const missing = [...missingItems, ...missingForLevel(instrument, information)]
  const byIndicator = Object.fromEntries(indicators.map(({ id, score }) => [id, score]))
  const graded = grade(instrument, { total, byIndicator }, information)
  const initialLevel = missingItems.length > 0 ? null : graded.level
  const { changes, finalLevel } = changeLevel(instrument, initialLevel ?? 0, information, settings)
  const raises = changes.filter(({ rule }) => isRaise(instrument, rule))
  const settledOtherwise = changes.some(({ rule, applied }) => applied && !isRaise(instrument, rule))
  return {
    indicators,
    total,
    missing,
    initialLevel,
    changes,
    finalLevel: missing.length > 0 || initialLevel === null ? null : finalLevel,
    toConfirm: raises.length > 1 && !settledOtherwise ? [bothRaise] : [],
    bands: missingItems.length > 0 ? {} : graded.bands,
    unverified: missingItems.length > 0 ? [] : graded.unverified,
  }
}

/**
 * The changes that hold and the level they lead to (GB/T 42195-2022 C.4).
 * A change to a fixed level comes first; no change goes beyond the highest level.
 */
export function changeLevel(
  instrument: Instrument,
  initialLevel: number,
  information: Information,
  settings: ScoringSettings = defaultScoring,
): { readonly changes: readonly LevelChange[]; readonly finalLevel: number } {
  const held = instrument.changes.filter((rule) => isHeld(rule.when, information))
  const fixed = held.filter((rule) => 'to' in rule.effect)
  const highest = Math.max(...instrument.levels.map(({ level }) => level))
  const counted = fixed.length > 0 ? fixed : settings.cumulativeRaise ? held : held.slice(0, 1)
  const finalLevel = counted.reduce(
    (level, { effect }) => ('to' in effect ? Math.max(level, effect.to) : Math.min(highest, level + effect.raise)),
    initialLevel,
  )
  return { changes: held.map((rule) => record(rule, counted.includes(rule))), finalLevel }
}

function record(rule: ChangeRule, applied: boolean): LevelChange {
  return { rule: rule.id, reason: rule.name, clause: rule.clause, applied }
}

function isRaise(instrument: Instrument, id: string): boolean {
  return instrument.changes.some((rule) => rule.id === id && 'raise' in rule.effect)
}

function missingForLevel(instrument: Instrument, information: Information): string[] {
  return fieldsOf(instrument)
    .filter((field) => field.readBy !== undefined)
    .flatMap((field) => missingInField(field, information))
}

function refuseForeignAnswers(instrument: Instrument, answers: Answers): void {
  const items = new Map(itemsOf(instrument).map((item) => [item.id, item]))
  for (const [id, score] of Object.entries(answers)) {
    if (!items.get(id)?.options.some((option) => option.score === score))
      throw answerNotAnOption({ at: `/answers/${id}`, values: { item: id, score } })
  }
}
