import { Counter, Histogram } from 'prom-client'

/** What this process counts as it happens. `docs/operations/` says which of it to watch, and what to do. */
export const answers = new Histogram({
  name: 'yinian_http_request_duration_seconds',
  help: 'Time from the request to the end of its answer',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
})

export const refusals = new Counter({
  name: 'yinian_refusals_total',
  help: 'Expected refusals (Problems) by HTTP status and code: not signed in, not allowed, too many requests …',
  labelNames: ['status', 'code'],
})

export const databaseRefusals = new Counter({
  name: 'yinian_database_refusals_total',
  help: 'Statements that row-level security or a missing grant refused: the second wall was hit, which is a mistake in the first',
})

export const jobTime = new Histogram({
  name: 'yinian_job_duration_seconds',
  help: 'Time a job took, by queue and whether it was done or failed',
  labelNames: ['queue', 'outcome'],
  buckets: [0.01, 0.05, 0.25, 1, 5, 30, 120, 600, 3600],
})

export const auditEvents = new Counter({
  name: 'yinian_audit_events_total',
  help: 'Events written to the audit trail by action: sign-ins, reveals, exports, changes',
  labelNames: ['action'],
})

/** Counts an error that answered 500 or failed a job, where PostgreSQL refused (SQLSTATE 42501, insufficient privilege). */
export function countDatabaseRefusal(error: unknown): void {
  if (typeof error === 'object' && error !== null && 'code' in error && error.code === '42501') databaseRefusals.inc()
}
