import type { Text } from '../language/text.ts'

/** How somebody came. Whoever works files for people at the counter, by telephone and at home (catalogue O12). */
export const channels = {
  counter: { zh: '窗口', en: 'Counter' },
  phone: { zh: '电话', en: 'Telephone' },
  'home-visit': { zh: '上门', en: 'Home visit' },
  online: { zh: '网上', en: 'Online' },
} as const satisfies Record<string, Text>
export type Channel = keyof typeof channels

/** Those by which somebody at work takes down what a person asks for. */
export const staffedChannels = ['counter', 'phone', 'home-visit'] as const satisfies readonly Channel[]

/** What is counted by channel. */
export const countedRequests = {
  assessment: { zh: '能力评估申请', en: 'Requests for an assessment' },
  question: { zh: '对查看的提问', en: 'Questions about looks' },
  correction: { zh: '更正申请', en: 'Requests for corrections' },
  'joint-booking': { zh: '体检和评估预约', en: 'Places of joint days' },
  sheet: { zh: '打印“谁看过我”', en: 'Sheets “Who looked at me” printed' },
} as const satisfies Record<string, Text>
export type CountedRequest = keyof typeof countedRequests
