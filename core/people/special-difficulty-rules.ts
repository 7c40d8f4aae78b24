import type { Text } from '../language/text.ts'
import { nation, regionCode } from '../regions/code.ts'
import { circumstanceKinds } from './circumstances.ts'
import type { Category, MemberGroup, SpecialDifficultyRule } from './special-difficulty.ts'

const valuesOf = (kind: keyof typeof circumstanceKinds): Category[] =>
  Object.keys(circumstanceKinds[kind].values).map((value): Category => `${kind}:${value}`)

const inHardship = valuesOf('hardship')
const specialFamilies: readonly Category[] = ['family-planning:lost-only-child', 'family-planning:disabled-only-child']

export const emptyNest: MemberGroup = {
  id: 'empty-nest',
  name: { zh: '空巢', en: 'Empty-nest' },
  anyOf: ['household:empty-nest'],
}
export const leftBehind: MemberGroup = {
  id: 'left-behind',
  name: { zh: '留守', en: 'Left behind' },
  anyOf: ['household:left-behind'],
}
const livingAlone: MemberGroup = {
  id: 'living-alone',
  name: { zh: '独居', en: 'Living alone' },
  anyOf: ['living-arrangement:alone'],
}
export const disabled: MemberGroup = {
  id: 'disabled',
  name: { zh: '失能', en: 'Disabled' },
  anyOf: ['tekun-self-care:none'],
  minimumLevel: 3,
}
const disabledOrDemented: MemberGroup = {
  id: 'disabled-or-demented',
  name: { zh: '失能（含失智）', en: 'Disabled, dementia included' },
  anyOf: ['tekun-self-care:none', 'tekun-self-care:partial', 'dementia:diagnosed'],
  minimumLevel: 1,
}
const handicapped: MemberGroup = {
  id: 'handicapped',
  name: { zh: '残疾', en: 'Handicapped' },
  anyOf: [...valuesOf('disability'), ...valuesOf('disability-grade')],
}
export const severelyHandicapped: MemberGroup = {
  id: 'severely-handicapped',
  name: { zh: '重残', en: 'Severely handicapped' },
  anyOf: ['disability-grade:1', 'disability-grade:2'],
}
const advancedAge: MemberGroup = { id: 'advanced-age', name: { zh: '高龄', en: 'Advanced age' }, minimumAge: 80 }
export const specialFamily: MemberGroup = {
  id: 'special-family',
  name: { zh: '计划生育特殊家庭', en: 'Family-planning special family' },
  anyOf: specialFamilies,
}

const poor = (group: MemberGroup): MemberGroup => ({
  ...group,
  id: `poor-${group.id}`,
  name: { zh: `经济困难的${group.name.zh}`, en: `${group.name.en}, in economic hardship` },
  with: inHardship,
})

const hardshipReading: Text = {
  zh: '“经济困难的”限定空巢、留守、失能、残疾、高龄，不限定计划生育特殊家庭；经济困难取登记的特困、低保、低收入和其他经济困难。规划未写明，为本平台的理解。',
  en: '“In economic hardship” is read as binding the empty-nest, left-behind, disabled, handicapped and aged, and not the special families; hardship is any recorded class (tekun, dibao, low-income, other). The plan does not say; the reading is the platform’s own.',
}
const recordedReading: Text = {
  zh: '“空巢”“留守”以登记的家庭类型为准，独居或与配偶居住不自动算作空巢；计划生育特殊家庭取失独和独生子女伤残。规划未写明，为本平台的理解。',
  en: 'Empty-nest and left-behind are read as recorded; living alone or with a spouse is not taken for empty-nest by itself. Special families are those who lost their only child or whose only child is disabled. The plan does not say; the reading is the platform’s own.',
}
const ageReading: Text = {
  zh: '“高龄”按80周岁及以上认定；规划在此处未写明年龄，为本平台的设定。',
  en: 'Advanced age is read as 80 and over; the plan prints no age here, so the line is the platform’s own.',
}
const disabledReading: Text = {
  zh: '“失能”按有效评估为重度、完全失能（GB/T 42195-2022 能力等级3、4）或特困自理程度为失能认定；规划未写明等级，对应关系为本平台的设定。',
  en: 'Disabled is read as severe or complete (levels 3 and 4 of GB/T 42195-2022, assessment in force) or the tekun grade “disabled”; the plan names no level, so the mapping is the platform’s own.',
}
const disabledOrDementedReading: Text = {
  zh: '“失能”含失智：按有效评估为轻度以上失能（GB/T 42195-2022 能力等级1至4）、特困自理程度为失能或半失能、已确诊失智认定；规划未写明等级，对应关系为本平台的设定。',
  en: 'Disability includes dementia: any level from 1 to 4 of GB/T 42195-2022 (assessment in force), the tekun grades “disabled” and “partly disabled”, or diagnosed dementia; the plan names no level, so the mapping is the platform’s own.',
}
const severeReading: Text = {
  zh: '“重残”按残疾等级一级、二级认定；规划未写明等级，为本平台的设定。',
  en: 'Severely handicapped is read as certificate grades 1 and 2; the plan names no grade, so the mapping is the platform’s own.',
}
const hebeiDementia: Text = {
  zh: '河北规划沿用国家规划的定义原文，“失能”因此按国家规划含失智理解；河北规划未写明，为本平台的理解。',
  en: 'The Hebei plan repeats the national definition word for word, so disability is read as including dementia, as the national plan says; the Hebei plan does not, and the reading is the platform’s own.',
}
const jiaozuoSpread: Text = {
  zh: '独居只在经济困难时计入，与规划“经济困难家庭的高龄、失能、独居、城镇散居等”一致。“城镇散居”所需的城乡类别未登记，不单列；登记为经济困难的已按“困难”计入。“困难”“失独”“留守”的认定范围规划未写明，为本平台的理解。',
  en: 'Living alone counts in economic hardship only, as in the plan’s “elders of households in hardship who are aged, disabled, alone or scattered in towns”. Town or country is not recorded, so the scattered urban elders are no group of their own; those in recorded hardship are members as such. What the plan’s “difficulty”, “lost only child” and “left behind” cover is not printed, and the reading is the platform’s own.',
}

