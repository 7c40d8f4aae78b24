import type { Text } from '../../../language/text.ts'
import type { Band, Indicator, Item } from '../../instrument.ts'

const bandsUnconfirmed: Text = {
  zh: '该一级指标的分段未经医保办发〔2021〕37号附件核对',
  en: 'The ranges of this first-level indicator have not been checked against the annex of 医保办发〔2021〕37号',
}
const wording: Text = {
  zh: '选项文字为本平台的简要说明，分值与文件一致，正式文字以文件附件为准',
  en: 'The options are described briefly by this platform; scores agree with the document, its annex has the official words',
}

/** `scores` from worst to best, as 医保办发〔2021〕37号 prints them. */
function item(id: string, zh: string, en: string, scores: readonly number[]): Item {
  const best = scores.at(-1) ?? 0
  return {
    id,
    name: { zh, en },
    instruction: { zh: `按近期实际情况判断：${zh}。`, en: `By how it has been lately: ${en.toLowerCase()}.` },
    max: best,
    ...(scores.length === best + 1 ? {} : { steps: true as const }),
    options: scores.toReversed().map((score) => ({ score, text: described(score, best) })),
    unverified: wording,
  }
}

function described(score: number, best: number): Text {
  if (score === best) return { zh: '完全能够', en: 'Fully able' }
  if (score === 0) return { zh: '完全不能', en: 'Not able at all' }
  const share = score / best
  return share > 0.5
    ? { zh: `${score} 分：需要少量帮助`, en: `${score}: a little help needed` }
    : { zh: `${score} 分：需要较多帮助`, en: `${score}: much help needed` }
}

const names: readonly Text[] = [
  { zh: '能力完好', en: 'Intact' },
  { zh: '轻度受损', en: 'Mildly impaired' },
  { zh: '中度受损', en: 'Moderately impaired' },
  { zh: '重度受损', en: 'Severely impaired' },
]

function bands(...ranges: readonly (readonly [from: number, to: number])[]): Band[] {
  return ranges.map(([from, to], band) => ({
    band,
    name: names[band] ?? { zh: '', en: '' },
    from,
    to,
    unverified: bandsUnconfirmed,
  }))
}

const daily = [0, 5, 10]
const moving = [0, 5, 10, 15]
const washing = [0, 5]
const five = [0, 1, 2, 3, 4]

export const dailyActivities: Indicator = {
  id: 'L.1',
  name: { zh: '日常生活活动能力', en: 'Activities of daily living' },
  max: 100,
  items: [
    item('L.1.1', '进食', 'Feeding', daily),
    item('L.1.2', '穿衣', 'Dressing', daily),
    item('L.1.3', '面部与口腔清洁', 'Face and mouth hygiene', washing),
    item('L.1.4', '大便控制', 'Bowel control', daily),
    item('L.1.5', '小便控制', 'Bladder control', daily),
    item('L.1.6', '用厕', 'Using the toilet', daily),
    item('L.1.7', '平地行走', 'Level walking', moving),
    item('L.1.8', '床椅转移', 'Bed–chair transfer', moving),
    item('L.1.9', '上下楼', 'Stairs', daily),
    item('L.1.10', '洗澡', 'Bathing', washing),
  ],
  bands: bands([100, 100], [65, 95], [45, 60], [0, 40]),
}

export const cognition: Indicator = {
  id: 'L.2',
  name: { zh: '认知能力', en: 'Cognition' },
  max: 16,
  items: [
    item('L.2.1', '时间定向', 'Orientation in time', five),
    item('L.2.2', '人物定向', 'Orientation to persons', five),
    item('L.2.3', '空间定向', 'Orientation in space', five),
    item('L.2.4', '记忆力', 'Memory', five),
  ],
  bands: bands([16, 16], [4, 15], [2, 3], [0, 1]),
}

export const perception: Indicator = {
  id: 'L.3',
  name: { zh: '感知觉与沟通能力', en: 'Perception and communication' },
  max: 12,
  items: [
    item('L.3.1', '视力', 'Vision', five),
    item('L.3.2', '听力', 'Hearing', five),
    item('L.3.3', '沟通能力', 'Communication', five),
  ],
  bands: bands([12, 12], [4, 11], [2, 3], [0, 1]),
}
