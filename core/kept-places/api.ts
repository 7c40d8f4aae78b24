import { type Static, type TSchema, Type } from 'typebox'
import { Id, TextSchema } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound } from '../http/problems.ts'
import { RegionCode } from '../regions/code.ts'
import { type LimitedPlace, limitedPlaces } from './kept-places.ts'
import * as problems from './problems.ts'

const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const CalendarDay = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Kind = Type.Enum(Object.keys(limitedPlaces) as LimitedPlace[])
const Percent = Type.Integer({ minimum: 1, maximum: 100 })
const Hours = Type.Integer({ minimum: 0, maximum: 240 })
const Count = Type.Integer({ minimum: 0 })

export const KeptPlaceRule = Type.Object({
  county: Type.String(),
  id: Id,
  region: RegionCode,
  regionPath: Type.String(),
  kind: Kind,
  keptPercent: Percent,
  releaseHours: Hours,
  counter: Type.String(),
  telephone: Type.String(),
  validFrom: CalendarDay,
  validTo: orNull(CalendarDay),
  reason: Type.String(),
  madeByName: Type.String(),
})
export type KeptPlaceRule = Static<typeof KeptPlaceRule>

export const listKeptPlaceRules = endpoint({
  method: 'GET',
  path: '/kept-places/rules',
  permission: 'family:answer',
  summary: { zh: '线下保留名额的规则', en: 'Rules of places kept for counters' },
  query: Type.Object({ region: Type.Optional(RegionCode) }),
  /** The newest 200. */
  reply: Type.Object({ rows: Type.Array(KeptPlaceRule) }),
})

export const makeKeptPlaceRule = endpoint({
  method: 'POST',
  path: '/kept-places/rules',
  permission: 'family:answer',
  summary: { zh: '设定线下保留名额', en: 'Set what is kept for counters' },
  body: Type.Object({
    region: RegionCode,
    kind: Kind,
    keptPercent: Percent,
    releaseHours: Hours,
    counter: Type.String({ minLength: 2, maxLength: 100 }),
    telephone: Type.String({ minLength: 3, maxLength: 40 }),
    validFrom: CalendarDay,
    reason: Type.String({ minLength: 2, maxLength: 200 }),
  }),
  reply: KeptPlaceRule,
  problems: [problems.ruleOfDay, problems.placeUnknown],
})

export const endKeptPlaceRule = endpoint({
  method: 'POST',
  path: '/kept-places/rules/:county/:id/end',
  permission: 'family:answer',
  summary: { zh: '停用线下保留名额的规则', en: 'End a rule of kept places' },
  params: Type.Object({ county: Type.String({ pattern: '^\\d{6}$' }), id: Id }),
  reply: KeptPlaceRule,
  problems: [notFound],
})

export const KeptPlaces = Type.Object({
  kind: Kind,
  county: Type.String(),
  id: Id,
  region: RegionCode,
  regionPath: Type.String(),
  on: CalendarDay,
  place: Type.String(),
  capacity: Count,
  keptPercent: Percent,
  kept: Count,
  keptFree: Count,
  releasedAt: Type.String({ format: 'date-time' }),
  released: Type.Boolean(),
  taken: Type.Object({ counter: Count, phone: Count, 'home-visit': Count, online: Count }),
  /** Free to staff, and online. */
  staffed: Count,
  online: Count,
})
export type KeptPlaces = Static<typeof KeptPlaces>

export const listKeptPlaces = endpoint({
  method: 'GET',
  path: '/kept-places',
  permission: 'family:answer',
  summary: { zh: '名额由谁取用、保留和放开情况', en: 'Who took places, what is kept and released' },
  query: Type.Object({
    region: Type.Optional(RegionCode),
    from: Type.Optional(CalendarDay),
    to: Type.Optional(CalendarDay),
  }),
  /** At most 200 of the days asked for. */
  reply: Type.Object({
    from: CalendarDay,
    to: CalendarDay,
    kinds: Type.Array(Type.Object({ kind: Kind, name: TextSchema })),
    rows: Type.Array(KeptPlaces),
  }),
})
