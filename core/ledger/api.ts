import { type Static, Type } from 'typebox'
import { Id, Instant, TextSchema } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound } from '../http/problems.ts'
import { RegionCode } from '../regions/code.ts'
import { type AccountKind, accountKinds, purposes, type TransferPurpose } from './transfer.ts'

const Kind = Type.Enum(Object.keys(accountKinds) as AccountKind[])
const Purpose = Type.Enum(Object.keys(purposes) as TransferPurpose[])
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])

export const LedgerAccount = Type.Object({
  county: Type.String({ pattern: '^\\d{6}$' }),
  id: Id,
  kind: Kind,
  name: TextSchema,
  programme: orNull(Type.String()),
  elderId: orNull(Id),
  /** Whole fen received less given: a sum over the transfers, worked out when asked. */
  balance: Type.Integer(),
})
export type LedgerAccount = Static<typeof LedgerAccount>

export const LedgerTransfer = Type.Object({
  id: Id,
  purpose: Purpose,
  debit: Type.Object({ id: Id, name: TextSchema }),
  credit: Type.Object({ id: Id, name: TextSchema }),
  fen: Type.Integer({ minimum: 1 }),
  /** The account's balance after this transfer. */
  balance: Type.Integer(),
  runId: orNull(Id),
  postedAt: Instant,
})
export type LedgerTransfer = Static<typeof LedgerTransfer>

export const listLedgerAccounts = endpoint({
  method: 'GET',
  path: '/ledger/accounts',
  permission: 'ledger:read',
  summary: { zh: '账户与余额', en: 'List accounts with their balances' },
  query: Type.Object({
    region: Type.Optional(RegionCode),
    kind: Type.Optional(Kind),
    programme: Type.Optional(Type.String({ maxLength: 60 })),
    after: Type.Optional(Type.String()),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  reply: Type.Object({ rows: Type.Array(LedgerAccount), next: orNull(Type.String()) }),
})

/** Newest first. */
export const listLedgerTransfers = endpoint({
  method: 'GET',
  path: '/ledger/accounts/:county/:id/transfers',
  permission: 'ledger:read',
  summary: { zh: '一个账户的收支', en: 'List the transfers of one account' },
  params: Type.Object({ county: Type.String({ pattern: '^\\d{6}$' }), id: Id }),
  query: Type.Object({
    after: Type.Optional(Type.String()),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  reply: Type.Object({ account: LedgerAccount, rows: Type.Array(LedgerTransfer), next: orNull(Type.String()) }),
  problems: [notFound],
})
