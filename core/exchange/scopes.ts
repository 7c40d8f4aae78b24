import type { Permission } from '../access/permissions.ts'
import type { Text } from '../language/text.ts'

/** The data sets a third party can be let into, each with the permission its endpoints ask for. */
export const clientScopes = {
  'ability-results': {
    permission: 'client:ability-results',
    name: { zh: '能力评估结果', en: 'Results of ability assessments' },
    what: {
      zh: '按身份号码查验有效等级，不含评估表和姓名',
      en: 'The valid level by identity number; neither form nor name',
    },
  },
  categories: {
    permission: 'client:categories',
    name: { zh: '老年人类别', en: 'Categories of an elder' },
    what: { zh: '按身份号码查验困难、残疾等类别', en: 'Hardship, disability and other categories by identity number' },
  },
  figures: {
    permission: 'client:figures',
    name: { zh: '分区域汇总数', en: 'Figures by division' },
    what: { zh: '不含个人信息，不足 5 人的不提供', en: 'Without personal data; fewer than 5 are not told' },
  },
  'death-reports': {
    permission: 'client:death-reports',
    name: { zh: '通报死亡', en: 'Telling of a death' },
    what: { zh: '提交后由县级民政核实', en: 'Checked by the county before it counts' },
  },
  'circumstance-notices': {
    permission: 'client:circumstance-notices',
    name: { zh: '通报情况变化', en: 'Telling of a change' },
    what: { zh: '提交后由县级民政核实', en: 'Checked by the county before it counts' },
  },
} as const satisfies Record<string, { permission: Permission; name: Text; what: Text }>
export type ClientScope = keyof typeof clientScopes

/** On what a third party may be told of a person (个人信息保护法 §13, §23). */
export const clientBases = {
  statutory: { zh: '履行法定职责', en: 'A statutory duty' },
  consent: { zh: '本人单独同意', en: 'The person’s separate consent' },
} as const satisfies Record<string, Text>
export type ClientBasis = keyof typeof clientBases

export const keyKinds = {
  live: { zh: '正式密钥', en: 'Live key' },
  test: { zh: '测试密钥', en: 'Test key' },
} as const satisfies Record<string, Text>
export type KeyKind = keyof typeof keyKinds

/** Days for which the key before still works after a new one was made in its place. */
export const overlapDays = 7
export const keyDaysAtMost = 400
