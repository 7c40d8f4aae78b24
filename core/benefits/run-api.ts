import { Type } from 'typebox'
import { Id, Instant } from '../access/api.ts'
import { eventRefused } from '../cases/procedure.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound, staleVersion } from '../http/problems.ts'
import { classified, WithheldClasses } from '../privacy/classified.ts'
import { RegionCode } from '../regions/code.ts'
import * as problems from './problems.ts'
import {
  BenefitPayment,
  BenefitRun,
  BenefitRunRow,
  County,
  PaymentFile,
  PaymentStateSchema,
  RunStateSchema,
  Untold,
} from './run-schemas.ts'
import { MonthString, orNull } from './schemas.ts'

const place = Type.Object({ county: County, id: Id })
const atVersion = Type.Object({ version: Type.Integer({ minimum: 1 }) })
const because = Type.Object({ ...atVersion.properties, reason: Type.String({ minLength: 2, maxLength: 500 }) })
const changing = [notFound, staleVersion, eventRefused]
const page = {
  after: Type.Optional(Type.String()),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
}

export const listRuns = endpoint({
  method: 'GET',
  path: '/benefits/runs',
  permission: 'benefits:read',
  summary: { zh: '发放批次列表', en: 'List payment runs' },
  query: Type.Object({
    region: Type.Optional(RegionCode),
    programme: Type.Optional(Type.String({ maxLength: 60 })),
    month: Type.Optional(MonthString),
    state: Type.Optional(RunStateSchema),
    ...page,
  }),
  reply: Type.Object({ rows: Type.Array(BenefitRunRow), next: orNull(Type.String()) }),
})

/** Decides everybody of the county once, keeps facts and decisions as they are, and checks the result. */
export const draftRun = endpoint({
  method: 'POST',
  path: '/benefits/runs',
  permission: 'benefits:draft',
  summary: { zh: '编制发放批次', en: 'Draft a payment run' },
  body: Type.Object({ county: County, programme: Type.String({ maxLength: 60 }), month: MonthString }),
  reply: BenefitRun,
  problems: [
    problems.policyNotFound,
    problems.amountUnset,
    problems.notPaidInCash,
    problems.grantedOnApplication,
    problems.runExists,
    problems.monthNotPayable,
  ],
})

export const getRun = endpoint({
  method: 'GET',
  path: '/benefits/runs/:county/:id',
  permission: 'benefits:read',
  summary: { zh: '查看发放批次', en: 'Read a payment run' },
  params: place,
  reply: BenefitRun,
  problems: [notFound],
})

/** By town, then name. */
export const listRunPayments = endpoint({
  method: 'GET',
  path: '/benefits/runs/:county/:id/payments',
  permission: 'benefits:read',
  summary: { zh: '批次中的发放明细', en: 'List the payments of a run' },
  params: place,
  query: Type.Object({
    region: Type.Optional(RegionCode),
    state: Type.Optional(PaymentStateSchema),
    /** Only those named by this check. */
    finding: Type.Optional(Type.String({ maxLength: 40 })),
    q: Type.Optional(Type.String({ maxLength: 60 })),
    ...page,
  }),
  reply: Type.Object({
    rows: classified('benefits', Type.Array(BenefitPayment)),
    next: orNull(Type.String()),
    total: Type.Integer(),
    withheld: WithheldClasses,
  }),
  problems: [notFound],
})

/** By town, then name: those whom the run could not decide. */
export const listRunUntold = endpoint({
  method: 'GET',
  path: '/benefits/runs/:county/:id/untold',
  permission: 'benefits:read',
  summary: { zh: '批次中无法判定的人', en: 'List the people a run could not decide' },
  params: place,
  query: Type.Object({ fact: Type.Optional(Type.String({ maxLength: 20 })), ...page }),
  reply: Type.Object({
    rows: classified('benefits', Type.Array(Untold)),
    next: orNull(Type.String()),
    total: Type.Integer(),
    withheld: WithheldClasses,
  }),
  problems: [notFound],
})

export const getPayment = endpoint({
  method: 'GET',
  path: '/benefits/payments/:county/:id',
  permission: 'benefits:read',
  summary: { zh: '查看一笔发放及其依据', en: 'Read one payment and what it rests on' },
  params: place,
  reply: PaymentFile,
  carries: ['benefits', 'circumstances', 'assessment'],
  problems: [notFound],
})

