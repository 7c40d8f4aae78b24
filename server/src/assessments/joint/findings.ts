import type { Selectable } from 'kysely'
import type { Vault } from '../../crypto/vault.ts'
import type { HealthFinding } from '../../db/generated.ts'

export const findingLabel = (id: string): string => `health_finding.value:${id}`

export function sealFinding(vault: Vault, county: string, id: string, value: string): Promise<Buffer> {
  return vault.seal(county, findingLabel(id), value)
}

export function openFinding(
  vault: Vault,
  row: Pick<Selectable<HealthFinding>, 'county' | 'id' | 'value_sealed'>,
): Promise<string> {
  return vault.open(row.county, findingLabel(row.id), row.value_sealed)
}
