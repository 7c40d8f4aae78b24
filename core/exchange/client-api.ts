import { type Static, Type } from 'typebox'
import { Id, Instant } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound, staleVersion } from '../http/problems.ts'
import { RegionCode } from '../regions/code.ts'
import * as problems from './problems.ts'
import * as part from './schemas.ts'
import { agreement, orNull } from './schemas.ts'
import { keyDaysAtMost } from './scopes.ts'

const settings = {
  name: part.Name,
  organisation: part.Name,
  /** Whom to call, and how. */
  contact: Type.String({ minLength: 2, maxLength: 120 }),
  region: RegionCode,
  purposes: Type.Array(part.Purpose, { minItems: 1 }),
  scopes: Type.Array(part.Scope, { minItems: 1 }),
  basis: part.Basis,
  ...agreement,
  perMinute: Type.Integer({ minimum: 1, maximum: 6000 }),
  perDay: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
}

export const ClientKey = Type.Object({
  id: Id,
  kind: part.KeyKindSchema,
  /** The first characters, by which a key is known. */
  prefix: Type.String(),
  madeAt: Instant,
  madeBy: Type.String(),
  expiresAt: Instant,
  revokedAt: orNull(Instant),
  lastUsedAt: orNull(Instant),
  works: Type.Boolean(),
})
export type ClientKey = Static<typeof ClientKey>

export const Client = Type.Object({
  county: part.County,
  id: Id,
  ...settings,
  regionPath: Type.String(),
  state: part.ClientStateSchema,
  registeredAt: Instant,
  registeredBy: Type.String(),
  decidedAt: orNull(Instant),
  decidedBy: orNull(Type.String()),
  reason: Type.String(),
  keys: Type.Array(ClientKey),
  requestsToday: Type.Integer(),
  refusedToday: Type.Integer(),
  lastUsedAt: orNull(Instant),
  version: Type.Integer(),
  may: Type.Array(Type.Unsafe<'approve' | 'refuse' | 'end' | 'make-live-key' | 'make-test-key'>(Type.String())),
})
export type Client = Static<typeof Client>

export const listClients = endpoint({
  method: 'GET',
  path: '/exchange/clients',
  permission: 'exchange:read',
  summary: { zh: '接入的第三方应用', en: 'Applications of third parties' },
  query: Type.Object({ state: Type.Optional(part.ClientStateSchema), ...part.Page }),
  reply: Type.Object({ rows: Type.Array(Client), next: orNull(Type.String()) }),
})

export const getClient = endpoint({
  method: 'GET',
  path: '/exchange/clients/:county/:id',
  permission: 'exchange:read',
  summary: { zh: '查看一个第三方应用', en: 'Read one application' },
  params: part.Place,
  reply: Client,
  problems: [notFound],
})

export const registerClient = endpoint({
  method: 'POST',
  path: '/exchange/clients',
  permission: 'exchange:connect',
  summary: { zh: '登记第三方应用', en: 'Register an application' },
  body: Type.Object(settings),
  reply: Client,
  problems: [problems.agreementUpsideDown, problems.beyondScope],
})
export type WantedClient = Static<(typeof registerClient)['body'] & object>

export const decideClient = endpoint({
  method: 'POST',
  path: '/exchange/clients/:county/:id/decide',
  permission: 'exchange:approve',
  summary: { zh: '复核第三方应用', en: 'Approve or refuse an application' },
  params: part.Place,
  body: Type.Object({
    move: Type.Union([Type.Literal('approve'), Type.Literal('refuse'), Type.Literal('end')]),
    reason: Type.String({ maxLength: 300 }),
    version: Type.Integer(),
  }),
  reply: Client,
  problems: [notFound, staleVersion, problems.otherState, problems.secondPerson, problems.agreementOver],
})

export const endClient = endpoint({
  method: 'POST',
  path: '/exchange/clients/:county/:id/end',
  permission: 'exchange:connect',
  summary: { zh: '终止第三方应用', en: 'End an application' },
  params: part.Place,
  body: Type.Object({ reason: part.Reason, version: Type.Integer() }),
  reply: Client,
  problems: [notFound, staleVersion, problems.otherState],
})

/** The key is in this answer and nowhere else. A key made in the place of another lets that one work a few days more. */
export const makeClientKey = endpoint({
  method: 'POST',
  path: '/exchange/clients/:county/:id/keys',
  permission: 'exchange:connect',
  summary: { zh: '发放或更换密钥', en: 'Make a key, or one in the place of another' },
  params: part.Place,
  body: Type.Object({
    kind: part.KeyKindSchema,
    days: Type.Integer({ minimum: 1, maximum: keyDaysAtMost }),
    replaces: Type.Optional(Id),
  }),
  reply: Type.Object({ client: Client, key: Type.String() }),
  problems: [notFound, problems.keysOfActiveOnly, problems.otherState],
})

export const revokeClientKey = endpoint({
  method: 'POST',
  path: '/exchange/clients/:county/:id/keys/:keyId/revoke',
  permission: 'exchange:connect',
  summary: { zh: '立即撤销密钥', en: 'Revoke a key at once' },
  params: Type.Object({ ...part.Place.properties, keyId: Id }),
  body: Type.Object({ reason: part.Reason }),
  reply: Client,
  problems: [notFound],
})
