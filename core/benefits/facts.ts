import type { Text } from '../language/text.ts'
import { addDays, ageOn, type Day, firstDayOf, lastDayOf, type Month } from '../time/day.ts'

/**
 * The published vocabulary: every fact a policy may read, by the Chinese name its rules use. A fact of a person in a
 * month is either known or `null`; null always means "we do not know". What is known to be absent has a value ("无").
 */
interface FactCommon {
  /** `zh` is the name used in rules. */
  readonly name: Text
  readonly description: Text
  readonly unit?: Text
  /** Requirement of the catalogue that brings the fact into the file. */
  readonly catalogue: string
}

export type FactDefinition =
  | (FactCommon & { readonly type: 'number'; readonly minimum: number; readonly maximum: number })
  | (FactCommon & { readonly type: 'boolean' })
  | (FactCommon & { readonly type: 'date' })
  | (FactCommon & { readonly type: 'text'; readonly values: Readonly<Record<string, Text>> })
  | (FactCommon & { readonly type: 'text'; readonly pattern: string })

const years: Text = { zh: '岁', en: 'years' }
const none = { 无: { zh: '无', en: 'none' } } as const

export const facts = {
  年龄: {
    type: 'number',
    minimum: 0,
    maximum: 150,
    unit: years,
    catalogue: 'A08',
    name: { zh: '年龄', en: 'age' },
    description: {
      zh: '截至当月最后一天的周岁，因此满 80 周岁的当月即算 80 岁',
      en: 'Whole years reached by the last day of the month, so that the month of the 80th birthday counts as 80',
    },
  },
  月初年龄: {
    type: 'number',
    minimum: 0,
    maximum: 150,
    unit: years,
    catalogue: 'A08',
    name: { zh: '月初年龄', en: 'age before the month' },
    description: {
      zh: '截至上月最后一天的周岁，供规定“次月起发”的政策使用',
      en: 'Whole years reached by the last day of the month before, for policies that start in the following month',
    },
  },
  出生日期: {
    type: 'date',
    catalogue: 'A01',
    name: { zh: '出生日期', en: 'date of birth' },
    description: { zh: '身份证件上的出生日期', en: 'Date of birth on the identity document' },
  },
  性别: {
    type: 'text',
    values: { 男: { zh: '男', en: 'male' }, 女: { zh: '女', en: 'female' } },
    catalogue: 'A01',
    name: { zh: '性别', en: 'sex' },
    description: { zh: '身份证件上的性别', en: 'Sex on the identity document' },
  },
  户籍地: {
    type: 'text',
    pattern: '^[0-9]{12}$',
    catalogue: 'A16',
    name: { zh: '户籍地', en: 'household registration' },
    description: {
      zh: '当月第一天户籍所在地的十二位区划代码，用 starts with(户籍地, "3607") 判断辖区',
      en: 'Twelve-digit division code of the household registration on the first day; starts with(户籍地, "3607") asks for an area',
    },
  },
  居住地: {
    type: 'text',
    pattern: '^[0-9]{12}$',
    catalogue: 'A16',
    name: { zh: '居住地', en: 'residence' },
    description: { zh: '当月第一天常住地的十二位区划代码', en: 'Division code of usual residence on the first day' },
  },
  居住月数: {
    type: 'number',
    minimum: 0,
    maximum: 1800,
    unit: { zh: '个月', en: 'months' },
    catalogue: 'A16',
    name: { zh: '居住月数', en: 'months of residence' },
    description: {
      zh: '在现居住县（市、区）连续居住的整月数',
      en: 'Whole months of unbroken residence in the present county',
    },
  },
  在世: {
    type: 'boolean',
    catalogue: 'D01',
    name: { zh: '在世', en: 'alive' },
    description: {
      zh: '当月第一天在世：去世当月仍为“是”，次月起为“否”',
      en: 'Alive on the first day of the month: still yes in the month of death, no from the next month',
    },
  },
  特困: {
    type: 'boolean',
    catalogue: 'A02',
    name: { zh: '特困', en: 'tekun' },
    description: {
      zh: '当月为在册特困人员',
      en: 'On the register of persons in extreme hardship (tekun) in the month',
    },
  },
  供养方式: {
    type: 'text',
    values: { 集中: { zh: '集中', en: 'centralised' }, 分散: { zh: '分散', en: 'dispersed' }, ...none },
    catalogue: 'A02',
    name: { zh: '供养方式', en: 'form of support' },
    description: { zh: '特困人员的供养方式；非特困为“无”', en: 'Form of tekun support; “none” for everybody else' },
  },
  自理程度: {
    type: 'text',
    values: {
      全自理: { zh: '全自理', en: 'self-caring' },
      半护理: { zh: '半护理', en: 'partial nursing' },
      全护理: { zh: '全护理', en: 'full nursing' },
    },
    catalogue: 'A02',
    name: { zh: '自理程度', en: 'self-care grade' },
    description: {
      zh: '特困人员生活自理能力评定的档次；未评定为不明',
      en: 'Grade of the tekun self-care assessment; unknown where none was made',
    },
  },
  低保: {
    type: 'boolean',
    catalogue: 'A03',
    name: { zh: '低保', en: 'dibao' },
    description: { zh: '当月为最低生活保障对象', en: 'Receives the minimum living allowance (dibao) in the month' },
  },
  低收入: {
    type: 'boolean',
    catalogue: 'A03',
    name: { zh: '低收入', en: 'low income' },
    description: { zh: '当月为认定的低收入家庭成员', en: 'Member of a recognised low-income family in the month' },
  },
  能力等级: {
    type: 'number',
    minimum: 0,
    maximum: 4,
    unit: { zh: '级', en: 'level' },
    catalogue: 'A04',
    name: { zh: '能力等级', en: 'ability level' },
    description: {
      zh: 'GB/T 42195-2022 当月有效的能力等级：0 完好，1 轻度，2 中度，3 重度，4 完全失能；未评估为不明',
      en: 'Level of GB/T 42195-2022 valid in the month: 0 intact, 1 mild, 2 moderate, 3 severe, 4 complete; unknown if unassessed',
    },
  },
  残疾类别: {
    type: 'text',
    values: {
      视力: { zh: '视力', en: 'visual' },
      听力: { zh: '听力', en: 'hearing' },
      言语: { zh: '言语', en: 'speech' },
      肢体: { zh: '肢体', en: 'physical' },
      智力: { zh: '智力', en: 'intellectual' },
      精神: { zh: '精神', en: 'mental' },
      多重: { zh: '多重', en: 'multiple' },
      ...none,
    },
    catalogue: 'A07',
    name: { zh: '残疾类别', en: 'kind of disability' },
    description: { zh: '残疾人证上的类别；无证为“无”', en: 'Kind on the disability certificate; “none” without one' },
  },
  残疾等级: {
    type: 'text',
    values: {
      一级: { zh: '一级', en: 'grade 1' },
      二级: { zh: '二级', en: 'grade 2' },
      三级: { zh: '三级', en: 'grade 3' },
      四级: { zh: '四级', en: 'grade 4' },
      ...none,
    },
    catalogue: 'A07',
    name: { zh: '残疾等级', en: 'grade of disability' },
    description: {
      zh: '残疾人证上的等级，一级最重；无证为“无”',
      en: 'Grade on the disability certificate, 1 the most severe; “none” without one',
    },
  },
  领取重残护理补贴: {
    type: 'boolean',
    catalogue: 'D06',
    name: { zh: '领取重残护理补贴', en: 'receives severe-disability nursing subsidy' },
    description: {
      zh: '当月领取重度残疾人护理补贴（残疾人两项补贴之一）',
      en: 'Receives the nursing part of the two disability subsidies in the month',
    },
  },
  领取长护险待遇: {
    type: 'boolean',
    catalogue: 'D13',
    name: { zh: '领取长护险待遇', en: 'receives long-term care insurance' },
    description: { zh: '当月享受长期护理保险待遇', en: 'Receives long-term care insurance benefits in the month' },
  },
  计划生育特殊家庭: {
    type: 'boolean',
    catalogue: 'A06',
    name: { zh: '计划生育特殊家庭', en: 'family-planning special family' },
    description: { zh: '当月为计划生育特殊家庭成员', en: 'Belongs to a family-planning special family in the month' },
  },
  独居: {
    type: 'boolean',
    catalogue: 'A05',
    name: { zh: '独居', en: 'living alone' },
    description: { zh: '当月登记为独居', en: 'Recorded as living alone in the month' },
  },
  空巢: {
    type: 'boolean',
    catalogue: 'A05',
    name: { zh: '空巢', en: 'empty nest' },
    description: { zh: '当月登记为空巢', en: 'Recorded as empty-nest in the month' },
  },
  留守: {
    type: 'boolean',
    catalogue: 'A12',
    name: { zh: '留守', en: 'left behind' },
    description: { zh: '当月登记为农村留守', en: 'Recorded as left behind in the countryside in the month' },
  },
  优抚: {
    type: 'boolean',
    catalogue: 'A10',
    name: { zh: '优抚', en: 'preferential treatment' },
    description: { zh: '当月为优抚对象', en: 'Entitled to preferential treatment for service in the month' },
  },
  机构入住: {
    type: 'boolean',
    catalogue: 'D15',
    name: { zh: '机构入住', en: 'lives in an institution' },
    description: { zh: '当月第一天入住养老机构', en: 'Resident of an institution on the first day of the month' },
  },
} as const satisfies Readonly<Record<string, FactDefinition>>

