import type { Clock } from '../clock/clock.ts'
import type { Config } from '../config/config.ts'
import type { Vault } from '../crypto/vault.ts'
import type { Database } from '../db/database.ts'
import type { Jobs } from '../jobs/jobs.ts'
import type { Log } from '../log/log.ts'
import type { Drain } from './drain.ts'

/** What one running process stands on, put together once at start. */
export interface Ground {
  readonly config: Pick<Config, 'mode' | 'dataFolder' | 'secureCookies' | 'trustProxy' | 'demoElders' | 'access'> &
    Partial<Pick<Config, 'auditSigningKey' | 'crypto' | 'exchange'>>
  readonly database: Database
  readonly vault: Vault
  readonly jobs: Jobs
  readonly clock: Clock
  readonly log: Log
  /** Absent where nothing is ever exchanged while it runs: in tests. */
  readonly drain?: Drain
  readonly metrics?: {
    readonly metricsToken?: string | null
    /** Those of every process of the platform, where there are several. */
    readonly readMetrics?: () => Promise<string>
  }
}
