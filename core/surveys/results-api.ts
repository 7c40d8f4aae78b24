import { type Static, Type } from 'typebox'
import { Id, Instant, TextSchema } from '../access/api.ts'
import { eventRefused } from '../cases/procedure.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound, staleVersion } from '../http/problems.ts'
import { Candidate } from '../people/matching-api.ts'
import { classified, WithheldClasses } from '../privacy/classified.ts'
import { RegionCode } from '../regions/code.ts'
import { Respondent } from './door-api.ts'
import { CountyPlace } from './lists-api.ts'
import * as problems from './problems.ts'
import { type ReferralEvent, type ReferralState, referralProcedure } from './referrals.ts'

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const ProposalState = Type.Union([
  Type.Literal('proposed'),
  Type.Literal('accepted'),
  Type.Literal('rejected'),
  Type.Literal('lapsed'),
])
const ProposalKind = Type.Union([
  Type.Literal('circumstance'),
  Type.Literal('relative'),
  Type.Literal('move'),
  Type.Literal('register'),
])
const paging = {
  after: Type.Optional(Id),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
}

export const Proposal = Type.Object({
  county: Type.String(),
  id: Id,
  respondentId: Id,
  elderId: orNull(Id),
  elderName: Type.String(),
  region: RegionCode,
  regionPath: Type.String(),
  kind: ProposalKind,
  /** What it is about, what the register said when it was proposed, and what it would say. */
  about: TextSchema,
  present: TextSchema,
  wanted: TextSchema,
  state: ProposalState,
  proposedAt: Instant,
  proposedBy: Type.String(),
  decidedAt: orNull(Instant),
  decidedBy: orNull(Type.String()),
  reason: Type.String(),
})
export type Proposal = Static<typeof Proposal>

export const listProposals = endpoint({
  method: 'GET',
  path: '/survey-proposals',
  permission: 'surveys:decide',
  summary: { zh: '调查提出的档案变更', en: 'Changes proposed by surveys' },
  query: Type.Object({
    campaignId: Type.Optional(Id),
    region: Type.Optional(RegionCode),
    kind: Type.Optional(ProposalKind),
    state: Type.Optional(ProposalState),
    ...paging,
  }),
  reply: Type.Object({
    rows: classified(['circumstances', 'relatives', 'contact'], Type.Array(Proposal)),
    next: orNull(Type.String()),
    withheld: WithheldClasses,
  }),
})

/** Words that are sealed, opened for whoever decides, and recorded. */
export const getProposal = endpoint({
  method: 'GET',
  path: '/survey-proposals/:county/:id',
  permission: 'surveys:decide',
  summary: { zh: '查看一条变更', en: 'Read a proposal' },
  params: CountyPlace,
  reply: Type.Object({
    proposal: Proposal,
    words: classified('notes', Type.Array(Type.Object({ label: TextSchema, text: Type.String() }))),
    candidates: Type.Array(Candidate),
  }),
  carries: ['circumstances', 'relatives', 'contact'],
  problems: [notFound],
})

export const decideProposals = endpoint({
  method: 'POST',
  path: '/survey-proposals/decide',
  permission: 'surveys:decide',
  summary: { zh: '采纳或不采纳变更', en: 'Accept or reject proposals' },
  body: Type.Object({
    proposals: Type.Array(CountyPlace, { minItems: 1, maxItems: 500 }),
    decision: Type.Union([Type.Literal('accept'), Type.Literal('reject')]),
    reason: Type.Optional(Type.String({ maxLength: 300 })),
    /** Of one that tells of a move: where to. */
    toRegion: Type.Optional(RegionCode),
    /** Of one newly found, when rejected: whose file it is. */
    sameAs: Type.Optional(Id),
  }),
  reply: Type.Object({
    rows: Type.Array(Type.Object({ county: Type.String(), id: Id, done: Type.Boolean(), problem: orNull(TextSchema) })),
  }),
})

export const Referral = Type.Object({
  county: Type.String(),
  id: Id,
  respondentId: Id,
  elderId: orNull(Id),
  elderName: Type.String(),
  region: RegionCode,
  regionPath: Type.String(),
  need: Type.String(),
  needName: TextSchema,
  state: Type.Enum(Object.keys(referralProcedure.states) as ReferralState[]),
  passedTo: Type.String(),
  notedAt: Instant,
  changedAt: Instant,
  changedBy: Type.String(),
  version: Type.Integer(),
  may: Type.Array(Type.Enum(Object.keys(referralProcedure.events) as ReferralEvent[])),
})
export type Referral = Static<typeof Referral>

export const listReferrals = endpoint({
  method: 'GET',
  path: '/survey-referrals',
  permission: 'surveys:read',
  summary: { zh: '调查转介', en: 'Referrals of surveys' },
  query: Type.Object({
    campaignId: Type.Optional(Id),
    region: Type.Optional(RegionCode),
    need: Type.Optional(Type.String({ maxLength: 40 })),
    state: Type.Optional(Referral.properties.state),
    ...paging,
  }),
  reply: Type.Object({
    rows: classified('circumstances', Type.Array(Referral)),
    next: orNull(Type.String()),
    withheld: WithheldClasses,
  }),
})

export const moveReferral = endpoint({
  method: 'POST',
  path: '/survey-referrals/:county/:id/steps',
  permission: 'surveys:decide',
  summary: { zh: '办理转介', en: 'Carry a referral on' },
  params: CountyPlace,
  body: Type.Object({
    version: Type.Integer(),
    event: Type.Enum(Object.keys(referralProcedure.events) as ReferralEvent[]),
    passedTo: Type.Optional(Type.String({ maxLength: 100 })),
    note: Type.Optional(Type.String({ maxLength: 300 })),
  }),
  reply: Referral,
  carries: ['circumstances'],
  problems: [notFound, staleVersion, eventRefused, problems.passToWhom],
})

/** What surveys know of one elder. */
export const listElderSurveys = endpoint({
  method: 'GET',
  path: '/elders/:id/surveys',
  permission: 'surveys:read',
  summary: { zh: '这位老人的调查和转介', en: 'Surveys and referrals of one elder' },
  params: Type.Object({ id: Id }),
  reply: Type.Object({
    rows: Type.Array(Type.Object({ title: Type.String(), respondent: Respondent })),
    referrals: classified('circumstances', Type.Array(Referral)),
    withheld: WithheldClasses,
  }),
  problems: [notFound],
})
