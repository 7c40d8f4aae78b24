import { type Static, Type } from 'typebox'
import { Id, Instant, TextSchema } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound, staleVersion } from '../http/problems.ts'
import { RegionCode } from '../regions/code.ts'
import * as problems from './problems.ts'
import type { Mapping } from './read-answer.ts'
import * as part from './schemas.ts'
import { agreement, orNull } from './schemas.ts'

const MappingSchema = Type.Unsafe<Mapping>(
  Type.Object({
    records: Type.String({ maxLength: 120 }),
    number: Type.String({ minLength: 1, maxLength: 120 }),
    fields: Type.Record(Type.String(), Type.String({ maxLength: 120 })),
    values: Type.Record(Type.String(), Type.Record(Type.String(), Type.String({ maxLength: 60 }))),
  }),
)

const settings = {
  name: part.Name,
  kind: part.Kind,
  department: part.Name,
  region: RegionCode,
  transport: part.TransportSchema,
  /** Where it is asked; empty for files. */
  address: Type.String({ maxLength: 300 }),
  /** How many people are asked about at once; 1 where the department answers person by person. */
  batchSize: Type.Integer({ minimum: 1, maximum: 500 }),
  credentialHeader: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9-]{0,59}$' }),
  fields: Type.Array(part.Field, { minItems: 1 }),
  mapping: MappingSchema,
  purposes: Type.Array(part.Purpose, { minItems: 1 }),
  ...agreement,
  perMinute: Type.Integer({ minimum: 1, maximum: 60_000 }),
  perDay: Type.Integer({ minimum: 1, maximum: 10_000_000 }),
  timeoutSeconds: Type.Integer({ minimum: 1, maximum: 60 }),
}

export const Connector = Type.Object({
  county: part.County,
  id: Id,
  ...settings,
  regionPath: Type.String(),
  state: part.ConnectorStateSchema,
  /** A credential is kept; it is never shown again. */
  hasCredential: Type.Boolean(),
  changedAt: Instant,
  changedBy: Type.String(),
  decidedAt: orNull(Instant),
  decidedBy: orNull(Type.String()),
  reason: Type.String(),
  lastUsedAt: orNull(Instant),
  requestsToday: Type.Integer(),
  failedToday: Type.Integer(),
  version: Type.Integer(),
  may: Type.Array(Type.Unsafe<'change' | 'ask' | 'switch-on' | 'switch-off' | 'try' | 'compare'>(Type.String())),
})
export type Connector = Static<typeof Connector>

/** With `credential` left out the one before is kept. */
const Wanted = Type.Object({ ...settings, credential: Type.Optional(Type.String({ maxLength: 400 })) })
export type WantedConnector = Static<typeof Wanted>

const saving = [
  problems.addressNotAllowed,
  problems.mappingIncomplete,
  problems.agreementUpsideDown,
  problems.beyondScope,
]

export const listConnectors = endpoint({
  method: 'GET',
  path: '/exchange/connectors',
  permission: 'exchange:read',
  summary: { zh: '与其他部门的数据接口', en: 'Connectors to other departments' },
  query: Type.Object({ state: Type.Optional(part.ConnectorStateSchema), kind: Type.Optional(part.Kind), ...part.Page }),
  reply: Type.Object({ rows: Type.Array(Connector), next: orNull(Type.String()) }),
})

export const getConnector = endpoint({
  method: 'GET',
  path: '/exchange/connectors/:county/:id',
  permission: 'exchange:read',
  summary: { zh: '查看一个数据接口', en: 'Read one connector' },
  params: part.Place,
  reply: Connector,
  problems: [notFound],
})

export const addConnector = endpoint({
  method: 'POST',
  path: '/exchange/connectors',
  permission: 'exchange:connect',
  summary: { zh: '建立数据接口（未启用）', en: 'Set up a connector, off' },
  body: Wanted,
  reply: Connector,
  problems: saving,
})

