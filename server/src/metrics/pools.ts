import type pg from 'pg'
import { declareMeasure } from './measured.ts'

const pools = new Map<string, pg.Pool>()

export function watchPool(name: string, pool: pg.Pool): void {
  pools.set(name, pool)
}

declareMeasure(
  'yinian_database_connections',
  'Connections of this process by pool: in use, idle, and requests that wait for one',
  ['pool', 'state'],
  () =>
    [...pools].flatMap(([name, pool]) => [
      { labels: { pool: name, state: 'used' }, value: pool.totalCount - pool.idleCount },
      { labels: { pool: name, state: 'idle' }, value: pool.idleCount },
      { labels: { pool: name, state: 'waiting' }, value: pool.waitingCount },
    ]),
  'sum',
)
