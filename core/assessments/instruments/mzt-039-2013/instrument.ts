import type { Text } from '../../../language/text.ts'
import type { Choice, Instrument } from '../../instrument.ts'
import { choiceField, namedLevel } from '../graded.ts'

const degrees: readonly Text[] = [
  { zh: '能力完好', en: 'Intact' },
  { zh: '轻度受损', en: 'Mildly impaired' },
  { zh: '中度受损', en: 'Moderately impaired' },
  { zh: '重度受损', en: 'Severely impaired' },
]
const finals: readonly Text[] = [
  { zh: '能力完好', en: 'Ability intact' },
  { zh: '轻度失能', en: 'Mild disability' },
  { zh: '中度失能', en: 'Moderate disability' },
  { zh: '重度失能', en: 'Severe disability' },
]
const codes = (texts: readonly Text[]): Choice[] =>
  texts.map(({ zh, en }, code) => ({ code: String(code), text: { zh: `${code} ${zh}`, en: `${code} ${en}` } }))

/**
 * MZ/T 039-2013, for results of the past. What stood on the paper is copied: four first-level grades and the final level
 * 0–3. Nothing is computed and nothing is converted, because the text knows no mapping to GB/T 42195-2022.
 */
export const mzt039: Instrument = {
  id: 'mzt-039',
  version: '2013',
  kind: 'old-ability',
  name: {
    zh: '老年人能力评估（旧标准，过往结果）',
    en: 'Ability assessment of older persons (older standard, past results)',
  },
  source: { zh: '《老年人能力评估》（MZ/T 039-2013）', en: 'MZ/T 039-2013 Ability assessment for older adults' },
  issuedOn: '2013-08-01',
  inForceFrom: '2013-08-01',
  status: 'superseded',
  max: 0,
  indicators: [],
  levels: finals.map((text, level) => namedLevel(level, text)),
  grading: { kind: 'recorded', field: 'M.5' },
  changes: [],
  forms: [
    {
      id: 'M',
      name: { zh: '报告上的结果', en: 'Result on the paper' },
      fields: [
        choiceField('M.1', { zh: '日常生活活动', en: 'Activities of daily living' }, codes(degrees)),
        choiceField('M.2', { zh: '精神状态', en: 'Mental state' }, codes(degrees)),
        choiceField('M.3', { zh: '感知觉与沟通', en: 'Perception and communication' }, codes(degrees)),
        choiceField('M.4', { zh: '社会参与', en: 'Social participation' }, codes(degrees)),
        choiceField('M.5', { zh: '最终等级', en: 'Final level' }, codes(finals)),
      ],
    },
  ],
  reasons: [],
  notOfficial: {
    zh: '旧标准结果，仅供查阅，不换算为 GB/T 42195-2022 的等级，不作为待遇依据',
    en: 'A result by an older standard, for reading only: not converted to a level of GB/T 42195-2022 and no ground for benefits',
  },
  unverified: [
    {
      zh: '发布日期和首层分级的名称来自公开转录，未经标准正式文本核对；由首层分级推出最终等级的规则有空缺和重叠，因此只照录、不推算',
      en: 'The day of issue and the names of the first-level grades come from public transcriptions and are not checked against the official text; the rule from grades to the final level has gaps and overlaps in them, so results are copied and never derived',
    },
  ],
}
