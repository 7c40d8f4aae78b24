import type pg from 'pg'

/**
 * Fills empty tables without their indexes, keys and foreign keys and makes these again afterwards, which checks all rows
 * at once. Inside the caller's transaction: whatever fails, nothing is left undone.
 */
export async function withoutIndexes(
  owner: pg.ClientBase,
  tables: readonly string[],
  fill: () => Promise<void>,
): Promise<void> {
  const indexes = await owner.query<{ name: string; definition: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
     where indrelid = any ($1::regclass[]) and not exists (select from pg_constraint where conindid = indexrelid)
     order by indexrelid`,
    [tables],
  )
  // Foreign keys rest on keys: the first to go and the last to come back.
  const constraints = await owner.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype in ('p', 'u', 'f')
       and (conrelid = any ($1::regclass[]) or confrelid = any ($1::regclass[]))
     order by contype = 'f', oid`,
    [tables],
  )
  for (const { table, name } of constraints.rows.toReversed())
    await owner.query(`alter table ${table} drop constraint ${name}`)
  for (const { name } of indexes.rows) await owner.query(`drop index ${name}`)
  await fill()
  await owner.query(`set local maintenance_work_mem = '256MB'`)
  for (const { definition } of indexes.rows) await owner.query(definition)
  for (const { table, name, definition } of constraints.rows)
    await owner.query(`alter table ${table} add constraint ${name} ${definition}`)
  for (const table of tables) await owner.query(`analyze ${table}`)
}
