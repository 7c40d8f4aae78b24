import { type ClientBase, escapeIdentifier } from 'pg'
import type { TableStart } from './manifest.ts'

/** The name under which jobs stand in a backup; no table of the platform is called so. */
export const waitingJobs = 'job_queue.job'

const columnsOfJobs = `select column_name as name from information_schema.columns
  where table_schema = 'job_queue' and table_name = 'job' order by ordinal_position`

/** The jobs that are not done: the queue itself is made anew, its finished jobs are history that nobody needs. */
export async function jobsSection(owner: ClientBase): Promise<TableStart> {
  const { rows } = await owner.query<{ name: string }>(columnsOfJobs)
  return { name: waitingJobs, columns: rows.map(({ name }) => name) }
}

export function copyJobsOut({ columns }: TableStart): string {
  return `copy (select ${columns.map((column) => escapeIdentifier(column)).join(', ')} from job_queue.job
    where state::text in ('created', 'retry', 'active') and name not like '\\_\\_pgboss%') to stdout`
}

/** Where jobs wait until the queue of this release is there. */
export function jobsTable({ columns }: TableStart): string {
  return `create temp table restored_job (${columns.map((column) => `${escapeIdentifier(column)} text`).join(', ')})`
}

export function copyJobsIn({ columns }: TableStart): string {
  return `copy restored_job (${columns.map((column) => escapeIdentifier(column)).join(', ')}) from stdin`
}

/** Puts them into the queue of this release; what a process was doing when the backup was made is done again. */
export async function requeue(owner: ClientBase, { columns }: TableStart): Promise<number> {
  const { rows } = await owner.query<{ name: string; type: string }>(
    `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type from pg_attribute a
     where a.attrelid = 'job_queue.job'::regclass and a.attnum > 0 and not a.attisdropped`,
  )
  const kept = rows.filter(({ name }) => columns.includes(name) && name !== 'started_on' && name !== 'heartbeat_on')
  const value = ({ name, type }: { name: string; type: string }) =>
    name === 'state'
      ? `(case state when 'active' then 'retry' else state end)::${type}`
      : `${escapeIdentifier(name)}::${type}`
  const result = await owner.query(
    `insert into job_queue.job (${kept.map(({ name }) => escapeIdentifier(name)).join(', ')})
     select ${kept.map(value).join(', ')} from restored_job where name in (select name from job_queue.queue)
     on conflict do nothing`,
  )
  return result.rowCount ?? 0
}
