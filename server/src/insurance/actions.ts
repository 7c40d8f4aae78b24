import { type DisabilityEvent, disabilityEvents } from '@yinian/core/insurance/procedure.ts'
import type { Text } from '@yinian/core/language/text.ts'

/** What an event of the procedure is called in the audit trail. */
export const actionOf = (event: DisabilityEvent): string => `insurance.${event}`

const events = Object.entries(disabilityEvents).map(([event, { name }]): [string, Text] => [
  actionOf(event as DisabilityEvent),
  { zh: `失能等级评估：${name.zh}`, en: `Disability grade: ${name.en}` },
])

export const insuranceActions: Readonly<Record<string, Text>> = {
  'insurance.applicant-looked': { zh: '按证件号码查找申请人', en: 'Applicant looked up by identity number' },
  'insurance.apply': { zh: '登记失能等级评估申请', en: 'Applied for a disability grade' },
  'insurance.looked': { zh: '查看失能等级评估', en: 'Disability-grade assessment opened' },
  'insurance.exported': { zh: '导出失能等级评估台账', en: 'List of disability grades taken out' },
  'insurance.grade-looked': { zh: '查看长护险失能等级', en: 'Disability grade read on the file' },
  'insurance.evidence-accepted': { zh: '采信长护险失能等级', en: 'Disability grade accepted as evidence' },
  'insurance.carried': { zh: '失能等级随迁入带来', en: 'Disability grade came along with a move' },
  'insurance.rule-proposed': { zh: '提出长护险地区规则', en: 'Rule of the insurance proposed' },
  'insurance.rule-approved': { zh: '批准长护险地区规则', en: 'Rule of the insurance approved' },
  'insurance.rule-refused': { zh: '退回长护险地区规则', en: 'Rule of the insurance refused' },
  'insurance.entry-proposed': { zh: '提出分级表核对', en: 'Entry of the grading table proposed' },
  'insurance.entry-confirmed': { zh: '确认分级表', en: 'Entry of the grading table confirmed' },
  'insurance.entry-refused': { zh: '退回分级表核对', en: 'Entry of the grading table refused' },
  'insurance.designated': { zh: '登记定点评估机构', en: 'Organisation designated' },
  'insurance.designation-ended': { zh: '终止定点', en: 'Designation ended' },
  ...Object.fromEntries(events),
}
