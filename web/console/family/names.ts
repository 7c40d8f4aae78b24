import { phrases } from '../../language/phrases.ts'

/** What the navigation calls the pages. */
export const names = phrases({
  questions: { zh: '老人和家属的提问', en: 'Questions of elders' },
  corrections: { zh: '更正申请', en: 'Corrections asked for' },
  review: { zh: '提问与更正（审计）', en: 'Questions and corrections' },
  channels: { zh: '办理渠道', en: 'Counter, phone, online' },
})
