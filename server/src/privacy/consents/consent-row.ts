import type { Consent } from '@yinian/core/privacy/consents-api.ts'
import type { ConsentGiver, ConsentManner } from '@yinian/core/privacy/processing-kinds.ts'
import type { Selectable } from 'kysely'
import type { Consent as ConsentRow } from '../../db/generated.ts'

export function toConsent(row: Selectable<ConsentRow>): Consent {
  return {
    id: row.id,
    kind: row.kind,
    givenBy: row.given_by as ConsentGiver,
    giverName: row.giver_name,
    manner: row.manner as ConsentManner,
    fileNumber: row.file_number,
    givenOn: row.given_on,
    recipientName: row.recipient_name,
    validTo: row.valid_to,
    wording: { version: row.wording_version, text: row.wording as { zh: string; en: string } },
    recordedAt: row.recorded_at.toISOString(),
    recordedBy: row.recorded_by_name,
    withdrawnOn: row.withdrawn_on,
    withdrawnBy: row.withdrawn_by_name,
    withdrawalReason: row.withdrawal_reason,
  }
}
