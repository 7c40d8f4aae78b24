import { notFound } from '@yinian/core/http/problems.ts'
import type { Consent } from '@yinian/core/privacy/consents-api.ts'
import { moveAccessWithElder } from '../../access/index.ts'
import type { Tx } from '../../db/database.ts'
import { toConsent } from './consent-row.ts'
import type { Elders } from './elders.ts'

/** Newest first, those withdrawn among them. @throws notFound, also where another county is responsible */
export async function listConsentsOf(tx: Tx, elders: Elders, id: string): Promise<{ rows: Consent[] }> {
  const elder = await elders.get(tx, id)
  if (!elder.responsible) throw notFound()
  const rows = await tx
    .selectFrom('consent')
    .selectAll()
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .orderBy('given_on', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return { rows: rows.map(toConsent) }
}

/** What this module keeps of an elder goes with them when they move inside their county. */
export async function moveWithElder(
  tx: Tx,
  elder: { readonly county: string; readonly id: string },
  region: string,
): Promise<void> {
  await moveAccessWithElder(tx, elder, region)
  for (const table of ['consent', 'retention_hold', 'erasure'] as const)
    await tx
      .updateTable(table)
      .set({ region })
      .where('county', '=', elder.county)
      .where('elder_id', '=', elder.id)
      .execute()
}