export type FactName = keyof typeof facts
export type FactValue = number | string | boolean | null

type ValueOf<D extends FactDefinition> = D extends { type: 'number' }
  ? number
  : D extends { type: 'boolean' }
    ? boolean
    : D extends { values: infer V }
      ? keyof V & string
      : string

/** What is known of one person in one month; dates are days `YYYY-MM-DD`. */
export type FactRow = { readonly [Name in FactName]: ValueOf<(typeof facts)[Name]> | null }

export const factNames = Object.keys(facts) as FactName[]

export function isFactName(name: string): name is FactName {
  return Object.hasOwn(facts, name)
}

export function factDefinition(name: FactName): FactDefinition {
  return facts[name]
}

const nothingKnown = Object.fromEntries(factNames.map((name) => [name, null])) as FactRow

/** A whole row from the facts that are known; all others are unknown. */
export function factRow(known: Partial<FactRow>): FactRow {
  return { ...nothingKnown, ...known }
}

/** The days that facts of a month are asked for. */
export interface MonthDays {
  readonly first: Day
  readonly last: Day
  /** The last day of the month before. */
  readonly before: Day
}

let latest: (MonthDays & { readonly month: Month }) | undefined

/** Kept for the month asked last: a run asks the same for everybody. */
export function daysOf(month: Month): MonthDays {
  if (latest?.month === month) return latest
  const first = firstDayOf(month)
  latest = { month, first, last: lastDayOf(month), before: addDays(first, -1) }
  return latest
}

/** The facts that follow from birth and death alone: 年龄, 月初年龄, 出生日期, 在世. */
export function factsOfLife(month: Month, birth: Day | null, death: Day | null) {
  const { first, last, before } = daysOf(month)
  return {
    年龄: birth === null ? null : ageOn(birth, last),
    月初年龄: birth === null ? null : ageOn(birth, before),
    出生日期: birth,
    在世: death === null || death >= first,
  } satisfies Partial<FactRow>
}
