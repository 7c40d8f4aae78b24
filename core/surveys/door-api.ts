import { type Static, Type } from 'typebox'
import { Id, Instant, TextSchema } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound } from '../http/problems.ts'
import { DayString, DocumentNumber, PersonName, Telephone } from '../people/particulars.ts'
import * as people from '../people/problems.ts'
import { classified, WithheldClasses } from '../privacy/classified.ts'
import { RegionCode } from '../regions/code.ts'
import { type Outcome, outcomes, type RespondentState, respondentStates } from './campaigns.ts'
import { CountyPlace, SurveyList } from './lists-api.ts'
import * as problems from './problems.ts'

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const OutcomeSchema = Type.Enum(Object.keys(outcomes) as Outcome[])
const StateSchema = Type.Enum(Object.keys(respondentStates) as RespondentState[])

/** Answers by question: a code, codes, a number or words. */
export const SurveyAnswers = Type.Record(
  Type.String({ pattern: '^[A-Za-z0-9.-]{1,40}$' }),
  Type.Union([
    Type.String({ maxLength: 500 }),
    Type.Number(),
    Type.Array(Type.String({ maxLength: 40 }), { maxItems: 40 }),
  ]),
)

/** What an asker needs of somebody at the door, and no more: it is kept on the device. */
export const Respondent = Type.Object({
  county: Type.String(),
  id: Id,
  campaignId: Id,
  elderId: orNull(Id),
  name: Type.String(),
  sex: orNull(Type.Union([Type.Literal('male'), Type.Literal('female')])),
  age: orNull(Type.Integer()),
  region: RegionCode,
  regionPath: Type.String(),
  newlyFound: Type.Boolean(),
  state: StateSchema,
  tries: Type.Integer(),
  answeredOn: orNull(DayString),
  answeredBy: orNull(Type.String()),
  drafted: Type.Boolean(),
})
export type Respondent = Static<typeof Respondent>

export const listRespondents = endpoint({
  method: 'GET',
  path: '/survey-respondents',
  permission: 'surveys:read',
  summary: { zh: '调查对象', en: 'Who is to be asked' },
  query: Type.Object({
    campaignId: Type.Optional(Id),
    region: Type.Optional(RegionCode),
    state: Type.Optional(StateSchema),
    newlyFound: Type.Optional(Type.Boolean()),
    after: Type.Optional(Id),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 })),
  }),
  reply: Type.Object({ rows: Type.Array(Respondent), next: orNull(Type.String()) }),
})

/** One village’s list with its questionnaire: what a device takes along. */
export const getSurveyList = endpoint({
  method: 'GET',
  path: '/survey-lists/:county/:id',
  permission: 'surveys:answer',
  summary: { zh: '取一个村的调查名单和问卷', en: 'Take a village’s list along' },
  params: CountyPlace,
  reply: Type.Object({
    list: SurveyList,
    purpose: Type.String(),
    instrumentId: Type.String(),
    instrumentVersion: Type.String(),
    /** The questionnaire, as core/assessments/instrument.ts describes it. */
    instrument: Type.Unknown(),
    respondents: Type.Array(Respondent),
    /** There are more than a device takes along. */
    more: Type.Boolean(),
  }),
  problems: [notFound],
})

export const getRespondent = endpoint({
  method: 'GET',
  path: '/survey-respondents/:county/:id',
  permission: 'surveys:read',
  summary: { zh: '查看一位调查对象的答卷', en: 'Read what somebody answered' },
  params: CountyPlace,
  reply: Type.Object({
    respondent: Respondent,
    title: Type.String(),
    instrument: Type.Unknown(),
    answers: classified('circumstances', SurveyAnswers, {}),
    draft: classified('circumstances', orNull(SurveyAnswers)),
    visits: Type.Array(
      Type.Object({ id: Id, outcome: OutcomeSchema, madeAt: Instant, receivedAt: Instant, by: Type.String() }),
    ),
    withheld: WithheldClasses,
  }),
  problems: [notFound],
})

export const keepDraft = endpoint({
  method: 'PUT',
  path: '/survey-respondents/:county/:id/draft',
  permission: 'surveys:answer',
  summary: { zh: '保存未提交的答卷', en: 'Keep answers not yet submitted' },
  params: CountyPlace,
  body: Type.Object({ answers: SurveyAnswers }),
  reply: Type.Object({ keptAt: Instant }),
  problems: [notFound, problems.notOpen, problems.answersWrong],
})

/** What came of one visit. The id is made by the device: sent twice it is done once, however late the second comes. */
export const recordVisit = endpoint({
  method: 'POST',
  path: '/survey-respondents/:county/:id/visits',
  permission: 'surveys:answer',
  summary: { zh: '提交一次入户结果', en: 'Record what came of a visit' },
  params: CountyPlace,
  body: Type.Object({
    id: Id,
    madeAt: Instant,
    outcome: OutcomeSchema,
    answers: Type.Optional(SurveyAnswers),
    /** Of somebody who has died. */
    diedOn: Type.Optional(DayString),
    /** Of somebody who has moved: as it was told. */
    movedTo: Type.Optional(Type.String({ maxLength: 200 })),
  }),
  reply: Type.Object({
    id: Id,
    state: StateSchema,
    proposals: Type.Integer(),
    referrals: Type.Integer(),
  }),
  problems: [notFound, problems.notOpen, problems.answersWrong, people.deathInFuture],
})

/** Somebody the register does not know. */
export const recordFound = endpoint({
  method: 'POST',
  path: '/survey-lists/:county/:id/found',
  permission: 'surveys:answer',
  summary: { zh: '登记新发现的老人', en: 'Register an elder found at the door' },
  params: CountyPlace,
  body: Type.Object({
    id: Id,
    person: Type.Object({
      name: PersonName,
      documentNumber: DocumentNumber,
      phone: Type.Optional(Telephone),
    }),
  }),
  reply: Type.Object({
    respondent: Respondent,
    /** Null where the file was made; otherwise why somebody has to compare first. */
    waitsBecause: orNull(TextSchema),
  }),
  problems: [notFound, problems.notOpen, people.documentNumberInvalid, people.phoneInvalid],
})
