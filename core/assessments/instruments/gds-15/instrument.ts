import type { Instrument, Item } from '../../instrument.ts'

const yes = { zh: '是', en: 'Yes' }
const no = { zh: '否', en: 'No' }

/** @param low the answer that scores a point */
function question(number: number, zh: string, en: string, low: 'yes' | 'no'): Item {
  const [point, none] = low === 'yes' ? [yes, no] : [no, yes]
  return {
    id: `G.${number}`,
    name: { zh, en },
    instruction: { zh: '问最近一周的感受，回答“是”或“否”。', en: 'How it has been over the last week; yes or no.' },
    max: 1,
    options: [
      { score: 1, text: point },
      { score: 0, text: none },
    ],
  }
}

/** Geriatric Depression Scale, short form. A screen, never a diagnosis. */
export const gds15: Instrument = {
  id: 'gds-15',
  version: '1986',
  kind: 'screen',
  name: { zh: '老年抑郁量表（简版，15 题）', en: 'Geriatric Depression Scale (short form, 15 questions)' },
  source: {
    zh: 'Sheikh JI, Yesavage JA（1986）Geriatric Depression Scale (GDS): recent evidence and development of a shorter version',
    en: 'Sheikh JI, Yesavage JA (1986). Geriatric Depression Scale (GDS): recent evidence and development of a shorter version. Clinical Gerontology, 165–173',
  },
  licence: {
    zh: '原量表由美国联邦经费资助，属公有领域（斯坦福大学 Yesavage 量表页面所述）；中文为本平台自译',
    en: 'The original scale is in the public domain, made with US federal support (Yesavage’s page at Stanford); the Chinese is this platform’s own translation',
  },
  issuedOn: '1986-01-01',
  inForceFrom: '1986-01-01',
  status: 'in-force',
  max: 15,
  higherIsWorse: true,
  validMonths: 12,
  indicators: [
    {
      id: 'G',
      name: { zh: '情绪', en: 'Mood' },
      max: 15,
      items: [
        question(1, '您对自己的生活基本满意吗？', 'Are you basically satisfied with your life?', 'no'),
        question(
          2,
          '您是否放下了许多以前的活动和爱好？',
          'Have you dropped many of your activities and interests?',
          'yes',
        ),
        question(3, '您觉得生活空虚吗？', 'Do you feel that your life is empty?', 'yes'),
        question(4, '您常常觉得无聊吗？', 'Do you often get bored?', 'yes'),
        question(5, '您大部分时间精神好吗？', 'Are you in good spirits most of the time?', 'no'),
        question(
          6,
          '您担心会有不好的事落到自己头上吗？',
          'Are you afraid that something bad is going to happen to you?',
          'yes',
        ),
        question(7, '您大部分时间觉得高兴吗？', 'Do you feel happy most of the time?', 'no'),
        question(8, '您常常觉得无助吗？', 'Do you often feel helpless?', 'yes'),
        question(
          9,
          '您是否宁愿待在家里，也不愿出门做些新鲜事？',
          'Do you prefer to stay at home, rather than going out and doing new things?',
          'yes',
        ),
        question(
          10,
          '您觉得自己的记性比多数人差吗？',
          'Do you feel you have more problems with memory than most?',
          'yes',
        ),
        question(11, '您觉得现在活着很好吗？', 'Do you think it is wonderful to be alive now?', 'no'),
        question(12, '您觉得自己现在这样很没有用吗？', 'Do you feel pretty worthless the way you are now?', 'yes'),
        question(13, '您觉得精力充沛吗？', 'Do you feel full of energy?', 'no'),
        question(14, '您觉得自己的处境没有希望吗？', 'Do you feel that your situation is hopeless?', 'yes'),
        question(15, '您觉得多数人过得比您好吗？', 'Do you think that most people are better off than you are?', 'yes'),
      ],
    },
  ],
  levels: [
    {
      level: 0,
      name: { zh: '未超过界值', en: 'Not above the cut-off' },
      alias: { zh: '未超过界值', en: 'Not above the cut-off' },
      from: 0,
      to: 5,
    },
    {
      level: 1,
      name: { zh: '超过界值，建议就医', en: 'Above the cut-off, a doctor’s visit is advised' },
      alias: { zh: '建议就医', en: 'See a doctor' },
      from: 6,
      to: 15,
    },
  ],
  advice: [
    {
      id: 'see-a-doctor',
      text: {
        zh: '建议到精神（心理）科或综合医院就诊，由医生判断；如有轻生念头，立即告知家属和医务人员。初筛结果不是诊断。',
        en: 'A visit to a doctor is proposed, who alone can judge; tell family and medical staff at once of any thought of suicide. A screen is no diagnosis.',
      },
      when: [{ kind: 'level', anyOf: [1] }],
    },
  ],
  changes: [],
  forms: [],
  reasons: [],
  notOfficial: {
    zh: '初筛，不是诊断，不作为等级或待遇依据',
    en: 'A screen, not a diagnosis, and no ground for a level or a benefit',
  },
  unverified: [
    {
      zh: '中文为自译，未经信效度检验',
      en: 'The Chinese is the platform’s own translation and has not been validated',
    },
    {
      zh: '界值取“大于 5 分”；另有资料取“5 分及以上”',
      en: 'The cut-off is “above 5”; other sources say “5 and above”',
    },
    { zh: '12 个月内不重复筛查为本平台的默认值', en: 'Not asking again within 12 months is the platform’s default' },
  ],
}
