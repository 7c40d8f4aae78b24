import { type Static, Type } from 'typebox'
import { Id, Instant } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound } from '../http/problems.ts'
import * as problems from './problems.ts'

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

const Giver = Type.Union([Type.Literal('elder'), Type.Literal('guardian'), Type.Literal('agent')])
const Manner = Type.Union([Type.Literal('signature'), Type.Literal('voice'), Type.Literal('paper')])

export const Consent = Type.Object({
  id: Id,
  kind: Type.String(),
  givenBy: Giver,
  giverName: Type.String({ description: 'empty where the elder gave it' }),
  manner: Manner,
  /** Number of the paper, the recording or the signed form in the files. */
  fileNumber: Type.String(),
  givenOn: Day,
  /** Whom it was given to, where that is somebody in particular; otherwise empty. */
  recipientName: Type.String(),
  /** First day on which it no longer holds by itself. */
  validTo: orNull(Day),
  /** The words agreed to, as they were. */
  wording: Type.Object({ version: Type.String(), text: Type.Object({ zh: Type.String(), en: Type.String() }) }),
  recordedAt: Instant,
  recordedBy: Type.String(),
  withdrawnOn: orNull(Day),
  withdrawnBy: orNull(Type.String()),
  withdrawalReason: Type.String(),
})
export type Consent = Static<typeof Consent>

const elder = Type.Object({ id: Id })

export const listConsents = endpoint({
  method: 'GET',
  path: '/elders/:id/consents',
  permission: 'people:read',
  summary: { zh: '一位老人的同意记录', en: 'List what an elder has agreed to' },
  params: elder,
  reply: Type.Object({ rows: Type.Array(Consent) }),
  problems: [notFound],
})

export const giveConsent = endpoint({
  method: 'POST',
  path: '/elders/:id/consents',
  permission: 'people:write',
  summary: { zh: '登记同意', en: 'Record a consent' },
  params: elder,
  body: Type.Object({
    kind: Type.String({ maxLength: 60 }),
    /** The version that was read out or signed. */
    wordingVersion: Type.String({ maxLength: 20 }),
    givenBy: Giver,
    giverName: Type.Optional(Type.String({ maxLength: 60 })),
    manner: Manner,
    fileNumber: Type.Optional(Type.String({ maxLength: 60 })),
    givenOn: Day,
  }),
  reply: Consent,
  problems: [
    notFound,
    problems.noConsentNeeded,
    problems.consentHolds,
    problems.giverMissing,
    problems.fileNumberMissing,
    problems.consentDayWrong,
    problems.wordingChanged,
    problems.recipientMissing,
    problems.elderNotLiving,
  ],
})

export const withdrawConsent = endpoint({
  method: 'POST',
  path: '/elders/:id/consents/:consentId/withdrawal',
  permission: 'people:write',
  summary: { zh: '撤回同意', en: 'Withdraw a consent' },
  params: Type.Object({ id: Id, consentId: Id }),
  body: Type.Object({ on: Day, reason: Type.Optional(Type.String({ maxLength: 200 })) }),
  reply: Consent,
  problems: [notFound, problems.consentDayWrong, problems.consentEnded],
})

export const printConsentForm = endpoint({
  method: 'GET',
  path: '/elders/:id/consent-form',
  permission: 'people:read',
  summary: { zh: '打印同意书', en: 'Print a form of consent' },
  params: elder,
  query: Type.Object({
    kind: Type.String({ maxLength: 60 }),
    language: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')])),
  }),
  reply: Type.Any(),
  problems: [notFound, problems.noConsentNeeded],
  transfer: 'file',
  carries: ['identity'],
})
