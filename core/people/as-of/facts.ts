import type { RegionCode } from '../../regions/code.ts'
import type { Day } from '../../time/day.ts'
import { type KeptRow, rowAt, undo, type Version } from './kept-row.ts'
import { type ParticularChange, type ParticularField, particularFields, segmentsAt, valueOn } from './particulars.ts'

/** Whose row it is; merges give rows of one file to another and back. */
interface Owned {
  readonly id: string
  readonly elder_id: string | null
}
interface Spanned extends Owned {
  readonly valid_from: Day | null
  readonly valid_to: Day | null
}
export interface PeriodRow extends Spanned {
  readonly valid_from: Day
  readonly kind: string
  readonly value: string
  readonly source: string
}
export interface RelativeRow extends Spanned {
  readonly valid_from: Day
  readonly name: string
  readonly relation: string
  readonly roles: readonly string[]
  readonly phone_masked: string | null
  readonly note: string
}
export interface ResidenceRow extends Spanned {
  readonly valid_to: Day
  readonly former_region: RegionCode
  readonly former_registered_region: RegionCode
}
export interface LevelRow extends Owned {
  readonly level: number
  readonly valid_from: Day
  /** The last valid day. */
  readonly valid_until: Day
}
export interface Place {
  readonly region: RegionCode
  readonly registered_region: RegionCode
}

/** Everything the register ever said of one elder, enough to tell what it said at any instant about any day. */
export interface Story {
  readonly fileId: string
  readonly registeredAt: string
  /** As they are shown today. */
  readonly present: Readonly<Record<ParticularField, string | null>>
  /** In the order in which they were made. */
  readonly changes: readonly ParticularChange[]
  readonly place: Place
  readonly circumstances: readonly KeptRow<PeriodRow>[]
  readonly relatives: readonly KeptRow<RelativeRow>[]
  readonly residences: readonly KeptRow<ResidenceRow>[]
  readonly levels: readonly KeptRow<LevelRow>[]
  /** What merges did to where the elder lives. */
  readonly placeVersions: readonly Version[]
}

export interface FactsAt {
  readonly particulars: Readonly<Record<ParticularField, string | null>>
  readonly region: RegionCode
  readonly registeredRegion: RegionCode
  readonly state: 'active' | 'moved-out' | 'died'
  readonly circumstances: readonly PeriodRow[]
  readonly relatives: readonly RelativeRow[]
  readonly level: { readonly level: number; readonly validUntil: Day } | null
}

const isVoid = ({ valid_from, valid_to }: Spanned): boolean => valid_to !== null && valid_to === valid_from
const holds = (row: Spanned, day: Day): boolean =>
  (row.valid_from === null || row.valid_from <= day) && (row.valid_to === null || row.valid_to > day)

/** The rows of this file as they stood at an instant. */
export function rowsAt<R extends Owned>(story: Story, kept: readonly KeptRow<R>[], known: string): R[] {
  return kept.flatMap((one) => {
    const row = rowAt(one, known)
    return row?.elder_id === story.fileId ? [row] : []
  })
}

/** What held on a day as it was known at an instant; absent where the file was not there yet. */
export function factsAt(story: Story, day: Day, known: string): FactsAt | undefined {
  if (known < story.registeredAt) return undefined
  const particulars = Object.fromEntries(
    fieldsOf().map((field) => [field, valueOn(segmentsOf(story, field, known), day)]),
  ) as Record<ParticularField, string | null>
  const dead = particulars.death !== null && particulars.death < day
  const last = levelRowsAt(story, known)
    .filter(({ valid_from }) => valid_from <= day)
    .at(-1)
  return {
    particulars,
    ...residenceAt(story, day, known),
    state:
      particulars.death !== null && particulars.death <= day
        ? 'died'
        : particulars.move !== null && particulars.move <= day
          ? 'moved-out'
          : 'active',
    circumstances: rowsAt(story, story.circumstances, known)
      .filter((row) => holds(row, day))
      .sort(byKind),
    relatives: rowsAt(story, story.relatives, known)
      .filter((row) => holds(row, day))
      .sort((one, other) => (one.id < other.id ? -1 : 1)),
    level:
      dead || last === undefined || last.valid_until < day ? null : { level: last.level, validUntil: last.valid_until },
  }
}

const fieldsOf = (): ParticularField[] => Object.keys(particularFields) as ParticularField[]
const byKind = (one: PeriodRow, other: PeriodRow): number =>
  `${one.kind} ${one.value} ${one.id}` < `${other.kind} ${other.value} ${other.id}` ? -1 : 1

export function segmentsOf(story: Story, field: ParticularField, known: string) {
  return segmentsAt(
    story.changes.filter((change) => change.field === field),
    story.present[field],
    known,
  )
}

/** Results in the order in which the later takes the place of the earlier. */
export function levelRowsAt(story: Story, known: string): LevelRow[] {
  const since = new Map(story.levels.map((one) => [one.row.id, one.since]))
  const key = (row: LevelRow) => `${row.valid_from} ${since.get(row.id)} ${row.id}`
  return rowsAt(story, story.levels, known).sort((one, other) => (key(one) < key(other) ? -1 : 1))
}

function residenceAt(story: Story, day: Day, known: string): { region: RegionCode; registeredRegion: RegionCode } {
  const former = formerResidencesAt(story, known).find(({ valid_to }) => valid_to > day)
  if (former) return { region: former.former_region, registeredRegion: former.former_registered_region }
  const { region, registered_region } = placeAt(story, known)
  return { region, registeredRegion: registered_region }
}

export function formerResidencesAt(story: Story, known: string): ResidenceRow[] {
  return rowsAt(story, story.residences, known)
    .filter((row) => !isVoid(row))
    .sort((one, other) => (`${one.valid_to} ${one.id}` < `${other.valid_to} ${other.id}` ? -1 : 1))
}

/** Where the register said that the elder lives: today’s place, without the moves written down since. */
export function placeAt(story: Story, known: string): Place {
  const moves = story.residences.flatMap((one): Version[] => {
    const then = rowAt(one, one.since)
    if (then?.elder_id !== story.fileId) return []
    return [{ until: one.since, was: { region: then.former_region, registered_region: then.former_registered_region } }]
  })
  return undo(story.place, [...moves, ...story.placeVersions], known)
}
