import type { ChangeRule, Instrument, Level } from '../../instrument.ts'
import { aboutAssessment, aboutElder, aboutInformant } from './form-basics.ts'
import { diseasesAndMedication, healthProblems } from './form-health.ts'
import { mentalState } from './mental-state.ts'
import { mobility } from './mobility.ts'
import { perceptionAndParticipation } from './perception.ts'
import { reasons } from './reasons.ts'
import { selfCare } from './self-care.ts'

const levels: readonly Level[] = [
  {
    level: 0,
    name: { zh: '能力完好', en: 'Ability intact' },
    alias: { zh: '能力完好', en: 'Intact' },
    from: 90,
    to: 90,
  },
  {
    level: 1,
    name: { zh: '能力轻度受损', en: 'Ability mildly impaired' },
    alias: { zh: '轻度失能', en: 'Mild disability' },
    from: 66,
    to: 89,
  },
  {
    level: 2,
    name: { zh: '能力中度受损', en: 'Ability moderately impaired' },
    alias: { zh: '中度失能', en: 'Moderate disability' },
    from: 46,
    to: 65,
  },
  {
    level: 3,
    name: { zh: '能力重度受损', en: 'Ability severely impaired' },
    alias: { zh: '重度失能', en: 'Severe disability' },
    from: 30,
    to: 45,
  },
  {
    level: 4,
    name: { zh: '能力完全丧失', en: 'Ability wholly lost' },
    alias: { zh: '完全失能', en: 'Complete disability' },
    from: 0,
    to: 29,
  },
]

const changes: readonly ChangeRule[] = [
  {
    id: 'coma',
    name: {
      zh: '处于昏迷状态，直接定为能力完全丧失；苏醒后应重新评估',
      en: 'In coma: the level is complete disability; assess again after waking',
    },
    clause: 'GB/T 42195-2022 A.5.11, C.4',
    when: { kind: 'chosen', field: 'A.5.11', anyOf: ['yes'] },
    effect: { to: 4 },
    unverified: {
      zh: '“苏醒后重新评估”未经标准正式文本核对',
      en: 'That one assesses again after waking has not been checked against the official text',
    },
  },
  {
    id: 'specialist-diagnosis',
    name: {
      zh: '经专科诊断为痴呆（F00～F03）或其他精神和行为障碍（F04～F99），提高一个等级',
      en: 'A specialist’s diagnosis of dementia (F00–F03) or another mental or behavioural disorder (F04–F99): one level up',
    },
    clause: 'GB/T 42195-2022 A.4.1, C.4',
    when: { kind: 'chosen', field: 'A.4.1', anyOf: ['dementia', 'mental-disorder'] },
    effect: { raise: 1 },
  },
  {
    id: 'care-risk-events',
    name: {
      zh: '近 30 天内发生过 2 次及以上照护风险事件，提高一个等级',
      en: 'Two or more care-risk events in the last 30 days: one level up',
    },
    clause: 'GB/T 42195-2022 A.2.14, C.4',
    // The wording speaks of events "twice or more" and names the kinds as examples, so all kinds count together.
    when: {
      kind: 'events',
      field: 'A.2.14',
      column: 'times',
      counts: { none: 0, once: 1, twice: 2, 'three-or-more': 3 },
      atLeast: 2,
    },
    effect: { raise: 1 },
  },
]

export const gbt42195: Instrument = {
  id: 'gbt-42195',
  version: '2022',
  kind: 'ability',
  name: { zh: '老年人能力评估规范', en: 'Specification for ability assessment of elderly persons' },
  source: {
    zh: 'GB/T 42195-2022《老年人能力评估规范》',
    en: 'GB/T 42195-2022 Specification for ability assessment of elderly persons',
  },
  issuedOn: '2022-12-30',
  inForceFrom: '2022-12-30',
  status: 'in-force',
  max: 90,
  indicators: [selfCare, mobility, mentalState, perceptionAndParticipation],
  levels,
  changes,
  forms: [aboutAssessment, aboutElder, aboutInformant, diseasesAndMedication, healthProblems],
  reasons,
  unverified: [
    {
      zh: '指标、分值、分级界限和等级变更依据多份相互独立的公开转录一致整理，未见标准正式文本',
      en: 'Items, scores, cut-offs and level changes follow several independent public transcriptions that agree; the official text itself was not seen',
    },
    {
      zh: '两项提级条件同时成立时提高一级还是两级，标准未见明确，由地区参数决定',
      en: 'Whether both raising conditions together raise the level by one or by two is not settled; a region decides by a setting',
    },
  ],
}
