import type { Text } from '../../../language/text.ts'
import type { Instrument, Item } from '../../instrument.ts'

const ownForm: Text = {
  zh: '没有国家或行业标准，表格、分值和分段均为本平台拟定（第 1 版），地区可加载自己的版本',
  en: 'No national or industry standard exists: form, scores and ranges are this platform’s own (version 1); a region may load its own',
}

function item(id: string, name: Text, instruction: Text, ...texts: readonly Text[]): Item {
  return {
    id,
    name,
    instruction,
    max: texts.length - 1,
    options: texts.map((text, index) => ({ score: texts.length - 1 - index, text })),
  }
}

/** B13: what the family can do, classified, and with the elder's level who is to get what help. */
export const familyCapacity: Instrument = {
  id: 'family-capacity',
  version: '1',
  kind: 'family-capacity',
  name: { zh: '家庭照护能力', en: 'Family-care capacity' },
  source: { zh: '本平台拟定，第 1 版（无国家标准）', en: 'This platform’s own form, version 1 (no national standard)' },
  issuedOn: '2026-11-01',
  inForceFrom: '2026-11-01',
  status: 'in-force',
  max: 12,
  validMonths: 12,
  indicators: [
    {
      id: 'F',
      name: { zh: '家庭能做到的', en: 'What the family can do' },
      max: 12,
      items: [
        item(
          'F.1',
          { zh: '照护人手', en: 'Hands' },
          { zh: '平时实际照护的家人，不含雇人。', en: 'Relatives who actually care; paid carers do not count.' },
          { zh: '两人及以上轮换', en: 'Two or more taking turns' },
          { zh: '一人照护', en: 'One' },
          { zh: '没有家人照护', en: 'None' },
        ),
        item(
          'F.2',
          { zh: '照护时间', en: 'Time' },
          { zh: '主要照护者每天能在身边的时间。', en: 'How long the main carer can be there each day.' },
          { zh: '全天，夜间也在', en: 'All day, and at night' },
          { zh: '半天左右', en: 'About half the day' },
          { zh: '很少或不能', en: 'Little or none' },
        ),
        item(
          'F.3',
          { zh: '照护者健康', en: 'The carer’s health' },
          { zh: '主要照护者自己的身体。', en: 'The main carer’s own health.' },
          { zh: '健康', en: 'Healthy' },
          { zh: '有慢性病或 60 岁以上', en: 'Chronically ill, or 60 and above' },
          { zh: '自己也需要照护', en: 'Needs care too' },
        ),
        item(
          'F.4',
          { zh: '照护技能', en: 'Skills' },
          { zh: '喂食、翻身、清洁、用药是否会做。', en: 'Feeding, turning, washing, medicines.' },
          { zh: '熟练', en: 'Skilled' },
          { zh: '会一部分', en: 'Some' },
          { zh: '不会', en: 'None' },
        ),
        item(
          'F.5',
          { zh: '照护压力', en: 'Strain' },
          { zh: '问主要照护者是否还撑得住。', en: 'Ask the main carer how they manage.' },
          { zh: '能够承受', en: 'Manages' },
          { zh: '比较吃力', en: 'Strained' },
          { zh: '难以为继', en: 'Cannot go on' },
        ),
        item(
          'F.6',
          { zh: '经济与居住条件', en: 'Means and housing' },
          { zh: '照护费用与家中照护条件。', en: 'Costs of care and conditions at home.' },
          { zh: '足够', en: 'Enough' },
          { zh: '勉强', en: 'Barely' },
          { zh: '不足', en: 'Not enough' },
        ),
      ],
    },
  ],
  levels: [
    { level: 0, name: { zh: '照护能力较强', en: 'Strong' }, alias: { zh: '较强', en: 'Strong' }, from: 10, to: 12 },
    { level: 1, name: { zh: '照护能力一般', en: 'Moderate' }, alias: { zh: '一般', en: 'Moderate' }, from: 7, to: 9 },
    { level: 2, name: { zh: '照护能力较弱', en: 'Weak' }, alias: { zh: '较弱', en: 'Weak' }, from: 3, to: 6 },
    { level: 3, name: { zh: '缺乏照护能力', en: 'None' }, alias: { zh: '缺乏', en: 'None' }, from: 0, to: 2 },
  ],
  changes: [],
  forms: [],
  reasons: [],
  advice: [
    {
      id: 'carer-training',
      text: { zh: '家庭照护者培训', en: 'Training for the family carer' },
      when: [
        { kind: 'level', anyOf: [0, 1, 2] },
        { kind: 'ability', anyOf: [2, 3, 4] },
      ],
    },
    {
      id: 'respite',
      text: {
        zh: '喘息服务（赣州市规划面向中度、重度失能居家老人）',
        en: 'Respite (the Ganzhou plan names moderately and severely disabled elders at home)',
      },
      when: [
        { kind: 'level', anyOf: [1, 2, 3] },
        { kind: 'ability', anyOf: [2, 3, 4] },
      ],
    },
    {
      id: 'home-services',
      text: { zh: '上门照护服务', en: 'Care at home' },
      when: [
        { kind: 'level', anyOf: [2, 3] },
        { kind: 'ability', anyOf: [1, 2, 3, 4] },
      ],
    },
    {
      id: 'other-setting',
      text: { zh: '商量家庭养老床位或机构照护', en: 'Talk about a family care bed or institutional care' },
      when: [
        { kind: 'level', anyOf: [3] },
        { kind: 'ability', anyOf: [3, 4] },
      ],
    },
  ],
  unverified: [ownForm],
}
