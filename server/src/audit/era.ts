import type { ClientBase } from 'pg'

/**
 * Begins a new era where the database was moved to a cluster whose transaction numbers are lower than those its events
 * carry: events written from now on would otherwise sort below what is sealed and never be sealed themselves.
 * @param owner connected as the owner, before anything else is written
 * @returns the era that counts now
 */
export async function openEra(owner: ClientBase): Promise<number> {
  const { rows } = await owner.query<{ era: number; moved: boolean }>(`
    select audit_era() as era, coalesce(
      (select era > audit_era() or (era = audit_era() and written_in >= pg_snapshot_xmax(pg_current_snapshot()))
       from audit_event order by era desc, written_in desc, id desc limit 1), false) as moved`)
  const { era = 1, moved = false } = rows[0] ?? {}
  if (!moved) return era
  const next = await owner.query<{ next: number }>(
    'select greatest(max(era), audit_era()) + 1 as next from audit_event',
  )
  const opened = next.rows[0]?.next ?? era + 1
  await owner.query(
    `create or replace function audit_era() returns int language sql stable parallel safe as $$ select ${Number(opened)} $$`,
  )
  return opened
}
