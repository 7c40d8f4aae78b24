import { factDefinition, isFactName } from '@yinian/core/benefits/facts.ts'
import type { listRunUntold } from '@yinian/core/benefits/run-api.ts'
import type { BenefitRun } from '@yinian/core/benefits/run-schemas.ts'
import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { nameRegions } from '../regions/index.ts'
import { readPlace, writePlace } from './payment-place.ts'
import type { RunPlace } from './run-record.ts'

/** How many people could not be decided, by missing fact; somebody may lack several. */
export async function countUntold(tx: Tx, run: RunPlace): Promise<BenefitRun['untold']> {
  const { rows } = await sql<{ fact: string; people: number }>`
    select fact, count(*) as people from benefit_untold, unnest(facts) as fact
    where county = ${run.county} and run_id = ${run.id} group by fact order by people desc, fact`.execute(tx)
  return rows.map((row) => ({ ...row, label: labelOf(row.fact) }))
}

/** By town, then name. */
export async function listUntoldOf(
  tx: Tx,
  run: RunPlace,
  query: QueryOf<typeof listRunUntold>,
): Promise<ReplyOf<typeof listRunUntold>> {
  const limit = query.limit ?? 50
  let found = tx
    .selectFrom('benefit_untold')
    .select(['id', 'elder_id', 'elder_name', 'elder_pinyin', 'region', 'facts'])
    .where('county', '=', run.county)
    .where('run_id', '=', run.id)
  if (query.fact) found = found.where(sql<boolean>`${query.fact} = any (facts)`)
  const { total } = await tx
    .selectFrom(found.as('found'))
    .select((select) => select.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  if (query.after) {
    const { region, pinyin, id } = readPlace(query.after)
    found = found.where(sql<boolean>`(region, elder_pinyin, id) > (${region}, ${pinyin}, ${id}::uuid)`)
  }
  const rows = await found
    .orderBy('region')
    .orderBy('elder_pinyin')
    .orderBy('id')
    .limit(limit + 1)
    .execute()
  const shown = rows.slice(0, limit)
  const names = await nameRegions(
    tx,
    shown.map((row) => row.region),
  )
  const last = shown.at(-1)
  return {
    rows: shown.map((row) => ({
      id: row.id,
      elderId: row.elder_id,
      elderName: row.elder_name,
      regionName: names(row.region).path,
      facts: row.facts.map((name) => ({ name, label: labelOf(name) })),
    })),
    next: rows.length > limit && last ? writePlace(last) : null,
    total,
  }
}

function labelOf(fact: string): Text {
  return isFactName(fact) ? factDefinition(fact).name : { zh: fact, en: fact }
}
