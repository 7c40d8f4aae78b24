import type { Text } from '../../language/text.ts'
import { addDays, type Day } from '../../time/day.ts'
import { formerResidencesAt, levelRowsAt, placeAt, rowsAt, type Story, segmentsOf } from './facts.ts'
import { type ParticularField, particularFields } from './particulars.ts'

export const trackNames = {
  residence: { zh: '居住地', en: 'Residence' },
  category: { zh: '情形', en: 'Circumstances' },
  level: { zh: '能力等级', en: 'Ability level' },
  particular: { zh: '基本信息', en: 'Particulars' },
} as const satisfies Record<string, Text>
export type TrackName = keyof typeof trackNames

/** One bar of the picture of a life: what held from a day to a day, as it was known at an instant. */
export interface Bar {
  readonly track: TrackName
  /** Bars of one line share it: a kind of circumstance, a field. */
  readonly line: string
  readonly value: string
  readonly from: Day | null
  readonly to: Day | null
}

export function barsAt(story: Story, known: string): Bar[] {
  if (known < story.registeredAt) return []
  return [
    ...residences(story, known),
    ...categories(story, known),
    ...levels(story, known),
    ...particulars(story, known),
  ]
}

function residences(story: Story, known: string): Bar[] {
  const former = formerResidencesAt(story, known)
  const stays = former.map((row, index) => ({
    from: row.valid_from ?? former[index - 1]?.valid_to ?? null,
    to: row.valid_to as Day | null,
    value: row.former_region,
  }))
  const now = { from: former.at(-1)?.valid_to ?? null, to: null, value: placeAt(story, known).region }
  return [...stays, now].map((stay) => ({ track: 'residence', line: 'residence', ...stay }))
}

function categories(story: Story, known: string): Bar[] {
  return rowsAt(story, story.circumstances, known)
    .filter(({ valid_from, valid_to }) => valid_to !== valid_from)
    .sort((one, other) => (one.valid_from < other.valid_from ? -1 : 1))
    .map((row) => ({
      track: 'category',
      line: row.kind,
      value: `${row.kind}:${row.value}`,
      from: row.valid_from,
      to: row.valid_to,
    }))
}

function levels(story: Story, known: string): Bar[] {
  const rows = levelRowsAt(story, known)
  return rows.map((row, index) => {
    const next = rows[index + 1]?.valid_from
    const end = next !== undefined && next <= row.valid_until ? next : addDays(row.valid_until, 1)
    return { track: 'level', line: 'level', value: String(row.level), from: row.valid_from, to: end }
  })
}

/** Only what ever changed: everything else is one bar that says nothing. */
function particulars(story: Story, known: string): Bar[] {
  const fields = Object.keys(particularFields) as ParticularField[]
  return fields.flatMap((field) => {
    const segments = segmentsOf(story, field, known)
    if (segments.length < 2) return []
    return segments.map(({ from, value }, index): Bar => {
      const to = segments[index + 1]?.from ?? null
      return { track: 'particular', line: field, value: value ?? '', from, to }
    })
  })
}
