import { phrases } from '../language/phrases.ts'

export const assessmentTexts = phrases({
  title: { zh: '能力评估', en: 'Ability assessment' },
  ask: { zh: '申请能力评估', en: 'Ask for an assessment' },
  askAgain: { zh: '快到期了，申请重新评估', en: 'It is running out: ask again' },
  askChanged: { zh: '身体有变化，申请重新评估', en: 'Something has changed: ask again' },
  none: {
    zh: '还没有评估过。能不能领护理补贴、有哪些服务，要看评估结果。',
    en: 'There has been no assessment yet. Care subsidies and services depend on it.',
  },
  level: { zh: '能力等级：{level}，有效到{day}。', en: 'Ability level: {level}, valid until {day}.' },
  earlier: { zh: '以前的评估', en: 'Earlier ones' },
  askedOn: { zh: '{day}申请的评估', en: 'Asked for on {day}' },
  notAgreed: {
    zh: '老人还没有同意由您代为申请。请老人自己申请，或一起到窗口办理同意。',
    en: 'The elder has not agreed that you ask for them. They can ask themselves, or agree at the counter.',
  },
  notLiving: { zh: '档案已不在册，不能申请。', en: 'The file is no longer in the register.' },
  underWay: {
    zh: '评估已经在办，不用再申请。',
    en: 'An assessment is under way; there is no need to ask again.',
  },
  whose: { zh: '为{name}申请。', en: 'For {name}.' },
  what: {
    zh: '两名评估员会来看：吃饭、穿衣、走路、记事行不行。',
    en: 'Two assessors come and see how eating, dressing, walking and remembering go.',
  },
  stillValid: {
    zh: '现在的结果到{day}以前有效。身体有变化，才需要重新评估。',
    en: 'The present result is valid until {day}. A new one is needed only if something has changed.',
  },
  change: { zh: '哪里变了？', en: 'What has changed?' },
  changeHelp: { zh: '例如：摔伤了、生了大病、记不住事', en: 'For example: a fall, an illness, forgetting things' },
  place: { zh: '希望在哪里评估？', en: 'Where would you like it?' },
  time: { zh: '希望什么时候？', en: 'When would you like it?' },
  telephone: { zh: '打哪个电话找您？', en: 'Which telephone do we call?' },
  otherTelephone: { zh: '打别的电话', en: 'Another telephone' },
  send: { zh: '申请', en: 'Ask' },
  noConsentNeeded: {
    zh: '评估要了解身体和用药情况，只用来定等级、待遇和服务。这是政府依法办的事，不用另外签同意书。',
    en: 'The assessors ask about health and medicines, only to decide on level, benefits and services. It is a duty of the government by law; no consent form is needed.',
  },
  withdraw: { zh: '不评了，撤回申请', en: 'Withdraw it' },
  withdrawSure: { zh: '确定撤回？以后还可以再申请。', en: 'Withdraw it? You can ask again later.' },
  withdrawYes: { zh: '是，撤回', en: 'Yes, withdraw' },
  withdrawNo: { zh: '不，先不撤回', en: 'No, leave it' },
  object: { zh: '我觉得结果不对', en: 'I think it is wrong' },
  objectWhy: { zh: '哪里不对？', en: 'What is wrong with it?' },
  objectSend: { zh: '提出异议', en: 'Object' },
  help: {
    zh: '也可以到窗口、打电话或请工作人员上门办。',
    en: 'All of this is also done at the counter, by telephone, or at your home.',
  },
})
