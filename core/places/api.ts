import { type Static, type TSchema, Type } from 'typebox'
import { Id, Nothing } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound, staleVersion } from '../http/problems.ts'
import { signatoryMissing } from '../people/guardianship/problems.ts'
import { classified, WithheldClasses } from '../privacy/classified.ts'
import { RegionCode } from '../regions/code.ts'
import { placeTypeIds } from './place-types.ts'
import * as problems from './problems.ts'

const DayString = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'legal day, Asia/Shanghai' })
const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const TypeId = Type.Enum(placeTypeIds)
const Details = Type.Record(
  Type.String({ maxLength: 40 }),
  Type.Union([Type.String({ maxLength: 200 }), Type.Number()]),
)

const Fields = {
  name: Type.String({ minLength: 2, maxLength: 60 }),
  address: Type.Optional(Type.String({ maxLength: 200 })),
  contactName: Type.Optional(Type.String({ maxLength: 60 })),
  telephone: Type.Optional(Type.String({ maxLength: 30 })),
  capacity: Type.Optional(orNull(Type.Integer({ minimum: 1, maximum: 100_000 }))),
  details: Type.Optional(Details),
  openedOn: Type.Optional(orNull(DayString)),
}

export const PlaceRow = Type.Object({
  id: Id,
  region: RegionCode,
  regionPath: Type.String(),
  type: TypeId,
  name: Type.String(),
  capacity: orNull(Type.Integer()),
  residents: Type.Integer(),
  /** The standard in force today, fen a month for each resident. */
  fen: orNull(Type.Integer()),
  closedOn: orNull(DayString),
})
export type PlaceRow = Static<typeof PlaceRow>

export const PlaceFile = Type.Object({
  ...PlaceRow.properties,
  address: Type.String(),
  contactName: Type.String(),
  telephone: Type.String(),
  details: Details,
  openedOn: orNull(DayString),
  closedBecause: orNull(Type.String()),
  standards: Type.Array(Type.Object({ fen: Type.Integer(), from: DayString, document: Type.String() })),
  version: Type.Integer(),
})
export type PlaceFile = Static<typeof PlaceFile>

export const PlaceResident = Type.Object({
  id: Id,
  elderId: Id,
  name: Type.String(),
  sex: Type.Enum(['male', 'female']),
  age: Type.Integer(),
  from: DayString,
  to: orNull(DayString),
  leftBecause: orNull(Type.String()),
})
export type PlaceResident = Static<typeof PlaceResident>

const byId = Type.Object({ id: Id })

export const listPlaces = endpoint({
  method: 'GET',
  path: '/places',
  permission: 'places:read',
  summary: { zh: '养老服务场所列表', en: 'List places of care' },
  query: Type.Object({
    q: Type.Optional(Type.String({ maxLength: 60 })),
    type: Type.Optional(TypeId),
    region: Type.Optional(RegionCode),
    closed: Type.Optional(Type.Boolean()),
    after: Type.Optional(Type.String({ maxLength: 60 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  reply: Type.Object({ rows: Type.Array(PlaceRow), next: orNull(Type.String()), total: Type.Integer() }),
})

export const getPlace = endpoint({
  method: 'GET',
  path: '/places/:id',
  permission: 'places:read',
  summary: { zh: '查看养老服务场所', en: 'Read a place of care' },
  params: byId,
  reply: PlaceFile,
  problems: [notFound],
})

/** Who lives there is sensitive: a monastery tells a religion (PIPL §28). Reading it is recorded as a look at each file. */
export const listPlaceResidents = endpoint({
  method: 'GET',
  path: '/places/:id/residents',
  permission: 'places:read',
  summary: { zh: '供养对象', en: 'Who lives in a place' },
  params: byId,
  reply: Type.Object({ rows: classified('circumstances', Type.Array(PlaceResident)), withheld: WithheldClasses }),
  problems: [notFound],
})

export const addPlace = endpoint({
  method: 'POST',
  path: '/places',
  permission: 'places:write',
  summary: { zh: '登记养老服务场所', en: 'Register a place of care' },
  body: Type.Object({ type: TypeId, region: RegionCode, ...Fields }),
  reply: PlaceFile,
  problems: [problems.placeUnknown, problems.placeNameTaken, problems.detailWrong],
})

export const changePlace = endpoint({
  method: 'PATCH',
  path: '/places/:id',
  permission: 'places:write',
  summary: { zh: '修改养老服务场所', en: 'Change a place of care' },
  params: byId,
  body: Type.Object({ version: Type.Integer(), ...Fields }),
  reply: PlaceFile,
  problems: [notFound, staleVersion, problems.placeNameTaken, problems.detailWrong, problems.placeClosed],
})

export const closePlace = endpoint({
  method: 'POST',
  path: '/places/:id/close',
  permission: 'places:write',
  summary: { zh: '停用养老服务场所', en: 'Close a place of care' },
  params: byId,
  body: Type.Object({
    version: Type.Integer(),
    closedOn: DayString,
    reason: Type.String({ minLength: 2, maxLength: 200 }),
  }),
  reply: PlaceFile,
  problems: [notFound, staleVersion, problems.placeClosed, problems.placeInUse, problems.dayWrong],
})

export const setPlaceStandard = endpoint({
  method: 'POST',
  path: '/places/:id/standards',
  permission: 'places:write',
  summary: { zh: '登记供养标准', en: 'Record a care standard' },
  params: byId,
  body: Type.Object({
    fen: Type.Integer({ minimum: 1, maximum: 100_000_000 }),
    from: DayString,
    document: Type.String({ minLength: 2, maxLength: 200 }),
  }),
  reply: PlaceFile,
  problems: [notFound, problems.placeClosed, problems.noResidentsHere, problems.dayWrong],
})

export const addPlaceResident = endpoint({
  method: 'POST',
  path: '/places/:id/residents',
  permission: 'places:write',
  summary: { zh: '登记供养对象', en: 'Record a resident' },
  params: byId,
  body: Type.Object({ elderId: Id, from: DayString }),
  reply: Nothing,
  problems: [
    notFound,
    problems.placeClosed,
    problems.noResidentsHere,
    problems.otherCountysElder,
    problems.livesElsewhere,
    problems.noRoomLeft,
    problems.dayWrong,
    signatoryMissing,
  ],
})

export const endPlaceResident = endpoint({
  method: 'POST',
  path: '/places/:id/residents/:residentId/end',
  permission: 'places:write',
  summary: { zh: '登记离开', en: 'Record that a resident left' },
  params: Type.Object({ id: Id, residentId: Id }),
  body: Type.Object({ to: DayString, reason: Type.String({ minLength: 2, maxLength: 200 }) }),
  reply: Nothing,
  problems: [notFound, problems.dayWrong],
})

/** Where an elder is recorded as living, now or before. */
export const listElderPlaces = endpoint({
  method: 'GET',
  path: '/elders/:id/places',
  permission: 'places:read',
  summary: { zh: '老年人所在的供养场所', en: 'The places an elder lives or lived in' },
  params: byId,
  reply: Type.Object({
    rows: Type.Array(
      Type.Object({ placeId: Id, name: Type.String(), type: TypeId, from: DayString, to: orNull(DayString) }),
    ),
  }),
  problems: [notFound],
})
