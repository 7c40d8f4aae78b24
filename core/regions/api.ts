import { type Static, Type } from 'typebox'
import { endpoint } from '../http/endpoint.ts'
import { notFound } from '../http/problems.ts'
import { stepKindIds } from './chain.ts'
import { levels, RegionCode } from './code.ts'
import { Region } from './region.ts'

/** Where the list of divisions in force comes from. */
export const divisionsSource = {
  zh: '国家统计局《统计用区划代码和城乡划分代码》',
  en: 'National Bureau of Statistics: division codes for statistical use',
} as const

const LevelSchema = Type.Enum([...levels])

export const RegionWithAncestors = Type.Object({
  ...Region.properties,
  /** From the province down to its parent. */
  ancestors: Type.Array(Type.Object({ code: RegionCode, name: Type.String(), level: LevelSchema })),
  /** How many divisions lie directly below. */
  children: Type.Integer(),
})
export type RegionWithAncestors = Static<typeof RegionWithAncestors>

export const getRegion = endpoint({
  method: 'GET',
  path: '/regions/:code',
  permission: 'signed-in',
  summary: { zh: '查看一个行政区划', en: 'Read one division' },
  params: Type.Object({ code: RegionCode }),
  reply: RegionWithAncestors,
  problems: [notFound],
})

export const RegionChild = Type.Object({ ...Region.properties, children: Type.Integer() })
export type RegionChild = Static<typeof RegionChild>

/** All of them in the order of their codes, in one answer: the largest parent has fewer than two hundred. */
export const listRegionChildren = endpoint({
  method: 'GET',
  path: '/regions/:code/children',
  permission: 'signed-in',
  summary: { zh: '下一级行政区划', en: 'List the divisions directly below' },
  params: Type.Object({ code: RegionCode }),
  reply: Type.Object({ rows: Type.Array(RegionChild) }),
  problems: [notFound],
})

/** Everything in force below a division, and the list that says so. Apart from `getRegion`, because it reads the whole subtree. */
export const RegionContents = Type.Object({
  /** From the level directly below to the villages; levels without divisions are absent. */
  levels: Type.Array(Type.Object({ level: LevelSchema, count: Type.Integer() })),
  /** The day the national list describes; null for a division that was entered locally. */
  edition: Type.Union([Type.String(), Type.Null()]),
})
export type RegionContents = Static<typeof RegionContents>

export const countRegionsBelow = endpoint({
  method: 'GET',
  path: '/regions/:code/contents',
  permission: 'signed-in',
  summary: {
    zh: '下辖各级区划数与清单日期',
    en: 'How many divisions of each level lie below, and the date of the list',
  },
  params: Type.Object({ code: RegionCode }),
  reply: RegionContents,
  problems: [notFound],
})

/** Best first: the same, then beginning with, then containing what was typed; wider divisions before narrower ones. */
export const searchRegions = endpoint({
  method: 'GET',
  path: '/regions',
  permission: 'signed-in',
  summary: { zh: '按名称、拼音、首字母或代码查找行政区划', en: 'Find divisions by name, pinyin, initials or code' },
  query: Type.Object({
    q: Type.String({ minLength: 1, maxLength: 40 }),
    within: Type.Optional(RegionCode),
    level: Type.Optional(LevelSchema),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 50 })),
  }),
  reply: Type.Object({ rows: Type.Array(Region) }),
})

/** One thing that happened to a division or to one it came of. */
export const RegionChange = Type.Object({
  from: RegionCode,
  fromName: Type.String(),
  fromPath: Type.String(),
  to: RegionCode,
  toName: Type.String(),
  toPath: Type.String(),
  kind: Type.Enum(stepKindIds),
  day: Type.String(),
  document: Type.String(),
})
export type RegionChange = Static<typeof RegionChange>

export const getRegionHistory = endpoint({
  method: 'GET',
  path: '/regions/:code/history',
  permission: 'signed-in',
  summary: { zh: '区划沿革', en: 'What a division came of and what became of it' },
  params: Type.Object({ code: RegionCode }),
  /** Newest first. */
  reply: Type.Object({ rows: Type.Array(RegionChange) }),
  problems: [notFound],
})
