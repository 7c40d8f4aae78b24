import { type Static, Type } from 'typebox'
import { Id, Instant } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound } from '../http/problems.ts'
import { agreementFileWrong } from './problems.ts'
import { County, orNull } from './schemas.ts'

const Of = Type.Object({
  subject: Type.Unsafe<'connector' | 'client'>(Type.Enum(['connector', 'client'])),
  county: County,
  id: Id,
})

export const AgreementFile = Type.Object({
  fileName: Type.String(),
  bytes: Type.Integer(),
  addedAt: Instant,
  addedBy: Type.String(),
})
export type AgreementFile = Static<typeof AgreementFile>

export const findAgreement = endpoint({
  method: 'GET',
  path: '/exchange/agreements/:subject/:county/:id',
  permission: 'exchange:read',
  summary: { zh: '有没有上传协议文本', en: 'Whether the agreement is filed' },
  params: Of,
  reply: Type.Object({ file: orNull(AgreementFile) }),
})

export const addAgreement = endpoint({
  method: 'POST',
  path: '/exchange/agreements/:subject/:county/:id',
  permission: 'exchange:connect',
  summary: { zh: '上传协议文本', en: 'File the agreement' },
  params: Of,
  body: Type.Object({}, { additionalProperties: true }),
  transfer: 'upload',
  uploadMegabytes: 5,
  reply: Type.Object({ file: orNull(AgreementFile) }),
  problems: [notFound, agreementFileWrong],
})

export const readAgreement = endpoint({
  method: 'GET',
  path: '/exchange/agreements/:subject/:county/:id/file',
  permission: 'exchange:read',
  summary: { zh: '下载协议文本', en: 'Download the agreement' },
  params: Of,
  reply: Type.Any(),
  transfer: 'file',
  problems: [notFound],
})
