import type { Indicator } from '../../instrument.ts'
import { optionsDown } from './options.ts'

/** GB/T 42195-2022 table B.3. Unlike MZ/T 039-2013, a higher score is the better state here too. */
export const mentalState: Indicator = {
  id: 'B.3',
  name: { zh: '精神状态', en: 'Mental state' },
  max: 28,
  items: [
    {
      id: 'B.3.1',
      name: { zh: '时间定向', en: 'Time orientation' },
      instruction: {
        zh: '询问今天是哪年、哪月、几号、星期几，现在是上午还是下午。',
        en: 'Ask for the year, month, date and weekday, and whether it is morning or afternoon.',
      },
      max: 4,
      options: optionsDown(
        {
          zh: '年、月清楚，日期或星期几相差不超过 1 天',
          en: 'Knows year and month; date or weekday within one day',
        },
        { zh: '时间观念较差：日期或星期几相差 2 天及以上', en: 'Less exact: date or weekday off by two days or more' },
        { zh: '时间观念差：只知道上、下半年或季节', en: 'Knows only the half-year or the season' },
        { zh: '时间观念很差：只知道上午、下午、白天或夜间', en: 'Knows only morning, afternoon, day or night' },
        { zh: '没有时间观念', en: 'Has no sense of time' },
      ),
    },
    {
      id: 'B.3.2',
      name: { zh: '空间定向', en: 'Place orientation' },
      instruction: {
        zh: '询问现在在哪里、家住哪里，平时能否自己出门并找到回家的路。',
        en: 'Ask where we are and where home is, and whether the elder goes out and finds the way back.',
      },
      max: 4,
      options: optionsDown(
        { zh: '能在日常生活范围内独自外出并返回', en: 'Goes out alone within the daily range and finds the way back' },
        { zh: '不能独自外出，但能准确说出所在的地址', en: 'Cannot go out alone but gives the exact address' },
        { zh: '能说出地址的较多信息，不完整', en: 'Gives much of the address, but not all of it' },
        { zh: '只能说出地址的少量信息', en: 'Gives only a little of the address' },
        { zh: '完全不知道自己在哪里', en: 'Does not know where he or she is' },
      ),
    },
    {
      id: 'B.3.3',
      name: { zh: '人物定向', en: 'Person orientation' },
      instruction: {
        zh: '请老人说出在场的家人、照护者是谁，与自己是什么关系。',
        en: 'Ask who the family members and carers present are, and how they are related.',
      },
      max: 4,
      options: optionsDown(
        {
          zh: '认识长期共同生活的人，知道彼此关系',
          en: 'Knows the people long lived with and how they are related',
        },
        { zh: '认识其中大部分人', en: 'Knows most of them' },
        { zh: '认识其中一部分人', en: 'Knows some of them' },
        { zh: '只认识自己或极少数人', en: 'Knows only himself or herself, or very few people' },
        { zh: '谁也不认识，包括自己', en: 'Knows nobody, not even himself or herself' },
      ),
    },
    {
      id: 'B.3.4',
      name: { zh: '记忆', en: 'Memory' },
      instruction: {
        zh: '说三个词请老人记住，5 分钟后请其回忆；再问上一餐吃了什么、老朋友是谁。',
        en: 'Say three words to remember and ask for them after 5 minutes; then ask about the last meal and about old friends.',
      },
      max: 4,
      options: optionsDown(
        { zh: '记忆完好，能记住近期和远期的事', en: 'Intact for recent and distant events' },
        {
          zh: '轻度受损：5 分钟后只能回忆三个词中的 0～1 个',
          en: 'Mildly impaired: recalls none or one of the three words after 5 minutes',
        },
        {
          zh: '中度受损：例如想不起上一餐吃了什么',
          en: 'Moderately impaired: cannot recall, for example, the last meal',
        },
        { zh: '重度受损：例如想不起老朋友', en: 'Severely impaired: cannot recall, for example, old friends' },
        { zh: '完全丧失记忆', en: 'Memory is wholly lost' },
      ),
    },
    {
      id: 'B.3.5',
      name: { zh: '理解能力', en: 'Comprehension' },
      instruction: {
        zh: '在听力、视力补偿的情况下，观察老人能否听懂、看懂日常的话和简单指令。',
        en: 'With hearing and sight aids in use, see whether the elder understands everyday talk and simple instructions.',
      },
      max: 4,
      options: optionsDown(
        { zh: '能正常理解别人的话', en: 'Understands others normally' },
        { zh: '需要多一些时间才能理解', en: 'Understands when given more time' },
        { zh: '需要经常重复或说得更简单才能理解', en: 'Understands only when things are often repeated or simplified' },
        {
          zh: '需要很多帮助才能理解，例如手势、实物',
          en: 'Understands only with much help, such as gestures or objects',
        },
        { zh: '不能理解', en: 'Does not understand' },
      ),
    },
    {
      id: 'B.3.6',
      name: { zh: '表达能力', en: 'Expression' },
      instruction: {
        zh: '观察老人能否用语言、文字或手势说清自己的需要和想法。',
        en: 'See whether the elder can make needs and thoughts clear in speech, writing or gestures.',
      },
      max: 4,
      options: optionsDown(
        { zh: '能正常表达', en: 'Expresses himself or herself normally' },
        { zh: '需要多一些时间才能表达清楚', en: 'Makes things clear when given more time' },
        {
          zh: '需要别人经常追问、重复或简化才能表达清楚',
          en: 'Makes things clear only with frequent questions, repetition or simplification',
        },
        {
          zh: '需要很多帮助才能表达，例如手势、实物',
          en: 'Expresses things only with much help, such as gestures or objects',
        },
        { zh: '不能表达', en: 'Cannot express anything' },
      ),
    },
    {
      id: 'B.3.7',
      name: { zh: '攻击行为', en: 'Aggressive behaviour' },
      instruction: {
        zh: '向照护者询问近一个月内是否有打、踢、咬、抓、摔东西等身体攻击，或骂人、威胁、尖叫等语言攻击。',
        en: 'Ask the carer about the last month: hitting, kicking, biting, scratching or throwing things, or swearing, threats and screaming.',
      },
      max: 1,
      options: optionsDown(
        { zh: '近一个月没有出现', en: 'None in the last month' },
        { zh: '近一个月出现过', en: 'Occurred in the last month' },
      ),
    },
    {
      id: 'B.3.8',
      name: { zh: '抑郁症状', en: 'Depressive symptoms' },
      instruction: {
        zh: '询问近一个月内是否情绪低落、不愿说话、容易哭泣、不愿活动或有轻生念头。如有轻生念头，应立即告知家属和医务人员。',
        en: 'Ask about the last month: low mood, silence, crying, unwillingness to do things, thoughts of suicide. Tell family and medical staff at once of any thought of suicide.',
      },
      max: 1,
      options: optionsDown(
        { zh: '近一个月没有出现负面情绪', en: 'No negative mood in the last month' },
        { zh: '近一个月出现过负面情绪', en: 'Negative mood was present in the last month' },
      ),
    },
    {
      id: 'B.3.9',
      name: { zh: '意识水平', en: 'Consciousness' },
      instruction: {
        zh: '观察老人是否清醒、能否被唤醒、回答是否切题。昏迷者同时在 A.5.11 勾选“昏迷”。',
        en: 'See whether the elder is awake, can be woken and answers to the point. For coma also mark field A.5.11.',
      },
      max: 2,
      options: optionsDown(
        { zh: '清醒，对周围的事有正常反应', en: 'Alert and responding normally to what is around' },
        { zh: '嗜睡或意识模糊', en: 'Drowsy or confused' },
        { zh: '昏睡或昏迷', en: 'In stupor or coma' },
      ),
    },
  ],
}
