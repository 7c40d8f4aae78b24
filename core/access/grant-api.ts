import { type Static, Type } from 'typebox'
import { endpoint } from '../http/endpoint.ts'
import { notFound, staleVersion } from '../http/problems.ts'
import { RegionCode } from '../regions/code.ts'
import { Account, Grant, Id, Instant, Nothing, TextSchema } from './api.ts'
import * as problems from './problems.ts'

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const NamedPermission = Type.Object({ id: Type.String(), name: TextSchema })
const Reason = Type.String({ minLength: 1, maxLength: 500 })
const SecondFactorPolicy = Type.Enum(['by-permission', 'always', 'never'])

export const RequestState = Type.Enum(['waiting', 'approved', 'refused', 'withdrawn'])

/** What every request says that one person makes and another decides. */
export const byTwoPeople = {
  reason: Type.String(),
  requestedBy: Type.String(),
  requestedAt: Instant,
  decidedBy: orNull(Type.String()),
  decidedAt: orNull(Instant),
  decisionReason: orNull(Type.String()),
  /** What whoever asks may do with it. */
  events: Type.Array(Type.Enum(['approve', 'refuse', 'withdraw'])),
  version: Type.Integer(),
}

export const GrantRequest = Type.Object({
  id: Id,
  kind: Type.Enum(['grant', 'role']),
  state: RequestState,
  account: orNull(Type.Object({ id: Id, name: Type.String(), displayName: Type.String(), title: Type.String() })),
  role: Type.Object({ id: Type.String(), name: TextSchema }),
  region: orNull(Type.Object({ code: RegionCode, name: Type.String(), path: Type.String() })),
  organisation: orNull(Type.Object({ id: Id, name: Type.String() })),
  ...byTwoPeople,
})
export type GrantRequest = Static<typeof GrantRequest>

/** What somebody, or everybody with a role, could do more than now. */
export const Widening = Type.Object({
  added: Type.Array(NamedPermission),
  removed: Type.Array(NamedPermission),
  /** Over which division the elders' files are newly seen, without those parts that are seen already. */
  divisions: Type.Array(Type.Object({ code: RegionCode, path: Type.String() })),
  except: Type.Array(Type.Object({ code: RegionCode, path: Type.String() })),
  /** Elders whose files are newly seen; null where no elder is. */
  elders: orNull(Type.Integer()),
  /** Accounts that hold the role, for a change of one. */
  holders: orNull(Type.Integer()),
  secondFactor: orNull(SecondFactorPolicy),
})
export type Widening = Static<typeof Widening>

export const addGrant = endpoint({
  method: 'POST',
  path: '/accounts/:id/grants',
  permission: 'grants:manage',
  summary: { zh: '申请授予角色', en: 'Ask for a role to be granted' },
  params: Type.Object({ id: Id }),
  body: Type.Object({
    role: Type.String(),
    region: Type.Optional(RegionCode),
    organisationId: Type.Optional(Id),
    reason: Reason,
  }),
  /** `request`: what now waits for a second person; null where nothing is widened and the grant took effect. */
  reply: Type.Object({ account: Account, request: orNull(GrantRequest) }),
  problems: [
    notFound,
    problems.beyondOwnScope,
    problems.unknownRole,
    problems.grantNeedsOnePlace,
    problems.ownAccount,
    problems.oneOffice,
    problems.grantHeld,
  ],
})

export const removeGrant = endpoint({
  method: 'DELETE',
  path: '/accounts/:id/grants/:grantId',
  permission: 'grants:manage',
  summary: { zh: '收回角色', en: 'Withdraw a role' },
  params: Type.Object({ id: Id, grantId: Id }),
  reply: Account,
  problems: [notFound, problems.beyondOwnScope, problems.ownAccount],
})

