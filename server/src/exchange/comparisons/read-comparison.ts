import type { Comparison, listComparisons } from '@yinian/core/exchange/finding-api.ts'
import type { ConnectorKindId, PurposeId } from '@yinian/core/exchange/kinds.ts'
import type { ComparisonState } from '@yinian/core/exchange/states.ts'
import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import type { Selectable } from 'kysely'
import type { Tx } from '../../db/database.ts'
import type { ExchangeComparison } from '../../db/generated.ts'
import { nameRegions } from '../../regions/index.ts'
import type { Place } from '../connectors/read-connector.ts'

export type ComparisonRow = Omit<Selectable<ExchangeComparison>, 'file_sealed'>

const columns = [
  'county',
  'id',
  'region',
  'connector_county',
  'connector_id',
  'connector_name',
  'kind',
  'purpose',
  'elder_id',
  'file_name',
  'state',
  'total',
  'done',
  'done_to',
  'known',
  'found',
  'unread',
  'fault',
  'asked_at',
  'asked_by',
  'asked_by_name',
  'finished_at',
] as const

export const comparisonLabel = (id: string): string => `exchange_comparison.file:${id}`

const select = (tx: Tx) => tx.selectFrom('exchange_comparison').select(columns)

export function findComparison(tx: Tx, { county, id }: Place, lock = false): Promise<ComparisonRow | undefined> {
  return select(tx)
    .where('county', '=', county)
    .where('id', '=', id)
    .$if(lock, (some) => some.forUpdate())
    .executeTakeFirst()
}

/** @throws notFound */
export async function readComparison(tx: Tx, place: Place): Promise<Comparison> {
  const row = await findComparison(tx, place)
  const [shown] = row ? await toComparisons(tx, [row]) : []
  if (!shown) throw notFound()
  return shown
}

export async function listComparisonsFor(
  tx: Tx,
  query: QueryOf<typeof listComparisons>,
): Promise<ReplyOf<typeof listComparisons>> {
  const limit = query.limit ?? 50
  const found = await select(tx)
    .$if(query.state !== undefined, (some) => some.where('state', '=', query.state ?? ''))
    .$if(query.after !== undefined, (some) => some.where('id', '<', query.after ?? ''))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const rows = found.slice(0, limit)
  return { rows: await toComparisons(tx, rows), next: found.length > limit ? (rows.at(-1)?.id ?? null) : null }
}

async function toComparisons(tx: Tx, rows: readonly ComparisonRow[]): Promise<Comparison[]> {
  const names = await nameRegions(
    tx,
    rows.map(({ region }) => region),
  )
  return rows.map((row) => ({
    county: row.county,
    id: row.id,
    connectorName: row.connector_name,
    kind: row.kind as ConnectorKindId,
    purpose: row.purpose as PurposeId,
    regionPath: names(row.region).path,
    fileName: row.file_name,
    state: row.state as ComparisonState,
    total: row.total,
    done: row.done,
    known: row.known,
    found: row.found,
    unread: row.unread,
    fault: row.fault === null ? null : { ...(row.fault as unknown as Text) },
    askedAt: row.asked_at.toISOString(),
    askedBy: row.asked_by_name,
    finishedAt: row.finished_at?.toISOString() ?? null,
  }))
}
