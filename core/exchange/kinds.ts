import type { Text } from '../language/text.ts'
import { type CircumstanceKindId, circumstanceKinds } from '../people/circumstances.ts'
import type { DeathSource } from '../people/death-reports.ts'

/** What may be asked of another department about one person. */
export const fields = {
  diedOn: { name: { zh: '死亡日期', en: 'Day of death' }, type: 'day' },
  registeredRegion: {
    name: { zh: '户籍地（行政区划代码）', en: 'Household registration (division code)' },
    type: 'region',
  },
  hardship: { name: { zh: '困难类别', en: 'Economic hardship' }, type: 'circumstance' },
  familyPlanning: { name: { zh: '计划生育特殊家庭', en: 'Family-planning special family' }, type: 'circumstance' },
  disability: { name: { zh: '残疾类别', en: 'Disability' }, type: 'circumstance' },
  disabilityGrade: { name: { zh: '残疾等级', en: 'Disability grade' }, type: 'circumstance' },
  /** The day from which what is said holds; the day of the answer where it is not said. */
  from: { name: { zh: '起始日期', en: 'From' }, type: 'day' },
} as const satisfies Record<string, { name: Text; type: 'day' | 'region' | 'circumstance' }>
export type FieldId = keyof typeof fields

/** The circumstance an answer's field speaks of. */
export const circumstanceOf = {
  hardship: 'hardship',
  familyPlanning: 'family-planning',
  disability: 'disability',
  disabilityGrade: 'disability-grade',
} as const satisfies Partial<Record<FieldId, CircumstanceKindId>>
export type CircumstanceField = keyof typeof circumstanceOf

export interface ConnectorKind {
  readonly name: Text
  /** Who usually answers. */
  readonly department: Text
  readonly fields: readonly FieldId[]
  /** How a death told by it is entered. */
  readonly deathSource: DeathSource
}

/** The departments data are compared with (catalogue O03). */
export const connectorKinds = {
  'household-registration': {
    name: { zh: '户籍', en: 'Household registration' },
    department: { zh: '公安机关', en: 'Public security' },
    fields: ['registeredRegion', 'diedOn', 'from'],
    deathSource: 'public-security',
  },
  deaths: {
    name: { zh: '死亡信息', en: 'Deaths' },
    department: { zh: '殡葬、民政登记', en: 'Funeral and civil registration' },
    fields: ['diedOn'],
    deathSource: 'funeral-parlour',
  },
  'social-assistance': {
    name: { zh: '社会救助（低保、特困）', en: 'Social assistance (dibao, tekun)' },
    department: { zh: '民政社会救助', en: 'Social assistance' },
    fields: ['hardship', 'from'],
    deathSource: 'other',
  },
  disability: {
    name: { zh: '残疾人证', en: 'Disability certificates' },
    department: { zh: '残疾人联合会', en: 'Disabled persons’ federation' },
    fields: ['disability', 'disabilityGrade', 'from'],
    deathSource: 'other',
  },
  medical: {
    name: { zh: '卫生健康', en: 'Health' },
    department: { zh: '卫生健康部门', en: 'Health authority' },
    fields: ['familyPlanning', 'diedOn', 'from'],
    deathSource: 'hospital',
  },
  'social-insurance': {
    name: { zh: '社会保险', en: 'Social insurance' },
    department: { zh: '人力资源社会保障部门', en: 'Social insurance' },
    fields: ['diedOn'],
    deathSource: 'other',
  },
} as const satisfies Record<string, ConnectorKind>
export type ConnectorKindId = keyof typeof connectorKinds

export const kindOf = (id: ConnectorKindId): ConnectorKind => connectorKinds[id]

/** What data are shared for; a request always names one that was agreed. */
export const purposes = {
  'keep-register': { zh: '核对和更新老年人档案', en: 'Keeping the register right' },
  'benefit-check': { zh: '核对待遇资格', en: 'Checking entitlements' },
  'death-notice': { zh: '通报死亡信息', en: 'Telling of deaths' },
  'care-service': { zh: '安排养老服务', en: 'Arranging care' },
  'medical-care': { zh: '医养结合服务', en: 'Care together with medicine' },
  statistics: { zh: '统计分析', en: 'Statistics' },
} as const satisfies Record<string, Text>
export type PurposeId = keyof typeof purposes

export const transports = {
  http: { zh: '接口（HTTP JSON）', en: 'Interface (HTTP JSON)' },
  file: { zh: '文件交换（CSV、xlsx）', en: 'Files (CSV, xlsx)' },
} as const satisfies Record<string, Text>
export type Transport = keyof typeof transports

/** How a value is called, for a field whose values are a circumstance's. */
export function valuesOf(field: CircumstanceField): Readonly<Record<string, { readonly name: Text }>> {
  return circumstanceKinds[circumstanceOf[field]].values
}

export const isCircumstanceField = (field: FieldId): field is CircumstanceField => field in circumstanceOf
