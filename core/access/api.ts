import { type Static, Type } from 'typebox'
import { endpoint } from '../http/endpoint.ts'
import { notFound } from '../http/problems.ts'
import { RegionCode } from '../regions/code.ts'
import * as problems from './problems.ts'

export const Instant = Type.String({ format: 'date-time', description: 'instant, ISO 8601 in UTC' })
export const Id = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' })
export const TextSchema = Type.Object({ zh: Type.String(), en: Type.String() })
export const Nothing = Type.Object({})

const Password = Type.String({ minLength: 10, maxLength: 200 })
const AccountName = Type.String({ pattern: '^[a-z][a-z0-9.-]{2,39}$' })

/** Who is signed in, what they may do and where. */
export const Me = Type.Object({
  account: Type.Object({ id: Id, name: AccountName, displayName: Type.String(), title: Type.String() }),
  permissions: Type.Array(Type.String()),
  /** The regions of this account's grants, widest first. */
  regions: Type.Array(Type.Object({ code: RegionCode, name: Type.String(), path: Type.String() })),
  organisation: Type.Union([Type.Object({ id: Id, name: Type.String() }), Type.Null()]),
  /** True while a role asks for a second factor that is not set up or was not given: until then nothing else is allowed. */
  awaitsSecondFactor: Type.Boolean(),
  /** Those on whose behalf some of it may be done now. */
  onBehalfOf: Type.Array(Type.String()),
  /** Today as the platform sees it, a legal day in Asia/Shanghai. */
  today: Type.String(),
  /** True where the data is the demo region's and nobody in it is real. */
  demo: Type.Boolean(),
})
export type Me = Static<typeof Me>

export const signOut = endpoint({
  method: 'POST',
  path: '/sign-out',
  permission: 'signed-in',
  summary: { zh: '退出登录', en: 'Sign out' },
  reply: Nothing,
})

export const whoAmI = endpoint({
  method: 'GET',
  path: '/me',
  permission: 'signed-in',
  summary: { zh: '我是谁', en: 'Who is signed in' },
  reply: Me,
})

export const changePassword = endpoint({
  method: 'POST',
  path: '/me/password',
  permission: 'signed-in',
  summary: { zh: '修改自己的密码', en: 'Change one’s own password' },
  body: Type.Object({ current: Type.String({ maxLength: 200 }), next: Password }),
  reply: Nothing,
  problems: [problems.currentPasswordWrong, problems.passwordTooWeak],
})

export const Grant = Type.Object({
  id: Id,
  role: Type.String(),
  roleName: TextSchema,
  region: Type.Union([Type.Object({ code: RegionCode, name: Type.String(), path: Type.String() }), Type.Null()]),
  organisation: Type.Union([Type.Object({ id: Id, name: Type.String() }), Type.Null()]),
})
export type Grant = Static<typeof Grant>

export const Account = Type.Object({
  id: Id,
  name: AccountName,
  displayName: Type.String(),
  title: Type.String(),
  region: RegionCode,
  regionPath: Type.String(),
  state: Type.Union([Type.Literal('active'), Type.Literal('locked'), Type.Literal('closed')]),
  lastSignInAt: Type.Union([Instant, Type.Null()]),
  version: Type.Integer(),
  grants: Type.Array(Grant),
})
export type Account = Static<typeof Account>

