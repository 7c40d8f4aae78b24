import type { SharedData } from '@yinian/core/data-quality/api.ts'
import { sharedData } from '@yinian/core/data-quality/sharing.ts'
import type { Endpoint } from '@yinian/core/http/endpoint.ts'

/** What is declared to be shared; in use where the endpoint it goes through is served. */
export function listShared(served: readonly { readonly endpoint: Endpoint }[]): { rows: SharedData[] } {
  const paths = new Set(served.map(({ endpoint }) => `${endpoint.method} ${endpoint.path}`))
  return {
    rows: sharedData.map(({ id, data, fields, recipient, basis, purpose, way, through }) => ({
      id,
      data: { ...data },
      fields: { ...fields },
      recipient: { ...recipient },
      basis: { ...basis },
      purpose: { ...purpose },
      way: { ...way },
      inUse: through !== null && paths.has(through),
    })),
  }
}
