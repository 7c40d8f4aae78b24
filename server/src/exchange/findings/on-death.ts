import { sql } from 'kysely'
import type { Work } from '../../http/work.ts'
import type { CarryOver, OnDeath } from '../../people/index.ts'

/** Of somebody dead nothing waits to be compared any more. */
export const findingsOnDeath: OnDeath = {
  closed: (work, elder, reason) => overtake(work, elder, reason),
  async undone({ tx }, elder, closed) {
    await tx
      .updateTable('exchange_finding')
      .set({ state: 'waiting', reason: '', decided_at: null, decided_by: null, decided_by_name: null })
      .where('county', '=', elder.county)
      .where('elder_id', '=', elder.id)
      .where('state', '=', 'overtaken')
      .where('subject', '<>', 'death')
      .where(sql<boolean>`id = any (${closed}::uuid[])`)
      .execute()
  },
}

/** The county moved to compares its own file. */
export const findingsCarryOver: CarryOver = {
  name: { zh: '核对差异', en: 'Differences found' },
  carry: async (work, from) => {
    const { length: count } = await overtake(work, from, '老人已迁往外县')
    return { along: 0, ended: [{ name: { zh: '核对差异', en: 'Differences found' }, count }] }
  },
}

async function overtake(
  { tx, actor }: Work,
  elder: { readonly county: string; readonly id: string },
  reason: string,
): Promise<string[]> {
  const rows = await tx
    .updateTable('exchange_finding')
    .set({
      state: 'overtaken',
      reason,
      decided_at: actor.now,
      decided_by: actor.accountId,
      decided_by_name: actor.name,
    })
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .where('state', '=', 'waiting')
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}
