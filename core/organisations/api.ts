import { type Static, Type } from 'typebox'
import { Id, Instant, TextSchema } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound, staleVersion } from '../http/problems.ts'
import { RegionCode } from '../regions/code.ts'
import type { LegalForm, OrganisationKind, OrganisationStatus } from './organisation.ts'
import { legalForms, organisationKinds, organisationStatuses } from './organisation.ts'
import * as problems from './problems.ts'

const Kind = Type.Enum(Object.keys(organisationKinds) as OrganisationKind[])
const Form = Type.Enum(Object.keys(legalForms) as LegalForm[])
const Status = Type.Enum(Object.keys(organisationStatuses) as OrganisationStatus[])
const CalendarDay = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])

const described = {
  name: Type.String({ minLength: 2, maxLength: 100 }),
  kind: Kind,
  legalForm: Form,
  address: Type.String({ maxLength: 200 }),
  /** The organisation's own public telephone, not a person's. */
  telephone: Type.String({ maxLength: 40 }),
  contactName: Type.String({ maxLength: 60 }),
  /** Divisions it serves, each with everything below. */
  territory: Type.Array(RegionCode, { minItems: 1, maxItems: 200, uniqueItems: true }),
  contractNumber: orNull(Type.String({ maxLength: 60 })),
  contractFrom: orNull(CalendarDay),
  contractUntil: orNull(CalendarDay),
  /** Whole fen the county pays per confirmed assessment under the contract. */
  feePerAssessment: orNull(Type.Integer({ minimum: 0 })),
}

export const Organisation = Type.Object({
  county: Type.String(),
  region: RegionCode,
  regionPath: Type.String(),
  id: Id,
  creditCode: Type.String(),
  ...described,
  status: Status,
  statusReason: orNull(Type.String()),
  assessors: Type.Integer(),
  qualifiedAssessors: Type.Integer(),
  /** What an officer should know before assigning: too few assessors, an ended contract. */
  warnings: Type.Array(TextSchema),
  registeredAt: Instant,
  version: Type.Integer(),
})
export type Organisation = Static<typeof Organisation>

const place = Type.Object({ county: Type.String({ pattern: '^\\d{6}$' }), id: Id })

export const listOrganisations = endpoint({
  method: 'GET',
  path: '/organisations',
  permission: 'organisations:read',
  summary: { zh: '机构列表', en: 'List organisations' },
  query: Type.Object({
    q: Type.Optional(Type.String({ maxLength: 60, description: 'part of the name, or a credit code' })),
    kind: Type.Optional(Kind),
    status: Type.Optional(Status),
    region: Type.Optional(RegionCode),
    /** Only organisations that serve this place. */
    serves: Type.Optional(RegionCode),
    /** A name and an id, as `next` gave them. */
    after: Type.Optional(Type.String({ pattern: '^.{1,100} [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  reply: Type.Object({ rows: Type.Array(Organisation), next: orNull(Type.String()), total: Type.Integer() }),
})

export const getOrganisation = endpoint({
  method: 'GET',
  path: '/organisations/:county/:id',
  permission: 'organisations:read',
  summary: { zh: '查看机构', en: 'Read an organisation' },
  params: place,
  reply: Organisation,
  problems: [notFound],
})

export const registerOrganisation = endpoint({
  method: 'POST',
  path: '/organisations',
  permission: 'organisations:write',
  summary: { zh: '登记机构', en: 'Register an organisation' },
  body: Type.Object({ region: RegionCode, creditCode: Type.String({ maxLength: 30 }), ...described }),
  reply: Organisation,
  problems: [
    notFound,
    problems.creditCodeWrong,
    problems.creditCodeTaken,
    problems.territoryUnknown,
    problems.contractDaysWrong,
  ],
})

export const changeOrganisation = endpoint({
  method: 'PATCH',
  path: '/organisations/:county/:id',
  permission: 'organisations:write',
  summary: { zh: '修改机构', en: 'Change an organisation' },
  params: place,
  body: Type.Object({ ...Type.Partial(Type.Object(described)).properties, version: Type.Integer() }),
  reply: Organisation,
  problems: [notFound, staleVersion, problems.territoryUnknown, problems.contractDaysWrong],
})

export const setOrganisationStatus = endpoint({
  method: 'POST',
  path: '/organisations/:county/:id/status',
  permission: 'organisations:write',
  summary: { zh: '暂停、恢复或移出机构', en: 'Suspend, restore or remove an organisation' },
  params: place,
  body: Type.Object({
    status: Status,
    reason: Type.String({ minLength: 2, maxLength: 500 }),
    version: Type.Integer(),
  }),
  reply: Organisation,
  problems: [notFound, staleVersion, problems.statusRefused, problems.hasOpenAssessments],
})
