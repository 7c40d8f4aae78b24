import type { Actor } from '@yinian/core/access/actor.ts'
import type { Client, ClientKey, listClients } from '@yinian/core/exchange/client-api.ts'
import type { PurposeId } from '@yinian/core/exchange/kinds.ts'
import type { ClientBasis, ClientScope, KeyKind } from '@yinian/core/exchange/scopes.ts'
import { type ClientMove, type ClientState, nextClientState } from '@yinian/core/exchange/states.ts'
import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { isWithin } from '@yinian/core/regions/code.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { type Selectable, sql } from 'kysely'
import type { Tx } from '../../db/database.ts'
import type { ExchangeClient, ExchangeKey } from '../../db/generated.ts'
import type { Work } from '../../http/work.ts'
import { nameRegions } from '../../regions/index.ts'
import type { Place } from '../connectors/read-connector.ts'

export type ClientRow = Selectable<ExchangeClient>
export type KeyRow = Omit<Selectable<ExchangeKey>, 'token_hash'>

/** @throws notFound */
export async function lockClient(tx: Tx, { county, id }: Place): Promise<ClientRow> {
  const row = await tx
    .selectFrom('exchange_client')
    .selectAll()
    .where('county', '=', county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

/** @throws notFound */
export async function readClient({ tx, actor }: Pick<Work, 'tx' | 'actor'>, { county, id }: Place): Promise<Client> {
  const row = await tx
    .selectFrom('exchange_client')
    .selectAll()
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()
  const [shown] = row ? await toClients(tx, actor, [row]) : []
  if (!shown) throw notFound()
  return shown
}

export async function listClientsFor(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  query: QueryOf<typeof listClients>,
): Promise<ReplyOf<typeof listClients>> {
  const limit = query.limit ?? 50
  const found = await tx
    .selectFrom('exchange_client')
    .selectAll()
    .$if(query.state !== undefined, (some) => some.where('state', '=', query.state ?? ''))
    .$if(query.after !== undefined, (some) => some.where('id', '<', query.after ?? ''))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const rows = found.slice(0, limit)
  return { rows: await toClients(tx, actor, rows), next: found.length > limit ? (rows.at(-1)?.id ?? null) : null }
}

/** Live keys only of an approved application while its agreement holds; test keys already before. */
export function keyMayWork(client: Pick<ClientRow, 'state' | 'valid_from' | 'valid_until'>, kind: string, today: Day) {
  if (kind === 'test') return client.state === 'requested' || client.state === 'active'
  return client.state === 'active' && client.valid_from <= today && today <= client.valid_until
}

const keyColumns = [
  'county',
  'id',
  'region',
  'client_id',
  'kind',
  'prefix',
  'made_at',
  'made_by',
  'made_by_name',
  'expires_at',
  'revoked_at',
  'last_used_at',
] as const

async function toClients(tx: Tx, actor: Actor, rows: readonly ClientRow[]): Promise<Client[]> {
  const ids = rows.map(({ id }) => id)
  const names = await nameRegions(
    tx,
    rows.map(({ region }) => region),
  )
  const keys = await tx
    .selectFrom('exchange_key')
    .select(keyColumns)
    .where(sql<boolean>`client_id = any (${ids}::uuid[])`)
    .orderBy('id', 'desc')
    .execute()
  const counts = await countsOf(tx, ids, actor.now)
  return rows.map((row) => {
    const own = keys.filter((key) => key.client_id === row.id).map((key) => toKey(row, key, actor))
    return {
      county: row.county,
      id: row.id,
      name: row.name,
      organisation: row.organisation,
      contact: row.contact,
      region: row.region,
      regionPath: names(row.region).path,
      purposes: row.purposes as PurposeId[],
      scopes: row.scopes as ClientScope[],
      basis: row.basis as ClientBasis,
      basisNote: row.basis_note,
      agreementNumber: row.agreement_number,
      validFrom: row.valid_from,
      validUntil: row.valid_until,
      perMinute: row.per_minute,
      perDay: row.per_day,
      state: row.state as ClientState,
      registeredAt: row.registered_at.toISOString(),
      registeredBy: row.registered_by_name,
      decidedAt: row.decided_at?.toISOString() ?? null,
      decidedBy: row.decided_by_name,
      reason: row.reason,
      keys: own,
      requestsToday: counts.get(row.id)?.requests ?? 0,
      refusedToday: counts.get(row.id)?.refused ?? 0,
      lastUsedAt:
        own
          .flatMap((key) => key.lastUsedAt ?? [])
          .sort()
          .at(-1) ?? null,
      version: row.version,
      may: mayDo(row, actor),
    }
  })
}

function toKey(client: ClientRow, key: KeyRow, { now, today }: Actor): ClientKey {
  return {
    id: key.id,
    kind: key.kind as KeyKind,
    prefix: key.prefix,
    madeAt: key.made_at.toISOString(),
    madeBy: key.made_by_name,
    expiresAt: key.expires_at.toISOString(),
    revokedAt: key.revoked_at?.toISOString() ?? null,
    lastUsedAt: key.last_used_at?.toISOString() ?? null,
    works: key.revoked_at === null && key.expires_at > now && keyMayWork(client, key.kind, today),
  }
}

async function countsOf(tx: Tx, ids: readonly string[], now: Date) {
  const rows = await tx
    .selectFrom('exchange_request')
    .select((one) => [
      'source_id',
      one.fn.countAll<number>().as('requests'),
      sql<number>`count(*) filter (where outcome <> 'answered')`.as('refused'),
    ])
    .where(sql<boolean>`source_id = any (${ids}::uuid[])`)
    .where('at', '>', new Date(now.getTime() - 86_400_000))
    .groupBy('source_id')
    .execute()
  return new Map(rows.map((row) => [row.source_id, { requests: Number(row.requests), refused: Number(row.refused) }]))
}

function mayDo(row: ClientRow, actor: Actor): Client['may'] {
  const holds = (permission: 'exchange:connect' | 'exchange:approve') =>
    actor.grants.some((grant) => grant.permissions.has(permission) && isWithin(row.region, grant.region ?? row.region))
  const can = (move: ClientMove) => nextClientState(row.state as ClientState, move) !== undefined
  const connects = holds('exchange:connect')
  const approves = holds('exchange:approve') && row.registered_by !== actor.accountId
  const may: Client['may'] = []
  if (approves && can('approve')) may.push('approve', 'refuse')
  if ((connects || holds('exchange:approve')) && can('end')) may.push('end')
  if (connects && keyMayWork(row, 'live', actor.today)) may.push('make-live-key')
  if (connects && keyMayWork(row, 'test', actor.today)) may.push('make-test-key')
  return may
}
