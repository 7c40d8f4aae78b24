import { grade } from '../assessments/grade.ts'
import type { Answers, Instrument } from '../assessments/instrument.ts'
import { scoreAssessment } from '../assessments/score.ts'
import { validateInstrument } from '../assessments/validate-instrument.ts'
import type { Text } from '../language/text.ts'
import { isWithin, type RegionCode } from '../regions/code.ts'
import { nearness } from './rule.ts'

/** The scores `[from, to]` of a degree, or the grade of a combination. */
export type EntryValue = { readonly from: number; readonly to: number } | { readonly grade: number }

/** One entry of the grading table: a degree of a first-level indicator (`band`) or a combination of degrees (`cell`). */
export interface GradingEntry {
  /** `band/L.1/0`, `cell/3/1`: daily activities, then the worse of the other two. */
  readonly key: string
  readonly value: EntryValue
  /** Whether a published source the platform brings confirms it. */
  readonly shipped: boolean
}

/** An entry two people have confirmed from the official text, for an area. */
export interface Confirmation {
  readonly id: string
  readonly key: string
  readonly area: RegionCode
  readonly value: EntryValue
  readonly document: string
  readonly clause: string
  readonly decidedAt: string
}

const axes = ['L.1', 'other'] as const
const keyOfBand = (indicator: string, band: number) => `band/${indicator}/${band}`
const keyOfCell = (when: Readonly<Record<string, number>>) => `cell/${axes.map((axis) => when[axis] ?? 0).join('/')}`

/** The whole table of an instrument, entry by entry. */
export function entriesOf(instrument: Instrument): GradingEntry[] {
  const rows = instrument.grading?.kind === 'combination' ? instrument.grading.rows : []
  return [
    ...instrument.indicators.flatMap(({ id, bands = [] }) =>
      bands.map(({ band, from, to, unverified }) => ({
        key: keyOfBand(id, band),
        value: { from, to },
        shipped: unverified === undefined,
      })),
    ),
    ...rows.map(({ when, level, unverified }) => ({
      key: keyOfCell(when),
      value: { grade: level },
      shipped: unverified === undefined,
    })),
  ]
}

/** Of each entry the confirmation a place goes by: that of the nearest area, the latest of it. */
export function confirmationsFor(all: readonly Confirmation[], place: RegionCode): ReadonlyMap<string, Confirmation> {
  const near = all
    .filter(({ area }) => isWithin(place, area))
    .toSorted(
      (a, b) =>
        nearness(a.area) - nearness(b.area) ||
        (a.decidedAt < b.decidedAt ? -1 : a.decidedAt > b.decidedAt ? 1 : a.id < b.id ? -1 : 1),
    )
  return new Map(near.map((one) => [one.key, one]))
}

/** The instrument with what is confirmed in it; the rest keeps saying that it is not. */
export function confirmedInstrument(
  instrument: Instrument,
  confirmed: ReadonlyMap<string, { readonly value: EntryValue }>,
): Instrument {
  const { grading } = instrument
  if (grading?.kind !== 'combination') return instrument
  return {
    ...instrument,
    indicators: instrument.indicators.map((indicator) => ({
      ...indicator,
      ...(indicator.bands && {
        bands: indicator.bands.map((band) => {
          const value = confirmed.get(keyOfBand(indicator.id, band.band))?.value
          return value && 'from' in value ? { ...without(band), from: value.from, to: value.to } : band
        }),
      }),
    })),
    grading: {
      ...grading,
      rows: grading.rows.map((row) => {
        const value = confirmed.get(keyOfCell(row.when))?.value
        return value && 'grade' in value ? { ...without(row), level: value.grade } : row
      }),
    },
  }
}

function without<Part extends { readonly unverified?: Text }>({
  unverified: _dropped,
  ...rest
}: Part): Omit<Part, 'unverified'> {
  return rest
}

/** What is wrong with a table as it would be: a range that overlaps another grades somebody by chance. */
export const faultsOfTable = (instrument: Instrument) => validateInstrument(instrument)

export interface Conclusion {
  readonly grade: number
  /** The sum of each first-level indicator, and its degree. */
  readonly sums: Readonly<Record<string, number>>
  readonly bands: Readonly<Record<string, number>>
  /** The entries the grade rests on: one degree of each indicator and one combination. */
  readonly restsOn: readonly string[]
  /** Those among them that nobody has confirmed: with any of them it is no official grade. */
  readonly unconfirmed: readonly string[]
}

/** The grade of a complete sheet, and what it rests on; null where an answer is missing or a sum meets no degree. */
export function conclude(
  instrument: Instrument,
  answers: Answers,
  confirmed: ReadonlyMap<string, { readonly value: EntryValue }>,
): Conclusion | null {
  const table = confirmedInstrument(instrument, confirmed)
  const score = scoreAssessment(table, answers, {})
  if (score.missing.length > 0) return null
  const sums = Object.fromEntries(score.indicators.map(({ id, score: sum }) => [id, sum]))
  const { level, bands } = grade(table, { total: score.total, byIndicator: sums }, {})
  if (level === null || table.indicators.some(({ id }) => bands[id] === undefined)) return null
  const restsOn = [...table.indicators.map(({ id }) => keyOfBand(id, bands[id] ?? 0)), keyOfCell(bands)]
  const shipped = new Set(entriesOf(instrument).flatMap(({ key, shipped: known }) => (known ? [key] : [])))
  return {
    grade: level,
    sums,
    bands,
    restsOn,
    unconfirmed: restsOn.filter((key) => !confirmed.has(key) && !shipped.has(key)),
  }
}

/** Whether a value fits its entry: a range for a degree, a grade of the instrument for a combination. */
export function fitsEntry(instrument: Instrument, key: string, value: EntryValue): boolean {
  const entry = entriesOf(instrument).find((one) => one.key === key)
  if (!entry) return false
  if ('grade' in entry.value) return 'grade' in value && instrument.levels.some(({ level }) => level === value.grade)
  return 'from' in value && value.from <= value.to
}

const otherAxis: Text = { zh: '认知与感知觉较重者', en: 'the worse of cognition and perception' }

/** An entry in words. */
export function nameOfEntry(instrument: Instrument, key: string): Text {
  const [kind, first = '', second = ''] = key.split('/')
  const daily = instrument.indicators.find(({ id }) => id === (kind === 'band' ? first : 'L.1'))
  const degree = (band: string): Text =>
    daily?.bands?.find((one) => String(one.band) === band)?.name ?? { zh: band, en: band }
  if (kind === 'band') {
    const [name, of] = [daily?.name ?? { zh: first, en: first }, degree(second)]
    return { zh: `${name.zh}：${of.zh}的分段`, en: `${name.en}: range of “${of.en}”` }
  }
  const [own, other] = [degree(first), degree(second)]
  const name = daily?.name ?? { zh: '', en: '' }
  return {
    zh: `组合：${name.zh}${own.zh} × ${otherAxis.zh}${other.zh}`,
    en: `Combination: ${name.en} ${own.en} × ${otherAxis.en} ${other.en}`,
  }
}

export function nameOfGrade(instrument: Instrument, level: number): Text {
  return instrument.levels.find((one) => one.level === level)?.name ?? { zh: String(level), en: String(level) }
}
