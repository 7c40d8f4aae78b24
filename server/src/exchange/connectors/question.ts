import type { ExchangeConfig } from '../../config/exchange-config.ts'
import { trialExchange } from '../../config/exchange-config.ts'
import type { Vault } from '../../crypto/vault.ts'
import type { DepartmentAddress } from './ask-department.ts'
import { credentialLabel } from './change-connector.ts'
import { type ConnectorRow, mappingOf } from './read-connector.ts'

/** What is sent: the numbers under the name the department gave them, the purpose, and what is asked. */
export function questionAbout(row: ConnectorRow, numbers: readonly string[], purpose: string): unknown {
  const { number, fields } = mappingOf(row)
  return {
    [number]: row.batch_size === 1 ? numbers[0] : numbers,
    purpose,
    basis: row.agreement_number,
    fields: row.fields.map((field) => fields[field as keyof typeof fields]),
  }
}

export async function addressOf(row: ConnectorRow, vault: Vault): Promise<DepartmentAddress> {
  return {
    address: row.address,
    header: row.credential_header,
    credential:
      row.credential_sealed === null
        ? null
        : await vault.open(row.county, credentialLabel(row.id), row.credential_sealed),
    timeoutSeconds: row.timeout_seconds,
  }
}

export const allowedBy = (config: { readonly exchange?: ExchangeConfig }): readonly string[] =>
  (config.exchange ?? trialExchange).allowed
