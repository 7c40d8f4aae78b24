import type { Indicator } from '../../instrument.ts'
import { fiveSteps, optionsDown } from './options.ts'

/** GB/T 42195-2022 table B.2. */
export const mobility: Indicator = {
  id: 'B.2',
  name: { zh: '基础运动能力', en: 'Basic mobility' },
  max: 15,
  items: [
    {
      id: 'B.2.1',
      name: { zh: '床上体位转移', en: 'Bed positioning' },
      instruction: {
        zh: '卧床翻身、坐起、躺下。请老人在床上示范。',
        en: 'Turning over in bed, sitting up and lying down. Ask the elder to show it on the bed.',
      },
      max: 4,
      options: fiveSteps({ zh: '床上翻身、坐起和躺下', en: 'moving in bed' }),
    },
    {
      id: 'B.2.2',
      name: { zh: '床椅转移', en: 'Bed–chair transfer' },
      instruction: {
        zh: '从床边坐位到椅子或轮椅，再回到床上。保护老人，防止跌倒。',
        en: 'Moving from sitting on the bed to a chair or wheelchair and back. Stand by to prevent a fall.',
      },
      max: 4,
      options: fiveSteps({ zh: '床椅转移', en: 'moving between bed and chair' }),
    },
    {
      id: 'B.2.3',
      name: { zh: '平地行走', en: 'Level walking' },
      instruction: {
        zh: '在平地双脚交替行走约 50 米。观察步态、停顿和用具，评估员在旁保护。',
        en: 'Walking about 50 m on level ground. Watch the gait, the stops and the aids used, and stay close.',
      },
      max: 4,
      options: optionsDown(
        { zh: '能独自平地行走约 50 米，没有跌倒风险', en: 'Walks about 50 m alone without risk of falling' },
        {
          zh: '能走约 50 米，但有跌倒风险，需要有人看护、提醒，或使用手杖、助行器',
          en: 'Walks about 50 m with a risk of falling: needs watching or prompting, or uses a stick or walker',
        },
        { zh: '行走时需要别人少量搀扶', en: 'Needs a little support from another person to walk' },
        { zh: '行走时需要别人大量搀扶', en: 'Needs much support from another person to walk' },
        { zh: '不能行走', en: 'Cannot walk' },
      ),
    },
    {
      id: 'B.2.4',
      name: { zh: '上下楼梯', en: 'Stairs' },
      instruction: {
        zh: '连续上下 10～15 级台阶。没有楼梯或不宜尝试时，按近期实际情况询问。',
        en: 'Going up and down 10 to 15 steps in a row. Where there are no stairs or a trial is unsafe, ask how it went lately.',
      },
      max: 3,
      options: optionsDown(
        { zh: '能独自上下 10～15 级台阶', en: 'Goes up and down 10 to 15 steps alone' },
        { zh: '有人在旁指导或提醒，就能上下楼梯', en: 'Manages stairs when guided or prompted' },
        { zh: '需要别人动手帮助，但主要靠自己', en: 'Needs hands-on help but does most of it' },
        { zh: '主要或完全靠别人帮助', en: 'Relies mainly or wholly on another person' },
      ),
    },
  ],
}
