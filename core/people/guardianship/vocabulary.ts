import type { Text } from '../../language/text.ts'

/** How a guardian is to be found, and the rule it rests on. The articles were not checked against the published text. */
export const guardianshipRoutes = {
  agreement: {
    name: { zh: '亲属协商', en: 'Agreed among relatives' },
    source: { zh: '民法典第二十八条、第三十条', en: 'Civil Code Art. 28, 30' },
    unverified: true,
  },
  designation: {
    name: { zh: '村（居）委会或民政部门指定', en: 'Designated by the village committee or civil affairs' },
    source: { zh: '民法典第三十一条、第三十二条', en: 'Civil Code Art. 31, 32' },
    unverified: true,
  },
  'prior-agreement': {
    name: { zh: '意定监护（事先书面协议）', en: 'Guardian by prior agreement' },
    source: {
      zh: '民法典第三十三条、老年人权益保障法第二十六条',
      en: 'Civil Code Art. 33; Elders’ Rights Law Art. 26',
    },
    unverified: true,
  },
  court: {
    name: { zh: '法院指定', en: 'Appointed by a court' },
    source: { zh: '民法典第三十一条', en: 'Civil Code Art. 31' },
    unverified: true,
  },
} as const satisfies Record<string, { name: Text; source: Text; unverified: boolean }>
export type GuardianshipRoute = keyof typeof guardianshipRoutes

/** Papers a step has to name by number or date; the papers themselves stay in the office’s files. */
export const guardianshipDocuments = {
  'candidate-consent': { zh: '拟任监护人同意担任的书面意见', en: 'Written consent of the candidate' },
  'guardianship-agreement': { zh: '监护协议书', en: 'Agreement among relatives' },
  designation: { zh: '指定监护人的文书', en: 'Document of designation' },
  'prior-agreement': { zh: '意定监护协议', en: 'Prior agreement' },
  'capacity-evidence': { zh: '行为能力鉴定或判决', en: 'Evidence of lost capacity' },
  'court-receipt': { zh: '法院受理通知书', en: 'Court’s notice of acceptance' },
  judgment: { zh: '法院判决书', en: 'Judgment' },
  commitment: { zh: '监护人签字的监护责任告知书', en: 'Guardian’s signed undertaking' },
  'temporary-record': { zh: '临时监护决定', en: 'Decision on temporary guardianship' },
  'review-record': { zh: '回访记录', en: 'Record of the review' },
  'ending-evidence': { zh: '终止监护的依据', en: 'Ground of the ending' },
} as const satisfies Record<string, Text>
export type GuardianshipDocument = keyof typeof guardianshipDocuments

/** Why a guardianship ended; whether somebody has to be found anew follows from it. */
export const guardianshipEndings = {
  recovered: { name: { zh: '老人恢复行为能力', en: 'The elder regained capacity' }, seeksAnew: false },
  'guardian-died': { name: { zh: '监护人去世', en: 'The guardian died' }, seeksAnew: true },
  'guardian-unable': { name: { zh: '监护人丧失监护能力', en: 'The guardian can no longer act' }, seeksAnew: true },
  revoked: { name: { zh: '法院撤销监护人资格', en: 'Revoked by a court' }, seeksAnew: true },
  changed: { name: { zh: '协议变更监护人', en: 'Guardian changed by agreement' }, seeksAnew: true },
  died: { name: { zh: '老人去世', en: 'The elder died' }, seeksAnew: false },
  moved: { name: { zh: '迁往外县，由迁入地接续', en: 'Moved away; taken on there' }, seeksAnew: false },
} as const satisfies Record<string, { name: Text; seeksAnew: boolean }>
export type GuardianshipEnding = keyof typeof guardianshipEndings

/** Endings that an officer says; the others follow from what the register records. */
export const endingsToChoose = ['recovered', 'guardian-died', 'guardian-unable', 'revoked', 'changed'] as const
