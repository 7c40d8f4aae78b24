import type { Application } from '@yinian/core/insurance/api.ts'
import type { SealedTable } from '../crypto/sealed-table.ts'
import type { Vault } from '../crypto/vault.ts'

/** What was applied with, as it is kept. */
export type KeptApplication = Application & { readonly phone: string }

export const applicationLabel = (id: string): string => `disability_assessment.application:${id}`

export function sealApplication(
  vault: Vault,
  county: string,
  id: string,
  application: KeptApplication,
): Promise<Buffer> {
  return vault.seal(county, applicationLabel(id), JSON.stringify(application))
}

/** Null where it was erased, and for a grade that came along from another county. */
export async function openApplication(
  vault: Vault,
  held: { readonly county: string; readonly id: string; readonly application_sealed: Buffer },
): Promise<KeptApplication | null> {
  const text = await vault.open(held.county, applicationLabel(held.id), held.application_sealed)
  const kept = JSON.parse(text) as Partial<KeptApplication>
  return kept.papers ? (kept as KeptApplication) : null
}

export const sealedTables: readonly SealedTable[] = [
  {
    table: 'disability_assessment',
    byCounty: true,
    key: { id: 'uuid' },
    values: [{ column: 'application_sealed', label: (row) => applicationLabel(row.id ?? '') }],
  },
]
