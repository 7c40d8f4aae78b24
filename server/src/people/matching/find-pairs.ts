import type { Payee } from '@yinian/core/people/api.ts'
import { nation, regionCode } from '@yinian/core/regions/code.ts'
import { dayAt } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { Static } from 'typebox'
import type { Tx } from '../../db/database.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { Ground } from '../../http/ground.ts'
import type { Work } from '../../http/work.ts'
import { indexOfPayee, labels } from '../sealed-elder.ts'
import { findCandidatesOfMany, type PersonToMatch } from './find-candidates.ts'
import { rememberPair } from './pairs.ts'

export const findPairsQueue = 'people.find-pairs'
const page = 500
const everywhere = { role: 'official', accountId: null, regions: [nation], organisationId: null } as const

/**
 * Looks for pairs among the files that were made or changed since the last time, county by county and page by page; the
 * first time that is everybody. Repeatable: what is known is not written twice, what was decided is not asked again.
 */
export async function findPairs(ground: Pick<Ground, 'database' | 'clock' | 'vault'>): Promise<number> {
  const now = ground.clock.now()
  const counties = await inTransaction(ground.database, everywhere, (tx) =>
    tx
      .selectFrom('region')
      .select('county')
      .distinct()
      .where('level', '=', 'county')
      .where('county', 'is not', null)
      .execute(),
  )
  let found = 0
  for (const { county } of counties) if (county !== null) found += await findPairsIn(ground, county, now)
  return found
}

async function findPairsIn(
  { database, vault }: Pick<Ground, 'database' | 'vault'>,
  county: string,
  now: Date,
): Promise<number> {
  const actor = { accountId: '', name: '', grants: [], now, today: dayAt(now) }
  let after = '00000000-0000-0000-0000-000000000000'
  let found = 0
  for (;;) {
    const step = await inTransaction(database, everywhere, async (tx) => {
      const rows = await readChanged(tx, county, after)
      const persons = await Promise.all(rows.map((row) => toPerson(vault, row)))
      const candidates = await findCandidatesOfMany(tx, persons)
      for (const [index, row] of rows.entries())
        for (const candidate of candidates[index] ?? []) {
          await rememberPair({ tx, actor }, row, candidate)
          found += 1
        }
      for (const [index, row] of rows.entries())
        if (row.payee_index === null && persons[index]?.payeeIndexes[0])
          await sql`update elder set payee_index = ${persons[index].payeeIndexes[0]} where county = ${county} and id = ${row.id}`.execute(
            tx,
          )
      const last = rows.length === page ? rows.at(-1)?.id : undefined
      if (last === undefined) await markScanned(tx, county, now)
      return last
    })
    if (step === undefined) return found
    after = step
  }
}

type ChangedRow = Awaited<ReturnType<typeof readChanged>>[number]

function readChanged(tx: Tx, county: string, after: string) {
  return tx
    .selectFrom('elder')
    .select([
      'county',
      'id',
      'region',
      'name',
      'pinyin',
      'birth',
      'sex',
      'document_number_index',
      'document_number_masked',
    ])
    .select(['phone_index', 'payee_index', 'payee_sealed'])
    .select(
      sql<
        PersonToMatch['formerNumbers']
      >`coalesce((select jsonb_agg(jsonb_build_object('register', f.register, 'number', f.number))
        from former_number f where f.county = elder.county and f.elder_id = elder.id), '[]'::jsonb)`.as(
        'former_numbers',
      ),
    )
    .where('county', '=', county)
    .where('id', '>', after)
    .where('state', 'in', ['active', 'died'])
    .where(
      sql<boolean>`updated_at >= coalesce((select s.scanned_until from elder_pair_scan s where s.county = ${county}), '-infinity')`,
    )
    .orderBy('id')
    .limit(page)
    .execute()
}

/** Accounts sealed before they were matched by get their index on the way. */
async function toPerson(vault: Work['vault'], row: ChangedRow): Promise<PersonToMatch> {
  let payeeIndex = row.payee_index
  if (payeeIndex === null && row.payee_sealed !== null) {
    const payee = JSON.parse(await vault.open(row.county, labels.payee(row.id), row.payee_sealed)) as Static<
      typeof Payee
    >
    payeeIndex = indexOfPayee(vault, payee.accountNumber)
  }
  return {
    documentIndexes: [row.document_number_index],
    documentMasked: row.document_number_masked,
    phoneIndexes: row.phone_index === null ? [] : [row.phone_index],
    payeeIndexes: payeeIndex === null ? [] : [payeeIndex],
    name: row.name,
    pinyin: row.pinyin,
    birth: row.birth,
    sex: row.sex,
    region: row.region,
    formerNumbers: row.former_numbers,
    exceptId: row.id,
  }
}

async function markScanned(tx: Tx, county: string, now: Date): Promise<void> {
  await sql`insert into elder_pair_scan (county, region, scanned_until) values (${county}, ${regionCode(county)}, ${now})
    on conflict (county) do update set scanned_until = excluded.scanned_until`.execute(tx)
}
