import type { Text } from '../language/text.ts'
import type { Definition } from './definition.ts'
import type { Basis, Circumstance, ElderCondition, Measure, Programme, SelfCare } from './measure.ts'

const any = (...circumstances: Circumstance[]): ElderCondition => ({ fact: 'circumstance', anyOf: circumstances })
const tekun = any('hardship:tekun')
const centralised = any('tekun-support:centralised')
const willing = any('institution-wish:wishes')
const livesAlone = any('living-arrangement:alone')
const aged = (atLeast: number): ElderCondition => ({ fact: 'age', atLeast })
const selfCare = (...grades: SelfCare[]) => any(...grades.map((grade) => `tekun-self-care:${grade}` as const))
const level = (...levels: number[]): ElderCondition => ({ fact: 'abilityLevel', anyOf: levels })
const elders = (...where: ElderCondition[]): Measure => ({ of: 'elders', where })
const paid = (programme: Programme, ...where: ElderCondition[]): Measure => ({ of: 'paid', programme, where })

const anyLevel = level(0, 1, 2, 3, 4)
const onlySixtyAndOver: Text = {
  zh: '底册只登记60周岁及以上老年人，不含60周岁以下的特困人员。规划未印统计口径，按户籍统计。',
  en: 'The register holds people aged 60 and over, so younger tekun persons are not counted. The plan prints no basis; registered residence is used.',
}

function count(numerator: Measure, basis: Basis = 'residence'): Definition {
  return { shape: 'count', numerator, denominator: null, basis, period: 'month', gap: null, reading: null }
}

/** Elders who meet `also` among those who meet `among`. */
function share(also: ElderCondition[], among: ElderCondition[], basis: Basis): Definition {
  const sides = { numerator: elders(...among, ...also), denominator: elders(...among) }
  return { shape: 'share', ...sides, basis, period: 'month', gap: null, reading: null }
}

/** A share that should be whole, so that whoever is missing from it is a case to look at. */
function wholeShare(also: ElderCondition[], among: ElderCondition[], basis: Basis, reading: Text | null): Definition {
  return { ...share(also, among, basis), gap: 'not-in-numerator', reading }
}

/** Elders who meet `among` and were paid, among all of them; the others are the gap. */
function takeUp(programme: Programme, ...among: ElderCondition[]): Definition {
  return { ...wholeShare([], among, 'registration', null), numerator: paid(programme, ...among) }
}

function meanAllowance(grade: SelfCare, word: Text): Definition {
  const payments = { programme: 'tekun-nursing-allowance', selfCare: grade } as const
  return {
    shape: 'yuan-each',
    numerator: { of: 'fen', ...payments },
    denominator: { of: 'paid', where: [], ...payments },
    basis: 'registration',
    period: 'month',
    gap: 'other-amount',
    reading: {
      zh: `规划所称“${word.zh}”对应特困人员生活自理能力评定；对应关系未见于规划原文。取当月发放的人均金额。底册不含60周岁以下的特困人员。`,
      en: `The plan's “${word.en}” is read as the grade of the tekun self-care assessment, which the plan does not say. The value is the mean paid for the month, to people aged 60 and over.`,
    },
  }
}

const startingAge: Definition = {
  shape: 'least',
  numerator: { of: 'least-age', programme: 'old-age-allowance' },
  denominator: null,
  basis: 'registration',
  period: 'month',
  gap: 'below-target',
  reading: {
    zh: '取当月实际发放的最小年龄；年龄算至当月最后一天。当月没有发放的地方不计算。',
    en: 'The youngest age paid for the month, reached by its last day. Not computed where nothing was paid.',
  },
}

const willingInCentralised = wholeShare([centralised], [tekun, willing], 'registration', {
  zh: `“有意愿”以登记的入住意愿为准，未询问的不计入。${onlySixtyAndOver.zh}`,
  en: `A wish counts where it is on record; people who were not asked are left out. ${onlySixtyAndOver.en}`,
})

/** Every indicator whose two sides are wholly in the register, the assessments or the payments. */
export const recordDefinitions: Readonly<Record<string, Definition>> = {
  'H-S03': startingAge,
  'G-T43': willingInCentralised,
  'G-S13': meanAllowance('none', { zh: '失能', en: 'disabled' }),
  'G-S14': meanAllowance('partial', { zh: '半失能', en: 'partly disabled' }),
  'G-S15': meanAllowance('full', { zh: '全自理', en: 'full' }),
  'G-S29': startingAge,
  'A-B02': wholeShare([centralised], [tekun, selfCare('none')], 'registration', {
    zh: `“生活不能自理”取完全丧失（全护理）；部分丧失也计入的口径见R-10。${onlySixtyAndOver.zh}`,
    en: `“Unable to care for themselves” is read as full nursing; R-10 counts partly lost self-care as well. ${onlySixtyAndOver.en}`,
  }),
  'A-B03': willingInCentralised,

  'R-01': count(elders(aged(60))),
  'R-02': count(elders(aged(65))),
  'R-03': count(elders(aged(80))),
  'R-04': share([aged(65)], [aged(60)], 'residence'),
  'R-05': share([aged(80)], [aged(60)], 'residence'),
  'R-06': count(elders(aged(60), livesAlone)),
  'R-07': share([livesAlone], [aged(60)], 'residence'),
  'R-08': count(elders(tekun), 'registration'),
  'R-09': share([centralised], [tekun], 'registration'),
  'R-10': wholeShare([centralised], [tekun, selfCare('partial', 'none')], 'registration', onlySixtyAndOver),
  'R-11': count(elders(aged(60), anyLevel)),
  'R-12': wholeShare([anyLevel], [aged(60)], 'residence', null),
  'R-13': share([level(0)], [anyLevel], 'residence'),
  'R-14': share([level(1)], [anyLevel], 'residence'),
  'R-15': share([level(2)], [anyLevel], 'residence'),
  'R-16': share([level(3)], [anyLevel], 'residence'),
  'R-17': share([level(4)], [anyLevel], 'residence'),
  'R-18': share([level(2, 3, 4)], [anyLevel], 'residence'),
  'R-19': count(paid('old-age-allowance'), 'registration'),
  'R-20': { ...count({ of: 'fen', programme: 'old-age-allowance' }, 'registration'), shape: 'yuan' },
  'R-21': takeUp('old-age-allowance', aged(80)),
  'R-22': count(paid('tekun-nursing-allowance'), 'registration'),
  'R-23': { ...count({ of: 'fen', programme: 'tekun-nursing-allowance' }, 'registration'), shape: 'yuan' },
  'R-24': takeUp('tekun-nursing-allowance', tekun),
  'R-25': count({ of: 'assessors' }),
  'R-26': count({ of: 'assessment-organisations' }),
}
