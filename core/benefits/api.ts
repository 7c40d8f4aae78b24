import { Type } from 'typebox'
import { Id } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound } from '../http/problems.ts'
import { classified, WithheldClasses } from '../privacy/classified.ts'
import { RegionCode } from '../regions/code.ts'
import { KnownFacts } from './known-facts.ts'
import * as problems from './problems.ts'
import { BenefitPayment, FrozenDecision } from './run-schemas.ts'
import { Entitlement, MonthString, orNull, Programme, RuleFaultSchema } from './schemas.ts'

/** Public: what is paid, to whom, and under which document (C13). */
export const listProgrammes = endpoint({
  method: 'GET',
  path: '/benefits/programmes',
  permission: 'public',
  summary: { zh: '一个地区执行中的待遇政策', en: 'List the programmes in force in a region' },
  query: Type.Object({ region: RegionCode, month: Type.Optional(MonthString) }),
  reply: Type.Object({ rows: Type.Array(Programme) }),
})

export const checkRule = endpoint({
  method: 'POST',
  path: '/benefits/rules/check',
  permission: 'benefits:read',
  summary: { zh: '检查一段规则', en: 'Check the text of a rule' },
  body: Type.Object({
    text: Type.String({ maxLength: 2000 }),
    expected: Type.Optional(Type.Enum(['boolean', 'number'])),
  }),
  reply: Type.Object({ faults: Type.Array(RuleFaultSchema), facts: Type.Array(Type.String()) }),
})

/** Public: nothing of it is kept. */
export const calculateBenefits = endpoint({
  method: 'POST',
  path: '/benefits/calculation',
  permission: 'public',
  summary: { zh: '按填写的情况试算待遇', en: 'Work out benefits from the facts given' },
  body: Type.Object({
    region: RegionCode,
    month: Type.Optional(MonthString),
    programme: Type.Optional(Type.String({ maxLength: 60 })),
    facts: KnownFacts,
  }),
  reply: Type.Object({ month: MonthString, rows: Type.Array(Entitlement) }),
  problems: [problems.policyNotFound, problems.factNotPossible],
})

/** Every programme of the elder's region, due or not and why. */
export const listEntitlements = endpoint({
  method: 'GET',
  path: '/elders/:id/entitlements',
  permission: 'benefits:read',
  summary: { zh: '一位老年人当月应享的待遇', en: 'List what one elder is entitled to in a month' },
  params: Type.Object({ id: Id }),
  query: Type.Object({ month: Type.Optional(MonthString) }),
  reply: Type.Object({
    month: MonthString,
    /** A decision says what it rests on. */
    rows: classified(['benefits', 'circumstances', 'assessment'], Type.Array(Entitlement)),
    withheld: WithheldClasses,
  }),
  problems: [notFound],
})

/** Newest month first. */
export const listElderPayments = endpoint({
  method: 'GET',
  path: '/elders/:id/payments',
  permission: 'benefits:read',
  summary: { zh: '一位老年人的发放记录', en: 'List the payments of one elder' },
  params: Type.Object({ id: Id }),
  query: Type.Object({
    after: Type.Optional(Type.String()),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  reply: Type.Object({
    rows: classified(
      ['benefits', 'circumstances', 'assessment'],
      Type.Array(Type.Object({ ...BenefitPayment.properties, ...FrozenDecision.properties })),
    ),
    next: orNull(Type.String()),
    withheld: WithheldClasses,
  }),
  problems: [notFound],
})