/** Sets people aside, named one by one or all of one finding; another run of the month may pay them later. */
export const holdPayments = endpoint({
  method: 'POST',
  path: '/benefits/runs/:county/:id/hold',
  permission: 'benefits:draft',
  summary: { zh: '暂缓发放', en: 'Set payments of a run aside' },
  params: place,
  body: Type.Object({
    ...because.properties,
    paymentIds: Type.Optional(Type.Array(Id, { maxItems: 1000 })),
    finding: Type.Optional(Type.String({ maxLength: 40 })),
  }),
  reply: BenefitRun,
  problems: changing,
})

/** Decides everybody again with the facts of today and replaces the rows of the draft. */
export const checkRunAgain = endpoint({
  method: 'POST',
  path: '/benefits/runs/:county/:id/check',
  permission: 'benefits:draft',
  summary: { zh: '重新核对批次', en: 'Work a run out and check it again' },
  params: place,
  body: atVersion,
  reply: BenefitRun,
  problems: changing,
})

export const submitRun = endpoint({
  method: 'POST',
  path: '/benefits/runs/:county/:id/submit',
  permission: 'benefits:draft',
  summary: { zh: '提交审批', en: 'Submit a run for approval' },
  params: place,
  body: atVersion,
  reply: BenefitRun,
  problems: [...changing, problems.hasBlockingFindings],
})

export const approveRun = endpoint({
  method: 'POST',
  path: '/benefits/runs/:county/:id/approve',
  permission: 'benefits:approve',
  summary: { zh: '审批通过', en: 'Approve a run' },
  params: place,
  body: atVersion,
  reply: BenefitRun,
  problems: [...changing, problems.selfApproval, problems.hasBlockingFindings, problems.paidTwice],
})

export const returnRun = endpoint({
  method: 'POST',
  path: '/benefits/runs/:county/:id/return',
  permission: 'benefits:approve',
  summary: { zh: '退回修改', en: 'Return a run to its drafter' },
  params: place,
  body: because,
  reply: BenefitRun,
  problems: changing,
})

export const cancelRun = endpoint({
  method: 'POST',
  path: '/benefits/runs/:county/:id/cancel',
  permission: 'benefits:draft',
  summary: { zh: '作废批次', en: 'Cancel a run' },
  params: place,
  body: because,
  reply: BenefitRun,
  problems: changing,
})

/** Payments that the bank refused are named; all others of the run are recorded as paid. */
export const recordPaid = endpoint({
  method: 'POST',
  path: '/benefits/runs/:county/:id/pay',
  permission: 'benefits:pay',
  summary: { zh: '登记发放结果', en: 'Record a run as paid' },
  params: place,
  body: Type.Object({
    ...atVersion.properties,
    paidAt: Instant,
    bankReference: Type.String({ minLength: 1, maxLength: 100 }),
    returned: Type.Array(Type.Object({ paymentId: Id, reason: Type.String({ minLength: 1, maxLength: 200 }) }), {
      maxItems: 10_000,
    }),
  }),
  reply: BenefitRun,
  problems: [...changing, problems.unknownPayment, problems.paidInFuture],
})

/** Newest first: what the bank could not pay and nobody has settled. */
export const listReturnedPayments = endpoint({
  method: 'GET',
  path: '/benefits/returned-payments',
  permission: 'benefits:read',
  summary: { zh: '银行退回的发放', en: 'List payments returned by the bank' },
  query: Type.Object({
    region: Type.Optional(RegionCode),
    programme: Type.Optional(Type.String({ maxLength: 60 })),
    ...page,
  }),
  reply: Type.Object({
    rows: classified('benefits', Type.Array(BenefitPayment)),
    next: orNull(Type.String()),
    withheld: WithheldClasses,
  }),
})

/** `repay`: the bank has paid it after all; `refund`: back to the treasury, which frees the month for another run. */
export const settleReturned = endpoint({
  method: 'POST',
  path: '/benefits/returned-payments/:county/:id/settle',
  permission: 'benefits:pay',
  summary: { zh: '处理银行退回', en: 'Settle a returned payment' },
  params: place,
  body: Type.Object({
    how: Type.Enum(['repay', 'refund']),
    bankReference: Type.String({ minLength: 1, maxLength: 100 }),
  }),
  reply: BenefitPayment,
  carries: ['benefits'],
  problems: [notFound, problems.notReturned],
})

export const downloadPaymentFile = endpoint({
  method: 'GET',
  path: '/benefits/runs/:county/:id/payment-file',
  permission: 'benefits:pay',
  summary: { zh: '下载发放文件', en: 'Download the payment file' },
  params: place,
  query: Type.Object({ format: Type.Enum(['csv', 'xlsx']), language: Type.Optional(Type.Enum(['zh', 'en'])) }),
  reply: Type.Any(),
  transfer: 'file',
  carries: ['benefits', 'account', 'identity'],
  limit: 'export',
  problems: [notFound, problems.notPayable],
})
