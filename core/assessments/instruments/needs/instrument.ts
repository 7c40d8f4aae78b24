import type { Text } from '../../../language/text.ts'
import type { Advice, Choice, Instrument } from '../../instrument.ts'
import { choice } from '../gbt-42195-2022/options.ts'
import { choiceField, multiField } from '../graded.ts'

const ownForm: Text = {
  zh: '没有国家或行业标准，表格和推荐规则均为本平台拟定（第 1 版），地区可加载自己的版本',
  en: 'No national or industry standard exists: form and rules are this platform’s own (version 1); a region may load its own',
}

const services: readonly Choice[] = [
  choice('meals', '助餐', 'Meals'),
  choice('bathing', '助浴', 'Bathing'),
  choice('cleaning', '助洁', 'Cleaning'),
  choice('care', '上门生活照护', 'Personal care at home'),
  choice('nursing', '上门医疗护理', 'Nursing at home'),
  choice('rehabilitation', '康复', 'Rehabilitation'),
  choice('day-care', '日间照料', 'Day care'),
  choice('visiting', '探访关爱', 'Visiting'),
  choice('company', '精神慰藉', 'Company'),
  choice('escort', '助医助行', 'Escort to the doctor and outside'),
]

const wants = (service: string): Advice['when'][number] => ({ kind: 'chosen', field: 'N.2', anyOf: [service] })
const disabled: Advice['when'][number] = { kind: 'ability', anyOf: [1, 2, 3, 4] }

/** B10: services wanted and not met, home, devices, wish for an institution; the package follows from rules one can read. */
export const needs: Instrument = {
  id: 'needs',
  version: '1',
  kind: 'needs',
  name: { zh: '需求评估', en: 'Needs assessment' },
  source: { zh: '本平台拟定，第 1 版（无国家标准）', en: 'This platform’s own form, version 1 (no national standard)' },
  issuedOn: '2026-11-01',
  inForceFrom: '2026-11-01',
  status: 'in-force',
  max: 0,
  validMonths: 12,
  indicators: [],
  levels: [],
  grading: { kind: 'none' },
  changes: [],
  reasons: [],
  forms: [
    {
      id: 'N',
      name: { zh: '需求', en: 'Needs' },
      fields: [
        multiField('N.1', { zh: '现在得到的服务', en: 'Services received now' }, services),
        multiField('N.2', { zh: '想要而没有的服务', en: 'Services wanted and not received' }, services),
        multiField('N.3', { zh: '家中环境', en: 'Home' }, [
          choice('stairs', '无电梯或门口有台阶', 'No lift, or steps at the door'),
          choice('slippery', '卫生间湿滑、无扶手', 'Slippery bathroom without rails'),
          choice('squat', '蹲便', 'Squat toilet'),
          choice('dark', '照明不足', 'Poor light'),
          choice('heating', '取暖或用火不安全', 'Unsafe heating or fire'),
        ]),
        multiField('N.4', { zh: '需要的辅助器具', en: 'Devices needed' }, [
          choice('stick', '手杖、助行器', 'Stick or walker'),
          choice('wheelchair', '轮椅', 'Wheelchair'),
          choice('bed', '护理床、防褥疮垫', 'Care bed, pressure mattress'),
          choice('hearing', '助听器', 'Hearing aid'),
          choice('alarm', '紧急呼叫设备', 'Emergency call'),
        ]),
        choiceField('N.5', { zh: '是否愿意入住机构', en: 'Wish for an institution' }, [
          choice('wishes', '愿意', 'Wishes to'),
          choice('declines', '不愿意', 'Does not'),
          choice('undecided', '没有想好', 'Undecided'),
        ]),
        {
          id: 'N.6',
          label: { zh: '老人和家属的话', en: 'In the words of elder and family' },
          kind: 'text',
          required: false,
        },
      ],
    },
  ],
  advice: [
    { id: 'meals', text: { zh: '老年助餐', en: 'Meals' }, when: [wants('meals')] },
    { id: 'bathing', text: { zh: '助浴', en: 'Bathing' }, when: [wants('bathing')] },
    { id: 'cleaning', text: { zh: '助洁', en: 'Cleaning' }, when: [wants('cleaning')] },
    {
      id: 'care',
      text: { zh: '上门照护（失能老人）', en: 'Care at home (disabled elders)' },
      when: [wants('care'), disabled],
    },
    { id: 'nursing', text: { zh: '上门医疗护理', en: 'Nursing at home' }, when: [wants('nursing'), disabled] },
    { id: 'rehabilitation', text: { zh: '康复服务', en: 'Rehabilitation' }, when: [wants('rehabilitation')] },
    { id: 'day-care', text: { zh: '日间照料', en: 'Day care' }, when: [wants('day-care')] },
    { id: 'visiting', text: { zh: '探访关爱', en: 'Visiting' }, when: [wants('visiting')] },
    { id: 'company', text: { zh: '精神慰藉', en: 'Company' }, when: [wants('company')] },
    { id: 'escort', text: { zh: '助医助行', en: 'Escort' }, when: [wants('escort')] },
    {
      id: 'retrofit',
      text: { zh: '居家适老化改造', en: 'Home retrofit' },
      when: [{ kind: 'chosen', field: 'N.3', anyOf: ['stairs', 'slippery', 'squat', 'dark', 'heating'] }],
    },
    {
      id: 'devices',
      text: { zh: '辅助器具适配或租赁', en: 'Fitting or renting of devices' },
      when: [{ kind: 'chosen', field: 'N.4', anyOf: ['stick', 'wheelchair', 'bed', 'hearing', 'alarm'] }],
    },
    {
      id: 'institution',
      text: { zh: '介绍养老机构并登记入住意愿', en: 'Present institutions and register the wish' },
      when: [{ kind: 'chosen', field: 'N.5', anyOf: ['wishes'] }],
    },
    {
      id: 'home-bed',
      text: {
        zh: '家庭养老床位（重度、完全失能且愿意在家）',
        en: 'Family care bed (severe or complete disability, prefers home)',
      },
      when: [
        { kind: 'chosen', field: 'N.5', anyOf: ['declines', 'undecided'] },
        { kind: 'ability', anyOf: [3, 4] },
      ],
    },
  ],
  unverified: [ownForm],
}
