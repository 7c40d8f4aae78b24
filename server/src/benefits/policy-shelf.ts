import type { PolicyDocument } from '@yinian/core/benefits/layers.ts'
import type { BenefitRelations } from '@yinian/core/benefits/relations.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { type KeptVersion, makePolicies, type Policies } from './policies.ts'

/** Under this name the relations between programmes are kept among them. */
export const relationsProgramme = 'relations'

/** The published policies at hand: compiled once, and read anew as soon as another version is published. */
export interface PolicyShelf {
  at(tx: Tx): Promise<Policies>
}

/** What is published stays published, so that the number of versions tells whether there is anything new. */
export function makePolicyShelf(): PolicyShelf {
  let held: { readonly count: number; readonly policies: Policies } | undefined
  return {
    async at(tx) {
      const count = await countPublished(tx)
      if (held?.count !== count) held = { count, policies: await readPublished(tx) }
      return held.policies
    },
  }
}

/** What programmes are called at the moment; for whoever lists what is paid. */
export async function programmeNames(shelf: PolicyShelf, tx: Tx): Promise<(programme: string) => Text> {
  const policies = await shelf.at(tx)
  return (programme) => policies.nameOf(programme)
}

async function countPublished(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from policy_version where state = 'published'`.execute(tx)
  return rows[0]?.count ?? 0
}

async function readPublished(tx: Tx): Promise<Policies> {
  const rows = await tx
    .selectFrom('policy_version')
    .select(['id', 'area', 'programme', 'version', 'document'])
    .where('state', '=', 'published')
    .orderBy('programme')
    .orderBy('area')
    .orderBy('version')
    .execute()
  const of = <Document extends PolicyDocument | BenefitRelations>(wanted: boolean): KeptVersion<Document>[] =>
    rows
      .filter(({ programme }) => (programme === relationsProgramme) === wanted)
      .map(({ id, area, version, document }) => ({ id, area, version, document: document as unknown as Document }))
  return makePolicies(of<PolicyDocument>(false), of<BenefitRelations>(true))
}
