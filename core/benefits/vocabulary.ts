import type { Text } from '../language/text.ts'
import { type FactName, factDefinition, factNames } from './facts.ts'

/** On which day of the month a fact is asked for. */
const asOf = {
  always: { zh: '不随月份变化', en: 'The same in every month' },
  first: { zh: '当月第一天', en: 'On the first day of the month' },
  last: { zh: '当月最后一天', en: 'On the last day of the month' },
  before: { zh: '上月最后一天', en: 'On the last day of the month before' },
  any: { zh: '当月任一天', en: 'On any day of the month' },
} as const satisfies Readonly<Record<string, Text>>

/** Where a fact comes from. */
const source = {
  document: { zh: '身份证件', en: 'Identity document' },
  register: { zh: '老年人档案', en: 'The elder’s file' },
  department: { zh: '其他部门名单，记入档案', en: 'Lists of other departments, kept in the file' },
  assessment: { zh: '能力评估结论', en: 'Result of the ability assessment' },
  insurance: { zh: '医疗保障部门', en: 'The insurance agency' },
} as const satisfies Readonly<Record<string, Text>>

interface Provenance {
  readonly asOf: keyof typeof asOf
  readonly source: keyof typeof source
  /** Sensitive personal information in the sense of PIPL §28, e.g. health. */
  readonly sensitive: boolean
}

const from = (day: keyof typeof asOf, where: keyof typeof source, sensitive = false): Provenance => ({
  asOf: day,
  source: where,
  sensitive,
})

const provenance: Readonly<Record<FactName, Provenance>> = {
  年龄: from('last', 'document'),
  月初年龄: from('before', 'document'),
  出生日期: from('always', 'document'),
  性别: from('always', 'document'),
  户籍地: from('first', 'register'),
  居住地: from('first', 'register'),
  居住月数: from('first', 'register'),
  在世: from('first', 'register'),
  特困: from('any', 'department'),
  供养方式: from('any', 'department'),
  自理程度: from('any', 'department', true),
  低保: from('any', 'department'),
  低收入: from('any', 'department'),
  能力等级: from('any', 'assessment', true),
  残疾类别: from('any', 'department', true),
  残疾等级: from('any', 'department', true),
  领取重残护理补贴: from('any', 'department', true),
  领取长护险待遇: from('any', 'insurance', true),
  计划生育特殊家庭: from('any', 'department', true),
  独居: from('any', 'register'),
  空巢: from('any', 'register'),
  留守: from('any', 'register'),
  优抚: from('any', 'department'),
  机构入住: from('first', 'register'),
}

/** The published vocabulary: every fact a rule may read, its type and values, where it comes from and of which day it is. */
export function publishedFacts() {
  return factNames.map((name) => {
    const fact = factDefinition(name)
    const known = provenance[name]
    return {
      name,
      label: fact.name,
      description: fact.description,
      type: fact.type,
      unit: fact.unit ?? null,
      values: 'values' in fact ? Object.entries(fact.values).map(([value, label]) => ({ value, label })) : [],
      minimum: fact.type === 'number' ? fact.minimum : null,
      maximum: fact.type === 'number' ? fact.maximum : null,
      catalogue: fact.catalogue,
      asOf: asOf[known.asOf],
      source: source[known.source],
      sensitivity: known.sensitive ? ('sensitive' as const) : ('general' as const),
    }
  })
}
