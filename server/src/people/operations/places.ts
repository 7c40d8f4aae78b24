import type { Problem } from '@yinian/core/http/problem.ts'
import { regionUnknown } from '@yinian/core/people/problems.ts'
import { levelOf, type RegionCode } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import type { Tx } from '../../db/database.ts'

export interface Places {
  /** Usual residence: a village or community the actor is responsible for. */
  readonly region?: RegionCode | undefined
  /** Household registration: any division in force, known as far down as it may be. */
  readonly registeredRegion?: RegionCode | undefined
}

/** @throws regionUnknown */
export async function requirePlaces(tx: Tx, places: Places): Promise<void> {
  const [problem] = await placeProblems(tx, [places])
  if (problem) throw problem
}

/** What is wrong with the places of each, asked for all of them at once. */
export async function placeProblems(tx: Tx, all: readonly Places[]): Promise<(Problem | undefined)[]> {
  const codes = new Set(all.flatMap((one) => [one.region, one.registeredRegion]).filter((code) => code !== undefined))
  if (codes.size === 0) return all.map(() => undefined)
  const { rows } = await sql<{ code: string; mine: boolean }>`
    select code, in_scope(code) as mine from region where code = any (${[...codes]}::text[]) and valid_to is null`.execute(
    tx,
  )
  const found = new Map(rows.map((row) => [row.code, row.mine]))
  return all.map(({ region, registeredRegion }) => {
    if (region !== undefined && !(found.get(region) && levelOf(region) === 'village'))
      return regionUnknown({ at: '/region', values: { region } })
    if (registeredRegion !== undefined && !found.has(registeredRegion))
      return regionUnknown({ at: '/registeredRegion', values: { region: registeredRegion } })
    return undefined
  })
}
