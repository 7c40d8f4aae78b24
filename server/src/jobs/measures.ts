import { sql } from 'kysely'
import { inTransaction } from '../db/transaction.ts'
import type { Ground } from '../http/ground.ts'
import { declareMeasure } from '../metrics/measured.ts'

const nobody = { role: 'anonymous', accountId: null, regions: [], organisationId: null } as const

declareMeasure(
  'yinian_job_queue_jobs',
  'Jobs by queue and state that are not done',
  ['queue', 'state'],
  async (ground) => {
    const { rows } = await inQueue<{ queue: string; state: string; jobs: number }>(
      ground,
      sql`select name as queue, state::text as state, count(*)::int as jobs from job_queue.job
      where state::text in ('created', 'retry', 'active', 'failed') and name not like '\\_\\_pgboss%' group by 1, 2`,
    )
    return rows.map(({ queue, state, jobs }) => ({ labels: { queue, state }, value: jobs }))
  },
)

declareMeasure(
  'yinian_job_queue_oldest_seconds',
  'For how long the oldest job of a queue has been waiting to be begun',
  ['queue'],
  async (ground) => {
    const { rows } = await inQueue<{ queue: string; age: number }>(
      ground,
      sql`select name as queue, extract(epoch from now() - min(greatest(start_after, created_on)))::float as age
        from job_queue.job where state::text in ('created', 'retry') and start_after <= now() and name not like '\\_\\_pgboss%'
        group by 1`,
    )
    return rows.map(({ queue, age }) => ({ labels: { queue }, value: age }))
  },
)

declareMeasure(
  'yinian_oldest_transaction_seconds',
  'For how long the oldest writing transaction of the platform has been open; it holds back the sealing of the audit trail',
  [],
  async (ground) => {
    const { rows } = await inQueue<{ age: number }>(
      ground,
      sql`select coalesce(max(extract(epoch from now() - xact_start)), 0)::float as age
        from pg_stat_activity where backend_xid is not null and datname = current_database()`,
    )
    return [{ labels: {}, value: rows[0]?.age ?? 0 }]
  },
)

function inQueue<T>({ database }: Ground, statement: ReturnType<typeof sql<T>>): Promise<{ rows: T[] }> {
  return inTransaction(database, nobody, async (tx) => statement.execute(tx) as Promise<{ rows: T[] }>)
}
