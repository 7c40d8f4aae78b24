import { phrases } from '../language/phrases.ts'

export const jointTexts = phrases({
  title: { zh: '预约体检和评估', en: 'Book check and assessment' },
  booked: { zh: '已经约好', en: 'It is booked' },
  when: { zh: '{day}，在{place}。', en: '{day}, at {place}.' },
  what: { zh: '办理：{what}。', en: 'For: {what}.' },
  bring: { zh: '请带身份证。', en: 'Bring your identity card.' },
  left: { zh: '网上还有 {count} 个名额。', en: '{count} places left here.', one: '{count} place left here.' },
  full: { zh: '网上的名额约满了。', en: 'The places here are gone.' },
  keptCall: {
    zh: '窗口和电话还留着 {count} 个。可以打电话，或到{counter}约。',
    en: '{count} are kept for those who call or come. Call, or come to {counter}.',
  },
  call: { zh: '打电话 {telephone}', en: 'Call {telephone}' },
  keptAsk: {
    zh: '窗口和电话还留着 {count} 个。请到村（居）委会或乡镇（街道）窗口问。',
    en: '{count} are kept for those who call or come. Ask at the counter of your village or town.',
  },
  release: { zh: '{when}起，没用完的网上也能约。', en: 'What is left of them can be booked here from {when}.' },
  none: { zh: '这一天没有名额了，请看别的日子。', en: 'No place is left on this day; see another one.' },
  take: { zh: '约这一天', en: 'Book this day' },
  nothing: { zh: '您这里现在没有安排日子。', en: 'No day is planned where you live at present.' },
  notDue: {
    zh: '您现在不用去：体检和评估都还没到时候。',
    en: 'There is no need to come now: neither check nor assessment is due.',
  },
  notAgreed: {
    zh: '老人还没有同意由您代为申请。请老人自己约，或打电话、到窗口约。',
    en: 'The elder has not agreed that you ask for them. They can book themselves, call, or come to the counter.',
  },
  notLiving: { zh: '档案已不在册，不能预约。', en: 'The file is no longer in the register; nothing can be booked.' },
  giveBack: { zh: '去不了，取消', en: 'I cannot come: cancel' },
  giveBackSure: {
    zh: '确定取消？名额会让给别人，以后还可以再约。',
    en: 'Cancel? The place goes to somebody else; you can book again.',
  },
  giveBackYes: { zh: '是，取消', en: 'Yes, cancel' },
  giveBackNo: { zh: '不，还是去', en: 'No, I will come' },
  help: {
    zh: '也可以打电话、到窗口，或请工作人员上门帮您约。',
    en: 'You can also call, come to the counter, or ask whoever visits you to book it.',
  },
})
