import { type Static, Type } from 'typebox'
import { Id, Instant, TextSchema } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound, staleVersion } from '../http/problems.ts'
import { RegionCode } from '../regions/code.ts'
import type { AssessorStatus, Background, CertificateKind, Education } from './assessor.ts'
import { assessorStatuses, backgrounds, certificates, educations } from './assessor.ts'
import * as problems from './problems.ts'

const Status = Type.Enum(Object.keys(assessorStatuses) as AssessorStatus[])
const CalendarDay = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const OptionalDay = Type.Union([CalendarDay, Type.Null()])

const qualification = {
  education: Type.Enum(Object.keys(educations) as Education[]),
  background: Type.Enum(Object.keys(backgrounds) as Background[]),
  practiceSince: CalendarDay,
  trainedOn: OptionalDay,
  trainingUntil: OptionalDay,
  certificate: Type.Union([Type.Enum(Object.keys(certificates) as CertificateKind[]), Type.Null()]),
  certificateNumber: Type.Union([Type.String({ maxLength: 60 }), Type.Null()]),
  fullTime: Type.Boolean(),
  /** The account the assessor signs in with; without one nobody can sign in this name. */
  accountId: Type.Union([Id, Type.Null()]),
}

export const Assessor = Type.Object({
  county: Type.String(),
  region: RegionCode,
  id: Id,
  organisationId: Id,
  organisationName: Type.String(),
  name: Type.String(),
  identityNumberMasked: Type.String(),
  telephoneMasked: Type.String(),
  ...qualification,
  status: Status,
  statusReason: Type.Union([Type.String(), Type.Null()]),
  /** As of today, with every reason where not. */
  qualifies: Type.Boolean(),
  reasons: Type.Array(TextSchema),
  /** Confirmed assessments this assessor has signed. */
  completed: Type.Integer(),
  registeredAt: Instant,
  version: Type.Integer(),
})
export type Assessor = Static<typeof Assessor>

const place = Type.Object({ county: Type.String({ pattern: '^\\d{6}$' }), id: Id })

export const listAssessors = endpoint({
  method: 'GET',
  path: '/assessors',
  permission: 'organisations:read',
  summary: { zh: '评估员列表', en: 'List assessors' },
  query: Type.Object({
    q: Type.Optional(Type.String({ maxLength: 60 })),
    organisationId: Type.Optional(Id),
    region: Type.Optional(RegionCode),
    status: Type.Optional(Status),
    /** A name and an id, as `next` gave them. */
    after: Type.Optional(Type.String({ pattern: '^.{1,100} [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  reply: Type.Object({
    rows: Type.Array(Assessor),
    next: Type.Union([Type.String(), Type.Null()]),
    total: Type.Integer(),
  }),
})

export const getAssessor = endpoint({
  method: 'GET',
  path: '/assessors/:county/:id',
  permission: 'organisations:read',
  summary: { zh: '查看评估员', en: 'Read an assessor' },
  params: place,
  reply: Assessor,
  problems: [notFound],
})

/** The accounts that hold a role inside an organisation, for choosing the one an assessor signs in with. */
export const listAssessorAccounts = endpoint({
  method: 'GET',
  path: '/assessors/accounts',
  permission: 'organisations:write',
  summary: { zh: '机构内可对应评估员的账号', en: 'Accounts inside an organisation that an assessor may sign in with' },
  query: Type.Object({ organisationId: Id }),
  reply: Type.Object({
    rows: Type.Array(
      Type.Object({
        id: Id,
        name: Type.String(),
        displayName: Type.String(),
        /** The assessor who signs in with it already. */
        assessorId: Type.Union([Id, Type.Null()]),
      }),
    ),
  }),
})

export const registerAssessor = endpoint({
  method: 'POST',
  path: '/assessors',
  permission: 'organisations:write',
  summary: { zh: '登记评估员', en: 'Register an assessor' },
  body: Type.Object({
    organisationId: Id,
    name: Type.String({ minLength: 1, maxLength: 60 }),
    identityNumber: Type.String({ minLength: 18, maxLength: 18 }),
    /** Empty where none is known. */
    telephone: Type.String({ maxLength: 40 }),
    ...qualification,
  }),
  reply: Assessor,
  problems: [
    notFound,
    problems.identityWrong,
    problems.telephoneWrong,
    problems.identityTaken,
    problems.organisationNotFitting,
    problems.daysOutOfOrder,
    problems.accountTaken,
  ],
})

export const changeAssessor = endpoint({
  method: 'PATCH',
  path: '/assessors/:county/:id',
  permission: 'organisations:write',
  summary: { zh: '修改评估员', en: 'Change an assessor' },
  params: place,
  body: Type.Object({
    ...Type.Partial(
      Type.Object({
        name: Type.String({ minLength: 1, maxLength: 60 }),
        telephone: Type.String({ maxLength: 40 }),
        ...qualification,
      }),
    ).properties,
    version: Type.Integer(),
  }),
  reply: Assessor,
  problems: [notFound, staleVersion, problems.telephoneWrong, problems.daysOutOfOrder, problems.accountTaken],
})

export const setAssessorStatus = endpoint({
  method: 'POST',
  path: '/assessors/:county/:id/status',
  permission: 'organisations:write',
  summary: { zh: '暂停、恢复或移出评估员', en: 'Suspend, restore or remove an assessor' },
  params: place,
  body: Type.Object({
    status: Status,
    reason: Type.String({ minLength: 2, maxLength: 500 }),
    version: Type.Integer(),
  }),
  reply: Assessor,
  problems: [notFound, staleVersion, problems.statusRefused],
})
