import { documentKey, readDocument } from '@yinian/core/people/identity-document.ts'
import type { Vault } from '../crypto/vault.ts'
import type { Tx } from '../db/database.ts'
import { type ElderReference, getElderRow } from './elder-file.ts'
import { indexesOfDocument } from './sealed-elder.ts'

/** The elder who holds an identity number, found by its keyed hash; absent where the reader’s scope has none. */
export async function findByDocument(
  tx: Tx,
  vault: Vault,
  identityNumber: string,
): Promise<ElderReference | undefined> {
  const read = readDocument('resident-identity', identityNumber)
  if ('reason' in read) return undefined
  const row = await tx
    .selectFrom('elder')
    .select('id')
    .where('document_number_index', 'in', indexesOfDocument(vault, documentKey('resident-identity', read.number)))
    .orderBy('registered_at', 'desc')
    .executeTakeFirst()
  return row ? getElderRow(tx, row.id) : undefined
}
