import { type Actor, isAllowed } from '@yinian/core/access/actor.ts'
import type { Connector, listConnectors } from '@yinian/core/exchange/connector-api.ts'
import type { ConnectorKindId, FieldId, PurposeId, Transport } from '@yinian/core/exchange/kinds.ts'
import type { Mapping } from '@yinian/core/exchange/read-answer.ts'
import { type ConnectorMove, type ConnectorState, nextConnectorState } from '@yinian/core/exchange/states.ts'
import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { isWithin } from '@yinian/core/regions/code.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { type Selectable, sql } from 'kysely'
import type { Tx } from '../../db/database.ts'
import type { ExchangeConnector } from '../../db/generated.ts'
import type { Work } from '../../http/work.ts'
import { nameRegions } from '../../regions/index.ts'

export interface Place {
  readonly county: string
  readonly id: string
}
export type ConnectorRow = Selectable<ExchangeConnector>

/** @throws notFound */
export async function getConnectorRow(tx: Tx, { county, id }: Place): Promise<ConnectorRow> {
  const row = await tx
    .selectFrom('exchange_connector')
    .selectAll()
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

/** Held until the transaction ends; only by those responsible for its division. @throws notFound */
export async function lockConnector(tx: Tx, { county, id }: Place): Promise<ConnectorRow> {
  const row = await tx
    .selectFrom('exchange_connector')
    .selectAll()
    .where('county', '=', county)
    .where('id', '=', id)
    .where(sql<boolean>`in_scope(region)`)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

export async function readConnector({ tx, actor }: Pick<Work, 'tx' | 'actor'>, place: Place): Promise<Connector> {
  const [shown] = await toConnectors(tx, actor, [await getConnectorRow(tx, place)])
  if (!shown) throw notFound()
  return shown
}

export async function listConnectorsFor(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  query: QueryOf<typeof listConnectors>,
): Promise<ReplyOf<typeof listConnectors>> {
  const limit = query.limit ?? 50
  const found = await tx
    .selectFrom('exchange_connector')
    .selectAll()
    .$if(query.state !== undefined, (some) => some.where('state', '=', query.state ?? ''))
    .$if(query.kind !== undefined, (some) => some.where('kind', '=', query.kind ?? ''))
    .$if(query.after !== undefined, (some) => some.where('id', '<', query.after ?? ''))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const rows = found.slice(0, limit)
  return {
    rows: await toConnectors(tx, actor, rows),
    next: found.length > limit ? (rows.at(-1)?.id ?? null) : null,
  }
}

/** Whether a connector may be asked today. */
export const isInUse = (row: Pick<ConnectorRow, 'state' | 'valid_from' | 'valid_until'>, today: Day): boolean =>
  row.state === 'on' && isInForce(row, today)

export const isInForce = (row: Pick<ConnectorRow, 'valid_from' | 'valid_until'>, today: Day): boolean =>
  row.valid_from <= today && today <= row.valid_until

export const mappingOf = (row: Pick<ConnectorRow, 'mapping'>): Mapping => row.mapping as unknown as Mapping

async function toConnectors(tx: Tx, actor: Actor, rows: readonly ConnectorRow[]): Promise<Connector[]> {
  const names = await nameRegions(
    tx,
    rows.map(({ region }) => region),
  )
  const counts = await countsOf(tx, rows, actor.now)
  return rows.map((row) => ({
    county: row.county,
    id: row.id,
    name: row.name,
    kind: row.kind as ConnectorKindId,
    department: row.department,
    region: row.region,
    regionPath: names(row.region).path,
    transport: row.transport as Transport,
    address: row.address,
    batchSize: row.batch_size,
    credentialHeader: row.credential_header,
    hasCredential: row.credential_sealed !== null,
    fields: row.fields as FieldId[],
    mapping: mappingOf(row) as Connector['mapping'],
    purposes: row.purposes as PurposeId[],
    basisNote: row.basis_note,
    agreementNumber: row.agreement_number,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    perMinute: row.per_minute,
    perDay: row.per_day,
    timeoutSeconds: row.timeout_seconds,
    state: row.state as ConnectorState,
    changedAt: row.changed_at.toISOString(),
    changedBy: row.changed_by_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedBy: row.decided_by_name,
    reason: row.reason,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    requestsToday: counts.get(row.id)?.requests ?? 0,
    failedToday: counts.get(row.id)?.failed ?? 0,
    version: row.version,
    may: mayDo(row, actor),
  }))
}

/** Requests of the last day as far as the reader's area goes. */
async function countsOf(tx: Tx, rows: readonly ConnectorRow[], now: Date) {
  const found = await tx
    .selectFrom('exchange_request')
    .select((one) => [
      'source_id',
      one.fn.countAll<number>().as('requests'),
      sql<number>`count(*) filter (where outcome in ('failed', 'refused'))`.as('failed'),
    ])
    .where(sql<boolean>`source_id = any (${rows.map(({ id }) => id)}::uuid[])`)
    .where('at', '>', new Date(now.getTime() - 86_400_000))
    .groupBy('source_id')
    .execute()
  return new Map(found.map((row) => [row.source_id, { requests: Number(row.requests), failed: Number(row.failed) }]))
}

function mayDo(row: ConnectorRow, actor: Actor): Connector['may'] {
  const holds = (permission: Parameters<typeof isAllowed>[1]) =>
    actor.grants.some((grant) => grant.permissions.has(permission) && isWithin(row.region, grant.region ?? row.region))
  const can = (move: ConnectorMove) => nextConnectorState(row.state as ConnectorState, move) !== undefined
  const connects = holds('exchange:connect')
  const approves = holds('exchange:approve')
  const may: Connector['may'] = []
  if (connects) may.push('change')
  if (connects && row.transport === 'http') may.push('try')
  if (connects && can('ask')) may.push('ask')
  if (approves && can('switch-on') && row.changed_by !== actor.accountId) may.push('switch-on')
  if ((connects || approves) && can('switch-off')) may.push('switch-off')
  if (isAllowed(actor, 'exchange:compare') && isInUse(row, actor.today)) may.push('compare')
  return may
}
