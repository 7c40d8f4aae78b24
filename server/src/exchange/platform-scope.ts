import type { Scope } from '@yinian/core/access/actor.ts'
import { nation } from '@yinian/core/regions/code.ts'

/** The platform itself, without an account. */
export const platformScope: Scope = { role: 'official', accountId: null, regions: [nation], organisationId: null }
export const gateScope: Scope = { role: 'gatekeeper', accountId: null, regions: [], organisationId: null }
