import type { Level } from '@yinian/core/regions/code.ts'
import { type Phrase, phrases } from '../../language/phrases.ts'
import { names } from './names.ts'

export const texts = phrases({
  ...names,
  regionsHint: {
    zh: '省、市、县、乡、村五级，逐级展开或直接查找。',
    en: 'From province to village: open level by level, or search.',
  },
  search: { zh: '查找行政区划', en: 'Find a division' },
  searchHint: { zh: '名称、拼音、首字母或区划代码', en: 'Name, pinyin, initials or code' },
  searching: { zh: '正在查找…', en: 'Searching…' },
  notFound: { zh: '没有符合的行政区划', en: 'No division matches' },
  tree: { zh: '区划树', en: 'Tree of divisions' },
  loading: { zh: '正在读取…', en: 'Loading…' },
  notLoaded: { zh: '没有读到，请收起后再展开', en: 'Could not be read; close and open it again' },
  country: { zh: '全国', en: 'The whole country' },
  above: { zh: '上级区划', en: 'Divisions above' },
  elders: { zh: '这里的老年人', en: 'Elders of this division' },
  code: { zh: '区划代码', en: 'Division code' },
  level: { zh: '级别', en: 'Level' },
  county: { zh: '负责的县级区划', en: 'County responsible' },
  urbanOrRural: { zh: '城乡', en: 'Urban or rural' },
  urban: { zh: '城镇', en: 'Urban' },
  rural: { zh: '乡村', en: 'Rural' },
  committee: { zh: '自治组织', en: 'Committee' },
  residents: { zh: '居民委员会', en: 'Residents’ committee' },
  villagers: { zh: '村民委员会', en: 'Villagers’ committee' },
  inferred: { zh: '推断，未核实', en: 'Inferred, unverified' },
  inferredMeans: {
    zh: '清单没有写明，按名称或代码末三位推断；不说明是城镇还是乡村。',
    en: 'The list does not say it: inferred from the name or the last three digits. It says nothing about urban or rural.',
  },
  source: { zh: '来源', en: 'Source' },
  sourceOf: { zh: '{source}，{year}年清单（截至{day}）', en: '{source}, {year} list (as of {day})' },
  local: { zh: '本地登记，不在全国清单中', en: 'Entered locally, not in the national list' },
  since: { zh: '启用日期', en: 'In force since' },
  ended: { zh: '{day}起停用', en: 'Not in force from {day}' },
  successor: { zh: '并入', en: 'Merged into' },
  directlyBelow: { zh: '下一级区划', en: 'Divisions directly below' },
  ofThem: { zh: '{count} 个', en: '{count} in all' },
  name: { zh: '名称', en: 'Name' },
  countBelow: { zh: '再下一级', en: 'Below it' },
  places: { zh: '个', en: 'divisions' },
  nothingBelow: { zh: '没有下一级区划', en: 'There is nothing below' },
})

/** What the levels of government are called. */
export const levelNames = phrases({
  nation: { zh: '国家', en: 'Nation' },
  province: { zh: '省级', en: 'Province' },
  city: { zh: '地级', en: 'City' },
  county: { zh: '县级', en: 'County' },
  town: { zh: '乡级', en: 'Town' },
  village: { zh: '村级', en: 'Village' },
} satisfies Record<Level, Phrase>)
