import type { listRequests, RequestLine } from '@yinian/core/exchange/connector-api.ts'
import type { PurposeId } from '@yinian/core/exchange/kinds.ts'
import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import type { Tx } from '../db/database.ts'

/** Newest first. */
export async function listRequestsFor(
  tx: Tx,
  query: QueryOf<typeof listRequests>,
): Promise<ReplyOf<typeof listRequests>> {
  const limit = query.limit ?? 50
  const found = await tx
    .selectFrom('exchange_request')
    .selectAll()
    .$if(query.direction !== undefined, (some) => some.where('direction', '=', query.direction ?? ''))
    .$if(query.outcome !== undefined, (some) => some.where('outcome', '=', query.outcome ?? ''))
    .$if(query.sourceId !== undefined, (some) => some.where('source_id', '=', query.sourceId ?? ''))
    .$if(query.after !== undefined, (some) => some.where('id', '<', query.after ?? ''))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const rows = found.slice(0, limit)
  return {
    rows: rows.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      direction: row.direction as RequestLine['direction'],
      sourceName: row.source_name,
      askedBy: row.asked_by_name,
      purpose: row.purpose as PurposeId | null,
      operation: row.operation,
      people: row.people,
      elderIds: row.elder_ids,
      fields: row.fields,
      outcome: row.outcome as RequestLine['outcome'],
      status: row.status,
      durationMs: row.duration_ms,
    })),
    next: found.length > limit ? (rows.at(-1)?.id ?? null) : null,
  }
}