const nationalMembers: readonly MemberGroup[] = [
  ...[emptyNest, leftBehind, disabledOrDemented, handicapped, advancedAge].map(poor),
  specialFamily,
]
const nationalReadings: readonly Text[] = [hardshipReading, recordedReading, ageReading, disabledOrDementedReading]

/** The lists of the five plans (catalogue A09; they differ, catalogue part 5 no. 7). */
export const specialDifficultyRules: readonly SpecialDifficultyRule[] = [
  {
    plan: {
      id: 'N',
      name: {
        zh: '“十四五”国家老龄事业发展和养老服务体系规划',
        en: 'National plan for ageing and the elderly-care service system, 2021–2025',
      },
    },
    area: nation,
    members: nationalMembers,
    headings: ['N·(六)强化公办养老机构兜底保障作用'],
    unverified: nationalReadings,
  },
  {
    plan: {
      id: 'H',
      name: {
        zh: '河北省养老服务体系建设“十四五”规划',
        en: 'Hebei province plan for the elderly-care service system, 2021–2025',
      },
    },
    area: regionCode('13'),
    members: nationalMembers,
    headings: ['H·三(二)强化公办养老机构保障作用'],
    unverified: [...nationalReadings, hebeiDementia],
  },
  {
    plan: {
      id: 'J',
      name: {
        zh: '焦作市“十四五”养老服务体系和康养产业发展规划',
        en: 'Jiaozuo city plan for elderly-care services and the wellness industry, 2021–2025',
      },
    },
    area: regionCode('4108'),
    members: [
      { id: 'hardship', name: { zh: '困难', en: 'Economic hardship' }, anyOf: inHardship },
      advancedAge,
      disabled,
      {
        id: 'lost-only-child',
        name: { zh: '失独', en: 'Lost the only child' },
        anyOf: ['family-planning:lost-only-child'],
      },
      leftBehind,
      poor(livingAlone),
    ],
    headings: ['J·总体要求/基本原则', 'J·总体要求/发展目标'],
    unverified: [ageReading, disabledReading, jiaozuoSpread],
  },
  {
    plan: {
      id: 'G',
      name: {
        zh: '赣州市养老服务体系建设“十四五”规划',
        en: 'Ganzhou city plan for the elderly-care service system, 2021–2025',
      },
    },
    area: regionCode('3607'),
    members: [emptyNest, leftBehind, disabled, severelyHandicapped, specialFamily],
    headings: ['G·三章二节(四)完善困难老年人关爱服务'],
    unverified: [recordedReading, disabledReading, severeReading],
  },
  {
    plan: {
      id: 'A',
      name: {
        zh: '甘南州“十四五”养老服务体系建设规划',
        en: 'Gannan prefecture plan for the elderly-care service system, 2021–2025',
      },
    },
    area: regionCode('6230'),
    members: [livingAlone, emptyNest, leftBehind, disabledOrDemented, specialFamily],
    headings: ['A·三章一节2 健全基本养老服务保障机制', 'A·三章二节2 完善居家养老服务措施'],
    unverified: [recordedReading, disabledOrDementedReading],
  },
]
