import type { Indicator } from '../../instrument.ts'
import { optionsDown } from './options.ts'

/** GB/T 42195-2022 table B.4. */
export const perceptionAndParticipation: Indicator = {
  id: 'B.4',
  name: { zh: '感知觉与社会参与', en: 'Sensory perception and social participation' },
  max: 15,
  items: [
    {
      id: 'B.4.1',
      name: { zh: '视力', en: 'Vision' },
      instruction: {
        zh: '平时戴眼镜的，戴上眼镜。请老人看书报上的标准字和大字，辨认房间里的物体。',
        en: 'With glasses where usually worn. Ask the elder to read ordinary and large print and to name objects in the room.',
      },
      max: 2,
      options: optionsDown(
        { zh: '视力正常，能看清书报上的标准字体', en: 'Normal: reads ordinary print' },
        {
          zh: '只能看清大字，或视力有限但能辨认物体',
          en: 'Reads large print only, or sees poorly but recognises objects',
        },
        { zh: '只能看到光、颜色或形状，或完全失明', en: 'Sees only light, colours or shapes, or is blind' },
      ),
    },
    {
      id: 'B.4.2',
      name: { zh: '听力', en: 'Hearing' },
      instruction: {
        zh: '平时戴助听器的，戴上助听器。用正常音量在 2 米左右交谈，再轻声、大声各试一次。',
        en: 'With hearing aids where usually worn. Talk at normal volume from about 2 m, then softly, then loudly.',
      },
      max: 2,
      options: optionsDown(
        { zh: '听力正常，能正常交谈', en: 'Normal: converses without difficulty' },
        {
          zh: '轻声或超过 2 米时听不清，或需要安静环境、提高音量才能交谈',
          en: 'Misses soft speech or speech beyond 2 m, or needs quiet or a raised voice',
        },
        {
          zh: '大声、慢速也只能听到一部分，或完全失聪',
          en: 'Catches only part even when spoken to loudly and slowly, or is deaf',
        },
      ),
    },
    {
      id: 'B.4.3',
      name: { zh: '执行日常事务', en: 'Daily affairs' },
      instruction: {
        zh: '购物、做饭、洗衣、打电话、按时吃药、管理钱物等日常事务。',
        en: 'Shopping, cooking, laundry, telephoning, taking medicine on time, handling money.',
      },
      max: 4,
      options: optionsDown(
        { zh: '能独自处理日常事务', en: 'Handles daily affairs alone' },
        { zh: '有人监督或提醒就能处理', en: 'Handles them when supervised or prompted' },
        { zh: '需要别人少量帮助', en: 'Needs a little help' },
        { zh: '需要别人大量帮助', en: 'Needs much help' },
        { zh: '完全靠别人处理', en: 'Depends wholly on another person' },
      ),
    },
    {
      id: 'B.4.4',
      name: { zh: '使用交通工具外出', en: 'Going out by transport' },
      instruction: {
        zh: '询问最近一次较远的外出：怎么去的，有没有人陪同。',
        en: 'Ask about the last longer trip: how the elder travelled and whether somebody came along.',
      },
      max: 3,
      options: optionsDown(
        { zh: '能独自骑车或乘坐公共交通工具外出', en: 'Cycles or takes public transport alone' },
        { zh: '能独自乘出租车外出，不会独自乘公共交通工具', en: 'Takes a taxi alone, but not public transport' },
        { zh: '有人陪同时能乘坐公共交通工具', en: 'Takes public transport when accompanied' },
        {
          zh: '只能在别人帮助下乘出租车或私家车，或不能外出',
          en: 'Goes out only by taxi or private car with help, or cannot go out',
        },
      ),
    },
    {
      id: 'B.4.5',
      name: { zh: '社会交往能力', en: 'Social interaction' },
      instruction: {
        zh: '观察并询问老人与邻居、亲友、陌生人的交往，是否主动，能否听出言外之意，是否容易受骗。',
        en: 'Watch and ask how the elder gets on with neighbours, friends and strangers: who starts, whether hints are understood, whether the elder is easily deceived.',
      },
      max: 4,
      options: optionsDown(
        { zh: '积极参与社会交往，言行得体', en: 'Takes part in social life and behaves properly' },
        {
          zh: '能适应简单环境，会主动接触别人，但听不出言外之意',
          en: 'Manages simple settings and approaches others, but misses implied meaning',
        },
        { zh: '不主动接触别人，被动应对，容易受骗', en: 'Withdrawn and passive; easily deceived' },
        { zh: '勉强能与人交往', en: 'Barely interacts with others' },
        { zh: '不能与人交往', en: 'Cannot interact with others' },
      ),
    },
  ],
}
