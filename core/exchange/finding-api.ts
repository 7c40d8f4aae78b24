import { type Static, Type } from 'typebox'
import { Id, Instant, TextSchema } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound } from '../http/problems.ts'
import * as people from '../people/one-person-problems.ts'
import { regionUnknown } from '../people/problems.ts'
import { classified } from '../privacy/classified.ts'
import * as problems from './problems.ts'
import * as part from './schemas.ts'
import { orNull } from './schemas.ts'

export const Comparison = Type.Object({
  county: part.County,
  id: Id,
  connectorName: Type.String(),
  kind: part.Kind,
  purpose: part.Purpose,
  regionPath: Type.String(),
  fileName: orNull(Type.String()),
  state: part.ComparisonStateSchema,
  total: Type.Integer(),
  done: Type.Integer(),
  /** People the department knew, differences found, and rows or people nothing could be made of. */
  known: Type.Integer(),
  found: Type.Integer(),
  unread: Type.Integer(),
  fault: orNull(TextSchema),
  askedAt: Instant,
  askedBy: Type.String(),
  finishedAt: orNull(Instant),
})
export type Comparison = Static<typeof Comparison>

export const listComparisons = endpoint({
  method: 'GET',
  path: '/exchange/comparisons',
  permission: 'exchange:compare',
  summary: { zh: '与其他部门的核对', en: 'Comparisons with other departments' },
  query: Type.Object({ state: Type.Optional(part.ComparisonStateSchema), ...part.Page }),
  reply: Type.Object({ rows: Type.Array(Comparison), next: orNull(Type.String()) }),
})

/** Of a whole county, or of one elder alone. */
export const startComparison = endpoint({
  method: 'POST',
  path: '/exchange/comparisons',
  permission: 'exchange:compare',
  summary: { zh: '发起核对', en: 'Start a comparison' },
  body: Type.Object({
    connector: part.Place,
    county: part.County,
    purpose: part.Purpose,
    elderId: Type.Optional(Id),
  }),
  reply: Comparison,
  problems: [notFound, problems.notOn, problems.purposeNotAgreed, problems.alreadyRunning, problems.fileMissing],
})

export const compareFile = endpoint({
  method: 'POST',
  path: '/exchange/comparisons/file',
  permission: 'exchange:compare',
  summary: { zh: '上传对方提供的名单进行核对', en: 'Compare with a list the department delivered' },
  query: Type.Object({
    connectorCounty: part.County,
    connectorId: Id,
    county: part.County,
    purpose: part.Purpose,
  }),
  body: Type.Object({}, { additionalProperties: true }),
  transfer: 'upload',
  uploadMegabytes: 10,
  reply: Comparison,
  problems: [notFound, problems.notOn, problems.purposeNotAgreed, problems.alreadyRunning, problems.fileUnusable],
})

export const moveComparison = endpoint({
  method: 'POST',
  path: '/exchange/comparisons/:county/:id/move',
  permission: 'exchange:compare',
  summary: { zh: '停止核对，或接着核对', en: 'Stop a comparison or take it up again' },
  params: part.Place,
  body: Type.Object({ move: Type.Union([Type.Literal('stop'), Type.Literal('take-up')]) }),
  reply: Comparison,
  problems: [notFound, problems.otherState, problems.notOn, problems.alreadyRunning],
})

export const Finding = Type.Object({
  county: part.County,
  id: Id,
  elderId: Id,
  elderName: Type.String(),
  regionPath: Type.String(),
  sourceName: Type.String(),
  kind: Type.String(),
  subject: Type.Unsafe<'death' | 'registered-region' | 'circumstance'>(Type.String()),
  /** What it is about, what the register says now, and what it would say. */
  about: classified('circumstances', TextSchema, { zh: '', en: '' }),
  present: classified('circumstances', orNull(TextSchema)),
  proposed: classified('circumstances', TextSchema, { zh: '', en: '' }),
  from: orNull(part.Day),
  evidence: classified('circumstances', Type.String(), ''),
  state: part.FindingStateSchema,
  foundAt: Instant,
  decidedAt: orNull(Instant),
  decidedBy: orNull(Type.String()),
  reason: Type.String(),
})
export type Finding = Static<typeof Finding>

export const listFindings = endpoint({
  method: 'GET',
  path: '/exchange/findings',
  permission: 'exchange:compare',
  summary: { zh: '核对发现的差异', en: 'Differences found' },
  query: Type.Object({
    state: Type.Optional(part.FindingStateSchema),
    subject: Type.Optional(Type.Enum(['death', 'registered-region', 'circumstance'])),
    elderId: Type.Optional(Id),
    ...part.Page,
  }),
  reply: Type.Object({ rows: Type.Array(Finding), next: orNull(Type.String()), total: Type.Integer() }),
})

export const decideFinding = endpoint({
  method: 'POST',
  path: '/exchange/findings/:county/:id/decide',
  permission: 'exchange:compare',
  summary: { zh: '采纳或不采纳一条差异', en: 'Accept or reject a difference' },
  params: part.Place,
  body: Type.Object({
    decision: Type.Union([Type.Literal('accept'), Type.Literal('reject')]),
    reason: Type.String({ maxLength: 300 }),
  }),
  reply: Finding,
  problems: [notFound, problems.otherState, people.deathInOtherState, regionUnknown],
})

const Rhythm = Type.Unsafe<'weekly' | 'monthly'>(Type.Enum(['weekly', 'monthly']))

const Schedules = Type.Object({
  rows: Type.Array(
    Type.Object({
      county: part.County,
      id: Id,
      connectorCounty: part.County,
      connectorId: Id,
      connectorName: Type.String(),
      purpose: part.Purpose,
      rhythm: Rhythm,
      nextOn: part.Day,
      setBy: Type.String(),
    }),
  ),
})

export const listSchedules = endpoint({
  method: 'GET',
  path: '/exchange/schedules',
  permission: 'exchange:compare',
  summary: { zh: '定期核对', en: 'Comparisons by the clock' },
  reply: Schedules,
})

export const scheduleComparison = endpoint({
  method: 'POST',
  path: '/exchange/schedules',
  permission: 'exchange:compare',
  summary: { zh: '设置或取消定期核对', en: 'Set or stop a comparison by the clock' },
  body: Type.Object({
    connector: part.Place,
    county: part.County,
    purpose: part.Purpose,
    rhythm: orNull(Rhythm),
  }),
  reply: Schedules,
  problems: [notFound, problems.notOn, problems.purposeNotAgreed, problems.fileMissing],
})
