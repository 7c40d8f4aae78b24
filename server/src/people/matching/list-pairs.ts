import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { badRequest, notFound } from '@yinian/core/http/problems.ts'
import type { ElderPair, getElderPair, listElderPairs } from '@yinian/core/people/matching-api.ts'
import { regionCode } from '@yinian/core/regions/code.ts'
import type { Selectable } from 'kysely'
import type { Tx } from '../../db/database.ts'
import type { ElderPair as PairTable } from '../../db/generated.ts'
import type { Work } from '../../http/work.ts'
import { nameRegions } from '../../regions/index.ts'
import { findElderRow, getElderFile } from '../elder-file.ts'
import { recordPartLooked } from '../looks.ts'
import { readSeen } from './show-candidates.ts'

export interface PairPlace {
  readonly county: string
  readonly id: string
}

/** The queue: strongest first. A pair is seen by whoever is responsible for one of its files. */
export async function listPairs(
  tx: Tx,
  query: QueryOf<typeof listElderPairs>,
): Promise<ReplyOf<typeof listElderPairs>> {
  const limit = query.limit ?? 50
  const state = query.state ?? 'open'
  let page = tx.selectFrom('elder_pair').selectAll().where('state', '=', state)
  if (query.after !== undefined) {
    const { score, id } = readCursor(query.after)
    page = page.where((where) =>
      where.or([where('score', '<', score), where.and([where('score', '=', score), where('id', '>', id)])]),
    )
  }
  const found = await page
    .orderBy('score', 'desc')
    .orderBy('id')
    .limit(limit + 1)
    .execute()
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  return {
    rows: await toPairs(tx, rows),
    next: found.length > limit && last ? `${last.score}.${last.id}` : null,
    total: await countPairs(tx, state),
  }
}

export async function countPairs(tx: Tx, state: string): Promise<number> {
  const { total } = await tx
    .selectFrom('elder_pair')
    .select((select) => select.fn.countAll<number>().as('total'))
    .where('state', '=', state)
    .executeTakeFirstOrThrow()
  return total
}

function readCursor(cursor: string): { score: number; id: string } {
  const [, score, id] = /^(\d{1,3})\.([0-9a-f-]{36})$/.exec(cursor) ?? []
  if (score === undefined || id === undefined) throw badRequest({ at: '/query/after' })
  return { score: Number(score), id }
}

export async function findPair(tx: Tx, { county, id }: PairPlace): Promise<Selectable<PairTable> | undefined> {
  return tx.selectFrom('elder_pair').selectAll().where('county', '=', county).where('id', '=', id).executeTakeFirst()
}

/** Both files as far as the reader may see them, and the way on through the queue. @throws notFound */
export async function readPair(work: Work, place: PairPlace): Promise<ReplyOf<typeof getElderPair>> {
  const { tx, actor } = work
  const pair = await findPair(tx, place)
  if (!pair) throw notFound()
  const file = async (id: string) => {
    const elder = await findElderRow(tx, id)
    if (!elder) return null
    await recordPartLooked(work, 'people.pair-looked', elder)
    return getElderFile(tx, id, actor.today)
  }
  const [shown] = await toPairs(tx, [pair])
  if (!shown) throw notFound()
  const queue = await tx
    .selectFrom('elder_pair')
    .select(['county', 'id'])
    .where('state', '=', 'open')
    .orderBy('score', 'desc')
    .orderBy('id')
    .limit(500)
    .execute()
  const at = queue.findIndex(({ id }) => id === pair.id)
  const address = (one: { county: string; id: string } | undefined) => (one ? `${one.county}/${one.id}` : null)
  const [first] = queue
  return {
    pair: shown,
    one: await file(pair.elder_id),
    other: await file(pair.other_id),
    position: at + 1,
    total: queue.length,
    previous: at > 0 ? address(queue[at - 1]) : null,
    next: at < 0 ? address(first) : address(queue[at + 1]),
  }
}

export async function toPairs(tx: Tx, rows: readonly Selectable<PairTable>[]): Promise<ElderPair[]> {
  const seen = await readSeen(
    tx,
    rows.flatMap((row) => [row.elder_id, row.other_id]),
  )
  const names = await nameRegions(
    tx,
    rows.flatMap((row) => [regionCode(row.county), regionCode(row.other_county)]),
  )
  const who = (id: string) => {
    const elder = seen.get(id)
    return elder ? { id, name: elder.name } : null
  }
  return rows.map((row) => {
    const [one, other] = [who(row.elder_id), who(row.other_id)]
    return {
      county: row.county,
      id: row.id,
      score: row.score,
      // why they look alike tells of a file that may not be seen
      reasons: one && other ? row.reasons : row.reasons.filter((reason) => reason === 'document'),
      state: row.state as ElderPair['state'],
      reason: row.reason,
      foundAt: row.found_at.toISOString(),
      decidedAt: row.decided_at?.toISOString() ?? null,
      decidedBy: row.decided_by_name,
      one,
      oneCounty: names(regionCode(row.county)).path,
      other,
      otherCounty: names(regionCode(row.other_county)).path,
    }
  })
}
