import { badRequest } from '@yinian/core/http/problems.ts'
import type { ElderFilter, ElderRow } from '@yinian/core/people/api.ts'
import { rangeOf } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { askLast, askLastPrepared } from '../db/statements.ts'
import { nameRegions } from '../regions/index.ts'
import { conditionsOf, type LettersAre, type Reader, searchOf } from './elder-filter.ts'
import {
  elderColumns,
  responsible,
  shownCategories,
  shownDates,
  shownDifficulty,
  shownLevel,
  shownValidUntil,
  toElderRow,
} from './elder-row.ts'

type Sort = NonNullable<ElderFilter['sort']>

/** What a list is sorted by; the id decides between equals, so that every row has one place. */
const sorts = {
  name: { key: sql<string>`elder.pinyin`, type: sql`text`, descending: false },
  birth: { key: sql<string>`elder.birth`, type: sql`date`, descending: false },
  recent: { key: sql<string>`elder.updated_at`, type: sql`timestamptz`, descending: true },
} as const

export interface ElderPage {
  readonly rows: ElderRow[]
  readonly next: string | null
}

/**
 * The statement of one page: rows from the last one seen on. Pinyin is a range of the list’s own order. Initials and
 * characters are not, and the planner, who takes them for spread over it, would walk past a million names to reach those
 * that begin with 赵 or zx: those found so are sorted afterwards, and letters are looked for both ways apart.
 */
export function selectPage(tx: Tx, filter: ElderFilter & { after?: string }, reader: Reader, limit: number) {
  const search = searchOf(filter)
  if (search?.by === 'name') return selectRows(tx, filter, reader, limit, { sorted: 'afterwards' })
  if (search?.by !== 'letters' || search.letters.length === 1) return selectRows(tx, filter, reader, limit, {})
  const spelt = selectRows(tx, filter, reader, limit, { way: 'pinyin' })
  const begun = selectRows(tx, filter, reader, limit, { way: 'initials', sorted: 'afterwards' })
  const direction = sorts[filter.sort ?? 'name'].descending ? 'desc' : 'asc'
  return tx
    .selectFrom(spelt.as('spelt'))
    .selectAll()
    .unionAll(tx.selectFrom(begun.as('begun')).selectAll())
    .orderBy('sort_key', direction)
    .orderBy('id', direction)
    .limit(limit)
}

function selectRows(
  tx: Tx,
  filter: ElderFilter & { after?: string },
  reader: Reader,
  limit: number,
  { way, sorted }: { readonly way?: LettersAre; readonly sorted?: 'afterwards' },
) {
  const sort = filter.sort ?? 'name'
  const { type, descending, key: ordered } = sorts[sort]
  // An expression no index is in the order of.
  const key = sort === 'name' && sorted ? sql<string>`(elder.pinyin || '')` : ordered
  const last = filter.after === undefined ? null : readCursor(filter.after, sort)
  return tx
    .selectFrom('elder')
    .where((where) => where.and(conditionsOf(where, filter, reader, way)))
    .$if(last !== null, (page) =>
      page.where(
        sql<boolean>`(${key}, elder.id) ${sql.raw(descending ? '<' : '>')} (${last?.[0] ?? ''}::${type}, ${last?.[1] ?? ''}::uuid)`,
      ),
    )
    .select(elderColumns)
    .select([
      shownCategories.as('categories'),
      shownLevel.as('ability_level'),
      shownValidUntil.as('ability_valid_until'),
      shownDates.as('level_dates'),
      shownDifficulty.as('special_difficulty'),
      responsible.as('responsible'),
      sql<string>`${key}::text`.as('sort_key'),
    ])
    .orderBy(key, descending ? 'desc' : 'asc')
    .orderBy('elder.id', descending ? 'desc' : 'asc')
    .limit(limit)
}

/** @throws unknownCategory, badRequest when `after` is not a cursor of this list */
export async function listElders(
  tx: Tx,
  query: ElderFilter & { after?: string; limit?: number },
  reader: Reader,
): Promise<ElderPage> {
  const limit = query.limit ?? 50
  const found = await selectPage(tx, query, reader, limit + 1).execute()
  const page = found.slice(0, limit)
  const names = await nameRegions(
    tx,
    page.flatMap((row) => [row.region, row.registered_region]),
    askLastPrepared,
  )
  const last = page.at(-1)
  return {
    rows: page.map((row) => toElderRow(row, reader.today, names)),
    next: found.length > limit && last ? cursorOf(query.sort ?? 'name', last.sort_key, last.id) : null,
  }
}

/** How many elders meet the conditions, counted up to a limit; `more` says that there are others beyond it. */
export async function countEldersUpTo(
  tx: Tx,
  limit: number,
  filter: ElderFilter,
  reader: Reader,
): Promise<{ count: number; more: boolean }> {
  const [found = { total: 0 }] = await askLast(tx, selectCount(tx, filter, reader, limit + 1).compile())
  return { count: Math.min(found.total, limit), more: found.total > limit }
}

/** The statement of a count. @param limit where counting ends; absent to count everybody */
export function selectCount(tx: Tx, filter: ElderFilter, reader: Reader, limit?: number) {
  const matching = tx
    .selectFrom('elder')
    .select(sql.lit(1).as('one'))
    .where((where) => where.and(conditionsOf(where, filter, reader)))
    .$if(limit !== undefined, (some) => some.limit(limit ?? 0))
  return tx.selectFrom(matching.as('matching')).select((select) => select.fn.countAll<number>().as('total'))
}

export async function countElders(tx: Tx, filter: ElderFilter, reader: Reader): Promise<number> {
  return (await selectCount(tx, filter, reader).executeTakeFirstOrThrow()).total
}

/** Everybody who lives in a division, as far as the scope of whoever asks reaches. */
export async function countEldersIn(tx: Tx, region: string): Promise<number> {
  const { from, to } = rangeOf(region)
  const { total } = await tx
    .selectFrom('elder')
    .select((select) => select.fn.countAll<number>().as('total'))
    .where('region', '>=', from)
    .where('region', '<=', to)
    .executeTakeFirstOrThrow()
  return total
}

const pageOfStream = 1000

/** Every row of a list, page by page, so that a list of any length passes through little memory. */
export async function* streamElders(tx: Tx, filter: ElderFilter, reader: Reader): AsyncGenerator<ElderRow> {
  let after: string | undefined
  do {
    const found = await selectPage(tx, { ...filter, ...(after ? { after } : {}) }, reader, pageOfStream).execute()
    const names = await nameRegions(
      tx,
      found.flatMap((row) => [row.region, row.registered_region]),
    )
    for (const row of found) yield toElderRow(row, reader.today, names)
    const last = found.at(-1)
    after = found.length === pageOfStream && last ? cursorOf(filter.sort ?? 'name', last.sort_key, last.id) : undefined
  } while (after !== undefined)
}

function cursorOf(sort: Sort, key: string, id: string): string {
  return Buffer.from(JSON.stringify([sort, key, id])).toString('base64url')
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const day = /^\d{4}-\d{2}-\d{2}/

function readCursor(cursor: string, sort: Sort): [string, string] {
  try {
    const [of, key, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
    if (of === sort && typeof key === 'string' && typeof id === 'string' && uuid.test(id))
      if (sort === 'name' || day.test(key)) return [key, id]
  } catch {
    throw badRequest({ at: '/query/after' })
  }
  throw badRequest({ at: '/query/after' })
}
