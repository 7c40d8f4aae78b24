import type { ActingClient, Actor } from '@yinian/core/access/actor.ts'
import { keyWrong } from '@yinian/core/exchange/problems.ts'
import { type ClientScope, clientScopes, type KeyKind } from '@yinian/core/exchange/scopes.ts'
import { tooMany } from '@yinian/core/http/problems.ts'
import { dayAt } from '@yinian/core/time/day.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hashToken } from '../../crypto/vault.ts'
import type { Tx } from '../../db/database.ts'
import { newId } from '../../db/ids.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { Ground } from '../../http/ground.ts'
import type { Authenticate } from '../../http/serve.ts'
import { gateScope } from '../platform-scope.ts'
import { takeUse } from '../use.ts'
import { keyMayWork } from './read-client.ts'
import { toldOf } from './told.ts'

interface Knock {
  readonly client: ActingClient & { readonly county: string }
  readonly prefix: string
  readonly limit: number
  readonly left: number
  readonly resetIn: number
  readonly begun: number
}

const knocks = new WeakMap<FastifyRequest, Knock>()

/** Whoever brings a key is an application; everybody else is known by their session. */
export function withClients(ground: Ground, authenticate: Authenticate): Authenticate {
  return async (request) => {
    const token = /^Bearer (yn_(?:live|test)_[\w-]{43})$/.exec(request.headers.authorization ?? '')?.[1]
    if (token === undefined) {
      if (request.headers.authorization?.startsWith('Bearer yn_')) throw keyWrong()
      return authenticate(request)
    }
    return admit(ground, request, token)
  }
}

/** @throws keyWrong, tooMany */
async function admit(ground: Ground, request: FastifyRequest, token: string): Promise<Actor> {
  const now = ground.clock.now()
  const today = dayAt(now)
  const begun = performance.now()
  const found = await inTransaction(ground.database, gateScope, async (tx) => {
    const row = await findKey(tx, token)
    if (!row) return undefined
    const works = row.revoked_at === null && row.expires_at > now && keyMayWork(row, row.kind, today)
    const taken = works
      ? await takeUse(
          tx,
          // Trying uses up nothing of what the application was allowed.
          { county: row.county, id: row.kind === 'test' ? row.key_id : row.id, region: row.region },
          { perMinute: row.per_minute, perDay: row.per_day },
          now,
        )
      : undefined
    if (taken?.allowed)
      await tx
        .updateTable('exchange_key')
        .set({ last_used_at: now })
        .where('county', '=', row.county)
        .where('id', '=', row.key_id)
        .execute()
    return { row, taken }
  })
  if (!found) throw keyWrong()
  const { row, taken } = found
  const client = {
    id: row.id,
    county: row.county,
    region: row.region,
    name: `${row.organisation} ${row.name}`,
    kind: row.kind as KeyKind,
    purposes: row.purposes,
    needsConsent: row.basis === 'consent',
  }
  const seconds = Math.floor(now.getTime() / 1000)
  knocks.set(request, {
    client,
    prefix: row.prefix,
    limit: row.per_minute,
    left: taken?.allowed ? taken.left : 0,
    resetIn: taken && !taken.allowed ? taken.retryAfter : 60 - (seconds % 60),
    begun,
  })
  if (!taken) throw keyWrong()
  if (!taken.allowed) throw tooMany({ retryAfter: taken.retryAfter, values: { seconds: taken.retryAfter } })
  const permissions = new Set((row.scopes as ClientScope[]).map((scope) => clientScopes[scope].permission))
  return {
    accountId: client.id,
    name: client.name,
    grants: [{ role: 'client', permissions, region: client.region, organisationId: null }],
    now,
    today,
    client,
  }
}

async function findKey(tx: Tx, token: string) {
  return tx
    .selectFrom('exchange_key')
    .innerJoin('exchange_client', (join) =>
      join
        .onRef('exchange_client.county', '=', 'exchange_key.county')
        .onRef('exchange_client.id', '=', 'exchange_key.client_id'),
    )
    .selectAll('exchange_client')
    .select(['exchange_key.id as key_id', 'kind', 'prefix', 'expires_at', 'revoked_at'])
    .where('token_hash', '=', hashToken(token))
    .executeTakeFirst()
}

/** Says in every answer to an application what is left to it, and notes the request before the answer leaves. */
export function noteClients(app: FastifyInstance, ground: Ground): void {
  app.addHook('onSend', async (request, reply) => {
    const knock = knocks.get(request)
    if (!knock) return
    reply.header('ratelimit-limit', knock.limit)
    reply.header('ratelimit-remaining', knock.left)
    reply.header('ratelimit-reset', knock.resetIn)
    await inTransaction(ground.database, gateScope, (tx) => noteRequest(tx, request, reply, knock, ground.clock.now()))
  })
}

async function noteRequest(
  tx: Tx,
  request: FastifyRequest,
  reply: FastifyReply,
  { client, prefix, begun }: Knock,
  now: Date,
): Promise<void> {
  const { elderIds, fields, purpose } = toldOf(client)
  const status = reply.statusCode
  await tx
    .insertInto('exchange_request')
    .values({
      county: client.county,
      id: newId(now),
      region: client.region,
      direction: 'in',
      source_id: client.id,
      source_name: client.name,
      asked_by: client.id,
      asked_by_name: prefix,
      purpose,
      operation: (request.routeOptions.url ?? '').replace('/api/exchange/v1/', '').slice(0, 80),
      people: elderIds.length,
      elder_ids: [...elderIds],
      fields: [...fields],
      outcome: status < 400 ? 'answered' : status === 429 ? 'limited' : status < 500 ? 'refused' : 'failed',
      status,
      duration_ms: Math.round(performance.now() - begun),
      at: now,
    })
    .execute()
}
