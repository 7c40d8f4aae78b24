import { type Became, planCarriedRules } from '@yinian/core/division-changes/carried-rules.ts'
import { countyOf } from '@yinian/core/regions/code.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { audit } from '../audit.ts'

/**
 * What a role is not shown in a division it is not shown in whatever comes of it, from the moment grants reach there. The rules over
 * the old codes hold on until nobody is left under them. Done again it finds nothing to add.
 */
export async function carryClassRules(work: Work, became: readonly Became[]): Promise<number> {
  const { tx, actor } = work
  const { rows, added } = await planFor(work, became)
  for (const { rule, region } of added) {
    const row = rows.find(({ id }) => id === rule.id)
    if (!row) continue
    await tx
      .insertInto('class_rule')
      .values({
        county: countyOf(region),
        id: newId(actor.now),
        region,
        role: row.role,
        data_class: row.data_class,
        valid_from: row.valid_from,
        valid_to: row.valid_to,
        reason: row.reason,
        request_id: row.request_id,
        proposed_by_name: row.proposed_by_name,
        approved_by: row.approved_by,
        approved_by_name: row.approved_by_name,
        approved_at: row.approved_at,
      })
      .execute()
    await audit(work, 'access.class-rule-carried', {
      region,
      subjectType: 'class-rule',
      subjectId: row.id,
      detail: { role: row.role, dataClass: row.data_class, before: row.region, region },
    })
  }
  return added.length
}

/** Ends the rules over codes that are no more, once accounts and grants have left them. */
export async function endLeftClassRules(work: Work, became: readonly Became[]): Promise<void> {
  const { left } = await planFor(work, became)
  for (const { id, from } of left)
    await work.tx
      .updateTable('class_rule')
      .set({ valid_to: from > work.actor.today ? from : work.actor.today })
      .where('id', '=', id)
      .execute()
}

async function planFor({ tx, actor }: Work, became: readonly Became[]) {
  const rows = await tx
    .selectFrom('class_rule')
    .selectAll()
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', actor.today)]))
    .execute()
  const rules = rows.map(({ id, region, role, data_class, valid_from: from, valid_to: to }) => ({
    id,
    region,
    what: `${role} ${data_class}`,
    from,
    to,
  }))
  return { rows, ...planCarriedRules(rules, became, actor.today) }
}
