import type { ClientBase } from 'pg'
import { escapeIdentifier } from 'pg'
import { BackupRefused, type TableStart } from './manifest.ts'

/** Kept by the migrations themselves. */
const ownTables = ['migration']

/** Every table of the platform with the columns that are written and not computed. */
export async function tablesOf(owner: ClientBase): Promise<TableStart[]> {
  const { rows: sequences } = await owner.query(
    `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S'`,
  )
  if (sequences.length > 0) throw new BackupRefused('The schema has sequences, which a backup does not carry.')
  const { rows } = await owner.query<TableStart>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and not c.relname = any($1)
     group by c.relname order by c.relname`,
    [ownTables],
  )
  return rows
}

/** Rows are written as they lie, so that a table loaded from them is written the same again; instants in UTC. */
export const inRowOrder = [
  ...['synchronize_seqscans', 'enable_indexscan', 'enable_indexonlyscan', 'enable_bitmapscan'].map(
    (setting) => `set local ${setting} to off`,
  ),
  'set local max_parallel_workers_per_gather to 0',
  `set local timezone to 'UTC'`,
].join('; ')

export function copyOut({ name, columns }: TableStart): string {
  return `copy (select ${listed(columns)} from ${escapeIdentifier(name)}) to stdout`
}

export function copyIn({ name, columns }: TableStart): string {
  return `copy ${escapeIdentifier(name)} (${listed(columns)}) from stdin`
}

function listed(columns: readonly string[]): string {
  return columns.map((column) => escapeIdentifier(column)).join(', ')
}

/** What hinders loading and is made again afterwards: foreign keys, and indexes that no constraint stands on. */
export async function laidAside(owner: ClientBase): Promise<{ drop: string[]; make: string[] }> {
  const { rows: keys } = await owner.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0 order by 1, 2`,
  )
  const { rows: indexes } = await owner.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
     from pg_index i join pg_class c on c.oid = i.indexrelid
     where c.relnamespace = 'public'::regnamespace and not c.relispartition and c.relkind in ('i', 'I')
       and not exists (select from pg_constraint where conindid = i.indexrelid) order by 1`,
  )
  const alter = ({ table, name }: { table: string; name: string }, what: string) =>
    `alter table ${table} ${what} constraint ${escapeIdentifier(name)}`
  return {
    drop: [...keys.map((key) => alter(key, 'drop')), ...indexes.map(({ name }) => `drop index ${name}`)],
    make: [
      ...indexes.map(({ definition }) => definition),
      ...keys.map((key) => `${alter(key, 'add')} ${key.definition}`),
    ],
  }
}
