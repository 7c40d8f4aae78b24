import { type Became, planCarriedRules } from '@yinian/core/division-changes/carried-rules.ts'
import { countyOf } from '@yinian/core/regions/code.ts'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'

/** What was kept in a division is kept in whatever comes of it; of several rules the strictest holds. */
export async function carryKeptPlaceRules({ tx, actor }: Work, became: readonly Became[]): Promise<void> {
  const rows = await tx
    .selectFrom('kept_place_rule')
    .selectAll()
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', actor.today)]))
    .execute()
  const rules = rows.map((row) => ({
    id: row.id,
    region: row.region,
    what: `${row.kind} ${row.kept_percent} ${row.release_hours} ${row.telephone}`,
    from: row.valid_from,
    to: row.valid_to,
  }))
  const { added, left } = planCarriedRules(rules, became, actor.today)
  for (const { rule, region } of added) {
    const row = rows.find(({ id }) => id === rule.id)
    if (row)
      await tx
        .insertInto('kept_place_rule')
        .values({ ...row, county: countyOf(region), id: newId(actor.now), region })
        .execute()
  }
  for (const { id, from } of left)
    await tx
      .updateTable('kept_place_rule')
      .set({ valid_to: from > actor.today ? from : actor.today })
      .where('id', '=', id)
      .execute()
}
