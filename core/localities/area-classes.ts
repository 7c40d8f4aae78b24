import type { Text } from '../language/text.ts'
import type { Level } from '../regions/code.ts'

export interface AreaClass {
  readonly name: Text
  /** What it means, and where it is read from. */
  readonly meaning: Text
  /** The levels it may be recorded for. */
  readonly levels: readonly Level[]
  /** Whether what lies below a division of the class is of the class too. */
  readonly below: boolean
}

/**
 * Classes of communities, villages and towns (A17). Targets, standards and services differ by them; which place is of
 * which class is for the county to say, with its source.
 */
export const areaClasses = {
  'urban-community': {
    name: { zh: '城市社区', en: 'Urban community' },
    meaning: { zh: '设居民委员会的城市社区', en: 'A community of a city, with a residents’ committee' },
    levels: ['village'],
    below: false,
  },
  rural: {
    name: { zh: '农村', en: 'Rural' },
    meaning: { zh: '农村地区的村（社区）或乡镇', en: 'A village, community or town in the country' },
    levels: ['town', 'village'],
    below: true,
  },
  pastoral: {
    name: { zh: '农牧村', en: 'Farming and pastoral village' },
    meaning: { zh: '农牧区的村；甘南州规划所用', en: 'A village of farmers and herders; as the plan of Gannan has it' },
    levels: ['town', 'village'],
    below: true,
  },
  'outer-suburb': {
    name: { zh: '远郊', en: 'Outer suburb' },
    meaning: { zh: '离城区较远的郊区', en: 'Outskirts far from the town' },
    levels: ['county', 'town', 'village'],
    below: true,
  },
  'high-altitude': {
    name: { zh: '高海拔', en: 'High altitude' },
    meaning: { zh: '高海拔地区；界线由当地规定', en: 'Of high altitude; the line is drawn locally' },
    levels: ['county', 'town', 'village'],
    below: true,
  },
  'old-compound': {
    name: { zh: '老旧小区', en: 'Old compound' },
    meaning: { zh: '以老旧小区为主的社区', en: 'A community mostly of old residential compounds' },
    levels: ['village'],
    below: false,
  },
  'administrative-village': {
    name: { zh: '行政村', en: 'Administrative village' },
    meaning: { zh: '设村民委员会的村', en: 'A village with a villagers’ committee' },
    levels: ['village'],
    below: false,
  },
  'larger-natural-village': {
    name: { zh: '较大自然村', en: 'Larger natural village' },
    meaning: { zh: '辖有人口较多的自然村', en: 'It holds a natural village of some size' },
    levels: ['village'],
    below: false,
  },
  'village-over-1000': {
    name: { zh: '千人以上的村', en: 'Village over 1,000 people' },
    meaning: {
      zh: '人口一千人以上的行政村；焦作市规划所用',
      en: 'A village of more than 1,000; as the plan of Jiaozuo has it',
    },
    levels: ['village'],
    below: false,
  },
  'town-over-30000': {
    name: { zh: '三万人以上的乡镇', en: 'Town over 30,000 people' },
    meaning: {
      zh: '人口三万人以上的乡镇；甘南州规划所用',
      en: 'A town of more than 30,000; as the plan of Gannan has it',
    },
    levels: ['town'],
    below: false,
  },
} as const satisfies Record<string, AreaClass>
export type AreaClassId = keyof typeof areaClasses

export const areaClassIds = Object.keys(areaClasses) as AreaClassId[]

export function findAreaClass(id: string): AreaClass | undefined {
  return Object.hasOwn(areaClasses, id) ? areaClasses[id as AreaClassId] : undefined
}

/** The class a list means, by its name or its id. */
export function readAreaClass(written: string): AreaClassId | undefined {
  const text = written.normalize('NFKC').trim().toLowerCase()
  return areaClassIds.find(
    (id) => id === text || areaClasses[id].name.zh === text || areaClasses[id].name.en.toLowerCase() === text,
  )
}

/** What population figures count. */
export const populationMeasures = {
  resident: { zh: '常住人口', en: 'Usual residents' },
  registered: { zh: '户籍人口', en: 'Registered population' },
  'resident-60': { zh: '60岁及以上常住人口', en: 'Usual residents of 60 and over' },
  'registered-60': { zh: '60岁及以上户籍人口', en: 'Registered of 60 and over' },
} as const satisfies Record<string, Text>
export type PopulationMeasure = keyof typeof populationMeasures
