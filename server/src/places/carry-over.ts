import { sql } from 'kysely'
import type { CarryOver } from '../people/index.ts'

/** Whoever moves to another county no longer lives in a place of this one. */
export const residentsCarryOver: CarryOver = {
  name: { zh: '供养场所', en: 'Places lived in' },
  carry: async ({ tx }, from, _to, { movedOn }) => {
    const { rows } = await sql`
      update place_resident set valid_to = greatest(valid_from, ${movedOn}::date), left_because = '迁往外县'
      where county = ${from.county} and elder_id = ${from.id} and valid_to is null returning id`.execute(tx)
    return { along: 0, ended: [{ name: { zh: '供养场所', en: 'Places lived in' }, count: rows.length }] }
  },
}
