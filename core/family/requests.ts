import type { Procedure } from '../cases/procedure.ts'
import type { Text } from '../language/text.ts'

/**
 * Days within which a question or a request is answered. GB/T 35273-2020 §8.7 asks for thirty days; not checked against the
 * published text.
 */
export const answerDays = { days: 30, source: 'GB/T 35273-2020 §8.7', unverified: true } as const

/** A question about one look: asked by an elder or relative, answered in words by the county. */
export const questionProcedure: Procedure<'asked' | 'answered', 'answer'> = {
  name: { zh: '对查看的提问', en: 'Question about a look' },
  initial: 'asked',
  states: { asked: { zh: '待答复', en: 'Waiting for an answer' }, answered: { zh: '已答复', en: 'Answered' } },
  events: { answer: { name: { zh: '答复', en: 'Answer' }, permission: 'family:answer' } },
  transitions: { asked: { answer: 'answered' }, answered: {} },
}
export type QuestionState = 'asked' | 'answered'

/** A request to put something right (PIPL Art. 46): whoever keeps the file accepts it, or refuses and says why (Art. 50). */
export const correctionProcedure: Procedure<'asked' | 'accepted' | 'refused', 'accept' | 'refuse'> = {
  name: { zh: '更正申请', en: 'Request for a correction' },
  initial: 'asked',
  states: {
    asked: { zh: '待办理', en: 'Waiting' },
    accepted: { zh: '已更正', en: 'Corrected' },
    refused: { zh: '不予更正', en: 'Refused' },
  },
  events: {
    accept: { name: { zh: '已更正', en: 'Corrected' }, permission: 'people:write' },
    refuse: { name: { zh: '不予更正', en: 'Refuse' }, permission: 'people:write' },
  },
  transitions: { asked: { accept: 'accepted', refuse: 'refused' }, accepted: {}, refused: {} },
}
export type CorrectionState = 'asked' | 'accepted' | 'refused'

/** What of a file somebody can ask to have put right. */
export const correctableFields = {
  name: { zh: '姓名', en: 'Name' },
  documentNumber: { zh: '证件号码', en: 'Identity number' },
  birth: { zh: '出生日期', en: 'Date of birth' },
  phone: { zh: '电话', en: 'Telephone' },
  address: { zh: '住址', en: 'Address' },
  payee: { zh: '收款账户', en: 'Bank account' },
  relatives: { zh: '家人和联系人', en: 'Relatives and contacts' },
  circumstances: { zh: '困难情况', en: 'Circumstances' },
  other: { zh: '其他', en: 'Something else' },
} as const satisfies Record<string, Text>
export type CorrectableField = keyof typeof correctableFields
