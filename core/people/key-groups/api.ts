import { type Static, Type } from 'typebox'
import { Id, Instant, TextSchema } from '../../access/api.ts'
import { endpoint } from '../../http/endpoint.ts'
import { exportInBackground, exportTooLarge } from '../../lists/problems.ts'
import { classified, WithheldClasses } from '../../privacy/classified.ts'
import { RegionCode } from '../../regions/code.ts'
import { DayString } from '../api.ts'
import * as problems from './problems.ts'

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const GroupId = Type.String({ pattern: '^[a-z0-9-]{1,40}$' })
const Group = Type.Object({ id: GroupId, name: TextSchema })
const Fen = Type.Integer({ minimum: -9007199254740991, maximum: 9007199254740991 })
const Year = Type.Integer({ minimum: 2000, maximum: 2100 })

const MatrixRow = Type.Object({
  code: RegionCode,
  name: Type.String(),
  /** People in any of the groups; one may be in several. */
  people: Type.Integer(),
  /** By group. */
  counts: Type.Record(Type.String(), Type.Integer()),
  /** Without anybody responsible. */
  unplanned: Type.Integer(),
  overdue: Type.Integer(),
})

export const KeyGroupMatrix = Type.Object({
  region: RegionCode,
  groups: Type.Array(Group),
  rows: Type.Array(MatrixRow),
  total: MatrixRow,
})
export type KeyGroupMatrix = Static<typeof KeyGroupMatrix>

export const getKeyGroupMatrix = endpoint({
  method: 'GET',
  path: '/key-groups',
  permission: 'people:read',
  summary: { zh: '重点困难老年人：各地各类人数', en: 'Key groups by division' },
  query: Type.Object({ region: Type.Optional(RegionCode) }),
  reply: KeyGroupMatrix,
})

export const KeyGroupFilter = Type.Object({
  region: Type.Optional(RegionCode),
  group: Type.Optional(GroupId),
  overdue: Type.Optional(Type.Boolean()),
  unplanned: Type.Optional(Type.Boolean()),
  /** Moved here from another county, whose care plan ended with that; no new one has been set. */
  planDue: Type.Optional(Type.Boolean()),
})
export type KeyGroupFilter = Static<typeof KeyGroupFilter>

export const KeyGroupElder = Type.Object({
  elderId: Id,
  name: Type.String(),
  age: Type.Integer(),
  region: RegionCode,
  regionPath: Type.String(),
  groups: Type.Array(Group),
  abilityLevel: classified('assessment', orNull(Type.Integer())),
  abilityValidUntil: classified('assessment', orNull(DayString)),
  /** Of the care plan, or the contact person among the people around. */
  personName: classified('relatives', orNull(Type.String())),
  lastContactOn: orNull(DayString),
  nextDue: orNull(DayString),
  overdue: Type.Boolean(),
  /** The budget of the group asked for, or of the first the elder is in that has one, where the elder lives. */
  budget: orNull(
    Type.Object({ group: GroupId, region: RegionCode, regionName: Type.String(), fen: Fen, spokenFor: Fen }),
  ),
})
export type KeyGroupElder = Static<typeof KeyGroupElder>

