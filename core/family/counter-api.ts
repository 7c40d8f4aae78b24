import { type Static, Type } from 'typebox'
import { Id, Instant, Nothing, TextSchema } from '../access/api.ts'
import { eventRefused } from '../cases/procedure.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound, staleVersion } from '../http/problems.ts'
import * as consents from '../privacy/problems.ts'
import { RegionCode } from '../regions/code.ts'
import { Correction, type Look, LooksPage, Question } from './own-api.ts'
import * as problems from './problems.ts'

// What somebody at work does for elders and relatives: at the counter, on the telephone, on a visit.

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const County = Type.String({ pattern: '^\\d{6}$' })
const Language = Type.Union([Type.Literal('zh'), Type.Literal('en')])
const Staffed = Type.Union([Type.Literal('counter'), Type.Literal('phone'), Type.Literal('home-visit')])
const StandsAs = Type.Union([Type.Literal('self'), Type.Literal('relative')])
const elder = Type.Object({ id: Id })

/** How the elder agreed. */
const Agreed = Type.Object({
  wordingVersion: Type.String({ maxLength: 20 }),
  givenBy: Type.Union([Type.Literal('elder'), Type.Literal('guardian'), Type.Literal('agent')]),
  giverName: Type.Optional(Type.String({ maxLength: 60 })),
  manner: Type.Union([Type.Literal('signature'), Type.Literal('voice'), Type.Literal('paper')]),
  fileNumber: Type.Optional(Type.String({ maxLength: 60 })),
})

export const PersonAccess = Type.Object({
  id: Id,
  accountName: orNull(Type.String()),
  holderName: Type.String(),
  standsAs: StandsAs,
  relation: Type.String(),
  identitySeen: Type.String(),
  consentId: orNull(Id),
  /** The consent by which a relative may ask for an assessment; null without one. */
  requestsConsentId: orNull(Id),
  from: Day,
  to: orNull(Day),
  activated: Type.Boolean(),
  /** Until when a code that was handed out can be used. */
  codeEndsAt: orNull(Instant),
  state: Type.Union([Type.Literal('open'), Type.Literal('over'), Type.Literal('ended')]),
  endedReason: orNull(Type.String()),
  givenAt: Instant,
  givenBy: Type.String(),
})
export type PersonAccess = Static<typeof PersonAccess>

export const listPersonAccess = endpoint({
  method: 'GET',
  path: '/elders/:id/person-access',
  permission: 'family:open',
  summary: { zh: '可以看这份档案的本人和家属账号', en: 'Accounts of the elder and relatives that see this file' },
  params: elder,
  reply: Type.Object({ rows: Type.Array(PersonAccess) }),
  problems: [notFound],
})

export const openPersonAccess = endpoint({
  method: 'POST',
  path: '/elders/:id/person-access',
  permission: 'family:open',
  summary: { zh: '为老人或家属开通账号', en: 'Open an account for the elder or a relative' },
  params: elder,
  body: Type.Object({
    standsAs: StandsAs,
    /** The identity document that was seen. */
    identitySeen: Type.String({ minLength: 1, maxLength: 60 }),
    /** Of a relative: everything below. */
    relative: Type.Optional(
      Type.Object({
        name: Type.String({ minLength: 1, maxLength: 60 }),
        relation: Type.String({ minLength: 1, maxLength: 40 }),
        /** An account that this relative has already, for another elder. */
        accountName: Type.Optional(Type.String({ maxLength: 40 })),
        /** The last day. */
        until: Day,
        consent: Agreed,
      }),
    ),
  }),
  reply: PersonAccess,
  problems: [
    notFound,
    problems.notLiving,
    problems.selfHeld,
    problems.accessHeld,
    problems.accountUnknown,
    problems.periodWrong,
    problems.relativeMissing,
    consents.consentHolds,
    consents.giverMissing,
    consents.fileNumberMissing,
    consents.wordingChanged,
  ],
})