export const listGrantRequests = endpoint({
  method: 'GET',
  path: '/grant-requests',
  permission: 'grants:manage',
  summary: { zh: '授权申请', en: 'Requests for grants' },
  query: Type.Object({
    state: Type.Optional(RequestState),
    account: Type.Optional(Id),
    after: Type.Optional(Type.String()),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  reply: Type.Object({ rows: Type.Array(GrantRequest), next: orNull(Type.String()) }),
})

export const getGrantRequest = endpoint({
  method: 'GET',
  path: '/grant-requests/:id',
  permission: 'grants:manage',
  summary: { zh: '查看授权申请', en: 'Read a request for a grant' },
  params: Type.Object({ id: Id }),
  reply: Type.Object({ request: GrantRequest, widening: Widening, held: Type.Array(Grant) }),
  problems: [notFound],
})

export const decideGrantRequest = endpoint({
  method: 'POST',
  path: '/grant-requests/:id/decide',
  permission: 'grants:manage',
  summary: { zh: '复核或撤回授权申请', en: 'Decide a request for a grant, or take it back' },
  params: Type.Object({ id: Id }),
  body: Type.Object({
    event: Type.Enum(['approve', 'refuse', 'withdraw']),
    reason: Type.String({ maxLength: 500 }),
    version: Type.Integer(),
  }),
  reply: GrantRequest,
  problems: [
    notFound,
    staleVersion,
    problems.needsSecondPerson,
    problems.beyondOwnScope,
    problems.oneOffice,
    problems.grantHeld,
    problems.reasonNeeded,
  ],
})

export const RoleShown = Type.Object({
  id: Type.String(),
  name: TextSchema,
  /** `region`: granted over a division; `organisation`: granted inside one organisation. */
  over: Type.Enum(['region', 'organisation']),
  permissions: Type.Array(NamedPermission),
  secondFactor: SecondFactorPolicy,
  /** Whether holding it asks for a second factor, by that policy. */
  asksForSecondFactor: Type.Boolean(),
  /** False for the three administrators. */
  changeable: Type.Boolean(),
  version: Type.Integer(),
})
export type RoleShown = Static<typeof RoleShown>

export const listRoles = endpoint({
  method: 'GET',
  path: '/roles',
  permission: 'accounts:read',
  summary: { zh: '角色与权限', en: 'Roles and what they may do' },
  reply: Type.Object({
    rows: Type.Array(RoleShown),
    /** Everything a role of daily work can carry. */
    permissions: Type.Array(NamedPermission),
  }),
})

export const changeRole = endpoint({
  method: 'POST',
  path: '/roles/:role',
  permission: 'grants:manage',
  summary: { zh: '修改角色的权限', en: 'Change what a role may do' },
  params: Type.Object({ role: Type.String({ maxLength: 60 }) }),
  body: Type.Object({
    permissions: Type.Array(Type.String(), { maxItems: 200 }),
    secondFactor: SecondFactorPolicy,
    reason: Reason,
    version: Type.Integer(),
  }),
  /** `request`: the widening part waits for a second person; null where the change took effect. */
  reply: Type.Object({ role: RoleShown, request: orNull(GrantRequest) }),
  problems: [
    problems.unknownRole,
    problems.roleFixed,
    problems.roleNotYours,
    problems.nothingChanged,
    problems.grantHeld,
    staleVersion,
  ],
})

export const Loan = Type.Object({
  id: Id,
  role: Type.Object({ id: Type.String(), name: TextSchema }),
  lender: Type.Object({ id: Id, name: Type.String() }),
  borrower: Type.Object({ id: Id, name: Type.String() }),
  region: Type.Object({ code: RegionCode, name: Type.String(), path: Type.String() }),
  /** First day. */
  from: Type.String(),
  /** Last day. */
  until: Type.String(),
  reason: Type.String(),
  state: Type.Enum(['coming', 'running', 'over', 'ended']),
})
export type Loan = Static<typeof Loan>

export const listOwnLoans = endpoint({
  method: 'GET',
  path: '/me/loans',
  permission: 'signed-in',
  summary: { zh: '我借出和借入的授权', en: 'Grants I have lent and borrowed' },
  reply: Type.Object({ lent: Type.Array(Loan), borrowed: Type.Array(Loan), lendable: Type.Array(Grant) }),
})

export const listLoansOf = endpoint({
  method: 'GET',
  path: '/accounts/:id/loans',
  permission: 'accounts:read',
  summary: { zh: '账号借出和借入的授权', en: 'Grants an account has lent and borrowed' },
  params: Type.Object({ id: Id }),
  reply: Type.Object({ lent: Type.Array(Loan), borrowed: Type.Array(Loan) }),
  problems: [notFound],
})

export const findColleagues = endpoint({
  method: 'GET',
  path: '/me/colleagues',
  permission: 'signed-in',
  summary: { zh: '查找本地区同事', en: 'Find colleagues of one’s own division' },
  query: Type.Object({ q: Type.String({ minLength: 1, maxLength: 60 }) }),
  reply: Type.Object({
    rows: Type.Array(Type.Object({ id: Id, name: Type.String(), displayName: Type.String(), title: Type.String() })),
  }),
})

export const lendGrant = endpoint({
  method: 'POST',
  path: '/me/loans',
  permission: 'signed-in',
  summary: { zh: '把自己的授权借给同事一段时间', en: 'Lend a grant of one’s own for a period' },
  body: Type.Object({
    grantId: Id,
    borrowerId: Id,
    region: Type.Optional(RegionCode),
    from: Type.String({ format: 'date' }),
    until: Type.String({ format: 'date' }),
    reason: Reason,
  }),
  reply: Type.Object({ id: Id }),
  problems: [
    notFound,
    problems.loanRefused,
    problems.loanTooWide,
    problems.loanPeriod,
    problems.loanMixesDuties,
    problems.oneOffice,
  ],
})

export const endLoan = endpoint({
  method: 'POST',
  path: '/me/loans/:id/end',
  permission: 'signed-in',
  summary: { zh: '提前结束代办授权', en: 'End a loan of a grant now' },
  params: Type.Object({ id: Id }),
  reply: Nothing,
  problems: [notFound],
})

export const endLoanOf = endpoint({
  method: 'POST',
  path: '/accounts/:id/loans/:loanId/end',
  permission: 'grants:manage',
  summary: { zh: '结束账号的代办授权', en: 'End a loan of an account' },
  params: Type.Object({ id: Id, loanId: Id }),
  reply: Nothing,
  problems: [notFound],
})
