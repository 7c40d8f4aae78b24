import { type Static, Type } from 'typebox'
import { Id, Instant, TextSchema } from '../access/api.ts'
import { endpoint } from '../http/endpoint.ts'
import { notFound, staleVersion } from '../http/problems.ts'
import { classified } from '../privacy/classified.ts'
import { DayString, ElderFile } from './api.ts'
import { CountyPlace, Reason } from './matching-api.ts'
import * as problems from './one-person-problems.ts'

const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()])
const SideSchema = Type.Union([Type.Literal('survivor'), Type.Literal('merged')])

const Overpayment = Type.Object({
  programme: Type.String(),
  month: Type.String(),
  survivorFen: Type.Integer(),
  mergedFen: Type.Integer(),
  survivorCounty: Type.String(),
  mergedCounty: Type.String(),
})
export type Overpayment = Static<typeof Overpayment>

export const MergePreview = Type.Object({
  survivor: ElderFile,
  merged: ElderFile,
  /** What has to be decided; values are masked where the file masks them. */
  clashes: classified(
    ['contact', 'identity', 'account'],
    Type.Array(Type.Object({ field: Type.String(), survivor: TextSchema, merged: TextSchema, name: TextSchema })),
  ),
  circumstances: classified(
    'circumstances',
    Type.Array(
      Type.Object({
        kind: Type.String(),
        name: TextSchema,
        survivor: Type.Array(TextSchema),
        merged: Type.Array(TextSchema),
      }),
    ),
  ),
  /** People around both, joined into one. */
  relatives: classified('relatives', Type.Array(Type.Object({ name: Type.String(), relation: Type.String() }))),
  /** How much of what moves. */
  holdings: Type.Array(Type.Object({ relation: Type.String(), name: TextSchema, count: Type.Integer() })),
  overpayments: classified('benefits', Type.Array(Overpayment)),
  /** The level after the merge. */
  level: Type.Object({
    level: classified('assessment', orNull(Type.Integer())),
    validUntil: classified('assessment', orNull(DayString)),
    from: SideSchema,
  }),
  /** Why it cannot be done now; nothing when it can. */
  obstacles: Type.Array(TextSchema),
})
export type MergePreview = Static<typeof MergePreview>

export const previewMerge = endpoint({
  method: 'GET',
  path: '/elder-merges/preview',
  permission: 'people:write',
  summary: { zh: '合并预览', en: 'What a merge would move' },
  query: Type.Object({ survivor: Id, merged: Id }),
  reply: MergePreview,
  problems: [notFound, problems.pairElsewhere],
})

export const mergeElders = endpoint({
  method: 'POST',
  path: '/elder-merges',
  permission: 'people:write',
  summary: { zh: '合并两份档案', en: 'Merge two files' },
  body: Type.Object({
    survivorId: Id,
    survivorVersion: Type.Integer(),
    mergedId: Id,
    mergedVersion: Type.Integer(),
    /** Field or kind of circumstance → whose word holds. */
    choices: Type.Record(Type.String({ maxLength: 40 }), SideSchema),
    reason: Reason,
  }),
  reply: Type.Object({ county: Type.String(), id: Id, survivorId: Id }),
  problems: [notFound, staleVersion, problems.cannotMerge, problems.choiceMissing, problems.pairElsewhere],
})

export const ElderMerge = Type.Object({
  county: Type.String(),
  id: Id,
  state: Type.Union([Type.Literal('merged'), Type.Literal('unmerged')]),
  survivor: Type.Object({ id: Id, name: Type.String(), documentNumber: classified('identity', Type.String(), '') }),
  merged: Type.Object({ id: Id, name: Type.String(), documentNumber: classified('identity', Type.String(), '') }),
  reason: Type.String(),
  mergedAt: Instant,
  mergedBy: Type.String(),
  unmergedAt: orNull(Instant),
  unmergedBy: orNull(Type.String()),
  unmergedReason: orNull(Type.String()),
  choices: Type.Array(Type.Object({ name: TextSchema, side: SideSchema })),
  moved: Type.Array(Type.Object({ relation: Type.String(), name: TextSchema, count: Type.Integer() })),
  overpayments: classified('benefits', Type.Array(Overpayment)),
  /** Records made with the survivor since, to be left there or given to the other when the merge is taken back. */
  since: Type.Array(
    Type.Object({
      relation: Type.String(),
      county: Type.String(),
      id: Id,
      name: TextSchema,
      what: TextSchema,
    }),
  ),
  /** Why it cannot be taken back now. */
  obstacles: Type.Array(TextSchema),
})
export type ElderMerge = Static<typeof ElderMerge>

export const getElderMerge = endpoint({
  method: 'GET',
  path: '/elder-merges/:county/:id',
  permission: 'people:read',
  summary: { zh: '查看一次合并', en: 'Read a merge' },
  params: CountyPlace,
  reply: ElderMerge,
  problems: [notFound],
})

export const listMergesOfElder = endpoint({
  method: 'GET',
  path: '/elders/:id/merges',
  permission: 'people:read',
  summary: { zh: '并入这份档案的档案', en: 'Files merged into this one' },
  params: Type.Object({ id: Id }),
  reply: Type.Object({
    rows: Type.Array(
      Type.Object({
        county: Type.String(),
        id: Id,
        state: ElderMerge.properties.state,
        name: Type.String(),
        documentNumber: classified('identity', Type.String(), ''),
        mergedAt: Instant,
        mergedBy: Type.String(),
      }),
    ),
  }),
  problems: [notFound],
})

export const unmergeElders = endpoint({
  method: 'POST',
  path: '/elder-merges/:county/:id/undo',
  permission: 'people:write',
  summary: { zh: '撤销合并', en: 'Take a merge back' },
  params: CountyPlace,
  body: Type.Object({
    reason: Reason,
    /** Records made since that belong to the other person. */
    rows: Type.Array(Type.Object({ relation: Type.String({ maxLength: 60 }), county: Type.String(), id: Id }), {
      maxItems: 500,
    }),
  }),
  reply: Type.Object({ survivorId: Id, mergedId: Id }),
  problems: [notFound, problems.cannotUnmerge, problems.rowNotSince],
})