/** A new code each time: earlier codes and the password stop working. */
export const printActivationSlip = endpoint({
  method: 'POST',
  path: '/elders/:id/person-access/:accessId/slip',
  permission: 'family:open',
  summary: { zh: '打印激活码纸条', en: 'Print the slip with a new one-time code' },
  params: Type.Object({ id: Id, accessId: Id }),
  body: Type.Object({ language: Language }),
  reply: Type.Any(),
  problems: [notFound, problems.accessEnded, consents.consentMissing],
  transfer: 'file',
})

/** The same where there is no printer, at home: to be copied by hand from the screen. */
export const showActivationCode = endpoint({
  method: 'POST',
  path: '/elders/:id/person-access/:accessId/code',
  permission: 'family:open',
  summary: { zh: '在屏幕上显示新的激活码', en: 'Show a new one-time code on the screen' },
  params: Type.Object({ id: Id, accessId: Id }),
  reply: Type.Object({ accountName: Type.String(), code: Type.String(), endsAt: Instant }),
  problems: [notFound, problems.accessEnded, consents.consentMissing],
})

/** With a consent of its own: to see a file and to ask in somebody’s name are two things. */
export const letRelativeRequest = endpoint({
  method: 'POST',
  path: '/elders/:id/person-access/:accessId/requests',
  permission: 'family:open',
  summary: { zh: '登记老人同意家属代为申请能力评估', en: 'Record that a relative may ask for an assessment' },
  params: Type.Object({ id: Id, accessId: Id }),
  body: Agreed,
  reply: PersonAccess,
  problems: [
    notFound,
    problems.accessEnded,
    consents.consentMissing,
    consents.consentHolds,
    consents.giverMissing,
    consents.fileNumberMissing,
    consents.wordingChanged,
  ],
})

export const endPersonAccess = endpoint({
  method: 'POST',
  path: '/elders/:id/person-access/:accessId/end',
  permission: 'family:open',
  summary: { zh: '终止查看权限', en: 'End an access' },
  params: Type.Object({ id: Id, accessId: Id }),
  body: Type.Object({ reason: Type.String({ minLength: 2, maxLength: 200 }) }),
  reply: Nothing,
  problems: [notFound, problems.accessEnded],
})

export const listLooksInWords = endpoint({
  method: 'GET',
  path: '/elders/:id/looks-in-words',
  permission: 'family:open',
  summary: { zh: '谁看过这位老人（读给本人听）', en: 'Who looked at this elder, as they would read it' },
  params: elder,
  query: Type.Object({ after: Type.Optional(Id) }),
  reply: LooksPage,
  problems: [notFound],
})

export const printLooks = endpoint({
  method: 'GET',
  path: '/elders/:id/looks-sheet',
  permission: 'family:open',
  summary: { zh: '打印“谁看过我”（大字）', en: 'Print “Who looked at me” in large type' },
  params: elder,
  query: Type.Object({ language: Type.Optional(Language), channel: Type.Optional(Staffed) }),
  reply: Type.Any(),
  problems: [notFound],
  transfer: 'file',
})

/** Who asked, when somebody at work takes it down. */
const OnBehalf = {
  channel: Staffed,
  askedAs: StandsAs,
  askerName: Type.String({ minLength: 1, maxLength: 60 }),
}

export const askForElder = endpoint({
  method: 'POST',
  path: '/elders/:id/look-questions',
  permission: 'family:open',
  summary: { zh: '代老人或家属提问', en: 'Take down a question about a look' },
  params: elder,
  body: Type.Object({ lookId: Id, question: Type.String({ minLength: 1, maxLength: 500 }), ...OnBehalf }),
  reply: Question,
  problems: [notFound],
})

export const correctForElder = endpoint({
  method: 'POST',
  path: '/elders/:id/correction-requests',
  permission: 'family:open',
  summary: { zh: '代老人或家属申请更正', en: 'Take down a request for a correction' },
  params: elder,
  body: Type.Object({
    field: Type.String({ maxLength: 40 }),
    wanted: Type.String({ minLength: 1, maxLength: 500 }),
    ...OnBehalf,
  }),
  reply: Correction,
  problems: [notFound],
})

