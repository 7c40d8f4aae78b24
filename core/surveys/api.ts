import { type Static, Type } from 'typebox'
import { Id, Instant, Nothing, TextSchema } from '../access/api.ts'
import { eventRefused } from '../cases/procedure.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound, staleVersion } from '../http/problems.ts'
import { exportTooLarge } from '../lists/problems.ts'
import { DayString } from '../people/particulars.ts'
import { RegionCode } from '../regions/code.ts'
import { type CampaignEvent, type CampaignState, campaignProcedure, type WhomKind, whomKinds } from './campaigns.ts'
import { Count, CountyPlace, Progress } from './lists-api.ts'
import * as problems from './problems.ts'

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])

/** Whom a survey asks. */
export const Whom = Type.Object({
  kind: Type.Enum(Object.keys(whomKinds) as WhomKind[]),
  age: Type.Optional(Type.Integer({ minimum: 60, maximum: 110 })),
  category: Type.Optional(Type.String({ maxLength: 60 })),
})
export type Whom = Static<typeof Whom>

const CampaignStateSchema = Type.Enum(Object.keys(campaignProcedure.states) as CampaignState[])
const CampaignEventSchema = Type.Enum(Object.keys(campaignProcedure.events) as CampaignEvent[])

export const NewCampaign = Type.Object({
  region: RegionCode,
  title: Type.String({ minLength: 2, maxLength: 80 }),
  document: Type.String({ maxLength: 120 }),
  purpose: Type.String({ minLength: 2, maxLength: 300 }),
  legalBasis: Type.String({ minLength: 2, maxLength: 300 }),
  fromOn: DayString,
  toOn: DayString,
  whom: Whom,
  instrumentId: Type.String({ maxLength: 40 }),
})
export type NewCampaign = Static<typeof NewCampaign>

export const Campaign = Type.Object({
  ...NewCampaign.properties,
  county: Type.String(),
  id: Id,
  regionPath: Type.String(),
  instrumentVersion: Type.String(),
  instrumentName: TextSchema,
  state: CampaignStateSchema,
  draftedBy: Type.String(),
  draftedAt: Instant,
  approvedBy: orNull(Type.String()),
  approvedAt: orNull(Instant),
  openedAt: orNull(Instant),
  listed: Count,
  /** Null while the list is being made. */
  listedAt: orNull(Instant),
  endedBy: orNull(Type.String()),
  reason: Type.String(),
  version: Type.Integer(),
  /** What the reader may do now. */
  may: Type.Array(CampaignEventSchema),
})
export type Campaign = Static<typeof Campaign>

