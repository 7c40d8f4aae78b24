import { type Static, type TSchema, Type } from 'typebox'
import { Id, TextSchema } from '../access/api.ts'
import { byTwoPeople, RequestState } from '../access/grant-api.ts'
import { beyondOwnScope, needsSecondPerson, reasonNeeded, unknownRole } from '../access/problems.ts'
import { eventRefused } from '../cases/procedure.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound, staleVersion } from '../http/problems.ts'
import { RegionCode } from '../regions/code.ts'
import { dataClassIds, sensitivityGrades } from './data-classes.ts'
import * as problems from './problems.ts'

const orNull = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()])
const Class = Type.Enum(dataClassIds)
const Day = Type.String({ format: 'date' })
const Place = Type.Object({ code: RegionCode, path: Type.String() })
const Kind = Type.Enum(['withhold', 'show'])
const RoleName = Type.Object({ id: Type.String(), name: TextSchema })

/** A rule as it holds, or will from a day on, in a division: its own or one of a division above. */
export const ClassRuleShown = Type.Object({
  county: Type.String(),
  id: Id,
  region: Place,
  role: RoleName,
  dataClass: Class,
  from: Day,
  /** Last day; null where no end is set. */
  until: orNull(Day),
  /** False where it begins on a later day. */
  running: Type.Boolean(),
  /** True where a division above set it, which alone can end it. */
  inherited: Type.Boolean(),
  reason: Type.String(),
  proposedBy: Type.String(),
  approvedBy: Type.String(),
})
export type ClassRuleShown = Static<typeof ClassRuleShown>

export const ClassRequest = Type.Object({
  county: Type.String(),
  id: Id,
  /** `withhold`: a rule is to begin; `show`: one is to end. */
  kind: Kind,
  state: RequestState,
  region: Place,
  role: RoleName,
  dataClass: Class,
  from: orNull(Day),
  until: orNull(Day),
  ...byTwoPeople,
})
export type ClassRequest = Static<typeof ClassRequest>

export const ClassMatrix = Type.Object({
  region: Place,
  classes: Type.Array(
    Type.Object({
      id: Class,
      name: TextSchema,
      holds: TextSchema,
      grade: Type.Enum(Object.keys(sensitivityGrades) as (keyof typeof sensitivityGrades)[]),
      gradeName: TextSchema,
      basis: TextSchema,
      unverified: Type.Boolean(),
    }),
  ),
  /** Roles of daily work; the three administrators read no elders. */
  roles: Type.Array(RoleName),
  rules: Type.Array(ClassRuleShown),
  /** Requests over this very division that wait for a second person. */
  waiting: Type.Array(ClassRequest),
})
export type ClassMatrix = Static<typeof ClassMatrix>

export const getClassMatrix = endpoint({
  method: 'GET',
  path: '/data-class-rules',
  permission: 'grants:manage',
  summary: { zh: '数据分级分类：各岗位看得到哪些类别', en: 'Which classes of data each role sees in a division' },
  query: Type.Object({ region: RegionCode }),
  reply: ClassMatrix,
  problems: [notFound],
})

export const listClassRequests = endpoint({
  method: 'GET',
  path: '/data-class-requests',
  permission: 'grants:manage',
  summary: { zh: '分级分类规则的申请和变更经过', en: 'Requests and history of rules of data classes' },
  query: Type.Object({
    region: Type.Optional(RegionCode),
    state: Type.Optional(RequestState),
    after: Type.Optional(Id),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  reply: Type.Object({ rows: Type.Array(ClassRequest), next: orNull(Type.String()) }),
})

export const requestClassRule = endpoint({
  method: 'POST',
  path: '/data-class-requests',
  permission: 'grants:manage',
  summary: { zh: '申请不显示某类数据，或恢复显示', en: 'Ask for a class of data to be withheld, or shown again' },
  body: Type.Object({
    kind: Kind,
    region: RegionCode,
    role: Type.String({ maxLength: 60 }),
    dataClass: Class,
    /** First day; the day of approval when absent or past. */
    from: Type.Optional(Day),
    /** Last day; no end when absent. */
    until: Type.Optional(Day),
    reason: Type.String({ minLength: 2, maxLength: 500 }),
  }),
  reply: ClassRequest,
  problems: [
    beyondOwnScope,
    unknownRole,
    problems.classRuleHeld,
    problems.classRuleMissing,
    problems.classRequestWaiting,
    problems.classPeriod,
  ],
})

export const decideClassRequest = endpoint({
  method: 'POST',
  path: '/data-class-requests/:county/:id/decide',
  permission: 'grants:manage',
  summary: { zh: '复核或撤回分级分类申请', en: 'Decide a request about a class of data, or take it back' },
  params: Type.Object({ county: Type.String({ pattern: '^\\d{6}$' }), id: Id }),
  body: Type.Object({
    event: Type.Enum(['approve', 'refuse', 'withdraw']),
    reason: Type.String({ maxLength: 500 }),
    version: Type.Integer(),
  }),
  reply: ClassRequest,
  problems: [
    notFound,
    staleVersion,
    eventRefused,
    needsSecondPerson,
    reasonNeeded,
    beyondOwnScope,
    problems.classRuleHeld,
    problems.classRuleMissing,
    problems.classPeriod,
  ],
})
