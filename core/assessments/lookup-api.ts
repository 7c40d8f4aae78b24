import { type Static, Type } from 'typebox'
import { Id, Instant } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound } from '../http/problems.ts'
import { type LookupBasis, lookupBases } from './lookup.ts'
import * as problems from './problems.ts'
import { CalendarDay, LevelNumber, orNull } from './schemas.ts'

const Basis = Type.Enum(Object.keys(lookupBases) as LookupBasis[])
const Purpose = Type.String({ minLength: 4, maxLength: 200 })
/** Which statutory duty, or where the consent is kept. */
const BasisNote = Type.String({ minLength: 2, maxLength: 200 })

/** All that another county or department is told: never the form, never the name. */
export const VerifiedResult = Type.Object({
  level: LevelNumber,
  confirmedOn: CalendarDay,
  validUntil: CalendarDay,
  organisationName: Type.String(),
  /** The county whose result it is. */
  countyName: Type.String(),
  recognised: Type.Boolean(),
})
export type VerifiedResult = Static<typeof VerifiedResult>

export const verifyResult = endpoint({
  method: 'POST',
  path: '/result-lookups',
  permission: 'assessments:verify',
  summary: { zh: '按证件号码查验有效评估结果', en: 'Verify the valid result of one person by identity number' },
  body: Type.Object({
    identityNumber: Type.String({ minLength: 15, maxLength: 24 }),
    purpose: Purpose,
    basis: Basis,
    basisNote: BasisNote,
  }),
  /** Null both for somebody unknown and for somebody without a valid result. */
  reply: Type.Object({ result: orNull(VerifiedResult) }),
  carries: ['assessment', 'identity'],
  problems: [problems.identityNumberWrong, problems.lookedTooOften],
})

export const LookupRow = Type.Object({
  id: Id,
  purpose: Type.String(),
  basis: Basis,
  basisNote: Type.String(),
  rows: Type.Integer(),
  found: Type.Integer(),
  lookedAt: Instant,
  hasFile: Type.Boolean(),
})

export const listLookups = endpoint({
  method: 'GET',
  path: '/result-lookups',
  permission: 'assessments:verify',
  summary: { zh: '我的查验记录', en: 'My lookups' },
  reply: Type.Object({ rows: Type.Array(LookupRow) }),
})

export const verifyBatch = endpoint({
  method: 'POST',
  path: '/result-lookups/batch',
  permission: 'assessments:verify',
  summary: { zh: '上传名单批量查验（每次不超过 500 人）', en: 'Verify a list of at most 500 people' },
  query: Type.Object({ purpose: Purpose, basis: Basis, basisNote: BasisNote }),
  body: Type.Object({}, { additionalProperties: true }),
  transfer: 'upload',
  reply: LookupRow,
  carries: ['assessment', 'identity'],
  problems: [problems.fileWrong, problems.lookedTooOften],
})

export const lookupFile = endpoint({
  method: 'GET',
  path: '/result-lookups/:id/file',
  permission: 'assessments:verify',
  summary: { zh: '下载批量查验结果', en: 'Download the result of a batch' },
  params: Type.Object({ id: Id }),
  reply: Type.Any(),
  transfer: 'file',
  carries: ['assessment', 'identity'],
  problems: [notFound],
})
