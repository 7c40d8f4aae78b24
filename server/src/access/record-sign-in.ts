import { countyOf } from '@yinian/core/regions/code.ts'
import type { Tx } from '../db/database.ts'
import { newId } from '../db/ids.ts'
import { auditEvents } from '../metrics/counted.ts'
import type { accessActions } from './actions.ts'

/** Records what happens at the gate, where nobody is signed in yet. */
export async function recordSignIn(
  tx: Tx,
  account: { readonly id: string; readonly display_name: string; readonly region: string },
  now: Date,
  action: keyof typeof accessActions,
  device: string,
): Promise<void> {
  auditEvents.inc({ action })
  await tx
    .insertInto('audit_event')
    .values({
      county: countyOf(account.region),
      id: newId(now),
      at: now,
      actor_id: account.id,
      actor_name: account.display_name,
      action,
      subject_type: 'account',
      subject_id: account.id,
      region: account.region,
      detail: JSON.stringify({ device }),
    })
    .execute()
}
