import { type Static, Type } from 'typebox'
import { Id } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { DayString } from '../people/particulars.ts'
import { RegionCode } from '../regions/code.ts'

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
export const CountyPlace = Type.Object({ county: Type.String({ pattern: '^\\d{6}$' }), id: Id })
export const Count = Type.Integer({ minimum: 0 })

/** How many of a division are how far. */
export const Progress = Type.Object({
  toAsk: Count,
  asked: Count,
  notMet: Count,
  refused: Count,
  moved: Count,
  died: Count,
  newlyFound: Count,
})
export type Progress = Static<typeof Progress>

export const SurveyList = Type.Object({
  county: Type.String(),
  id: Id,
  region: RegionCode,
  regionPath: Type.String(),
  campaignCounty: Type.String(),
  campaignId: Id,
  title: Type.String(),
  fromOn: DayString,
  toOn: DayString,
  open: Type.Boolean(),
  assignedTo: orNull(Id),
  assignedToName: orNull(Type.String()),
  ...Progress.properties,
})
export type SurveyList = Static<typeof SurveyList>

export const listSurveyLists = endpoint({
  method: 'GET',
  path: '/survey-lists',
  permission: 'surveys:read',
  summary: { zh: '各村调查名单', en: 'Lists of villages to be asked' },
  query: Type.Object({
    campaignId: Type.Optional(Id),
    region: Type.Optional(RegionCode),
    open: Type.Optional(Type.Boolean()),
    mine: Type.Optional(Type.Boolean()),
    after: Type.Optional(Id),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  reply: Type.Object({ rows: Type.Array(SurveyList), next: orNull(Type.String()) }),
})