export const listKeyGroupElders = endpoint({
  method: 'GET',
  path: '/key-groups/elders',
  permission: 'people:read',
  summary: { zh: '重点困难老年人名单', en: 'Elders of the key groups' },
  query: Type.Object({
    ...KeyGroupFilter.properties,
    after: Type.Optional(Type.String({ maxLength: 60 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  reply: Type.Object({
    rows: classified('circumstances', Type.Array(KeyGroupElder)),
    next: orNull(Type.String()),
    withheld: WithheldClasses,
  }),
  problems: [problems.groupUnknown],
})

export const countKeyGroupElders = endpoint({
  method: 'GET',
  path: '/key-groups/elders/count',
  permission: 'people:read',
  summary: {
    zh: '重点困难老年人数量（到上限为止）',
    en: 'How many elders of the key groups meet the filter, up to a limit',
  },
  query: KeyGroupFilter,
  reply: Type.Object({ count: Type.Integer(), more: Type.Boolean() }),
  problems: [problems.groupUnknown],
})

export const exportKeyGroupElders = endpoint({
  method: 'GET',
  path: '/key-groups/elders/export',
  permission: 'people:export',
  summary: { zh: '导出重点困难老年人名单', en: 'Export the elders of the key groups' },
  query: Type.Object({
    ...KeyGroupFilter.properties,
    format: Type.Enum(['xlsx', 'csv']),
    purpose: Type.String({ minLength: 2, maxLength: 100 }),
    language: Type.Optional(Type.Enum(['zh', 'en'])),
  }),
  reply: Type.Any(),
  transfer: 'file',
  carries: ['circumstances'],
  problems: [exportTooLarge, exportInBackground, problems.groupUnknown],
  limit: 'export',
})

const Commitment = Type.Object({
  fen: Fen,
  purpose: Type.String(),
  document: Type.String(),
  on: DayString,
  recordedBy: Type.String(),
  recordedAt: Instant,
})

const Budget = Type.Object({
  region: RegionCode,
  regionName: Type.String(),
  group: Group,
  fen: Fen,
  spokenFor: Fen,
  document: Type.String(),
  documentOn: DayString,
  note: Type.String(),
  setBy: Type.String(),
  setAt: Instant,
  /** Amounts set before, the last first. */
  earlier: Type.Array(Type.Object({ fen: Fen, document: Type.String(), documentOn: DayString, setAt: Instant })),
  commitments: Type.Array(Commitment),
  /** Whether the reader may set it and speak for parts of it. */
  mine: Type.Boolean(),
})
export type PurchaseBudget = Static<typeof Budget>

const Budgets = Type.Object({
  year: Year,
  groups: Type.Array(Group),
  rows: Type.Array(Budget),
  notCounted: Type.Array(TextSchema),
})

export const listPurchaseBudgets = endpoint({
  method: 'GET',
  path: '/purchase-budgets',
  permission: 'people:read',
  summary: { zh: '重点老年人购买服务预算', en: 'Purchase budgets of the key groups' },
  query: Type.Object({ region: Type.Optional(RegionCode), year: Type.Optional(Year) }),
  reply: Budgets,
})

const BudgetPlace = { region: RegionCode, group: GroupId, year: Year }

export const setPurchaseBudget = endpoint({
  method: 'POST',
  path: '/purchase-budgets',
  permission: 'people:set-budget',
  summary: { zh: '下达年度预算', en: 'Set a yearly budget' },
  body: Type.Object({
    ...BudgetPlace,
    fen: Type.Integer({ minimum: 0, maximum: 9007199254740991 }),
    document: Type.String({ minLength: 2, maxLength: 100 }),
    documentOn: DayString,
    note: Type.Optional(Type.String({ maxLength: 200 })),
  }),
  reply: Budgets,
  problems: [
    problems.groupUnknown,
    problems.budgetPlaceWrong,
    problems.budgetBelowSpokenFor,
    problems.documentDayWrong,
  ],
})

export const commitPurchase = endpoint({
  method: 'POST',
  path: '/purchase-budgets/commitments',
  permission: 'people:set-budget',
  summary: { zh: '登记已安排的资金（冲减记负数）', en: 'Record what is spoken for; below zero takes back' },
  body: Type.Object({
    ...BudgetPlace,
    fen: Fen,
    purpose: Type.String({ minLength: 2, maxLength: 200 }),
    document: Type.String({ minLength: 2, maxLength: 100 }),
    on: DayString,
  }),
  reply: Budgets,
  problems: [
    problems.groupUnknown,
    problems.budgetPlaceWrong,
    problems.noBudget,
    problems.budgetExceeded,
    problems.documentDayWrong,
  ],
})
