import { type DocumentType, documentKey } from '@yinian/core/people/identity-document.ts'
import { sql } from 'kysely'
import type { Work } from '../../http/work.ts'
import { indexOfDocument, indexOfPayee, indexOfPhone, labelOfColumn, labels } from '../sealed-elder.ts'
import type { HeldMerge } from './read-merge.ts'

/** The index of a sealed value, made of what it says. */
function indexOf(
  vault: Work['vault'],
  column: string,
  plain: string | null,
  type: string,
): Record<string, Buffer | null> {
  switch (column) {
    case 'phone_sealed':
      return { phone_index: plain === null ? null : indexOfPhone(vault, plain) }
    case 'payee_sealed':
      return {
        payee_index:
          plain === null ? null : indexOfPayee(vault, (JSON.parse(plain) as { accountNumber: string }).accountNumber),
      }
    case 'document_number_sealed':
      return plain === null
        ? {}
        : { document_number_index: indexOfDocument(vault, documentKey(type as DocumentType, plain)) }
    default:
      return {}
  }
}

/** What is written beside a sealed value and changes with it. */
const besides: Readonly<Record<string, readonly string[]>> = {
  phone_sealed: ['phone_masked'],
  address_sealed: ['address_masked', 'longitude', 'latitude'],
  payee_sealed: ['payee_masked'],
  document_number_sealed: ['document_number_masked', 'document_type', 'birth', 'sex', 'document_disputed'],
}

/**
 * Writes back the sealed values a merge replaced. They are compared opened, because a county's key may have been replaced
 * since; what somebody has changed since stays. @returns columns beside those that stay, `relation:row:column`
 */
export async function restoreSealed({ tx, vault }: Work, merge: HeldMerge): Promise<string[]> {
  const rows = await tx
    .selectFrom('elder_merge_sealed')
    .selectAll()
    .where('county', '=', merge.county)
    .where('merge_id', '=', merge.id)
    .orderBy('id', 'desc')
    .execute()
  const kept: string[] = []
  const formerType = await formerDocumentType(tx, merge)
  for (const { id, relation, row_id, sealed_column: column, before_sealed, after_sealed } of rows) {
    const label = labelOfColumn(relation, column, row_id)
    const open = async (of: string, sealed: Buffer | null) =>
      sealed === null ? null : vault.open(merge.county, of, sealed)
    const { rows: held } = await sql<{ sealed: Buffer | null }>`
      select ${sql.ref(column)} as sealed from ${sql.table(relation)}
      where county = ${merge.county} and id = ${row_id}`.execute(tx)
    const now = held[0]
    if (!now) continue
    if ((await open(label, now.sealed)) !== (await open(labels.mergeAfter(id), after_sealed)))
      kept.push(...(besides[column] ?? []).map((beside) => `${relation}:${row_id}:${beside}`))
    else {
      const plain = await open(label, before_sealed)
      const indexes = relation === 'elder' ? indexOf(vault, column, plain, formerType ?? '') : {}
      const set = Object.entries({ [column]: before_sealed, ...indexes }).map(
        ([name, value]) => sql`${sql.ref(name)} = ${value}`,
      )
      await sql`update ${sql.table(relation)} set ${sql.join(set)}
        where county = ${merge.county} and id = ${row_id}`.execute(tx)
    }
  }
  return kept
}

/** The type of the survivor's document before the merge, which its number is read by. */
async function formerDocumentType(tx: Work['tx'], merge: HeldMerge): Promise<string | undefined> {
  const { rows } = await sql<{ type: string }>`
    select w.before ->> 'document_type' as type from elder_merge_row w
    where w.county = ${merge.county} and w.merge_id = ${merge.id} and w.relation = 'elder' and w.row_id = ${merge.survivor_id}
      and w.before ? 'document_type'`.execute(tx)
  return rows[0]?.type
}
