import { type Static, Type } from 'typebox'
import { Id, Instant, TextSchema } from '../access/api.ts'
import { eventRefused } from '../cases/procedure.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound, staleVersion } from '../http/problems.ts'
import { RegionCode } from '../regions/code.ts'
import { factNames } from './facts.ts'
import { Policy } from './policy.ts'
import { type PolicyEvent, type PolicyState, policyProcedure } from './policy-procedure.ts'
import * as problems from './problems.ts'
import { MonthString, orNull } from './schemas.ts'

const PolicyStateSchema = Type.Enum(Object.keys(policyProcedure.states) as PolicyState[])
const PolicyEventSchema = Type.Enum(Object.keys(policyProcedure.events) as PolicyEvent[])

/** A policy, a layer or relations, as whoever writes it left it: what is wrong with it is told, not refused. */
const Document = Type.Record(Type.String(), Type.Unknown(), { description: 'policy, layer or relations' })

const Fault = Type.Object({
  /** JSON pointer into the document; empty where it shows only in the whole. */
  path: Type.String(),
  line: Type.Optional(Type.Integer()),
  column: Type.Optional(Type.Integer()),
  message: TextSchema,
})

const Result = Type.Union([Type.Integer(), Type.Literal('unset'), Type.Null()], {
  description: 'fen; unset: due, and no amount is set; null: nothing is due',
})

/** What a document comes to: read upon what is above it and beside what is in force. */
export const PolicyCheck = Type.Object({
  faults: Type.Array(Fault),
  /** The whole programme as it would be in force, each inherited statement with the division it comes from; null while there are faults. */
  effective: orNull(Policy),
  /** For whom it comes to something else than what is in force in its first month; losses first. */
  differences: Type.Array(Type.Object({ before: Result, after: Result, person: TextSchema })),
  /** False where there are too many kinds of people to try them all. */
  whole: Type.Boolean(),
})
export type PolicyCheck = Static<typeof PolicyCheck>

export const PolicyVersion = Type.Object({
  id: Id,
  area: RegionCode,
  areaName: Type.String(),
  /** `relations` for how the programmes of the division go together. */
  programme: Type.String(),
  name: TextSchema,
  version: Type.Integer(),
  state: PolicyStateSchema,
  /** Whether it counts this month: published, begun, and no later version has taken its place. */
  inForce: Type.Boolean(),
  /** Whether it adds to the policy of the level above. */
  layer: Type.Boolean(),
  validFrom: MonthString,
  validTo: orNull(MonthString),
  reason: Type.String(),
  /** Whether it came with the platform. */
  shipped: Type.Boolean(),
  draftedBy: Type.String(),
  draftedAt: Instant,
  decidedBy: orNull(Type.String()),
  decidedAt: orNull(Instant),
  revision: Type.Integer(),
})
export type PolicyVersion = Static<typeof PolicyVersion>

export const PolicyVersionFile = Type.Object({
  ...PolicyVersion.properties,
  document: Document,
  check: PolicyCheck,
  steps: Type.Array(
    Type.Object({
      event: Type.String(),
      state: PolicyStateSchema,
      at: Instant,
      accountName: Type.String(),
      reason: orNull(Type.String()),
    }),
  ),
  /** What the asking account may do next. */
  events: Type.Array(PolicyEventSchema),
})
export type PolicyVersionFile = Static<typeof PolicyVersionFile>

const params = Type.Object({ id: Id })
const Reason = Type.String({ minLength: 2, maxLength: 500 })
const revision = Type.Integer({ minimum: 1 })
const changing = [notFound, staleVersion, eventRefused]

/** By programme, area from the nation down, newest version first; drafts only of the areas one works for. */
export const listPolicyVersions = endpoint({
  method: 'GET',
  path: '/benefits/policies',
  permission: 'benefits:read',
  summary: { zh: '政策的各个版本', en: 'List the versions of policies' },
  query: Type.Object({
    region: RegionCode,
    programme: Type.Optional(Type.String({ maxLength: 60 })),
    state: Type.Optional(PolicyStateSchema),
  }),
  reply: Type.Object({ rows: Type.Array(PolicyVersion) }),
})

