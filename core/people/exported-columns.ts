import type { Text } from '../language/text.ts'
import type { DataClass } from '../privacy/data-classes.ts'

/** The columns a list of elders can be exported with; identity number and phone are masked in every one of them. */
export const exportedColumns = {
  name: { zh: '姓名', en: 'Name' },
  sex: { zh: '性别', en: 'Sex' },
  birth: { zh: '出生日期', en: 'Born' },
  age: { zh: '年龄', en: 'Age' },
  documentNumber: { zh: '证件号码', en: 'Identity number' },
  phone: { zh: '电话', en: 'Phone' },
  region: { zh: '居住地', en: 'Usual residence' },
  registeredRegion: { zh: '户籍地', en: 'Household registration' },
  categories: { zh: '类别', en: 'Categories' },
  abilityLevel: { zh: '能力等级', en: 'Ability level' },
  abilityValidUntil: { zh: '评估有效期至', en: 'Assessment valid until' },
  specialDifficulty: { zh: '特殊困难', en: 'Special difficulty' },
  state: { zh: '状态', en: 'State' },
  updatedAt: { zh: '更新日期', en: 'Updated' },
} as const satisfies Record<string, Text>

export type ExportedColumn = keyof typeof exportedColumns

/** The class of data a column belongs to; a column of a withheld class is left out of the file. */
export const classOfColumn: Partial<Readonly<Record<ExportedColumn, DataClass>>> = {
  documentNumber: 'identity',
  phone: 'contact',
  categories: 'circumstances',
  abilityLevel: 'assessment',
  abilityValidUntil: 'assessment',
  specialDifficulty: 'circumstances',
}

export const sexNames = {
  male: { zh: '男', en: 'Male' },
  female: { zh: '女', en: 'Female' },
} as const satisfies Record<string, Text>

export const stateNames = {
  active: { zh: '在册', en: 'Registered' },
  'moved-out': { zh: '已迁出', en: 'Moved away' },
  died: { zh: '已去世', en: 'Died' },
} as const satisfies Record<string, Text>

/** Levels of GB/T 42195-2022 by what the standard calls them. */
export const abilityLevelNames: readonly Text[] = [
  { zh: '能力完好', en: 'Intact' },
  { zh: '轻度失能', en: 'Mild' },
  { zh: '中度失能', en: 'Moderate' },
  { zh: '重度失能', en: 'Severe' },
  { zh: '完全失能', en: 'Complete' },
]

export function isExportedColumn(name: string): name is ExportedColumn {
  return Object.hasOwn(exportedColumns, name)
}
