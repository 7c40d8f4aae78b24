import { phrases } from '../../language/phrases.ts'

export const reviewTexts = phrases({
  hint: {
    zh: '看老人和家属的提问、更正申请有没有按时答复。名单上不显示姓名；点开一件会记为一次查看，老人看得到。',
    en: 'Whether elders and relatives are answered in time. The list names nobody; opening one is recorded as a look, of which the elder reads.',
  },
  question: { zh: '提问', en: 'Question' },
  correction: { zh: '更正申请', en: 'Correction' },
  settledBy: { zh: '办理人', en: 'Settled by' },
  read: { zh: '查看内容', en: 'Read' },
  none: { zh: '没有提问和更正申请', en: 'Nothing was asked' },
  notYet: { zh: '还没有答复', en: 'Not answered yet' },
  recorded: { zh: '这次查看已记入操作记录。', en: 'This look is on record.' },
})
