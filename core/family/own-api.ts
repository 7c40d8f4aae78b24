import { type Static, Type } from 'typebox'
import { Id, Instant, Nothing, TextSchema } from '../access/api.ts'
import { currentPasswordWrong, personPasswordTooWeak } from '../access/problems.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound } from '../http/problems.ts'
import { consentEnded, consentMissing } from '../privacy/problems.ts'

// What elders and relatives ask from their own account. Every path begins with /family: their cookie is sent nowhere else.

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const StandsAs = Type.Union([Type.Literal('self'), Type.Literal('relative')])
const elder = Type.Object({ id: Id })

export const OwnElder = Type.Object({
  id: Id,
  name: Type.String(),
  standsAs: StandsAs,
  relation: orNull(TextSchema),
  /** First day on which it is no longer shown; null without an end. */
  until: orNull(Day),
})
export type OwnElder = Static<typeof OwnElder>

export const getOwn = endpoint({
  method: 'GET',
  path: '/family/me',
  permission: 'person',
  summary: { zh: '我能看谁的资料', en: 'Whose files I may see' },
  reply: Type.Object({ name: Type.String(), accountName: Type.String(), today: Day, elders: Type.Array(OwnElder) }),
})

export const changeOwnPassword = endpoint({
  method: 'POST',
  path: '/family/password',
  permission: 'person',
  summary: { zh: '修改自己的密码', en: 'Change one’s own password' },
  body: Type.Object({ current: Type.String({ maxLength: 200 }), next: Type.String({ maxLength: 200 }) }),
  reply: Nothing,
  problems: [currentPasswordWrong, personPasswordTooWeak],
})

export const Look = Type.Object({
  id: Id,
  at: Instant,
  kind: Type.String(),
  /** The look in a plain sentence. */
  said: TextSchema,
})
export type Look = Static<typeof Look>

export const LooksPage = Type.Object({
  rows: Type.Array(Look),
  next: orNull(Type.String()),
  /** Since when anything can have been recorded: the day the file was begun. */
  since: Day,
  /** Since when lists that left are recorded elder by elder; null while none has been. */
  listsSince: orNull(Day),
})
export type LooksPage = Static<typeof LooksPage>

export const listOwnLooks = endpoint({
  method: 'GET',
  path: '/family/elders/:id/looks',
  permission: 'person',
  summary: { zh: '谁看过我', en: 'Who looked at me' },
  params: elder,
  query: Type.Object({ after: Type.Optional(Id) }),
  reply: LooksPage,
  problems: [notFound, consentMissing],
})

export const Question = Type.Object({
  id: Id,
  at: Instant,
  look: TextSchema,
  lookAt: Instant,
  question: Type.String(),
  askerName: Type.String(),
  channel: Type.String(),
  dueOn: Day,
  state: Type.Union([Type.Literal('asked'), Type.Literal('answered')]),
  answer: Type.String(),
  answeredAt: orNull(Instant),
  answeredBy: orNull(Type.String()),
})
export type Question = Static<typeof Question>

export const listOwnQuestions = endpoint({
  method: 'GET',
  path: '/family/elders/:id/questions',
  permission: 'person',
  summary: { zh: '我的提问和答复', en: 'What I asked, and the answers' },
  params: elder,
  reply: Type.Object({ rows: Type.Array(Question) }),
  problems: [notFound, consentMissing],
})

export const askAboutLook = endpoint({
  method: 'POST',
  path: '/family/elders/:id/questions',
  permission: 'person',
  summary: { zh: '我不明白：就一次查看提问', en: 'Ask about one look' },
  params: elder,
  body: Type.Object({ lookId: Id, question: Type.String({ minLength: 1, maxLength: 500 }) }),
  reply: Question,
  problems: [notFound, consentMissing],
})

export const Correction = Type.Object({
  id: Id,
  at: Instant,
  field: Type.String(),
  askerName: Type.String(),
  channel: Type.String(),
  dueOn: Day,
  state: Type.Union([Type.Literal('asked'), Type.Literal('accepted'), Type.Literal('refused')]),
  reason: Type.String(),
  decidedAt: orNull(Instant),
  decidedBy: orNull(Type.String()),
})
export type Correction = Static<typeof Correction>

export const HeldConsent = Type.Object({
  id: Id,
  name: TextSchema,
  wording: TextSchema,
  recipientName: Type.String(),
  givenOn: Day,
  validTo: orNull(Day),
  stops: TextSchema,
})

export const Holder = Type.Object({
  id: Id,
  name: Type.String(),
  relation: orNull(TextSchema),
  until: orNull(Day),
})

export const getOwnParticulars = endpoint({
  method: 'GET',
  path: '/family/elders/:id/particulars',
  permission: 'person',
  summary: { zh: '我的资料', en: 'What is kept about me' },
  params: elder,
  reply: Type.Object({
    /** In the order of the screen; numbers masked. */
    rows: Type.Array(Type.Object({ field: Type.String(), name: TextSchema, value: TextSchema })),
    consents: Type.Array(HeldConsent),
    /** Relatives who see the file; for the elder alone. */
    holders: Type.Array(Holder),
    corrections: Type.Array(Correction),
  }),
  problems: [notFound, consentMissing],
})

export const askForCorrection = endpoint({
  method: 'POST',
  path: '/family/elders/:id/corrections',
  permission: 'person',
  summary: { zh: '申请更正', en: 'Ask to have something put right' },
  params: elder,
  body: Type.Object({
    field: Type.String({ maxLength: 40 }),
    wanted: Type.String({ minLength: 1, maxLength: 500 }),
  }),
  reply: Correction,
  problems: [notFound, consentMissing],
})

export const withdrawOwnConsent = endpoint({
  method: 'POST',
  path: '/family/elders/:id/consents/:consentId/withdrawal',
  permission: 'person',
  summary: { zh: '撤回同意', en: 'Withdraw a consent' },
  params: Type.Object({ id: Id, consentId: Id }),
  reply: Nothing,
  problems: [notFound, consentEnded],
})
