import type { Text } from '../language/text.ts'
import type { Source } from './catalogue.ts'

/** A rule that one plan alone prints; it holds there and is switched on elsewhere only by a region's own decision. */
export interface RuleOfOnePlan {
  readonly plan: Source
  readonly rule: Text
  readonly requirementId: string
  readonly indicators: readonly string[]
}

export const rulesOfOnePlan: readonly RuleOfOnePlan[] = [
  {
    plan: 'A',
    rule: { zh: '护理员与入住老年人之比不低于1:4', en: 'At least one caregiver to four residents' },
    requirementId: 'G29',
    indicators: ['A-T09'],
  },
  {
    plan: 'A',
    rule: { zh: '突发事件一小时内报告', en: 'Incidents reported within one hour' },
    requirementId: 'I06',
    indicators: ['A-S01'],
  },
  {
    plan: 'A',
    rule: { zh: '机构负责人每两年培训一遍', en: 'Heads of institutions trained every two years' },
    requirementId: 'J05',
    indicators: ['A-T15'],
  },
  {
    plan: 'A',
    rule: {
      zh: '人口3万以上的乡镇可独立建敬老院，其余由县民政统一设置',
      en: 'Townships of 30,000 people may have a home of their own; others share one under the county',
    },
    requirementId: 'L14',
    indicators: ['A-S02'],
  },
  {
    plan: 'A',
    rule: { zh: '两项基本规范达标率100%', en: 'Two basic norms met by every institution' },
    requirementId: 'G12',
    indicators: ['A-T16'],
  },
  {
    plan: 'A',
    rule: {
      zh: '福彩公益金60%以上；每百张床位2名社工',
      en: '60% of the lottery welfare fund; two social workers per 100 beds',
    },
    requirementId: 'D25',
    indicators: ['A-T18', 'A-B06'],
  },
  {
    plan: 'A',
    rule: {
      zh: '特困僧尼寺院供养点、州级应急中心、内设诊所仅备案、床位转换',
      en: 'Support points in monasteries, a prefecture emergency centre, filing-only clinics, switching of beds',
    },
    requirementId: 'A18',
    indicators: [],
  },
  {
    plan: 'G',
    rule: {
      zh: '机构运营补贴下限200/100元，特困护理补贴1200/300/70元，意外险6元',
      en: 'Operating subsidy of at least 200/100 yuan, tekun nursing allowance of 1,200/300/70, accident insurance of 6',
    },
    requirementId: 'D15',
    indicators: ['G-S11', 'G-S12', 'G-S13', 'G-S14', 'G-S15', 'G-S16'],
  },
  {
    plan: 'G',
    rule: {
      zh: '床位上限500/300/150张，护理型床位占比80/70、60/50，公办新建不得按五级',
      en: 'At most 500/300/150 beds, nursing-type shares of 80/70 and 60/50, no new public home at level 5',
    },
    requirementId: 'L12',
    indicators: ['G-S03', 'G-S04', 'G-S05', 'G-S06', 'G-S07', 'G-S08', 'G-S09', 'G-S10'],
  },
  {
    plan: 'G',
    rule: { zh: '贷款贴息、见习补贴和招用比例的具体数字', en: 'Figures for loan interest, trainees and hiring' },
    requirementId: 'D23',
    indicators: ['G-S20', 'G-S21', 'G-S22', 'G-S23', 'G-S24', 'G-S25', 'G-S26'],
  },
  {
    plan: 'G',
    rule: {
      zh: '每人每年培训48小时；一站（院）双社工；社工津贴100/150/260元',
      en: '48 hours of training a year, two social workers per site, social-worker allowances of 100/150/260 yuan',
    },
    requirementId: 'J06',
    indicators: ['G-S27', 'G-T35', 'G-S17', 'G-S18', 'G-S19'],
  },
  {
    plan: 'G',
    rule: {
      zh: '2025年机构等级评定全覆盖；1—2家独立机构；10所标准化机构',
      en: 'Every institution rated by 2025, one or two independent bodies, ten standardised homes',
    },
    requirementId: 'G17',
    indicators: ['G-T37', 'G-T38', 'G-T39'],
  },
  {
    plan: 'G',
    rule: {
      zh: '三张安全清单；2021年底消防重大隐患清零',
      en: 'Three safety lists; no serious fire hazard open by the end of 2021',
    },
    requirementId: 'G20',
    indicators: ['G-T16'],
  },
  {
    plan: 'G',
    rule: {
      zh: '四级共享评估数据库，六种用途；评估与体检结合',
      en: 'A shared assessment database on four levels for six uses; assessment joined with the health check',
    },
    requirementId: 'B08',
    indicators: [],
  },
  {
    plan: 'G',
    rule: { zh: '县级心理服务中心并设12349热线', en: 'A county psychological centre with the 12349 line' },
    requirementId: 'E14',
    indicators: ['G-T21'],
  },
  {
    plan: 'G',
    rule: {
      zh: '2022年底前完成布局规划；民政进规委会（焦作同）',
      en: 'Layout plans by the end of 2022; civil affairs sits on the planning commission (also Jiaozuo)',
    },
    requirementId: 'L02',
    indicators: ['G-T23'],
  },
  {
    plan: 'G',
    rule: {
      zh: '跨省床位交换；探索区块链时间银行',
      en: 'Exchange of beds between provinces; a block-chain time bank explored',
    },
    requirementId: 'M15',
    indicators: [],
  },
  {
    plan: 'J',
    rule: { zh: '政府购买服务每人每月100元', en: 'Purchased service of 100 yuan per person and month' },
    requirementId: 'D10',
    indicators: ['J-S04'],
  },
  {
    plan: 'J',
    rule: {
      zh: '新建11个平台；培训1万人次；中医药服务覆盖；购买对象名单；探访台账与联络人',
      en: 'Eleven new platforms, 10,000 training attendances, traditional medicine at health points, a list of recipients, a visiting ledger with contact persons',
    },
    requirementId: 'O01',
    indicators: ['J-B04', 'J-T08', 'J-T05', 'J-T06', 'J-T07'],
  },
  {
    plan: 'J',
    rule: {
      zh: '监管结果经平台与评级、补贴、购买和退出挂钩',
      en: 'Supervision results tied to rating, subsidy, purchase and exit',
    },
    requirementId: 'N13',
    indicators: [],
  },
  {
    plan: 'H',
    rule: {
      zh: '长护险支付70%左右；呼叫系统覆盖；助餐50%/100%；100个中心、1000个站点',
      en: 'Insurance pays about 70%, call system for all with special difficulties, meals at 50%/100%, 100 centres and 1,000 stations',
    },
    requirementId: 'D13',
    indicators: ['H-T09', 'H-T10', 'H-T11', 'H-T12', 'H-T17', 'H-T18'],
  },
  {
    plan: 'H',
    rule: {
      zh: '京津冀补贴随人走；信用档案含服务对象；康复辅具产业目标',
      en: 'Subsidies follow elders across Beijing, Tianjin and Hebei; credit files of recipients; a target for the assistive-device industry',
    },
    requirementId: 'D09',
    indicators: ['H-T24'],
  },
  {
    plan: 'H',
    rule: {
      zh: '县级指导中心；示范单位数量；助餐机构食品安全保险全覆盖',
      en: 'County guidance centres, numbers of demonstration units, food-safety insurance for all meal points',
    },
    requirementId: 'F29',
    indicators: ['H-T03', 'H-T04', 'H-T13', 'H-T15', 'H-T16'],
  },
  {
    plan: 'N',
    rule: {
      zh: '上门医疗服务费构成；拒不赡养记入信用（河北同）；试点市安宁疗护病区',
      en: 'Make-up of fees for medical visits; refusal to support goes on the credit record (also Hebei); hospice wards in pilot cities',
    },
    requirementId: 'H09',
    indicators: ['N-T09'],
  },
  {
    plan: 'N',
    rule: {
      zh: '支持1000个公办机构增加护理型床位；抽样调查；全国公报',
      en: '1,000 public homes helped to add nursing-type beds; a sample survey; a national communiqué',
    },
    requirementId: 'P10',
    indicators: ['N-T06'],
  },
]

export function rulesOfOnePlanFor(indicatorId: string): readonly RuleOfOnePlan[] {
  return rulesOfOnePlan.filter(({ indicators }) => indicators.includes(indicatorId))
}
