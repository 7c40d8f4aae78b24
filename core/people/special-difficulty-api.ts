import { type Static, Type } from 'typebox'
import { Id, Instant, TextSchema } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound } from '../http/problems.ts'
import { classified, WithheldClasses } from '../privacy/classified.ts'
import { RegionCode } from '../regions/code.ts'
import { DayString } from './api.ts'
import * as problems from './problems.ts'

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const Phrase = Type.Object({
  zh: Type.String({ minLength: 1, maxLength: 200 }),
  en: Type.String({ minLength: 1, maxLength: 200 }),
})
const Categories = Type.Array(Type.String({ pattern: '^[a-z-]+:[a-z0-9-]+$' }), { maxItems: 40 })

/** One group of a list: any one sign makes a member, and one of `with` has to hold besides where it is given. */
export const DifficultyGroup = Type.Object({
  id: Type.String({ pattern: '^[a-z][a-z0-9-]{1,39}$' }),
  name: Phrase,
  anyOf: Type.Optional(Categories),
  minimumAge: Type.Optional(Type.Integer({ minimum: 60, maximum: 110 })),
  minimumLevel: Type.Optional(Type.Integer({ minimum: 1, maximum: 4 })),
  with: Type.Optional(Categories),
})
export type DifficultyGroup = Static<typeof DifficultyGroup>

const Groups = Type.Array(DifficultyGroup, { minItems: 1, maxItems: 20 })

/** Who counts as an elder in special difficulty in a division, one version of it. */
export const DifficultyRule = Type.Object({
  id: Id,
  area: RegionCode,
  areaPath: Type.String(),
  version: Type.Integer(),
  /** Whether it came with the platform, as the plan prints it, and nobody here drafted it. */
  shipped: Type.Boolean(),
  state: Type.Union([Type.Literal('drafted'), Type.Literal('approved'), Type.Literal('refused')]),
  /** Whether this is the version that counts today in its division. */
  inForce: Type.Boolean(),
  name: TextSchema,
  members: Type.Array(DifficultyGroup),
  headings: Type.Array(Type.String()),
  unverified: Type.Array(TextSchema),
  validFrom: DayString,
  reason: Type.String(),
  draftedBy: Type.String(),
  draftedAt: Instant,
  decidedBy: orNull(Type.String()),
  decidedAt: orNull(Instant),
  decisionReason: orNull(Type.String()),
})
export type DifficultyRule = Static<typeof DifficultyRule>

const GroupCount = Type.Object({ id: Type.String(), name: TextSchema, count: Type.Integer() })

/** How many there are in a division on a day, by group, and how it came to be so. */
export const countSpecialDifficulty = endpoint({
  method: 'GET',
  path: '/special-difficulty',
  permission: 'people:read',
  summary: { zh: '特殊困难老年人有多少', en: 'Count elders in special difficulty' },
  query: Type.Object({ region: RegionCode, day: Type.Optional(DayString) }),
  reply: Type.Object({
    day: DayString,
    rule: orNull(DifficultyRule),
    people: Type.Integer(),
    groups: Type.Array(GroupCount),
    /** Of the last twelve months those since it is written down, oldest first: how many entered and left, and how many there were on the last day. */
    months: Type.Array(
      Type.Object({
        month: Type.String(),
        entered: Type.Integer(),
        left: Type.Integer(),
        people: Type.Integer(),
      }),
    ),
    /** The first day from which membership has been written down; before it nothing is known. */
    since: orNull(DayString),
  }),
})

export const MembershipChange = Type.Object({
  id: Id,
  elderId: Id,
  name: Type.String(),
  region: RegionCode,
  regionPath: Type.String(),
  group: TextSchema,
  from: DayString,
  to: orNull(DayString),
  endedAs: orNull(Type.Union(['facts', 'rule', 'died', 'moved'].map((one) => Type.Literal(one)))),
})
export type MembershipChange = Static<typeof MembershipChange>

/** Who entered or left a group, newest first. */
export const listMembershipChanges = endpoint({
  method: 'GET',
  path: '/special-difficulty/changes',
  permission: 'people:read',
  summary: { zh: '进入与退出', en: 'List who entered and who left' },
  query: Type.Object({
    region: Type.Optional(RegionCode),
    change: Type.Optional(Type.Union([Type.Literal('entered'), Type.Literal('left')], { default: 'entered' })),
    group: Type.Optional(Type.String({ maxLength: 40 })),
    from: Type.Optional(DayString),
    to: Type.Optional(DayString),
    after: Type.Optional(Type.String()),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  }),
  reply: Type.Object({
    rows: classified('circumstances', Type.Array(MembershipChange)),
    next: orNull(Type.String()),
    withheld: WithheldClasses,
  }),
})

export const listElderMemberships = endpoint({
  method: 'GET',
  path: '/elders/:id/special-difficulty',
  permission: 'people:read',
  summary: { zh: '一位老年人的特殊困难经历', en: 'When an elder was in special difficulty' },
  params: Type.Object({ id: Id }),
  reply: Type.Object({
    rule: orNull(DifficultyRule),
    rows: classified('circumstances', Type.Array(MembershipChange)),
    withheld: WithheldClasses,
  }),
  problems: [notFound],
})

/** Every version made for the divisions a place lies in, and for those within it; drafts of one's own area among them. */
export const listDifficultyRules = endpoint({
  method: 'GET',
  path: '/special-difficulty/rules',
  permission: 'people:read',
  summary: { zh: '特殊困难老年人的认定规则', en: 'Rules of who is in special difficulty' },
  query: Type.Object({ region: RegionCode }),
  reply: Type.Object({ rows: Type.Array(DifficultyRule) }),
})

/** What a rule would change if it counted today; nothing is written. */
export const previewDifficultyRule = endpoint({
  method: 'POST',
  path: '/special-difficulty/rules/preview',
  permission: 'people:draft-rules',
  summary: { zh: '试算认定规则', en: 'Preview a rule' },
  body: Type.Object({ area: RegionCode, members: Groups }),
  reply: Type.Object({
    before: Type.Integer(),
    after: Type.Integer(),
    entering: Type.Integer(),
    leaving: Type.Integer(),
    groups: Type.Array(GroupCount),
    /** Divisions within with a rule of their own, for which this one changes nothing. */
    own: Type.Array(Type.Object({ code: RegionCode, path: Type.String() })),
  }),
  problems: [problems.ruleNamesNothing, problems.areaNotYours],
})

export const draftDifficultyRule = endpoint({
  method: 'POST',
  path: '/special-difficulty/rules',
  permission: 'people:draft-rules',
  summary: { zh: '起草认定规则', en: 'Draft a rule' },
  body: Type.Object({
    area: RegionCode,
    name: Phrase,
    members: Groups,
    validFrom: DayString,
    reason: Type.String({ minLength: 2, maxLength: 500 }),
  }),
  reply: DifficultyRule,
  problems: [problems.ruleNamesNothing, problems.areaNotYours, problems.ruleInThePast],
})

export const decideDifficultyRule = endpoint({
  method: 'POST',
  path: '/special-difficulty/rules/:id/decision',
  permission: 'people:approve-rules',
  summary: { zh: '批准或退回认定规则', en: 'Approve or refuse a rule' },
  params: Type.Object({ id: Id }),
  body: Type.Object({
    decision: Type.Union([Type.Literal('approved'), Type.Literal('refused')]),
    reason: Type.String({ maxLength: 500 }),
  }),
  reply: DifficultyRule,
  problems: [notFound, problems.ruleDecidedAlready, problems.ownDraft],
})