export const changeConnector = endpoint({
  method: 'PUT',
  path: '/exchange/connectors/:county/:id',
  permission: 'exchange:connect',
  summary: { zh: '修改数据接口，修改后须重新复核启用', en: 'Change a connector, which switches it off' },
  params: part.Place,
  body: Type.Object({ ...Wanted.properties, version: Type.Integer() }),
  reply: Connector,
  problems: [notFound, staleVersion, ...saving],
})

export const askConnector = endpoint({
  method: 'POST',
  path: '/exchange/connectors/:county/:id/ask',
  permission: 'exchange:connect',
  summary: { zh: '申请启用数据接口', en: 'Ask for a connector to be switched on' },
  params: part.Place,
  body: Type.Object({ version: Type.Integer() }),
  reply: Connector,
  problems: [notFound, staleVersion, problems.otherState, problems.agreementOver],
})

export const decideConnector = endpoint({
  method: 'POST',
  path: '/exchange/connectors/:county/:id/decide',
  permission: 'exchange:approve',
  summary: { zh: '复核启用或停用数据接口', en: 'Switch a connector on or off' },
  params: part.Place,
  body: Type.Object({
    move: Type.Union([Type.Literal('switch-on'), Type.Literal('switch-off')]),
    reason: Type.String({ maxLength: 300 }),
    version: Type.Integer(),
  }),
  reply: Connector,
  problems: [notFound, staleVersion, problems.otherState, problems.secondPerson, problems.agreementOver],
})

export const stopConnector = endpoint({
  method: 'POST',
  path: '/exchange/connectors/:county/:id/stop',
  permission: 'exchange:connect',
  summary: { zh: '停用数据接口', en: 'Switch a connector off' },
  params: part.Place,
  body: Type.Object({ reason: part.Reason, version: Type.Integer() }),
  reply: Connector,
  problems: [notFound, staleVersion, problems.otherState],
})

/** Asks about a number nobody holds, so that address, credential and mapping can be tried without a person. */
export const tryConnector = endpoint({
  method: 'POST',
  path: '/exchange/connectors/:county/:id/try',
  permission: 'exchange:connect',
  summary: { zh: '用虚构号码试连', en: 'Try a connector with an invented number' },
  params: part.Place,
  reply: Type.Object({
    ok: Type.Boolean(),
    status: orNull(Type.Integer()),
    note: TextSchema,
    durationMs: Type.Integer(),
  }),
  problems: [notFound, problems.addressNotAllowed, problems.fileMissing],
})

export const RequestLine = Type.Object({
  id: Id,
  at: Instant,
  direction: Type.Union([Type.Literal('out'), Type.Literal('in')]),
  sourceName: Type.String(),
  /** Who asked: an account, or the first characters of a key. */
  askedBy: Type.String(),
  purpose: orNull(part.Purpose),
  operation: Type.String(),
  people: Type.Integer(),
  elderIds: Type.Array(Id),
  fields: Type.Array(Type.String()),
  outcome: Type.Unsafe<'sent' | 'answered' | 'refused' | 'limited' | 'failed'>(Type.String()),
  status: orNull(Type.Integer()),
  durationMs: orNull(Type.Integer()),
})
export type RequestLine = Static<typeof RequestLine>

export const listRequests = endpoint({
  method: 'GET',
  path: '/exchange/requests',
  permission: 'audit:read',
  summary: { zh: '数据共享与接口请求记录', en: 'Every request to and from other parties' },
  query: Type.Object({
    direction: Type.Optional(Type.Union([Type.Literal('out'), Type.Literal('in')])),
    outcome: Type.Optional(Type.Enum(['sent', 'answered', 'refused', 'limited', 'failed'])),
    sourceId: Type.Optional(Id),
    ...part.Page,
  }),
  reply: Type.Object({ rows: Type.Array(RequestLine), next: orNull(Type.String()) }),
})
