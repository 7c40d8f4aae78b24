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

/** No more of an elder than what may be shared with a third party. */
export interface SharedElder {
  readonly county: string
  readonly id: string
  readonly region: string
  readonly registeredRegion: string
  readonly name: string
  readonly birth: string
  readonly documentMasked: string
  readonly alive: boolean
  readonly categories: readonly string[]
}

/** The elder of a third party's area who holds an identity number; it may read no other columns than these. */
export async function findShared(tx: Tx, vault: Vault, identityNumber: string): Promise<SharedElder | undefined> {
  const read = readDocument('resident-identity', identityNumber)
  if ('reason' in read) return undefined
  const row = await tx
    .selectFrom('elder')
    .select(['county', 'id', 'region', 'registered_region', 'name', 'birth', 'document_number_masked'])
    .select(['state', 'categories'])
    .where('document_number_index', 'in', indexesOfDocument(vault, documentKey('resident-identity', read.number)))
    .where('state', 'in', ['active', 'died'])
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (!row) return undefined
  const { registered_region: registeredRegion, document_number_masked: documentMasked, state, ...rest } = row
  return { ...rest, registeredRegion, documentMasked, alive: state === 'active' }
}
