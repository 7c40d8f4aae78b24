import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Ground } from '../http/ground.ts'
import { declareMeasure } from '../metrics/measured.ts'
import { headFolder } from './jobs.ts'
import { asSealer } from './sealer.ts'

declareMeasure(
  'yinian_audit_sealing_lag_seconds',
  'Age of the oldest event of the audit trail that is not sealed yet',
  [],
  async (ground) => [{ labels: {}, value: (await unsealed(ground)).age }],
)

declareMeasure(
  'yinian_audit_unsealed_events',
  'Events of the audit trail that are not sealed yet',
  [],
  async (ground) => [{ labels: {}, value: (await unsealed(ground)).events }],
)

declareMeasure(
  'yinian_audit_faults',
  'Things the last verification of each chain found not as they were sealed',
  [],
  async ({ database }) => {
    const { rows } = await asSealer(database, (tx) =>
      sql<{ faults: number }>`select coalesce(sum(fault_count), 0)::int as faults from (
        select distinct on (county) fault_count from audit_check order by county, checked_at desc, id desc) latest`.execute(
        tx,
      ),
    )
    return [{ labels: {}, value: rows[0]?.faults ?? 0 }]
  },
)

declareMeasure(
  'yinian_audit_verified_timestamp_seconds',
  'When a verification of the audit trail last finished',
  [],
  async ({ database }) => {
    const { rows } = await asSealer(database, (tx) =>
      sql<{
        at: number | null
      }>`select extract(epoch from max(finished_at))::float as at from audit_verification where state = 'done'`.execute(
        tx,
      ),
    )
    return [{ labels: {}, value: rows[0]?.at ?? 0 }]
  },
)

declareMeasure(
  'yinian_audit_heads_published_timestamp_seconds',
  'When the heads of the audit chains were last written to the data folder',
  [],
  async ({ config }) => {
    const folder = headFolder(config)
    const last = (await readdir(folder).catch(() => []))
      .filter((name) => name.endsWith('.json'))
      .sort()
      .at(-1)
    const at = last ? (await stat(join(folder, last))).mtimeMs / 1000 : 0
    return [{ labels: {}, value: at }]
  },
)

async function unsealed({
  database,
  clock,
}: Pick<Ground, 'database' | 'clock'>): Promise<{ events: number; age: number }> {
  const { rows } = await asSealer(database, (tx) =>
    sql<{ events: number; oldest: Date | null }>`
      with sealed as (
        select era, last_written_in, last_id from audit_block
        order by era desc, last_written_in desc, last_id desc limit 1)
      select count(*)::int as events, min(at) as oldest from audit_event e
      where (e.era, e.written_in, e.id) > (
        coalesce((select era from sealed), 0), coalesce((select last_written_in from sealed), '0'::xid8),
        coalesce((select last_id from sealed), '00000000-0000-0000-0000-000000000000'))`.execute(tx),
  )
  const { events = 0, oldest = null } = rows[0] ?? {}
  return { events, age: oldest ? Math.max(0, (clock.now().getTime() - oldest.getTime()) / 1000) : 0 }
}
