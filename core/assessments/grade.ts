import type { Text } from '../language/text.ts'
import { isHeld } from './information.ts'
import { type Advice, type Grading, type Information, type Instrument, levelForTotal } from './instrument.ts'

/** What leads to a level before changes: the sum, and the sum of each indicator. */
export interface Sums {
  readonly total: number
  readonly byIndicator: Readonly<Record<string, number>>
}

export interface Graded {
  readonly level: number | null
  /** The degree of each indicator and group, where the instrument grades by them. */
  readonly bands: Readonly<Record<string, number>>
  /** Cells and ranges the level went through that nobody has confirmed. */
  readonly unverified: readonly Text[]
}

const nothing: Graded = { level: null, bands: {}, unverified: [] }

/** The level of a filled-in form, by whatever way the instrument finds it. One engine for every instrument. */
export function grade(instrument: Instrument, sums: Sums, information: Information): Graded {
  const grading = instrument.grading ?? { kind: 'total' }
  switch (grading.kind) {
    case 'total':
      return { ...nothing, level: levelForTotal(instrument, sums.total)?.level ?? null }
    case 'recorded': {
      const code = information[grading.field]
      return { ...nothing, level: typeof code === 'string' && /^\d$/.test(code) ? Number(code) : null }
    }
    case 'none':
      return nothing
    case 'combination':
      return combine(instrument, grading, sums)
  }
}

function combine(instrument: Instrument, grading: Grading & { kind: 'combination' }, sums: Sums): Graded {
  const bands: Record<string, number> = {}
  const unverified: Text[] = []
  for (const { id, bands: degrees = [] } of instrument.indicators) {
    const sum = sums.byIndicator[id] ?? 0
    const found = degrees.find(({ from, to }) => from <= sum && sum <= to)
    if (!found) continue
    bands[id] = found.band
    if (found.unverified) unverified.push(found.unverified)
  }
  for (const { id, worstOf } of grading.groups) bands[id] = Math.max(...worstOf.map((one) => bands[one] ?? 0))
  const row = grading.rows.find(({ when }) => Object.entries(when).every(([id, band]) => bands[id] === band))
  if (row?.unverified) unverified.push(row.unverified)
  return { level: row?.level ?? null, bands, unverified: distinct(unverified) }
}

function distinct(texts: readonly Text[]): Text[] {
  return texts.filter((text, index) => texts.findIndex(({ zh }) => zh === text.zh) === index)
}

/** What an advice is weighed with. */
export interface Situation {
  readonly information: Information
  readonly level: number | null
  /** The level of the ability assessment in force; null without one. */
  readonly ability: number | null
}

/** What a form recommends; every rule can be read in the instrument. */
export function adviseBy(instrument: Instrument, situation: Situation): readonly Advice[] {
  return (instrument.advice ?? []).filter(({ when }) =>
    when.every((condition) => {
      if (condition.kind === 'chosen') return isHeld(condition, situation.information)
      const level = condition.kind === 'level' ? situation.level : situation.ability
      return level !== null && condition.anyOf.includes(level)
    }),
  )
}