const place = { county: County, elderId: Id, elderName: Type.String(), regionPath: Type.String() }
const waiting = { takenBy: Type.String(), askedAs: StandsAs, overdue: Type.Boolean(), version: Type.Integer() }
export const QuestionToAnswer = Type.Object({ ...Question.properties, ...place, ...waiting })
export type QuestionToAnswer = Static<typeof QuestionToAnswer>
export const CorrectionToDecide = Type.Object({ ...Correction.properties, ...place, ...waiting })
export type CorrectionToDecide = Static<typeof CorrectionToDecide>

const Paging = {
  region: Type.Optional(RegionCode),
  after: Type.Optional(Id),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
}
const pageOf = <T extends typeof QuestionToAnswer | typeof CorrectionToDecide>(row: T) =>
  Type.Object({ rows: Type.Array(row), next: orNull(Type.String()), total: Type.Integer() })

export const listLookQuestions = endpoint({
  method: 'GET',
  path: '/look-questions',
  permission: 'family:answer',
  summary: { zh: '老人和家属的提问', en: 'What elders and relatives ask' },
  query: Type.Object({
    ...Paging,
    state: Type.Optional(Type.Union([Type.Literal('asked'), Type.Literal('answered')])),
  }),
  reply: pageOf(QuestionToAnswer),
})

export const answerLookQuestion = endpoint({
  method: 'POST',
  path: '/look-questions/:county/:id/answer',
  permission: 'family:answer',
  summary: { zh: '答复提问', en: 'Answer a question' },
  params: Type.Object({ county: County, id: Id }),
  body: Type.Object({ answer: Type.String({ minLength: 2, maxLength: 1000 }), version: Type.Integer() }),
  reply: QuestionToAnswer,
  problems: [notFound, eventRefused, staleVersion],
})

export const listCorrectionRequests = endpoint({
  method: 'GET',
  path: '/correction-requests',
  permission: 'people:write',
  summary: { zh: '更正申请', en: 'Requests for corrections' },
  query: Type.Object({
    ...Paging,
    state: Type.Optional(Type.Union([Type.Literal('asked'), Type.Literal('accepted'), Type.Literal('refused')])),
  }),
  reply: pageOf(CorrectionToDecide),
})

/** A question and not a command, because what is wanted must be stored nowhere else. */
export const readCorrectionWanted = endpoint({
  method: 'GET',
  path: '/correction-requests/:county/:id/wanted',
  permission: 'people:write',
  summary: { zh: '查看申请改成什么', en: 'Read what it should say instead' },
  params: Type.Object({ county: County, id: Id }),
  reply: Type.Object({ wanted: Type.String() }),
  carries: ['contact', 'identity', 'account', 'relatives', 'circumstances', 'assessment', 'benefits'],
  problems: [notFound],
  limit: 'reveal',
})

export const decideCorrection = endpoint({
  method: 'POST',
  path: '/correction-requests/:county/:id/decision',
  permission: 'people:write',
  summary: { zh: '办理更正申请', en: 'Decide a request for a correction' },
  params: Type.Object({ county: County, id: Id }),
  body: Type.Object({
    decision: Type.Union([Type.Literal('accept'), Type.Literal('refuse')]),
    /** What was done, or why it stays as it is: the person reads it. */
    reason: Type.String({ minLength: 2, maxLength: 500 }),
    version: Type.Integer(),
  }),
  reply: CorrectionToDecide,
  problems: [notFound, eventRefused, staleVersion],
})

export const countChannels = endpoint({
  method: 'GET',
  path: '/channels',
  permission: 'family:answer',
  summary: { zh: '各渠道办理数量', en: 'How many came by which channel' },
  query: Type.Object({ region: Type.Optional(RegionCode), from: Type.Optional(Day), to: Type.Optional(Day) }),
  reply: Type.Object({
    from: Day,
    to: Day,
    rows: Type.Array(
      Type.Object({
        what: Type.String(),
        name: TextSchema,
        counter: Type.Integer(),
        phone: Type.Integer(),
        'home-visit': Type.Integer(),
        online: Type.Integer(),
      }),
    ),
    /** Accounts that could come online. */
    accounts: Type.Integer(),
  }),
})

export type { Look }