export const listCampaigns = endpoint({
  method: 'GET',
  path: '/survey-campaigns',
  permission: 'surveys:read',
  summary: { zh: '摸底调查列表', en: 'List surveys' },
  query: Type.Object({
    state: Type.Optional(CampaignStateSchema),
    region: Type.Optional(RegionCode),
    after: Type.Optional(Id),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  reply: Type.Object({ rows: Type.Array(Campaign), next: orNull(Type.String()) }),
})

export const draftCampaign = endpoint({
  method: 'POST',
  path: '/survey-campaigns',
  permission: 'surveys:plan',
  summary: { zh: '编制一次摸底调查', en: 'Plan a survey' },
  body: NewCampaign,
  reply: Campaign,
  problems: [notFound, problems.periodWrong, problems.whomWrong, problems.notASurvey],
})

export const getCampaign = endpoint({
  method: 'GET',
  path: '/survey-campaigns/:county/:id',
  permission: 'surveys:read',
  summary: { zh: '查看一次摸底调查', en: 'Read a survey' },
  params: CountyPlace,
  reply: Campaign,
  problems: [notFound],
})

const step = (event: CampaignEvent) =>
  ({
    method: 'POST',
    path: `/survey-campaigns/:county/:id/${event}`,
    permission: campaignProcedure.events[event].permission,
    summary: campaignProcedure.events[event].name,
    params: CountyPlace,
    body: Type.Object({ version: Type.Integer(), reason: Type.Optional(Type.String({ maxLength: 300 })) }),
    reply: Campaign,
    problems: [notFound, staleVersion, eventRefused, problems.secondPersonNeeded],
  }) as const

export const approveCampaign = endpoint(step('approve'))
export const openCampaign = endpoint(step('open'))
export const closeCampaign = endpoint(step('close'))
export const reportCampaign = endpoint(step('report'))
export const cancelCampaign = endpoint(step('cancel'))

/** How far a division of a survey is: itself, or one below it. */
export const DivisionProgress = Type.Object({
  region: RegionCode,
  name: Type.String(),
  ...Progress.properties,
  /** Settled fewer than the days gone by would have it. */
  behind: Type.Boolean(),
  assignedTo: orNull(Type.String()),
  /** The village’s own list, where the division is a village. */
  list: orNull(Type.Object({ county: Type.String(), id: Id })),
})
export type DivisionProgress = Static<typeof DivisionProgress>

export const getProgress = endpoint({
  method: 'GET',
  path: '/survey-campaigns/:county/:id/progress',
  permission: 'surveys:read',
  summary: { zh: '调查进度', en: 'How far a survey is' },
  params: CountyPlace,
  query: Type.Object({ region: Type.Optional(RegionCode) }),
  reply: Type.Object({
    title: Type.String(),
    region: RegionCode,
    regionPath: Type.String(),
    daysLeft: Type.Integer(),
    total: Progress,
    rows: Type.Array(DivisionProgress),
  }),
  problems: [notFound],
})

export const listAskers = endpoint({
  method: 'GET',
  path: '/survey-lists/:county/:id/askers',
  permission: 'surveys:plan',
  summary: { zh: '可以在该村入户的人', en: 'Who may ask in a village' },
  params: CountyPlace,
  reply: Type.Object({ rows: Type.Array(Type.Object({ id: Id, name: Type.String() })) }),
  problems: [notFound],
})

export const assignSurveyLists = endpoint({
  method: 'POST',
  path: '/survey-lists/assign',
  permission: 'surveys:plan',
  summary: { zh: '把村级名单分派给入户人员', en: 'Assign lists of villages' },
  body: Type.Object({ lists: Type.Array(CountyPlace, { minItems: 1, maxItems: 500 }), accountId: Id }),
  reply: Type.Object({
    rows: Type.Array(Type.Object({ county: Type.String(), id: Id, done: Type.Boolean(), problem: orNull(TextSchema) })),
  }),
})

export const ReportQuestion = Type.Object({
  id: Type.String(),
  label: TextSchema,
  /** Who answered it; null where the figure is too small to tell. */
  answered: orNull(Count),
  options: Type.Array(Type.Object({ code: Type.String(), text: TextSchema, count: orNull(Count) })),
})
export type ReportQuestion = Static<typeof ReportQuestion>

export const SurveyReport = Type.Object({
  title: Type.String(),
  region: RegionCode,
  regionPath: Type.String(),
  /** Small figures are hidden, as in what leaves for the public. */
  suppressed: Type.Boolean(),
  total: Type.Object({ listed: orNull(Count), asked: orNull(Count), newlyFound: orNull(Count) }),
  questions: Type.Array(ReportQuestion),
  /** Each need by division below. */
  divisions: Type.Array(
    Type.Object({
      region: RegionCode,
      name: Type.String(),
      asked: orNull(Count),
      needs: Type.Array(Type.Object({ need: Type.String(), name: TextSchema, count: orNull(Count) })),
    }),
  ),
})
export type SurveyReport = Static<typeof SurveyReport>

export const getSurveyReport = endpoint({
  method: 'GET',
  path: '/survey-campaigns/:county/:id/report',
  permission: 'surveys:read',
  summary: { zh: '调查报告', en: 'The report of a survey' },
  params: CountyPlace,
  query: Type.Object({ region: Type.Optional(RegionCode), open: Type.Optional(Type.Boolean()) }),
  reply: SurveyReport,
  problems: [notFound],
})

export const exportSurveyReport = endpoint({
  method: 'GET',
  path: '/survey-campaigns/:county/:id/report/export',
  permission: 'surveys:read',
  summary: { zh: '导出调查报告（小于 5 的数隐去）', en: 'Take out the report, small figures hidden' },
  params: CountyPlace,
  query: Type.Object({
    region: Type.Optional(RegionCode),
    language: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')])),
  }),
  reply: Nothing,
  transfer: 'file',
  problems: [notFound],
})

export const exportRespondents = endpoint({
  method: 'GET',
  path: '/survey-campaigns/:county/:id/respondents/export',
  permission: 'people:export',
  summary: { zh: '导出调查名单', en: 'Take out the list of a survey' },
  params: CountyPlace,
  query: Type.Object({
    region: Type.Optional(RegionCode),
    purpose: Type.String({ minLength: 2, maxLength: 200 }),
    language: Type.Optional(Type.Union([Type.Literal('zh'), Type.Literal('en')])),
  }),
  reply: Nothing,
  transfer: 'file',
  carries: ['circumstances'],
  problems: [notFound, exportTooLarge],
  limit: 'export',
})
