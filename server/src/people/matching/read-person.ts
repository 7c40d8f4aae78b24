import { sql } from 'kysely'
import type { Tx } from '../../db/database.ts'
import type { PersonToMatch } from './find-candidates.ts'

/** What is matched of an elder on file. */
export async function readPerson(tx: Tx, county: string, id: string): Promise<PersonToMatch> {
  const row = await tx
    .selectFrom('elder')
    .select(['name', 'pinyin', 'birth', 'sex', 'region', 'document_number_index', 'document_number_masked'])
    .select(['phone_index', 'payee_index'])
    .select(
      sql<
        PersonToMatch['formerNumbers']
      >`coalesce((select jsonb_agg(jsonb_build_object('register', f.register, 'number', f.number))
        from former_number f where f.county = elder.county and f.elder_id = elder.id), '[]'::jsonb)`.as(
        'former_numbers',
      ),
    )
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return {
    documentIndexes: [row.document_number_index],
    documentMasked: row.document_number_masked,
    phoneIndexes: row.phone_index === null ? [] : [row.phone_index],
    payeeIndexes: row.payee_index === null ? [] : [row.payee_index],
    name: row.name,
    pinyin: row.pinyin,
    birth: row.birth,
    sex: row.sex,
    region: row.region,
    formerNumbers: row.former_numbers,
    exceptId: id,
  }
}
