import { type Static, Type } from 'typebox'
import { Id, Instant, Nothing } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound } from '../http/problems.ts'
import { RegionCode } from '../regions/code.ts'
import { AuditFault } from './faults.ts'

const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' })

/** The chain of one county, or of the offices of a city, a province or the nation. */
export const AuditChain = Type.Object({
  county: Type.String({ pattern: '^\\d{6}$' }),
  region: RegionCode,
  regionPath: Type.String(),
  blocks: Type.Integer(),
  events: Type.Integer(),
  /** Hash of the newest block. */
  head: Hash,
  algorithm: Type.String(),
  sealedAt: Instant,
  lastCheck: Type.Union([Type.Object({ at: Instant, blocks: Type.Integer(), faults: Type.Integer() }), Type.Null()]),
})
export type AuditChain = Static<typeof AuditChain>

export const listAuditChains = endpoint({
  method: 'GET',
  path: '/audit-chains',
  permission: 'audit:read',
  summary: { zh: '操作记录的封存链', en: 'The sealed chains of the audit trail' },
  query: Type.Object({
    region: Type.Optional(RegionCode),
    faulty: Type.Optional(Type.Boolean()),
    after: Type.Optional(Type.String({ maxLength: 6 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  reply: Type.Object({
    rows: Type.Array(AuditChain),
    next: Type.Union([Type.String(), Type.Null()]),
    total: Type.Integer(),
  }),
})

export const AuditVerification = Type.Object({
  id: Id,
  region: RegionCode,
  regionPath: Type.String(),
  state: Type.Union([Type.Literal('waiting'), Type.Literal('running'), Type.Literal('done'), Type.Literal('failed')]),
  requestedAt: Instant,
  finishedAt: Type.Union([Instant, Type.Null()]),
  chains: Type.Integer(),
  chainsChecked: Type.Integer(),
  events: Type.Integer(),
  eventsChecked: Type.Integer(),
  headsChecked: Type.Integer(),
  faultCount: Type.Integer(),
})
export type AuditVerification = Static<typeof AuditVerification>

export const FaultyChain = Type.Object({
  county: Type.String(),
  regionPath: Type.String(),
  faultCount: Type.Integer(),
  faults: Type.Array(
    Type.Intersect([
      AuditFault,
      Type.Object({ actionName: Type.Union([Type.Object({ zh: Type.String(), en: Type.String() }), Type.Null()]) }),
    ]),
  ),
})
export type FaultyChain = Static<typeof FaultyChain>

export const verifyAuditChains = endpoint({
  method: 'POST',
  path: '/audit-verifications',
  permission: 'audit:read',
  summary: { zh: '核验封存链', en: 'Verify the sealed chains' },
  body: Type.Object({ region: RegionCode }),
  reply: AuditVerification,
  problems: [notFound],
})

export const listAuditVerifications = endpoint({
  method: 'GET',
  path: '/audit-verifications',
  permission: 'audit:read',
  summary: { zh: '核验记录', en: 'Verifications' },
  query: Type.Object({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 10 })) }),
  reply: Type.Object({ rows: Type.Array(AuditVerification) }),
})

export const getAuditVerification = endpoint({
  method: 'GET',
  path: '/audit-verifications/:id',
  permission: 'audit:read',
  summary: { zh: '一次核验的结果', en: 'What a verification found' },
  params: Type.Object({ id: Id }),
  reply: Type.Object({ verification: AuditVerification, faulty: Type.Array(FaultyChain) }),
  problems: [notFound],
})

export const sealAuditEvents = endpoint({
  method: 'POST',
  path: '/audit-seal',
  permission: 'audit:read',
  summary: { zh: '立即封存新记录', en: 'Seal new events now' },
  reply: Nothing,
})

/** The newest block of each chain in the caller's scope, to be kept where the database's owner cannot reach. */
export const downloadAuditHeads = endpoint({
  method: 'GET',
  path: '/audit-heads',
  permission: 'audit:read',
  summary: { zh: '下载链头', en: 'Download the heads of the chains' },
  reply: Type.Any(),
  transfer: 'file',
})
