import { randomBytes } from 'node:crypto'
import type {
  Client,
  decideClient as decideEndpoint,
  makeClientKey as makeKeyEndpoint,
  registerClient as registerEndpoint,
} from '@yinian/core/exchange/client-api.ts'
import {
  agreementOver,
  agreementUpsideDown,
  beyondScope,
  keysOfActiveOnly,
  otherState,
  secondPerson,
} from '@yinian/core/exchange/problems.ts'
import { overlapDays } from '@yinian/core/exchange/scopes.ts'
import { type ClientMove, type ClientState, clientStates, nextClientState } from '@yinian/core/exchange/states.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound, staleVersion } from '@yinian/core/http/problems.ts'
import { withTexts } from '@yinian/core/people/problems.ts'
import { countyOf, isWithin } from '@yinian/core/regions/code.ts'
import { isDay } from '@yinian/core/time/day.ts'
import { audit } from '../../access/index.ts'
import { hashToken } from '../../crypto/vault.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import type { Place } from '../connectors/read-connector.ts'
import { type ClientRow, keyMayWork, lockClient, readClient } from './read-client.ts'

/** @throws beyondScope, agreementUpsideDown */
export async function registerClientOf(work: Work, wanted: BodyOf<typeof registerEndpoint>): Promise<Client> {
  const { tx, actor } = work
  const mine = actor.grants.some(
    (grant) =>
      grant.permissions.has('exchange:connect') && grant.region !== null && isWithin(wanted.region, grant.region),
  )
  if (!mine) throw beyondScope({ at: '/region' })
  if (!isDay(wanted.validFrom) || !isDay(wanted.validUntil) || wanted.validUntil < wanted.validFrom)
    throw agreementUpsideDown({ at: '/validUntil' })
  const id = newId(actor.now)
  const county = countyOf(wanted.region)
  await tx
    .insertInto('exchange_client')
    .values({
      county,
      id,
      region: wanted.region,
      name: wanted.name.trim(),
      organisation: wanted.organisation.trim(),
      contact: wanted.contact.trim(),
      purposes: [...new Set(wanted.purposes)],
      scopes: [...new Set(wanted.scopes)],
      basis: wanted.basis,
      basis_note: wanted.basisNote.trim(),
      agreement_number: wanted.agreementNumber.trim(),
      valid_from: wanted.validFrom,
      valid_until: wanted.validUntil,
      per_minute: wanted.perMinute,
      per_day: wanted.perDay,
      registered_at: actor.now,
      registered_by: actor.accountId,
      registered_by_name: actor.name,
    })
    .execute()
  await note(work, 'exchange.client-registered', { id, region: wanted.region }, { scopes: wanted.scopes })
  return readClient(work, { county, id })
}

const done: Readonly<Record<ClientMove, string>> = {
  approve: 'exchange.client-approved',
  refuse: 'exchange.client-refused',
  end: 'exchange.client-ended',
}

/** @throws notFound, staleVersion, otherState, secondPerson, agreementOver */
export async function moveClient(work: Work, place: Place, asked: BodyOf<typeof decideEndpoint>): Promise<Client> {
  const { tx, actor } = work
  const row = await lockClient(tx, place)
  if (row.version !== asked.version) throw staleVersion()
  const state = nextClientState(row.state as ClientState, asked.move)
  if (state === undefined) throw withTexts(otherState, { state: clientStates[row.state as ClientState] })
  if (asked.move !== 'end' && row.registered_by === actor.accountId) throw secondPerson()
  if (asked.move === 'approve' && row.valid_until < actor.today) throw agreementOver()
  // Who approved it stays on record when it ends; who ended it is in the trail.
  const decided = { decided_at: actor.now, decided_by: actor.accountId, decided_by_name: actor.name }
  await tx
    .updateTable('exchange_client')
    .set({ state, reason: asked.reason, version: row.version + 1, ...(asked.move === 'end' ? {} : decided) })
    .where('county', '=', row.county)
    .where('id', '=', row.id)
    .execute()
  await note(work, done[asked.move], row, { reason: asked.reason })
  return readClient(work, place)
}

/** The key is told once and kept as its hash. One it takes the place of works some days longer. @throws see the endpoint */
export async function makeKeyOf(
  work: Work,
  place: Place,
  wanted: BodyOf<typeof makeKeyEndpoint>,
): Promise<{ client: Client; key: string }> {
  const { tx, actor } = work
  const client = await lockClient(tx, place)
  if (!keyMayWork(client, wanted.kind, actor.today)) throw keysOfActiveOnly()
  if (wanted.replaces !== undefined) await replace(work, client, wanted.replaces, wanted.kind)
  const key = `yn_${wanted.kind}_${randomBytes(32).toString('base64url')}`
  const prefix = key.slice(0, 14)
  await tx
    .insertInto('exchange_key')
    .values({
      county: client.county,
      id: newId(actor.now),
      region: client.region,
      client_id: client.id,
      kind: wanted.kind,
      prefix,
      token_hash: hashToken(key),
      made_at: actor.now,
      made_by: actor.accountId,
      made_by_name: actor.name,
      expires_at: later(actor.now, wanted.days),
    })
    .execute()
  await note(work, 'exchange.key-made', client, { kind: wanted.kind, prefix })
  return { client: await readClient(work, place), key }
}

async function replace({ tx, actor }: Work, client: ClientRow, keyId: string, kind: string): Promise<void> {
  const before = await tx
    .selectFrom('exchange_key')
    .select(['id', 'expires_at'])
    .where('county', '=', client.county)
    .where('id', '=', keyId)
    .where('client_id', '=', client.id)
    .where('kind', '=', kind)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (!before) throw notFound({ at: '/replaces' })
  const until = later(actor.now, overlapDays)
  await tx
    .updateTable('exchange_key')
    .set({ expires_at: before.expires_at < until ? before.expires_at : until })
    .where('county', '=', client.county)
    .where('id', '=', before.id)
    .execute()
}

/** From the next request on nothing is answered to it. @throws notFound */
export async function revokeKeyOf(
  work: Work,
  place: Place & { readonly keyId: string },
  reason: string,
): Promise<Client> {
  const { tx, actor } = work
  const client = await lockClient(tx, place)
  const revoked = await tx
    .updateTable('exchange_key')
    .set({ revoked_at: actor.now })
    .where('county', '=', client.county)
    .where('client_id', '=', client.id)
    .where('id', '=', place.keyId)
    .where('revoked_at', 'is', null)
    .returning('prefix')
    .executeTakeFirst()
  if (!revoked) throw notFound()
  await note(work, 'exchange.key-revoked', client, { prefix: revoked.prefix, reason })
  return readClient(work, place)
}

const later = (now: Date, days: number): Date => new Date(now.getTime() + days * 86_400_000)

async function note(
  work: Work,
  action: string,
  { id, region }: { readonly id: string; readonly region: string },
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  await audit(work, action, { region, subjectType: 'client', subjectId: id, detail })
}
