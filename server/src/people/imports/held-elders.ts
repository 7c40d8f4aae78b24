import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { Elder, RelatedPerson } from '../../db/generated.ts'
import type { Work } from '../../http/work.ts'

/** An elder of the register, as far as a row of a file is compared with them. */
export interface HeldElder {
  readonly elder: Selectable<Elder>
  /** Circumstances in force today as `kind:value`. */
  readonly present: ReadonlySet<string>
  /** People around them today. */
  readonly relatives: readonly Selectable<RelatedPerson>[]
}

/**
 * The elders with these documents among those the importer is responsible for, by the index of the document; anybody
 * else's is for registering to refuse. Four statements, however many they are.
 */
export async function findHeldElders(
  { tx, actor }: Work,
  documentIndexes: readonly Buffer[],
): Promise<ReadonlyMap<string, HeldElder>> {
  if (documentIndexes.length === 0) return new Map()
  const claims = await tx
    .selectFrom('identity_claim')
    .select(['document_index', 'county', 'elder_id'])
    .where('document_index', 'in', [...documentIndexes])
    .execute()
  if (claims.length === 0) return new Map()
  const whose = {
    counties: [...new Set(claims.map(({ county }) => county))],
    ids: claims.map((claim) => claim.elder_id),
  }
  const elders = await tx
    .selectFrom('elder')
    .selectAll()
    .where('county', 'in', whose.counties)
    .where('id', 'in', whose.ids)
    .where(sql<boolean>`in_scope(region)`)
    .execute()
  const periods = await tx
    .selectFrom('elder_circumstance')
    .select(['elder_id', 'kind', 'value'])
    .where('county', 'in', whose.counties)
    .where('elder_id', 'in', whose.ids)
    .where('valid_from', '<=', actor.today)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', actor.today)]))
    .execute()
  const relatives = await tx
    .selectFrom('related_person')
    .selectAll()
    .where('county', 'in', whose.counties)
    .where('elder_id', 'in', whose.ids)
    .where('valid_to', 'is', null)
    .orderBy('id')
    .execute()
  const [presentOf, relativesOf] = [
    Map.groupBy(periods, (period) => period.elder_id),
    Map.groupBy(relatives, (relative) => relative.elder_id),
  ]
  const byId = new Map(elders.map((elder) => [elder.id, elder]))
  const held = new Map<string, HeldElder>()
  for (const { document_index, elder_id } of claims) {
    const elder = byId.get(elder_id)
    if (!elder) continue
    held.set(document_index.toString('hex'), {
      elder,
      present: new Set((presentOf.get(elder_id) ?? []).map(({ kind, value }) => `${kind}:${value}`)),
      relatives: relativesOf.get(elder_id) ?? [],
    })
  }
  return held
}
