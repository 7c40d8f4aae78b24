import { Type } from 'typebox'
import { endpoint } from '../http/endpoint.ts'
import { notFound, tooMany } from '../http/problems.ts'
import { RegionCode } from '../regions/code.ts'
import * as problems from './problems.ts'
import * as part from './schemas.ts'
import { orNull } from './schemas.ts'

// What third parties call. Its paths carry their version: what changes in a way that breaks a caller gets the next one.

const IdentityNumber = Type.String({
  minLength: 15,
  maxLength: 24,
  description: '公民身份号码 Identity number (GB 11643)',
})
const asking = { identityNumber: IdentityNumber, purpose: part.Purpose }
const refusals = [problems.keyWrong, problems.purposeNotAgreed, tooMany]

export const askAbility = endpoint({
  method: 'POST',
  path: '/exchange/v1/ability-results',
  permission: 'client:ability-results',
  summary: { zh: '查验有效的能力评估结果', en: 'The valid result of an ability assessment' },
  body: Type.Object(asking),
  /** Null both for somebody unknown and for somebody without a valid result. */
  reply: Type.Object({
    result: orNull(
      Type.Object({
        level: Type.Integer({ minimum: 0, maximum: 4, description: 'GB/T 42195-2022 §4.2' }),
        confirmedOn: part.Day,
        validUntil: part.Day,
      }),
    ),
  }),
  problems: [problems.wrongNumber, ...refusals],
})

export const askCategories = endpoint({
  method: 'POST',
  path: '/exchange/v1/categories',
  permission: 'client:categories',
  summary: { zh: '查验老年人类别', en: 'The categories of an elder' },
  body: Type.Object(asking),
  reply: Type.Object({ categories: orNull(Type.Array(Type.String())) }),
  problems: [problems.wrongNumber, ...refusals],
})

export const askFigures = endpoint({
  method: 'GET',
  path: '/exchange/v1/figures',
  permission: 'client:figures',
  summary: { zh: '下一级各区划的汇总数', en: 'Figures of the divisions below one' },
  query: Type.Object({ region: RegionCode, purpose: part.Purpose }),
  reply: Type.Object({
    asOf: part.Day,
    rows: Type.Array(
      Type.Object({
        region: RegionCode,
        name: Type.String(),
        elders: orNull(Type.Integer()),
        aged80: orNull(Type.Integer()),
        /** With a valid result of level 0 to 4. */
        levels: Type.Array(orNull(Type.Integer())),
      }),
    ),
  }),
  problems: [notFound, ...refusals],
})

const Received = Type.Object({
  state: Type.Unsafe<'received' | 'already-known' | 'not-on-file'>(
    Type.Enum(['received', 'already-known', 'not-on-file']),
  ),
})

export const tellDeath = endpoint({
  method: 'POST',
  path: '/exchange/v1/death-reports',
  permission: 'client:death-reports',
  summary: { zh: '通报死亡', en: 'Tell of a death' },
  body: Type.Object({
    ...asking,
    diedOn: part.Day,
    source: Type.Unsafe<'hospital' | 'funeral-parlour' | 'public-security' | 'other'>(
      Type.Enum(['hospital', 'funeral-parlour', 'public-security', 'other']),
    ),
    evidence: Type.Optional(part.Note),
  }),
  reply: Received,
  problems: [problems.wrongNumber, problems.dayWrong, ...refusals],
})

export const tellCircumstance = endpoint({
  method: 'POST',
  path: '/exchange/v1/circumstance-notices',
  permission: 'client:circumstance-notices',
  summary: { zh: '通报情况变化', en: 'Tell of a change in somebody’s circumstances' },
  body: Type.Object({
    ...asking,
    kind: Type.String({ maxLength: 40 }),
    value: Type.String({ maxLength: 40 }),
    from: part.Day,
    evidence: Type.Optional(part.Note),
  }),
  reply: Received,
  problems: [problems.wrongNumber, problems.categoryUnknown, problems.dayWrong, ...refusals],
})

/** The description of these endpoints alone, for whoever writes the other side. */
export const openDescription = endpoint({
  method: 'GET',
  path: '/exchange/v1/openapi.json',
  permission: 'public',
  summary: { zh: '开放接口的 OpenAPI 文件', en: 'The OpenAPI file of the open interface' },
  reply: Type.Any(),
})

export const openEndpoints = [askAbility, askCategories, askFigures, tellDeath, tellCircumstance] as const