export const listAccounts = endpoint({
  method: 'GET',
  path: '/accounts',
  permission: 'accounts:read',
  summary: { zh: '账号列表', en: 'List accounts' },
  query: Type.Object({
    q: Type.Optional(Type.String({ maxLength: 60 })),
    region: Type.Optional(RegionCode),
    role: Type.Optional(Type.String()),
    state: Type.Optional(Type.String()),
    after: Type.Optional(Type.String()),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  reply: Type.Object({
    rows: Type.Array(Account),
    next: Type.Union([Type.String(), Type.Null()]),
    total: Type.Integer(),
  }),
})

export const getAccount = endpoint({
  method: 'GET',
  path: '/accounts/:id',
  permission: 'accounts:read',
  summary: { zh: '查看账号', en: 'Read an account' },
  params: Type.Object({ id: Id }),
  reply: Account,
  problems: [notFound],
})

export const createAccount = endpoint({
  method: 'POST',
  path: '/accounts',
  permission: 'accounts:manage',
  summary: { zh: '新建账号', en: 'Create an account' },
  body: Type.Object({
    name: AccountName,
    displayName: Type.String({ minLength: 1, maxLength: 60 }),
    title: Type.String({ maxLength: 60 }),
    region: RegionCode,
  }),
  /** The first password is shown once, to the administrator who hands it over. */
  reply: Type.Object({ account: Account, firstPassword: Type.String() }),
  problems: [problems.accountNameTaken, problems.beyondOwnScope],
})

export const resetPassword = endpoint({
  method: 'POST',
  path: '/accounts/:id/reset-password',
  permission: 'accounts:manage',
  summary: { zh: '重置密码', en: 'Reset a password' },
  params: Type.Object({ id: Id }),
  reply: Type.Object({ firstPassword: Type.String() }),
  problems: [notFound, problems.beyondOwnScope, problems.administratorsPassword],
})

export const setAccountState = endpoint({
  method: 'POST',
  path: '/accounts/:id/state',
  permission: 'accounts:manage',
  summary: { zh: '停用、锁定或恢复账号', en: 'Close, lock or reopen an account' },
  params: Type.Object({ id: Id }),
  body: Type.Object({
    state: Type.Union([Type.Literal('active'), Type.Literal('locked'), Type.Literal('closed')]),
    version: Type.Integer(),
  }),
  reply: Account,
  problems: [notFound, problems.beyondOwnScope, problems.ownAccount],
})

export const AuditEvent = Type.Object({
  id: Id,
  at: Instant,
  actorName: Type.String(),
  actorId: Type.Union([Id, Type.Null()]),
  action: Type.String(),
  actionName: TextSchema,
  /** Named by `subjectTypes` in `audit-words.ts`. */
  subjectType: Type.String(),
  subjectId: Type.Union([Type.String(), Type.Null()]),
  elderId: Type.Union([Id, Type.Null()]),
  region: RegionCode,
  regionPath: Type.String(),
  purpose: Type.Union([Type.String(), Type.Null()]),
  /** Its keys are named by `detailWords`. */
  detail: Type.Record(Type.String(), Type.Unknown()),
})
export type AuditEvent = Static<typeof AuditEvent>

export const listAuditEvents = endpoint({
  method: 'GET',
  path: '/audit-events',
  permission: 'audit:read',
  summary: { zh: '操作记录', en: 'The audit trail' },
  query: Type.Object({
    actor: Type.Optional(Type.String({ maxLength: 60 })),
    action: Type.Optional(Type.String({ maxLength: 60 })),
    elderId: Type.Optional(Id),
    from: Type.Optional(Type.String()),
    to: Type.Optional(Type.String()),
    after: Type.Optional(Type.String()),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  reply: Type.Object({ rows: Type.Array(AuditEvent), next: Type.Union([Type.String(), Type.Null()]) }),
})

/** What waits for the signed-in person, one row per kind of work; each module adds its own. */
export const home = endpoint({
  method: 'GET',
  path: '/home',
  permission: 'signed-in',
  summary: { zh: '等我办理', en: 'What waits for me' },
  reply: Type.Object({
    waiting: Type.Array(
      Type.Object({
        module: Type.String(),
        title: TextSchema,
        count: Type.Integer(),
        overdue: Type.Integer(),
        link: Type.String(),
      }),
    ),
    figures: Type.Array(
      Type.Object({ title: TextSchema, value: Type.Number(), unit: TextSchema, link: Type.String() }),
    ),
  }),
})
