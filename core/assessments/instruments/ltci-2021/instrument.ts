import type { Text } from '../../../language/text.ts'
import type { Combination, Instrument } from '../../instrument.ts'
import { namedLevel } from '../graded.ts'
import { cognition, dailyActivities, perception } from './items.ts'

const unconfirmed: Text = {
  zh: '综合矩阵的这一格未经医保办发〔2021〕37号附件核对',
  en: 'This cell of the combination has not been checked against the annex of 医保办发〔2021〕37号',
}

/** Rows: degree of daily activities; columns: the worse of cognition and perception. */
const matrix: readonly (readonly number[])[] = [
  [0, 0, 1, 1],
  [1, 1, 1, 2],
  [2, 2, 2, 3],
  [3, 3, 4, 5],
]
/** The two cells that one published example each confirms. */
const confirmed: readonly string[] = ['2-1', '3-1']

const rows: readonly Combination[] = matrix.flatMap((levels, daily) =>
  levels.map((level, other) => ({
    when: { 'L.1': daily, other },
    level,
    ...(confirmed.includes(`${daily}-${other}`) ? {} : { unverified: unconfirmed }),
  })),
)

/**
 * The separate instrument of long-term care insurance (B11). 14 of its 16 combinations wait for the official annex, so
 * nothing it gives may be used officially: a region that has the annex loads a confirmed version.
 */
export const ltci2021: Instrument = {
  id: 'ltci-grade',
  version: '2021',
  kind: 'disability',
  name: { zh: '长期护理失能等级评估', en: 'Disability grade for long-term care insurance' },
  source: {
    zh: '《长期护理失能等级评估标准（试行）》（医保办发〔2021〕37号）',
    en: 'Disability grade standard for long-term care (trial), 医保办发〔2021〕37号',
  },
  issuedOn: '2021-07-16',
  inForceFrom: '2021-07-16',
  status: 'draft',
  max: 128,
  indicators: [dailyActivities, cognition, perception],
  levels: [
    namedLevel(0, { zh: '基本正常', en: 'Grade 0, largely normal' }),
    namedLevel(1, { zh: '轻度失能', en: 'Grade 1, mild' }),
    namedLevel(2, { zh: '中度失能', en: 'Grade 2, moderate' }),
    namedLevel(3, { zh: '重度失能Ⅰ级', en: 'Grade 3, severe I' }),
    namedLevel(4, { zh: '重度失能Ⅱ级', en: 'Grade 4, severe II' }),
    namedLevel(5, { zh: '重度失能Ⅲ级', en: 'Grade 5, severe III' }),
  ],
  grading: {
    kind: 'combination',
    groups: [
      {
        id: 'other',
        name: { zh: '认知与感知觉中较重者', en: 'The worse of cognition and perception' },
        worstOf: ['L.2', 'L.3'],
      },
    ],
    rows,
  },
  changes: [],
  forms: [],
  reasons: [],
  notOfficial: {
    zh: '综合矩阵 16 格中有 14 格未经文件附件核对，本结果不得用于长护险待遇，只供对照',
    en: '14 of the 16 combinations are not checked against the annex; a result of this form must not decide insurance benefits and serves for comparison only',
  },
  unverified: [
    {
      zh: '各项分值已核对；一级指标分段和综合矩阵（除两格外）未核对',
      en: 'The scores of the items are checked; the ranges of the first-level indicators and the combinations, except two, are not',
    },
    {
      zh: '发布日期按文件落款，未见原件',
      en: 'The day of issue is that of the document’s signature; the original was not seen',
    },
  ],
}
