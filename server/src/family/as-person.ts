import type { LooksPage } from '@yinian/core/family/own-api.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import type { Tx } from '../db/database.ts'
import { inTransaction } from '../db/transaction.ts'
import type { Ground } from '../http/ground.ts'
import type { Work } from '../http/work.ts'
import { type ElderReference, getElderRow } from '../people/index.ts'
import type { OwnElder } from './own-elder.ts'
import { nobody, readLooks } from './read-looks.ts'

/**
 * Reads with the eyes of the elder, for whoever sits at the counter: an officer responsible for the file is shown exactly what
 * the elder would be.
 * @throws notFound
 */
export async function withEyesOf<T>(
  ground: Ground,
  { tx, actor }: Work,
  id: string,
  run: (tx: Tx, elder: OwnElder, file: ElderReference) => Promise<T>,
): Promise<T> {
  const file = await getElderRow(tx, id)
  if (!file.responsible) throw notFound()
  const standing = { accessId: file.id, county: file.county, elderId: file.id, standsAs: 'self' } as const
  const scope = {
    role: 'person',
    accountId: actor.accountId,
    regions: [],
    organisationId: null,
    standsFor: [standing],
  } as const
  return inTransaction(ground.database, scope, async (own) => {
    const row = await own
      .selectFrom('elder')
      .select('registered_at')
      .where('county', '=', file.county)
      .where('id', '=', file.id)
      .executeTakeFirst()
    if (!row) throw notFound()
    const { county, region, name } = file
    return run(own, { county, id, region, name, registeredAt: row.registered_at, standsAs: 'self' }, file)
  })
}

/** The newest looks at an elder, as the elder would read them; of payments only that they were worked out. */
export function readLooksOf(ground: Ground, work: Work, id: string): Promise<LooksPage> {
  const namesAt =
    async () =>
    (programme: string): Text => ({ zh: programme, en: programme })
  return withEyesOf(ground, work, id, (tx, elder) => readLooks(tx, { elder, readerId: nobody, namesAt }))
}