export const getPolicyVersion = endpoint({
  method: 'GET',
  path: '/benefits/policies/:id',
  permission: 'benefits:read',
  summary: { zh: '查看一个政策版本', en: 'Read one version of a policy' },
  params,
  reply: PolicyVersionFile,
  problems: [notFound],
})

/** Nothing is kept. */
export const checkPolicyDocument = endpoint({
  method: 'POST',
  path: '/benefits/policies/check',
  permission: 'policies:draft',
  summary: { zh: '检查一份政策', en: 'Check a policy before keeping it' },
  body: Type.Object({ area: RegionCode, document: Document }),
  reply: PolicyCheck,
})

export const draftPolicy = endpoint({
  method: 'POST',
  path: '/benefits/policies',
  permission: 'policies:draft',
  summary: { zh: '起草政策', en: 'Draft a version of a policy' },
  body: Type.Object({ area: RegionCode, document: Document, reason: Reason }),
  reply: PolicyVersionFile,
  problems: [notFound, problems.policyMisplaced],
})

export const changePolicyDraft = endpoint({
  method: 'PUT',
  path: '/benefits/policies/:id',
  permission: 'policies:draft',
  summary: { zh: '修改政策草稿', en: 'Change the draft of a policy' },
  params,
  body: Type.Object({ revision, document: Document, reason: Reason }),
  reply: PolicyVersionFile,
  problems: [...changing, problems.policyMisplaced],
})

/** Proposed, a draft waits for somebody else to publish it; withdrawn, it stays as it was, to be read. */
export const advancePolicyDraft = endpoint({
  method: 'POST',
  path: '/benefits/policies/:id/drafting',
  permission: 'policies:draft',
  summary: { zh: '提交或撤回政策草稿', en: 'Propose or withdraw the draft of a policy' },
  params,
  body: Type.Object({ revision, event: Type.Enum(['propose', 'withdraw']), reason: Type.Optional(Reason) }),
  reply: PolicyVersionFile,
  problems: [...changing, problems.policyHasFaults, problems.policyWithoutExamples],
})

/** Published by somebody who had no hand in it, a version counts from its first month. */
export const decidePolicy = endpoint({
  method: 'POST',
  path: '/benefits/policies/:id/decision',
  permission: 'policies:publish',
  summary: { zh: '发布或退回政策', en: 'Publish a policy or return it' },
  params,
  body: Type.Object({ revision, event: Type.Enum(['publish', 'return']), reason: Type.Optional(Reason) }),
  reply: PolicyVersionFile,
  problems: [
    ...changing,
    problems.ownPolicy,
    problems.policyHasFaults,
    problems.policyWithoutExamples,
    problems.policyBegun,
    problems.policyBreaksLayer,
  ],
})

/** Public: every fact that a rule may read. */
export const listFacts = endpoint({
  method: 'GET',
  path: '/benefits/vocabulary',
  permission: 'public',
  summary: { zh: '规则可用的事实词表', en: 'List the facts that rules may read' },
  reply: Type.Object({
    rows: Type.Array(
      Type.Object({
        name: Type.Enum([...factNames]),
        label: TextSchema,
        description: TextSchema,
        type: Type.Enum(['number', 'text', 'boolean', 'date']),
        unit: orNull(TextSchema),
        values: Type.Array(Type.Object({ value: Type.String(), label: TextSchema })),
        minimum: orNull(Type.Integer()),
        maximum: orNull(Type.Integer()),
        /** Requirement of the catalogue that brings it into the file. */
        catalogue: Type.String(),
        asOf: TextSchema,
        source: TextSchema,
        sensitivity: Type.Enum(['general', 'sensitive']),
      }),
    ),
  }),
})
