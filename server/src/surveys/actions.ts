/** What the audit trail calls what happens in surveys. */
export const surveyActions = {
  'surveys.drafted': { zh: '编制摸底调查', en: 'Survey planned' },
  'surveys.approve': { zh: '批准摸底调查', en: 'Survey approved' },
  'surveys.open': { zh: '开始摸底调查', en: 'Survey opened' },
  'surveys.close': { zh: '结束摸底调查', en: 'Survey closed' },
  'surveys.report': { zh: '摸底调查报告定稿', en: 'Report of a survey fixed' },
  'surveys.cancel': { zh: '取消摸底调查', en: 'Survey cancelled' },
  'surveys.assigned': { zh: '分派村级调查名单', en: 'List of a village assigned' },
  'surveys.taken-along': { zh: '取走村级调查名单', en: 'List of a village taken along' },
  'surveys.looked': { zh: '查看调查答卷', en: 'Answers to a survey read' },
  'surveys.visited': { zh: '登记入户结果', en: 'Visit of a survey recorded' },
  'surveys.found': { zh: '登记调查中新发现的老人', en: 'Elder found by a survey' },
  'surveys.proposal-looked': { zh: '查看调查提出的变更', en: 'Proposal of a survey read' },
  'surveys.proposal-accepted': { zh: '采纳调查提出的变更', en: 'Proposal of a survey accepted' },
  'surveys.proposal-rejected': { zh: '不采纳调查提出的变更', en: 'Proposal of a survey rejected' },
  'surveys.referral-moved': { zh: '办理调查转介', en: 'Referral of a survey carried on' },
  'surveys.exported': { zh: '导出调查名单', en: 'List of a survey taken out' },
} as const
