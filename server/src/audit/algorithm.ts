import type { Ground } from '../http/ground.ts'
import type { AuditAlgorithm } from './digest.ts'

/** SM3 where the installation keeps to the national algorithms. A chain goes on when it changes: each block names its own. */
export function algorithmOf({ crypto }: Ground['config']): AuditAlgorithm {
  return crypto === 'national' ? 'sm3' : 'sha256'
}
