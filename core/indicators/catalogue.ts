import type { Text } from '../language/text.ts'
import { isWithin, nation, type RegionCode, regionCode } from '../regions/code.ts'

/** The five plans; `R` marks the register's own figures, which no plan asks for and which have no target. */
export const sources = ['N', 'H', 'J', 'G', 'A', 'R'] as const
export type Source = (typeof sources)[number]

export interface Plan {
  readonly id: Source
  readonly name: Text
  /** The division whose government made the plan. */
  readonly area: RegionCode
  /** First and last year. */
  readonly years: readonly [number, number] | null
  /** Where the plan was issued; null where the text at hand does not print it. */
  readonly document: string | null
}

export const plans: readonly Plan[] = [
  {
    id: 'N',
    name: {
      zh: '“十四五”国家老龄事业发展和养老服务体系规划',
      en: 'National plan for ageing and the elderly-care service system, 2021–2025',
    },
    area: nation,
    years: [2021, 2025],
    document: null,
  },
  {
    id: 'H',
    name: {
      zh: '河北省养老服务体系建设“十四五”规划',
      en: 'Hebei province plan for the elderly-care service system, 2021–2025',
    },
    area: regionCode('13'),
    years: [2021, 2025],
    document: '冀政字〔2022〕23号',
  },
  {
    id: 'J',
    name: {
      zh: '焦作市“十四五”养老服务体系和康养产业发展规划',
      en: 'Jiaozuo city plan for elderly-care services and the wellness industry, 2021–2025',
    },
    area: regionCode('4108'),
    years: [2021, 2025],
    document: null,
  },
  {
    id: 'G',
    name: {
      zh: '赣州市养老服务体系建设“十四五”规划',
      en: 'Ganzhou city plan for the elderly-care service system, 2021–2025',
    },
    area: regionCode('3607'),
    years: [2021, 2025],
    document: '赣市府办发〔2021〕22号',
  },
  {
    id: 'A',
    name: {
      zh: '甘南州“十四五”养老服务体系建设规划',
      en: 'Gannan prefecture plan for the elderly-care service system, 2021–2025',
    },
    area: regionCode('6230'),
    years: [2021, 2025],
    document: '州政办发〔2022〕84号',
  },
  {
    id: 'R',
    name: { zh: '底册与发放数据', en: 'The register and the payments' },
    area: nation,
    years: null,
    document: null,
  },
]

export function planOf(source: Source): Plan {
  return plans.find((plan) => plan.id === source) as Plan
}

/** The plans that concern a division: those made above it or for it, and those made below it. */
export function plansFor(region: RegionCode): readonly Plan[] {
  return plans.filter(({ area }) => isWithin(region, area) || isWithin(area, region))
}

export const operators = {
  '>=': { zh: '不低于', en: 'at least' },
  '<=': { zh: '不超过', en: 'at most' },
  '=': { zh: '等于', en: 'exactly' },
  '~': { zh: '左右', en: 'about' },
  increase: { zh: '增长', en: 'rises' },
} as const satisfies Record<string, Text>
export type Operator = keyof typeof operators

export const kinds = {
  binding: { zh: '约束性', en: 'Binding' },
  anticipatory: { zh: '预期性', en: 'Anticipatory' },
  box: { zh: '指标表（未印属性）', en: 'Indicator table (attribute not printed)' },
  target: { zh: '正文目标', en: 'Target in the text' },
  standard: { zh: '正文标准', en: 'Standard in the text' },
  register: { zh: '底册数据', en: 'Register figure' },
} as const satisfies Record<string, Text>
export type Kind = keyof typeof kinds

/** What a plan wants to reach: a number, or the plan's own words where it prints no number. */
export type Target = { readonly number: number } | { readonly words: Text }

/** One indicator, target or standard of a plan, as printed. */
export interface Indicator {
  /** `<plan>-B…` box or table, `-T…` target in the text, `-S…` standard; `R-…` the register's own. */
  readonly id: string
  readonly source: Source
  readonly name: Text
  readonly unit: Text
  readonly baseline: number | null
  readonly baselineYear: number | null
  readonly target: Target | null
  /** Null for a standing standard and for a target without a printed year. */
  readonly targetYear: number | null
  readonly operator: Operator | null
  readonly kind: Kind
  readonly numerator: Text
  readonly denominator: Text | null
  /** The target in the plan's own words. */
  readonly printedTarget: string
  /** The heading of the plan under which it is printed. */
  readonly heading: string
  readonly requirementIds: readonly string[]
  readonly note: Text | null
}

export function hasNumber(target: Target | null): target is { readonly number: number } {
  return target !== null && 'number' in target
}
