import type { Actor } from '@yinian/core/access/actor.ts'
import type { Vault } from '../crypto/vault.ts'
import type { Tx } from '../db/database.ts'
import type { Jobs } from '../jobs/jobs.ts'

/** What an operation works with: one transaction, somebody acting now, and what the platform offers them. */
export interface Work {
  readonly tx: Tx
  readonly actor: Actor
  readonly vault: Vault
  readonly jobs: Jobs
}
