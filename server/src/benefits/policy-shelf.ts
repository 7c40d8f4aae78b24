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

/** A version is never changed once it is published, so that which are published tells whether there is anything new. */
export function makePolicyShelf(): PolicyShelf {
  let held: { readonly which: string; readonly policies: Policies } | undefined
  return {
    async at(tx) {
      const which = await tellPublished(tx)
      if (held?.which !== which) held = { which, policies: await readPublished(tx) }
      return held.policies
    },
  }
}

/** What programmes are called at the moment; for whoever lists what is paid. */
export async function programmeNames(shelf: PolicyShelf, tx: Tx): Promise<(programme: string) => Text> {
  const policies = await shelf.at(tx)
  return (programme) => policies.nameOf(programme)
}

async function tellPublished(tx: Tx): Promise<string> {
  const { rows } = await sql<{ which: string | null }>`
    select md5(string_agg(id::text, ' ' order by id)) as which from policy_version where state = 'published'`.execute(
    tx,
  )
  return rows[0]?.which ?? ''
}

async function readPublished(tx: Tx): Promise<Policies> {
  const { versions, relations } = await readKept(tx)
  return makePolicies(versions, relations)
}

/** Every published version, in the order of their numbers. */
export async function readKept(
  tx: Tx,
): Promise<{ versions: KeptVersion<PolicyDocument>[]; relations: KeptVersion<BenefitRelations>[] }> {
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
  return { versions: of<PolicyDocument>(false), relations: of<BenefitRelations>(true) }
}
