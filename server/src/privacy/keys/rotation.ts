import type { KeyRotation } from '@yinian/core/privacy/keys-api.ts'
import type { Selectable } from 'kysely'
import type { KeyRotation as KeyRotationRow } from '../../db/generated.ts'

export const rotateQueue = 'privacy.rotate-keys'

export function toRotation(row: Selectable<KeyRotationRow>): KeyRotation {
  return {
    id: row.id,
    toVersion: row.to_version,
    state: row.state as KeyRotation['state'],
    total: row.total,
    done: row.done,
    requestedBy: row.requested_name,
    requestedAt: row.requested_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  }
}
