import { type AssessmentEvent, assessmentEvents } from '@yinian/core/assessments/procedure.ts'
import type { Text } from '@yinian/core/language/text.ts'

/** What an event of the procedure is called in the audit trail. */
export function actionOf(event: AssessmentEvent): string {
  return `assessments.${event}`
}

const events = Object.entries(assessmentEvents).map(([event, { name }]): [string, Text] => [
  actionOf(event as AssessmentEvent),
  { zh: `能力评估：${name.zh}`, en: `Assessment: ${name.en}` },
])

export const assessmentActions: Readonly<Record<string, Text>> = {
  'assessments.request': { zh: '申请能力评估', en: 'Assessment requested' },
  'assessments.looked': { zh: '查看能力评估', en: 'Assessment opened' },
  'assessments.report-looked': { zh: '下载评估报告', en: 'Assessment report downloaded' },
  'assessments.slip-printed': { zh: '打印能力评估告知单', en: 'Sheet of an assessment printed' },
  'assessments.recorded': { zh: '填写量表', en: 'Recorded by an instrument' },
  'assessments.record-looked': { zh: '查看量表结果', en: 'Record opened' },
  'assessments.document-looked': { zh: '查看附件', en: 'Document opened' },
  'assessments.record-voided': { zh: '作废量表结果', en: 'Record voided' },
  'assessments.findings-looked': { zh: '查看体检发现', en: 'Findings of the health check opened' },
  'assessments.verified-looked': {
    zh: '其他地区或部门查验评估结果',
    en: 'Result verified by another county or department',
  },
  'assessments.instrument-proposed': { zh: '提出加载量表', en: 'Instrument proposed' },
  'assessments.instrument-approved': { zh: '批准量表', en: 'Instrument approved' },
  'assessments.instrument-refused': { zh: '退回量表', en: 'Instrument refused' },
  'assessments.sample-drawn': { zh: '抽取质量抽查样本', en: 'Quality sample drawn' },
  'assessments.check-started': { zh: '安排复核', en: 'Second assessment started' },
  'assessments.check-not-possible': { zh: '复核无法进行', en: 'Second assessment not possible' },
  'assessments.check-decided': { zh: '确认复核结论', en: 'Quality check decided' },
  'assessments.consequence-announced': { zh: '告知处理决定', en: 'Consequence announced' },
  'assessments.consequence-objected': { zh: '机构对处理提出异议', en: 'Consequence objected to' },
  'assessments.consequence-settled': { zh: '处理机构的异议', en: 'Objection to a consequence settled' },
  'assessments.consequence-applied': { zh: '执行处理决定', en: 'Consequence applied' },
  'assessments.contract-made': { zh: '登记评估服务合同', en: 'Contract recorded' },
  'assessments.contract-ended': { zh: '提前终止合同', en: 'Contract ended' },
  'assessments.contract-document-added': { zh: '上传合同附件', en: 'Document added to a contract' },
  'assessments.statement-drafted': { zh: '编制评估费结算单', en: 'Fee statement drafted' },
  'assessments.statement-redrafted': { zh: '重新编制评估费结算单', en: 'Fee statement drafted again' },
  'assessments.statement-objected': { zh: '机构对结算单提出异议', en: 'Fee statement objected to' },
  'assessments.statement-accepted': { zh: '机构认可结算单', en: 'Fee statement accepted' },
  'assessments.statement-approved': { zh: '审批评估费结算单', en: 'Fee statement approved' },
  'assessments.statement-downloaded': { zh: '下载评估费结算单', en: 'Fee statement downloaded' },
  'assessments.joint-day-planned': { zh: '安排体检与评估联合日', en: 'Joint day planned' },
  'assessments.joint-day-booked': { zh: '通知老人参加联合日', en: 'Elders booked for a joint day' },
  'assessments.joint-place-taken': { zh: '本人或家属预约联合日', en: 'Place of a joint day taken online' },
  'assessments.joint-place-given-back': { zh: '取消联合日预约', en: 'Place of a joint day given back' },
  'assessments.joint-attendance': { zh: '登记体检到场和发现', en: 'Attendance and findings recorded' },
  'assessments.joint-list-downloaded': { zh: '下载联合日名单', en: 'List of a joint day downloaded' },
  ...Object.fromEntries(events),
}
