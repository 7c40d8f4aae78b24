import type { Text } from '../language/text.ts'

/** Something a type of place is asked for besides name, division and contact. */
export interface PlaceField {
  readonly name: Text
  readonly kind: 'text' | 'number' | 'choice'
  readonly choices?: Readonly<Record<string, Text>>
}

export interface PlaceType {
  readonly name: Text
  readonly meaning: Text
  /** Whether people live there and are kept by name. */
  readonly residents: boolean
  /** Whether there is a standard per resident and month. */
  readonly standard: boolean
  readonly fields: Readonly<Record<string, PlaceField>>
}

/**
 * Types of places of care that are no organisations of their own. A type is data: another one is another entry here, and
 * register, file, residents and standard are there at once.
 */
export const placeTypes = {
  'monastery-support-point': {
    name: { zh: '特困僧尼寺院供养点', en: 'Monastery support point' },
    meaning: {
      zh: '在寺院集中供养特困僧尼的点；甘南州“十三五”建成 10 个（甘南州养老服务体系规划）',
      en: 'Where monks and nuns in extreme hardship are supported in their monastery; Gannan had 10 by 2020 (plan of Gannan)',
    },
    residents: true,
    standard: true,
    fields: {
      monastery: { name: { zh: '寺院名称', en: 'Monastery' }, kind: 'text' },
      rooms: { name: { zh: '供养用房（间）', en: 'Rooms' }, kind: 'number' },
      caregivers: { name: { zh: '照料人员（人）', en: 'Carers' }, kind: 'number' },
      meals: {
        name: { zh: '用餐方式', en: 'Meals' },
        kind: 'choice',
        choices: {
          together: { zh: '集中用餐', en: 'Together' },
          delivered: { zh: '送餐', en: 'Brought' },
          own: { zh: '自行用餐', en: 'By themselves' },
        },
      },
    },
  },
  'rural-happiness-home': {
    name: { zh: '农村（农牧村）幸福院', en: 'Rural happiness home' },
    meaning: {
      zh: '村里供老年人日间互助照料和活动的场所，不住宿',
      en: 'A village place where older people help each other and spend the day; nobody lives there',
    },
    residents: false,
    standard: false,
    fields: {
      area: { name: { zh: '建筑面积（平方米）', en: 'Floor area (m²)' }, kind: 'number' },
      beds: { name: { zh: '日间休息床位（张）', en: 'Day beds' }, kind: 'number' },
    },
  },
} as const satisfies Record<string, PlaceType>
export type PlaceTypeId = keyof typeof placeTypes

export const placeTypeIds = Object.keys(placeTypes) as PlaceTypeId[]

export function placeTypeOf(id: PlaceTypeId): PlaceType {
  return placeTypes[id]
}

/** Which of the given details the type does not ask for or cannot be; the name of the first, or null. */
export function faultyDetail(id: PlaceTypeId, details: Readonly<Record<string, string | number>>): string | null {
  const { fields } = placeTypeOf(id)
  const wrong = Object.entries(details).find(([key, value]) => {
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined
    if (field === undefined) return true
    if (field.kind === 'number') return typeof value !== 'number' || !Number.isFinite(value) || value < 0
    if (typeof value !== 'string') return true
    return field.kind === 'choice' && !Object.hasOwn(field.choices ?? {}, value)
  })
  return wrong?.[0] ?? null
}
