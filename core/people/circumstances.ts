import type { Text } from '../language/text.ts'

export interface CircumstanceValue {
  readonly name: Text
}

/** A kind of fact about an elder that holds for a period. */
export interface CircumstanceKind {
  readonly name: Text
  /** Catalogue id it answers. */
  readonly catalogue: string
  /** `one`: a new value ends the one before; `several`: values hold side by side. */
  readonly holds: 'one' | 'several'
  readonly values: Readonly<Record<string, CircumstanceValue>>
  /** Who writes it: an officer, or another module that knows it better. */
  readonly writtenBy: 'officer' | 'assessments'
}

const value = (zh: string, en: string): CircumstanceValue => ({ name: { zh, en } })

/** What is kept about an elder's situation (catalogue A02–A07, A10, A11), each with period, source and evidence. */
export const circumstanceKinds = {
  'living-arrangement': {
    name: { zh: '居住状况', en: 'Living arrangement' },
    catalogue: 'A05',
    holds: 'one',
    writtenBy: 'officer',
    values: {
      alone: value('独居', 'Living alone'),
      'with-spouse': value('与配偶居住', 'With spouse'),
      'with-children': value('与子女居住', 'With children'),
      'with-relatives': value('与其他亲属居住', 'With other relatives'),
      'with-others': value('与非亲属居住', 'With people who are not relatives'),
      institution: value('在养老机构居住', 'In an elderly-care institution'),
    },
  },
  household: {
    name: { zh: '家庭类型', en: 'Household' },
    catalogue: 'A05',
    holds: 'several',
    writtenBy: 'officer',
    values: {
      'empty-nest': value('空巢', 'Empty-nest'),
      'left-behind': value('农村留守', 'Left behind (rural)'),
      solitary: value('孤寡', 'Solitary, without kin'),
    },
  },
  hardship: {
    name: { zh: '困难类别', en: 'Economic hardship' },
    catalogue: 'A03',
    holds: 'one',
    writtenBy: 'officer',
    values: {
      tekun: value('特困人员', 'Extreme hardship (tekun)'),
      dibao: value('最低生活保障（低保）', 'Minimum living allowance (dibao)'),
      'low-income': value('低收入家庭', 'Low-income household'),
      other: value('其他经济困难', 'Other economic difficulty'),
    },
  },
  'tekun-support': {
    name: { zh: '特困供养方式', en: 'Tekun support' },
    catalogue: 'A02',
    holds: 'one',
    writtenBy: 'officer',
    values: {
      centralised: value('集中供养', 'Centralised support'),
      dispersed: value('分散供养', 'Dispersed support'),
    },
  },
  'tekun-self-care': {
    name: { zh: '特困自理程度', en: 'Tekun self-care grade' },
    catalogue: 'A02',
    holds: 'one',
    writtenBy: 'officer',
    values: {
      full: value('全自理', 'Self-caring'),
      partial: value('半失能（半护理）', 'Partly disabled'),
      none: value('失能（全护理）', 'Disabled'),
    },
  },
  'institution-wish': {
    name: { zh: '入住机构意愿', en: 'Wish to enter an institution' },
    catalogue: 'A02',
    holds: 'one',
    writtenBy: 'officer',
    values: { wishes: value('愿意', 'Wishes to'), declines: value('不愿意', 'Does not') },
  },
  disability: {
    name: { zh: '残疾', en: 'Disability certificate' },
    catalogue: 'A07',
    holds: 'several',
    writtenBy: 'officer',
    values: {
      visual: value('视力残疾', 'Visual'),
      hearing: value('听力残疾', 'Hearing'),
      speech: value('言语残疾', 'Speech'),
      physical: value('肢体残疾', 'Physical'),
      intellectual: value('智力残疾', 'Intellectual'),
      mental: value('精神残疾', 'Mental'),
      multiple: value('多重残疾', 'Multiple'),
    },
  },
  'disability-grade': {
    name: { zh: '残疾等级', en: 'Disability grade' },
    catalogue: 'A07',
    holds: 'one',
    writtenBy: 'officer',
    values: {
      '1': value('一级（重度）', 'Grade 1 (severe)'),
      '2': value('二级（重度）', 'Grade 2 (severe)'),
      '3': value('三级', 'Grade 3'),
      '4': value('四级', 'Grade 4'),
    },
  },
  'disability-subsidy': {
    name: { zh: '残疾人两项补贴', en: 'Disability subsidies received' },
    catalogue: 'A07',
    holds: 'several',
    writtenBy: 'officer',
    values: {
      living: value('困难残疾人生活补贴', 'Living subsidy'),
      nursing: value('重度残疾人护理补贴', 'Severe-disability nursing subsidy'),
    },
  },
  'family-planning': {
    name: { zh: '计划生育特殊家庭', en: 'Family-planning special family' },
    catalogue: 'A06',
    holds: 'one',
    writtenBy: 'officer',
    values: {
      'lost-only-child': value('失独家庭', 'Lost the only child'),
      'disabled-only-child': value('独生子女伤残', 'Only child disabled'),
      'one-child-hardship': value('独生子女困难家庭', 'One-child family in hardship'),
      'two-daughters-hardship': value('双女困难家庭', 'Two-daughter family in hardship'),
    },
  },
  merit: {
    name: { zh: '优抚与贡献', en: 'Honoured or special contribution' },
    catalogue: 'A10',
    holds: 'several',
    writtenBy: 'officer',
    values: {
      'entitled-veteran': value('优抚对象', 'Entitled veteran or dependant'),
      'model-worker': value('省部级以上劳模', 'Model worker, provincial or above'),
      'special-contribution': value('作出特殊贡献', 'Special contribution'),
    },
  },
  dementia: {
    name: { zh: '失智', en: 'Dementia' },
    catalogue: 'A04',
    holds: 'one',
    writtenBy: 'assessments',
    values: { diagnosed: value('已确诊', 'Diagnosed') },
  },
  guardianship: {
    name: { zh: '监护情况', en: 'Guardianship' },
    catalogue: 'A13',
    holds: 'one',
    writtenBy: 'officer',
    values: {
      'not-needed': value('无需监护', 'Not needed'),
      guarded: value('有监护人', 'Has a guardian'),
      none: value('无监护人', 'Needs one and has none'),
    },
  },
} as const satisfies Record<string, CircumstanceKind>

