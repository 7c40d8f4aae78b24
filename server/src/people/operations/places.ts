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
export async function requirePlaces(tx: Tx, { region, registeredRegion }: Places): Promise<void> {
  const codes = [region, registeredRegion].filter((code) => code !== undefined)
  if (codes.length === 0) return
  const { rows } = await sql<{ code: string; mine: boolean }>`
    select code, in_scope(code) as mine from region where code = any (${codes}::text[]) and valid_to is null`.execute(
    tx,
  )
  const found = new Map(rows.map((row) => [row.code, row.mine]))
  if (region !== undefined && !(found.get(region) && levelOf(region) === 'village'))
    throw regionUnknown({ at: '/region', values: { region } })
  if (registeredRegion !== undefined && !found.has(registeredRegion))
    throw regionUnknown({ at: '/registeredRegion', values: { region: registeredRegion } })
}
