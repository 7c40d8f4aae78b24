import { type Static, Type } from 'typebox'
import { Id, Instant } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound, staleVersion } from '../http/problems.ts'
import { RegionCode } from '../regions/code.ts'
import { because, County, MonthText, page, place, Version, Why } from './api-parts.ts'
import { type DeductionReason, deductionReasons, type StatementState, statementStates } from './fees.ts'
import * as problems from './problems.ts'
import { CalendarDay, orNull } from './schemas.ts'

const State = Type.Enum(Object.keys(statementStates) as StatementState[])
const Fen = Type.Integer({ minimum: 0 })

export const FeeStatement = Type.Object({
  county: Type.String(),
  id: Id,
  organisationId: Id,
  organisationName: Type.String(),
  month: MonthText,
  state: State,
  lines: Type.Integer(),
  feeFen: Fen,
  deductionFen: Fen,
  dueFen: Fen,
  objection: orNull(Type.String()),
  draftedBy: Type.String(),
  draftedAt: Instant,
  answeredBy: orNull(Type.String()),
  approvedBy: orNull(Type.String()),
  approvedAt: orNull(Instant),
  possible: Type.Array(Type.Enum(['redraft', 'object', 'accept', 'approve'])),
  version: Version,
})
export type FeeStatement = Static<typeof FeeStatement>

export const listStatements = endpoint({
  method: 'GET',
  path: '/fee-statements',
  permission: 'assessment-fees:read',
  summary: { zh: '评估费结算单', en: 'List fee statements' },
  query: Type.Object({ state: Type.Optional(State), month: Type.Optional(MonthText), ...page }),
  reply: Type.Object({ rows: Type.Array(FeeStatement), next: orNull(Type.String()) }),
})

export const draftStatements = endpoint({
  method: 'POST',
  path: '/fee-statements',
  permission: 'assessment-fees:draft',
  summary: { zh: '编制一个月的结算单', en: 'Draft the statements of a month' },
  body: Type.Object({ county: County, month: MonthText }),
  reply: Type.Object({
    rows: Type.Array(FeeStatement),
    /** Confirmed assessments for which no contract names a price. */
    unpriced: Type.Integer(),
  }),
  problems: [notFound, problems.monthNotOver, problems.noFees],
})

export const getStatement = endpoint({
  method: 'GET',
  path: '/fee-statements/:county/:id',
  permission: 'assessment-fees:read',
  summary: { zh: '查看结算单', en: 'Read a fee statement' },
  params: place,
  reply: Type.Object({
    ...FeeStatement.properties,
    rows: Type.Array(
      Type.Object({
        assessmentId: Id,
        number: Type.String(),
        confirmedOn: CalendarDay,
        feeFen: Fen,
        deductionFen: Fen,
        because: Type.Enum(Object.keys(deductionReasons) as DeductionReason[]),
      }),
    ),
  }),
  problems: [notFound],
})

const changed = [notFound, staleVersion, problems.stepNotPossible]

export const redraftStatement = endpoint({
  method: 'POST',
  path: '/fee-statements/:county/:id/redraft',
  permission: 'assessment-fees:draft',
  summary: { zh: '按异议重新编制', en: 'Draft again after an objection' },
  params: place,
  body: because,
  reply: FeeStatement,
  problems: changed,
})

export const answerStatement = endpoint({
  method: 'POST',
  path: '/fee-statements/:county/:id/answer',
  permission: 'assessment-fees:answer',
  summary: { zh: '机构认可或提出异议', en: 'Accept or object, for the organisation' },
  params: place,
  body: Type.Object({ answer: Type.Enum(['accept', 'object']), reason: Type.Optional(Why), version: Version }),
  reply: FeeStatement,
  problems: changed,
})

export const approveStatement = endpoint({
  method: 'POST',
  path: '/fee-statements/:county/:id/approve',
  permission: 'assessment-fees:approve',
  summary: { zh: '审批并入账（第二人）', en: 'Approve and book, as the second officer' },
  params: place,
  body: Type.Object({ version: Version }),
  reply: FeeStatement,
  problems: [...changed, problems.secondPersonNeeded],
})

export const statementFile = endpoint({
  method: 'GET',
  path: '/fee-statements/:county/:id/file',
  permission: 'assessment-fees:read',
  summary: { zh: '下载结算单（.xlsx 或 PDF）', en: 'Download a statement' },
  params: place,
  query: Type.Object({
    format: Type.Enum(['xlsx', 'pdf']),
    language: Type.Optional(Type.Enum(['zh', 'en'])),
  }),
  reply: Type.Any(),
  transfer: 'file',
  problems: [notFound],
})

const described = {
  number: Type.String({ minLength: 1, maxLength: 60 }),
  from: CalendarDay,
  until: CalendarDay,
  territory: Type.Array(RegionCode, { minItems: 1, maxItems: 200, uniqueItems: true }),
  /** Whole fen per assessment by instrument id. */
  fees: Type.Record(Type.String({ maxLength: 40 }), Type.Integer({ minimum: 0, maximum: 10_000_000 })),
  depositFen: Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 }),
  turnaroundDays: Type.Integer({ minimum: 1, maximum: 365 }),
  latePercent: Type.Integer({ minimum: 0, maximum: 100 }),
}

export const OrganisationContract = Type.Object({
  county: Type.String(),
  id: Id,
  region: RegionCode,
  organisationId: Id,
  ...described,
  endedOn: orNull(CalendarDay),
  endReason: orNull(Type.String()),
  madeBy: Type.String(),
  version: Version,
  documents: Type.Array(Type.Object({ id: Id, fileName: Type.String(), bytes: Type.Integer() })),
})
export type OrganisationContract = Static<typeof OrganisationContract>

export const listContracts = endpoint({
  method: 'GET',
  path: '/organisation-contracts',
  permission: 'organisations:read',
  summary: { zh: '一个评估机构的合同', en: 'List the contracts of an organisation' },
  query: Type.Object({ organisationId: Id }),
  reply: Type.Object({ rows: Type.Array(OrganisationContract) }),
})

export const makeContract = endpoint({
  method: 'POST',
  path: '/organisation-contracts',
  permission: 'organisations:write',
  summary: { zh: '登记购买评估服务合同', en: 'Record a contract' },
  body: Type.Object({ region: RegionCode, organisationId: Id, ...described }),
  reply: OrganisationContract,
  problems: [notFound, problems.periodWrong, problems.contractOverlaps, problems.contractNumberTaken],
})

export const endContract = endpoint({
  method: 'POST',
  path: '/organisation-contracts/:county/:id/end',
  permission: 'organisations:write',
  summary: { zh: '提前终止合同', en: 'End a contract early' },
  params: place,
  body: Type.Object({ on: CalendarDay, reason: Why, version: Version }),
  reply: OrganisationContract,
  problems: [notFound, staleVersion, problems.stepNotPossible, problems.periodWrong],
})

export const addContractDocument = endpoint({
  method: 'POST',
  path: '/organisation-contracts/:county/:id/documents',
  permission: 'organisations:write',
  summary: { zh: '上传合同附件', en: 'Add a document to a contract' },
  params: place,
  body: Type.Object({}, { additionalProperties: true }),
  transfer: 'upload',
  reply: OrganisationContract,
  problems: [notFound, problems.documentWrong],
})

export const getContractDocument = endpoint({
  method: 'GET',
  path: '/contract-documents/:county/:id',
  permission: 'organisations:read',
  summary: { zh: '下载合同附件', en: 'Download a document of a contract' },
  params: place,
  reply: Type.Any(),
  transfer: 'file',
  problems: [notFound],
})
