import { type Static, Type } from 'typebox'
import { Id, Instant } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound } from '../http/problems.ts'
import { RegionCode } from '../regions/code.ts'
import * as problems from './problems.ts'

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const CountyCode = Type.String({ pattern: '^\\d{6}$' })

export const SealAlgorithm = Type.Union([Type.Literal('aes-256-gcm'), Type.Literal('sm4-ctr-hmac-sm3')])
export type SealAlgorithm = Static<typeof SealAlgorithm>

/** How far a county's values have come under their new key. */
export const KeyRotation = Type.Object({
  id: Id,
  toVersion: Type.Integer(),
  state: Type.Union([Type.Literal('resealing'), Type.Literal('done')]),
  total: Type.Integer(),
  done: Type.Integer(),
  requestedBy: Type.String(),
  requestedAt: Instant,
  finishedAt: orNull(Instant),
})
export type KeyRotation = Static<typeof KeyRotation>

export const CountyKey = Type.Object({
  county: CountyCode,
  regionPath: Type.String({ description: 'empty for the key of what belongs to no county' }),
  version: Type.Integer(),
  algorithm: SealAlgorithm,
  madeAt: Instant,
  /** Older versions that are kept, for values not yet sealed anew or for backups. */
  olderKept: Type.Integer(),
  rotation: orNull(KeyRotation),
})
export type CountyKey = Static<typeof CountyKey>

export const KeyVersion = Type.Object({
  version: Type.Integer(),
  algorithm: SealAlgorithm,
  state: Type.Union([Type.Literal('active'), Type.Literal('retired'), Type.Literal('destroyed')]),
  madeAt: Instant,
  retiredAt: orNull(Instant),
  destroyedAt: orNull(Instant),
  /** Values sealed with it now, in every table. */
  values: Type.Integer(),
})
export type KeyVersion = Static<typeof KeyVersion>

const county = Type.Object({ county: CountyCode })

export const listDataKeys = endpoint({
  method: 'GET',
  path: '/data-keys',
  permission: 'keys:manage',
  summary: { zh: '各县的数据密钥', en: 'List the counties’ data keys' },
  query: Type.Object({
    region: Type.Optional(RegionCode),
    after: Type.Optional(Type.String({ pattern: '^\\d{6}$' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  reply: Type.Object({ rows: Type.Array(CountyKey), next: orNull(Type.String()), total: Type.Integer() }),
})

export const getDataKey = endpoint({
  method: 'GET',
  path: '/data-keys/:county',
  permission: 'keys:manage',
  summary: {
    zh: '一个县的密钥版本及各版本加密的数据项数',
    en: 'One county’s key versions and what is sealed with each',
  },
  params: county,
  reply: Type.Object({ ...CountyKey.properties, versions: Type.Array(KeyVersion) }),
  problems: [notFound],
})

export const rotateDataKey = endpoint({
  method: 'POST',
  path: '/data-keys/:county/rotations',
  permission: 'keys:manage',
  summary: { zh: '更换一个县的数据密钥', en: 'Replace a county’s data key' },
  params: county,
  body: Type.Object({ reason: Type.String({ minLength: 2, maxLength: 500 }) }),
  reply: KeyRotation,
  problems: [notFound, problems.rotationUnderWay],
})

export const destroyDataKey = endpoint({
  method: 'POST',
  path: '/data-keys/:county/versions/:version/destruction',
  permission: 'keys:manage',
  summary: { zh: '销毁已停用的密钥版本', en: 'Destroy a retired version of a key' },
  params: Type.Object({ county: CountyCode, version: Type.String({ pattern: '^\\d{1,5}$' }) }),
  body: Type.Object({ reason: Type.String({ minLength: 2, maxLength: 500 }) }),
  reply: KeyVersion,
  problems: [notFound, problems.keyInUse, problems.keyStillUsed],
})