export type CircumstanceKindId = keyof typeof circumstanceKinds

const kinds: Readonly<Record<string, CircumstanceKind>> = circumstanceKinds

export function findCircumstanceKind(kind: string): CircumstanceKind | undefined {
  return Object.hasOwn(kinds, kind) ? kinds[kind] : undefined
}

/** What tells most about somebody comes first; what says that nothing is the matter comes last. */
const telling = [
  'hardship',
  'household',
  'living-arrangement:alone',
  'dementia',
  'disability-grade',
  'family-planning',
  'merit',
  'guardianship:none',
  'tekun-support',
  'tekun-self-care',
  'disability',
  'living-arrangement',
  'disability-subsidy',
  'institution-wish',
  'guardianship',
]

/** Categories (`kind:value`) in the order in which a person wants to read them. */
export function orderCategories(categories: readonly string[]): string[] {
  const place = (category: string): number => {
    const exact = telling.indexOf(category)
    return exact >= 0 ? exact : telling.indexOf(category.split(':')[0] ?? '')
  }
  return [...categories].sort((one, other) => place(one) - place(other) || (one < other ? -1 : 1))
}

/** What a person reads for `hardship:dibao`; a code nobody knows stays as it is. */
export function nameOfCategory(category: string): Text {
  const [kind = '', held = ''] = category.split(':')
  const known = findCircumstanceKind(kind)?.values[held]
  if (!known) return { zh: category, en: category }
  return kind === 'disability-grade'
    ? { zh: `残疾${known.name.zh}`, en: `Disability ${known.name.en.toLowerCase()}` }
    : known.name
}
