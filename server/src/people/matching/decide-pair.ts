import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { decideElderPair, ElderPair } from '@yinian/core/people/matching-api.ts'
import { pairElsewhere, stillOneNumber } from '@yinian/core/people/one-person-problems.ts'
import { regionCode } from '@yinian/core/regions/code.ts'
import { audit } from '../../access/index.ts'
import type { Tx } from '../../db/database.ts'
import type { Work } from '../../http/work.ts'
import { nameRegions } from '../../regions/index.ts'
import { lookAt } from '../looks.ts'
import { findPair, type PairPlace, toPairs } from './list-pairs.ts'
import { readSeen } from './show-candidates.ts'

/**
 * An officer says that two files are two people, puts the question off, or asks it again. That they are two is for whoever
 * sees both. @throws notFound, pairElsewhere, stillOneNumber
 */
export async function decidePair(
  work: Work,
  place: PairPlace,
  { decision, reason }: BodyOf<typeof decideElderPair>,
): Promise<ElderPair> {
  const { tx, actor } = work
  const pair = await findPair(tx, place)
  if (!pair || pair.state === 'same' || pair.state === 'gone') throw notFound()
  const seen = await readSeen(tx, [pair.elder_id, pair.other_id])
  if (decision === 'distinct') {
    const hidden = [[pair.elder_id, pair.county] as const, [pair.other_id, pair.other_county] as const].find(
      ([id]) => !seen.get(id)?.responsible,
    )
    if (hidden) throw await elsewhere(tx, hidden[1])
    if (await haveOneNumber(tx, pair.elder_id, pair.other_id)) throw stillOneNumber()
  }
  const open = decision === 'open'
  await tx
    .updateTable('elder_pair')
    .set({
      state: decision,
      reason,
      decided_at: open ? null : actor.now,
      decided_by: open ? null : actor.accountId,
      decided_by_name: open ? null : actor.name,
    })
    .where('county', '=', pair.county)
    .where('id', '=', pair.id)
    .execute()
  for (const id of [pair.elder_id, pair.other_id]) {
    const elder = seen.get(id)
    if (elder)
      await audit(work, 'people.pair-decided', {
        ...lookAt({ id, region: elder.region }),
        detail: { decision, reason },
      })
  }
  const after = await findPair(tx, place)
  const [shown] = after ? await toPairs(tx, [after]) : []
  if (!shown) throw notFound()
  return shown
}

export async function elsewhere(tx: Tx, county: string) {
  const names = await nameRegions(tx, [regionCode(county)])
  return pairElsewhere({ values: { where: names(regionCode(county)).path } })
}

/** While both carry one number they cannot be two people: one of the numbers is wrong and is corrected first. */
async function haveOneNumber(tx: Tx, one: string, other: string): Promise<boolean> {
  const rows = await tx.selectFrom('elder').select('document_number_index').where('id', 'in', [one, other]).execute()
  const [first, second] = rows
  return first !== undefined && second !== undefined && first.document_number_index.equals(second.document_number_index)
}
