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
  ...Object.fromEntries(events),
}
