import type { Text } from '../language/text.ts'

/** A word by which a plan or programme names people, and the levels of GB/T 42195-2022 it stands for here. */
export interface LevelWording {
  readonly id: string
  readonly name: Text
  readonly levels: readonly number[]
  /** Whether recorded dementia alone meets it, whatever the level. */
  readonly includesDementia: boolean
  readonly source: Text
  /** Why the mapping is not taken from the source itself. */
  readonly unverified?: Text
}

const ownMapping: Text = {
  zh: '文件未写明对应的评估等级，此处的对应关系为本平台的设定，请按当地文件核对',
  en: 'The document names no assessment level; the mapping is the platform’s own and must be checked against local documents',
}
const ganzhouSubsidy: Text = {
  zh: '赣州市规划：特困人员护理补贴（全自理、半失能、失能）',
  en: 'Ganzhou plan: nursing subsidy of persons in extreme hardship (全自理, 半失能, 失能)',
}
const ganzhouRespite: Text = {
  zh: '赣州市规划三章三节（四）：家庭喘息服务面向中度、重度失能居家老人',
  en: 'Ganzhou plan ch. 3 §3(4): respite at home for moderately and severely disabled elders',
}

/** A04: every rule that names a degree of disability resolves against this table. */
export const levelWordings: readonly LevelWording[] = [
  {
    id: 'self-caring',
    name: { zh: '全自理', en: 'Fully self-caring' },
    levels: [0],
    includesDementia: false,
    source: ganzhouSubsidy,
    unverified: ownMapping,
  },
  {
    id: 'partly-disabled',
    name: { zh: '半失能（部分失能）', en: 'Partly disabled' },
    levels: [1, 2],
    includesDementia: false,
    source: ganzhouSubsidy,
    unverified: ownMapping,
  },
  {
    id: 'disabled',
    name: { zh: '失能', en: 'Disabled' },
    levels: [3, 4],
    includesDementia: false,
    source: ganzhouSubsidy,
    unverified: ownMapping,
  },
  {
    id: 'disabled-or-demented',
    name: { zh: '失能（含失智）', en: 'Disabled, dementia included' },
    levels: [1, 2, 3, 4],
    includesDementia: true,
    source: { zh: '国家规划“规划背景”：失能包括失智', en: 'National plan, background: disability includes dementia' },
    unverified: ownMapping,
  },
  {
    id: 'moderate',
    name: { zh: '中度失能', en: 'Moderately disabled' },
    levels: [2],
    includesDementia: false,
    source: ganzhouRespite,
    unverified: ownMapping,
  },
  {
    id: 'severe',
    name: { zh: '重度失能', en: 'Severely disabled' },
    levels: [3, 4],
    includesDementia: false,
    source: ganzhouRespite,
    unverified: ownMapping,
  },
  {
    id: 'severe-ltci',
    name: { zh: '重度失能（长期护理保险）', en: 'Severely disabled (long-term care insurance)' },
    levels: [3, 4],
    includesDementia: false,
    source: {
      zh: '国家、河北规划：长期护理保险重点解决重度失能人员护理保障',
      en: 'National and Hebei plans: LTCI first covers severely disabled persons',
    },
    unverified: {
      zh: '长期护理保险另按医保办发〔2021〕37号评定，此处仅供初筛，不能代替',
      en: 'LTCI grades by an instrument of its own (医保办发〔2021〕37号); this serves for first screening only and does not replace it',
    },
  },
  {
    id: 'unable-to-self-care',
    name: { zh: '生活不能自理', en: 'Unable to care for oneself' },
    levels: [3, 4],
    includesDementia: false,
    source: {
      zh: '赣州、甘南规划：经认定生活不能自理的经济困难老年人护理补贴',
      en: 'Ganzhou and Gannan plans: nursing subsidy of poor elders found unable to care for themselves',
    },
    unverified: {
      zh: '特困人员自理能力另按吃饭、穿衣等六项认定，标准不同；此处的对应关系为本平台的设定',
      en: 'For persons in extreme hardship six abilities (eating, dressing…) are judged by a rule of its own; the mapping here is the platform’s own',
    },
  },
  {
    id: 'moderate-or-worse',
    name: { zh: '中度以上失能', en: 'Moderately disabled or worse' },
    levels: [2, 3, 4],
    includesDementia: false,
    source: {
      zh: '民办函〔2025〕49号：向中度、重度、完全失能老年人发放养老服务消费补贴',
      en: '民办函〔2025〕49号: care vouchers for moderately, severely and completely disabled elders',
    },
  },
]

export function findWording(id: string): LevelWording | undefined {
  return levelWordings.find((wording) => wording.id === id)
}

/** Whether somebody of a level, with or without recorded dementia, is one of those a word names. */
export function isNamedBy(wording: LevelWording, level: number, dementia: boolean): boolean {
  return wording.levels.includes(level) || (wording.includesDementia && dementia)
}
