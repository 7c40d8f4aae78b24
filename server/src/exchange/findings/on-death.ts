import { sql } from 'kysely'
import type { OnDeath } from '../../people/index.ts'

/** Of somebody dead nothing waits to be compared any more. */
export const findingsOnDeath: OnDeath = {
  async closed({ tx, actor }, elder, reason) {
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
  },
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
