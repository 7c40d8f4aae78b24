import { type Static, Type } from 'typebox'
import { Id, Instant } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound, staleVersion } from '../http/problems.ts'
import { classified } from '../privacy/classified.ts'
import { DocumentType, ElderFile, NewElder } from './api.ts'
import * as one from './one-person-problems.ts'
import * as problems from './problems.ts'

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
export const CountyPlace = Type.Object({ county: Type.String({ pattern: '^\\d{6}$' }), id: Id })
export const Reason = Type.String({ minLength: 2, maxLength: 300 })

/** A file that may be the same person's. Beyond the reader's area it is no more than “a file in X county”. */
export const Candidate = Type.Object({
  score: Type.Integer({ minimum: 0, maximum: 100 }),
  strong: Type.Boolean(),
  reasons: Type.Array(Type.String()),
  countyName: Type.String(),
  elder: orNull(
    Type.Object({
      id: Id,
      name: Type.String(),
      sex: Type.Union([Type.Literal('male'), Type.Literal('female')]),
      birth: Type.String(),
      documentNumber: classified('identity', Type.String({ description: 'masked' }), ''),
      phone: classified('contact', orNull(Type.String({ description: 'masked' }))),
      address: classified('contact', orNull(Type.String({ description: 'masked' }))),
      regionPath: Type.String(),
      state: Type.String(),
    }),
  ),
})
export type Candidate = Static<typeof Candidate>

export const findCandidates = endpoint({
  method: 'POST',
  path: '/elders/candidates',
  permission: 'people:write',
  summary: { zh: '登记前查找可能的同一人', en: 'Look for files of the same person before registering' },
  body: NewElder,
  reply: Type.Object({ rows: Type.Array(Candidate) }),
  problems: [problems.documentNumberInvalid],
})

export const ElderPair = Type.Object({
  county: Type.String(),
  id: Id,
  score: Type.Integer(),
  reasons: Type.Array(Type.String()),
  state: Type.Union([
    Type.Literal('open'),
    Type.Literal('later'),
    Type.Literal('distinct'),
    Type.Literal('same'),
    Type.Literal('gone'),
  ]),
  reason: orNull(Type.String()),
  foundAt: Instant,
  decidedAt: orNull(Instant),
  decidedBy: orNull(Type.String()),
  /** Names of those the reader may see; null for a file in a county beyond. */
  one: orNull(Type.Object({ id: Id, name: Type.String() })),
  oneCounty: Type.String(),
  other: orNull(Type.Object({ id: Id, name: Type.String() })),
  otherCounty: Type.String(),
})
export type ElderPair = Static<typeof ElderPair>

export const listElderPairs = endpoint({
  method: 'GET',
  path: '/elder-pairs',
  permission: 'people:read',
  summary: { zh: '疑似重复档案', en: 'Possible duplicates' },
  query: Type.Object({
    state: Type.Optional(ElderPair.properties.state),
    after: Type.Optional(Type.String({ maxLength: 100 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  reply: Type.Object({ rows: Type.Array(ElderPair), next: orNull(Type.String()), total: Type.Integer() }),
})

export const getElderPair = endpoint({
  method: 'GET',
  path: '/elder-pairs/:county/:id',
  permission: 'people:read',
  summary: { zh: '并排比对两份档案', en: 'Two files side by side' },
  params: CountyPlace,
  reply: Type.Object({
    pair: ElderPair,
    one: orNull(ElderFile),
    other: orNull(ElderFile),
    /** Where in the queue of open pairs, and who is beside it. */
    position: Type.Integer(),
    total: Type.Integer(),
    previous: orNull(Type.String()),
    next: orNull(Type.String()),
  }),
  problems: [notFound],
})

export const decideElderPair = endpoint({
  method: 'POST',
  path: '/elder-pairs/:county/:id/decide',
  permission: 'people:write',
  summary: { zh: '判断疑似重复', en: 'Decide on a possible duplicate' },
  params: CountyPlace,
  body: Type.Object({
    decision: Type.Union([Type.Literal('distinct'), Type.Literal('later'), Type.Literal('open')]),
    reason: Reason,
  }),
  reply: ElderPair,
  problems: [notFound, one.stillOneNumber, one.pairElsewhere],
})

/** The way for a wrong number: corrected with reason and evidence, the former one kept sealed. */
export const correctDocument = endpoint({
  method: 'POST',
  path: '/elders/:id/document',
  permission: 'people:write',
  summary: { zh: '更正证件号码', en: 'Correct an identity number' },
  params: Type.Object({ id: Id }),
  body: Type.Object({
    version: Type.Integer(),
    documentType: DocumentType,
    documentNumber: NewElder.properties.documentNumber,
    birth: NewElder.properties.birth,
    sex: NewElder.properties.sex,
    reason: Reason,
    evidence: Type.String({ minLength: 2, maxLength: 200 }),
  }),
  reply: Type.Object({
    elder: ElderFile,
    /** Set where the number belongs to another file: nothing was changed, the pair waits for an officer. */
    pair: orNull(Type.Object({ county: Type.String(), id: Id })),
  }),
  problems: [
    notFound,
    staleVersion,
    problems.documentNumberInvalid,
    problems.contradictsDocument,
    problems.particularsMissing,
    one.sameNumber,
  ],
})

export const listFormerDocuments = endpoint({
  method: 'GET',
  path: '/elders/:id/former-documents',
  permission: 'people:read',
  summary: { zh: '更正前的证件号码', en: 'Former identity numbers' },
  params: Type.Object({ id: Id }),
  reply: Type.Object({
    rows: Type.Array(
      Type.Object({
        id: Id,
        documentType: DocumentType,
        numberMasked: classified('identity', Type.String(), ''),
        reason: Type.String(),
        evidence: Type.String(),
        recordedAt: Instant,
        recordedBy: Type.String(),
      }),
    ),
  }),
  problems: [notFound],
})
