import type { ElderRow } from '@yinian/core/people/api.ts'
import { ruleFor, specialDifficultyOf } from '@yinian/core/people/special-difficulty.ts'
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
  readonly responsible: boolean
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
    abilityLevel: row.ability_level,
    abilityValidUntil: row.ability_valid_until,
    specialDifficulty: difficultyOf(row, today),
    state: row.state as ElderRow['state'],
    updatedAt: row.updated_at.toISOString(),
  }
}

/** Whoever has died or moved away is on no list, nor is another county's elder told of here. */
function difficultyOf(row: ReadRow, today: Day): ElderRow['specialDifficulty'] {
  if (!row.responsible || row.state !== 'active') return []
  const inForce = row.ability_valid_until === null || row.ability_valid_until >= today
  return specialDifficultyOf(ruleFor(row.region), {
    categories: row.categories,
    abilityLevel: inForce ? row.ability_level : null,
    age: ageOn(row.birth, today),
  }).map(({ name }) => name)
}
