import type { Text } from '@yinian/core/language/text.ts'
import type { ElderRow } from '@yinian/core/people/api.ts'
import { ageOn, type Day } from '@yinian/core/time/day.ts'
import { type RawBuilder, sql } from 'kysely'
import type { RegionName } from '../regions/index.ts'

/** What every row of the register is read with. Another county's elder comes without categories and level. */
export const elderColumns = [
  'elder.county',
  'elder.id',
  'elder.name',
  'elder.sex',
  'elder.birth',
  'elder.document_number_masked',
  'elder.phone_masked',
  'elder.region',
  'elder.registered_region',
  'elder.state',
  'elder.updated_at',
  'elder.version',
] as const

export const responsible: RawBuilder<boolean> = sql<boolean>`in_scope(elder.region)`
export const shownCategories = sql<string[]>`case when in_scope(elder.region) then elder.categories else '{}' end`
export const shownLevel = sql<number | null>`case when in_scope(elder.region) then elder.ability_level end`
export const shownValidUntil = sql<Day | null>`case when in_scope(elder.region) then elder.ability_valid_until end`
/** A village reads the level and no date of it (B08). */
export const shownDates: RawBuilder<boolean> = sql<boolean>`level_dates_in_scope(elder.region)`

export const shownDifficulty = sql<
  Group[]
>`case when in_scope(elder.region) then elder.special_difficulty else '[]' end`

/** A group of elders in special difficulty, as it is kept on the row. */
interface Group extends Text {
  readonly id: string
}

export interface ReadRow {
  readonly id: string
  readonly name: string
  readonly sex: string
  readonly birth: Day
  readonly document_number_masked: string
  readonly phone_masked: string | null
  readonly region: string
  readonly registered_region: string
  readonly state: string
  readonly updated_at: Date
  readonly categories: readonly string[]
  readonly ability_level: number | null
  readonly ability_valid_until: Day | null
  readonly level_dates: boolean
  readonly special_difficulty: readonly Group[]
}

export function toElderRow(row: ReadRow, today: Day, names: (code: string) => RegionName): ElderRow {
  return {
    id: row.id,
    name: row.name,
    sex: row.sex as ElderRow['sex'],
    birth: row.birth,
    age: ageOn(row.birth, today),
    documentNumber: row.document_number_masked,
    phone: row.phone_masked,
    region: row.region,
    regionPath: names(row.region).path,
    registeredRegion: row.registered_region,
    registeredPath: names(row.registered_region).path,
    categories: [...row.categories],
    ...levelOf(row, today),
    specialDifficulty: row.special_difficulty.map(({ zh, en }) => ({ zh, en })),
    state: row.state as ElderRow['state'],
    updatedAt: row.updated_at.toISOString(),
  }
}

/** A level that has run out is none for whoever may not read until when it held. */
function levelOf(row: ReadRow, today: Day): Pick<ElderRow, 'abilityLevel' | 'abilityValidUntil'> {
  if (row.level_dates) return { abilityLevel: row.ability_level, abilityValidUntil: row.ability_valid_until }
  const over = row.ability_valid_until !== null && row.ability_valid_until < today
  return { abilityLevel: over ? null : row.ability_level, abilityValidUntil: null }
}
