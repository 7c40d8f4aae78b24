import { documentKey } from '@yinian/core/people/identity-document.ts'
import { sql } from 'kysely'
import type { Work } from '../http/work.ts'
import { indexesOfDocument, labels } from './sealed-elder.ts'

/** Somebody another department is asked about, by the number it knows them by. */
export interface AskedPerson {
  readonly id: string
  readonly region: string
  readonly registeredRegion: string
  readonly name: string
  readonly birth: string
  readonly documentMasked: string
  readonly number: string
}

const columns = [
  'county',
  'id',
  'region',
  'registered_region',
  'name',
  'birth',
  'document_number_masked',
  'document_number_sealed',
] as const

/**
 * The living of a county with a resident identity number, in the order of their ids, opened for a request that is recorded
 * by whoever asks. Only those the actor is responsible for.
 */
export async function listAskedPersons(
  work: Pick<Work, 'tx' | 'vault'>,
  which: { readonly county: string; readonly after: string; readonly limit: number; readonly only: string | null },
): Promise<AskedPerson[]> {
  const rows = await asked(work)
    .where('county', '=', which.county)
    .$if(which.after !== '', (some) => some.where('id', '>', which.after))
    .$if(which.only !== null, (some) => some.where('id', '=', which.only ?? ''))
    .orderBy('id')
    .limit(which.limit)
    .execute()
  return Promise.all(
    rows.map(async (row) => ({
      ...personOf(row),
      number: await work.vault.open(row.county, labels.documentNumber(row.id), row.document_number_sealed),
    })),
  )
}

/** Those of a county who hold one of the numbers, found without opening anything. */
export async function findAskedPersons(
  work: Pick<Work, 'tx' | 'vault'>,
  county: string,
  numbers: readonly string[],
): Promise<AskedPerson[]> {
  const byIndex = new Map(
    numbers.flatMap((number) =>
      indexesOfDocument(work.vault, documentKey('resident-identity', number)).map(
        (index) => [index.toString('hex'), number] as const,
      ),
    ),
  )
  if (byIndex.size === 0) return []
  const rows = await asked(work)
    .select('document_number_index')
    .where('county', '=', county)
    .where(
      'document_number_index',
      'in',
      [...byIndex.keys()].map((index) => Buffer.from(index, 'hex')),
    )
    .execute()
  return rows.map((row) => ({
    ...personOf(row),
    number: byIndex.get(row.document_number_index.toString('hex')) ?? '',
  }))
}

const asked = ({ tx }: Pick<Work, 'tx'>) =>
  tx
    .selectFrom('elder')
    .select(columns)
    .where('state', '=', 'active')
    .where('document_type', '=', 'resident-identity')
    .where(sql<boolean>`in_scope(region)`)

function personOf(row: {
  id: string
  region: string
  registered_region: string
  name: string
  birth: string
  document_number_masked: string
}): Omit<AskedPerson, 'number'> {
  return {
    id: row.id,
    region: row.region,
    registeredRegion: row.registered_region,
    name: row.name,
    birth: row.birth,
    documentMasked: row.document_number_masked,
  }
}
