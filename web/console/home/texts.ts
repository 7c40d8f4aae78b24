import { phrases } from '../../language/phrases.ts'
import { names } from './names.ts'

export const texts = phrases({
  ...names,
  greeting: { zh: '{name}，今天是{day}', en: '{name}, today is {day}' },
  overdue: { zh: '{count} 件已逾期', en: '{count} overdue' },
  nothingWaits: { zh: '没有等您办理的事', en: 'Nothing waits for you' },
  nothingWaitsHint: {
    zh: '新的申请、待派的评估和到期的事项会出现在这里。',
    en: 'New requests, assessments to assign and what falls due will appear here.',
  },
  atAGlance: { zh: '概况', en: 'At a glance' },
})
