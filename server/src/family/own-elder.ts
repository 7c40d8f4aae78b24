import type { Actor, StandsFor } from '@yinian/core/access/actor.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { RegionCode } from '@yinian/core/regions/code.ts'
import type { Tx } from '../db/database.ts'
import { requireConsent } from '../privacy/index.ts'

/** An elder as their own account, or a relative's, sees them. */
export interface OwnElder {
  readonly county: string
  readonly id: string
  readonly region: RegionCode
  readonly name: string
  readonly registeredAt: Date
  readonly standsAs: StandsFor['standsAs']
}

/**
 * The elder a person asks about. A relative's access is looked at twice: by the scope of the transaction, and by the consent
 * it rests on, which has to hold at this moment (PIPL Arts. 15, 23, 29).
 * @throws notFound, consentMissing
 */
export async function getOwnElder({ tx, actor }: { tx: Tx; actor: Actor }, id: string): Promise<OwnElder> {
  const standing = actor.standsFor?.find(({ elderId }) => elderId === id)
  if (!standing) throw notFound()
  const row = await tx
    .selectFrom('elder')
    .select(['county', 'id', 'region', 'name', 'registered_at'])
    .where('county', '=', standing.county)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  if (standing.standsAs === 'relative') await requireConsent({ tx, actor }, row, 'relative-access', actor.accountId)
  const { registered_at: registeredAt, ...elder } = row
  return { ...elder, registeredAt, standsAs: standing.standsAs }
}
