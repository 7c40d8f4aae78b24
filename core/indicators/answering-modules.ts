import type { Text } from '../language/text.ts'

/** What each part of the system will have to record before it can answer. */
export const moduleSentences = {
  visits: {
    zh: '由探访模块回答：需要特殊困难老年人名单和每一次探访的记录。',
    en: 'Answered by visits: needs the list of elders with special difficulties and a record of every visit.',
  },
  services: {
    zh: '由社区服务模块回答：需要助餐、日间照料、助浴等服务站点及其服务范围的台账。',
    en: 'Answered by community services: needs the register of meal, day-care and bathing sites and the areas they serve.',
  },
  homecare: {
    zh: '由居家照护模块回答：需要居家适老化改造的申请与验收记录。',
    en: 'Answered by home care: needs the requests for home retrofits and their acceptance.',
  },
  residence: {
    zh: '由机构照护模块回答：需要养老机构、床位和入住的台账。',
    en: 'Answered by residential care: needs the register of institutions, their beds and who lives there.',
  },
  health: {
    zh: '由医养结合与健康模块回答：需要医疗机构、签约、转诊和健康服务的记录。',
    en: 'Answered by health: needs medical institutions, contracts, referrals and health services on record.',
  },
  emergency: {
    zh: '由应急救援模块回答：需要呼叫设备、响应中心和突发事件的记录。',
    en: 'Answered by emergency: needs call devices, response centres and incidents on record.',
  },
  workforce: {
    zh: '由人才队伍模块回答：需要从业人员、岗位、培训和专业招生的台账。',
    en: 'Answered by workforce: needs the register of staff, posts, training and enrolment.',
  },
  learning: {
    zh: '由老年教育与文化模块回答：需要老年大学、培训班和敬老活动的台账。',
    en: 'Answered by learning: needs universities for older people, classes and campaigns on record.',
  },
  planning: {
    zh: '由设施规划模块回答：需要设施、用地、小区配建和建设项目的台账。',
    en: 'Answered by planning: needs facilities, land, new residential areas and construction projects on record.',
  },
  supervision: {
    zh: '由综合监管模块回答：需要等级评定、检查、整改和保险的记录。',
    en: 'Answered by supervision: needs ratings, inspections, rectifications and insurance policies on record.',
  },
  benefits: {
    zh: '由福利补贴模块回答：需要这一项补贴的政策和发放记录。',
    en: 'Answered by benefits: needs this subsidy’s policy and its payments.',
  },
  insurance: {
    zh: '由保险模块回答：需要长期护理保险和意外伤害保险的参保与支付记录。',
    en: 'Answered by insurance: needs long-term care and accident insurance, who is insured and what was paid.',
  },
  ledger: {
    zh: '由资金账目回答：需要按来源登记的彩票公益金收支。',
    en: 'Answered by the ledger: needs lottery welfare funds recorded by source and use.',
  },
  exchange: {
    zh: '由数据交换模块回答：需要其他部门或平台报送的数据。',
    en: 'Answered by exchange: needs figures reported by other departments and platforms.',
  },
  indicators: {
    zh: '由规划评估回答：需要登记已发布的评估报告。',
    en: 'Answered by plan evaluation: needs the published evaluation reports on record.',
  },
} as const satisfies Record<string, Text>
export type Module = keyof typeof moduleSentences

const moduleOfDomain: Readonly<Record<string, Module>> = {
  A: 'residence',
  D: 'benefits',
  E: 'visits',
  F: 'services',
  G: 'residence',
  H: 'health',
  I: 'emergency',
  J: 'workforce',
  K: 'learning',
  L: 'planning',
  M: 'exchange',
  N: 'supervision',
  O: 'exchange',
  P: 'indicators',
}

/** Requirements whose records lie elsewhere than those of their domain. */
const moduleOfRequirement: Readonly<Record<string, Module>> = {
  D11: 'insurance',
  D13: 'insurance',
  D25: 'ledger',
  E14: 'health',
  F08: 'supervision',
  F18: 'homecare',
  F21: 'planning',
  F22: 'planning',
  F23: 'planning',
  F24: 'residence',
  F28: 'planning',
  F30: 'planning',
  F32: 'planning',
  F35: 'supervision',
  G12: 'supervision',
  G17: 'supervision',
  G21: 'supervision',
  G30: 'planning',
  G34: 'supervision',
  O15: 'learning',
}

/** The part of the system that holds the records an indicator needs, by the first requirement it serves. */
export function answeringModule(indicator: { readonly requirementIds: readonly string[] }): Module {
  const first = indicator.requirementIds[0] ?? ''
  const module = moduleOfRequirement[first] ?? moduleOfDomain[first.charAt(0)]
  if (module === undefined) throw new RangeError(`No module answers requirement "${first}"`)
  return module
}
