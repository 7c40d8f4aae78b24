import type { Indicator } from '../../instrument.ts'
import { fiveSteps, optionsDown } from './options.ts'

/** GB/T 42195-2022 table B.1. */
export const selfCare: Indicator = {
  id: 'B.1',
  name: { zh: '自理能力', en: 'Self-care' },
  max: 32,
  items: [
    {
      id: 'B.1.1',
      name: { zh: '进食', en: 'Feeding' },
      instruction: {
        zh: '用合适的餐具把食物送入口中并咽下，包括咀嚼和吞咽。询问近一个月呛咳的次数，有条件时观察一次进餐。',
        en: 'Bringing food to the mouth with suitable tableware, chewing and swallowing. Ask how often the elder choked in the last month; watch a meal where possible.',
      },
      max: 4,
      options: optionsDown(
        { zh: '自己进食，不需要帮助，没有呛咳', en: 'Eats alone without help; no choking' },
        {
          zh: '有人指导、提醒，或自己使用辅助餐具即可进食，没有呛咳',
          en: 'Eats when guided, or alone with adapted tableware; no choking',
        },
        {
          zh: '进食中需要少量动手帮助，或偶有呛咳（每月 1 次及以上）',
          en: 'Needs a little hands-on help, or chokes now and then (once a month or more)',
        },
        {
          zh: '进食中需要大量动手帮助，或经常呛咳（每周 1 次及以上）',
          en: 'Needs much hands-on help, or chokes often (once a week or more)',
        },
        {
          zh: '完全靠别人喂食，或吞咽困难，或留置胃管、鼻饲管',
          en: 'Wholly fed by another person, or cannot swallow safely, or has an indwelling feeding tube',
        },
      ),
    },
    {
      id: 'B.1.2',
      name: { zh: '修饰', en: 'Grooming' },
      instruction: {
        zh: '洗脸、刷牙、梳头、刮脸、剪指（趾）甲等。请老人示范其中一两项。',
        en: 'Washing the face, brushing teeth, combing hair, shaving, cutting nails. Ask the elder to show one or two of these.',
      },
      max: 4,
      options: fiveSteps({ zh: '修饰', en: 'grooming' }),
    },
    {
      id: 'B.1.3',
      name: { zh: '洗澡', en: 'Bathing' },
      instruction: {
        zh: '清洗和擦干身体，不含提前备水。询问平时在哪里洗、由谁帮助、帮助哪些部分。',
        en: 'Washing and drying the body, not counting preparing the water. Ask where the elder bathes, who helps and with which parts.',
      },
      max: 4,
      options: fiveSteps({ zh: '洗澡', en: 'bathing' }),
    },
    {
      id: 'B.1.4',
      name: { zh: '穿/脱上衣', en: 'Upper-body dressing' },
      instruction: {
        zh: '穿上、脱下上身衣服，系扣、拉拉链等。可请老人穿脱一件外衣。',
        en: 'Putting on and taking off clothes of the upper body, with buttons and zips. Ask the elder to change a jacket.',
      },
      max: 4,
      options: fiveSteps({ zh: '穿脱上衣', en: 'upper-body dressing' }),
    },
    {
      id: 'B.1.5',
      name: { zh: '穿/脱裤子和鞋袜', en: 'Lower-body dressing, shoes and socks' },
      instruction: {
        zh: '穿上、脱下裤子、鞋子和袜子。注意站立和弯腰时的安全。',
        en: 'Putting on and taking off trousers, shoes and socks. Mind safety while standing and bending.',
      },
      max: 4,
      options: fiveSteps({ zh: '穿脱裤子和鞋袜', en: 'lower-body dressing' }),
    },
    {
      id: 'B.1.6',
      name: { zh: '小便控制', en: 'Bladder control' },
      instruction: {
        zh: '控制和排出尿液的能力。向照护者核实白天、夜间失禁的次数和尿垫、尿管的使用。',
        en: 'Holding and passing urine. Check with the carer how often there is incontinence by day and night, and the use of pads or a catheter.',
      },
      max: 4,
      options: optionsDown(
        { zh: '白天和夜间都能正常控制小便', en: 'Controls the bladder normally by day and night' },
        {
          zh: '白天正常，夜间较差；或能自己使用尿垫、尿壶等用品',
          en: 'Normal by day, worse at night; or handles pads or a urinal alone',
        },
        {
          zh: '白天大多能控制（失禁每天不到 1 次、每周多于 1 次），夜间控制差；或用品需要别人少量帮助',
          en: 'Mostly in control by day (incontinent less than once a day but more than once a week), poor at night; or needs a little help with pads',
        },
        {
          zh: '白天大多不能控制（失禁每天 1 次及以上，但并非每次），夜间失禁；或用品需要别人大量帮助',
          en: 'Mostly not in control by day (incontinent once a day or more, but not every time) and incontinent at night; or needs much help with pads',
        },
        { zh: '完全失禁，或留置导尿管', en: 'Wholly incontinent, or has an indwelling catheter' },
      ),
    },
    {
      id: 'B.1.7',
      name: { zh: '大便控制', en: 'Bowel control' },
      instruction: {
        zh: '控制和排出大便的能力。询问近一段时间便秘、失禁的次数以及开塞露等用品由谁使用。',
        en: 'Holding and passing stool. Ask how often there is constipation or incontinence, and who handles enemas or pads.',
      },
      max: 4,
      options: optionsDown(
        { zh: '能正常控制大便', en: 'Controls the bowel normally' },
        {
          zh: '偶有便秘或失禁（每周不到 1 次）；或能自己使用开塞露、尿垫等用品',
          en: 'Constipated or incontinent now and then (less than once a week); or handles aids alone',
        },
        {
          zh: '经常便秘或失禁（每天不到 1 次、每周多于 1 次）；或用品需要别人少量帮助',
          en: 'Often constipated or incontinent (less than once a day but more than once a week); or needs a little help with aids',
        },
        {
          zh: '大多数时候便秘或失禁（每天 1 次及以上，但尚未完全失控）；或用品需要别人大量帮助',
          en: 'Mostly constipated or incontinent (once a day or more, but not wholly); or needs much help with aids',
        },
        {
          zh: '严重便秘或完全失禁，完全靠别人处理',
          en: 'Severely constipated or wholly incontinent, and wholly dependent on another person',
        },
      ),
      unverified: {
        zh: '3 分的频次：两份转录为“每周不到 1 次”，一份为“每天不到 1 次”（与 2 分无法区分），此处取前者，待与正式文本核对',
        en: 'Frequency of score 3: two transcriptions say less than once a week, one says less than once a day (not distinct from score 2); the former is used until checked against the official text',
      },
    },
    {
      id: 'B.1.8',
      name: { zh: '如厕', en: 'Toileting' },
      instruction: {
        zh: '去厕所、解开和整理衣裤、排便后擦净、冲水。注意夜间如厕的情况。',
        en: 'Getting to the toilet, undoing and arranging clothes, wiping and flushing. Ask about the night as well.',
      },
      max: 4,
      options: fiveSteps({ zh: '如厕', en: 'toileting' }),
    },
  ],
}
