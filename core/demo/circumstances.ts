import type { CircumstanceKindId } from '../people/circumstances.ts'
import type { Loss } from './ability.ts'
import { dayOf, officeHour } from './days.ts'
import type { DemoCircumstance, DemoPerson } from './demo-elder.ts'
import { at, makeId, type Random, shares } from './random.ts'

/** What the rest of an elder's file has to agree with. */
export interface Situation {
  readonly living: 'alone' | 'with-spouse' | 'with-children' | 'with-relatives' | 'with-others' | 'institution'
  readonly widowed: boolean
  readonly childless: boolean
  readonly hardship: 'tekun' | 'dibao' | 'low-income' | 'other' | null
  readonly centralised: boolean
  readonly disability: Disability | null
  readonly guarded: 'guarded' | 'none' | null
}

interface Disability {
  readonly kind: string
  readonly grade: number
}

const ofWidowed = shares<Situation['living']>([
  ['with-children', 56],
  ['alone', 35],
  ['with-relatives', 4],
  ['institution', 3],
  ['with-others', 2],
])
const ofCouples = shares<Situation['living']>([
  ['with-spouse', 56],
  ['with-children', 40],
  ['alone', 3],
  ['with-relatives', 1],
])
const kindsOfDisability = shares([
  ['physical', 46],
  ['hearing', 22],
  ['visual', 14],
  ['multiple', 8],
  ['mental', 5],
  ['intellectual', 3],
  ['speech', 2],
])
const grades = shares([
  [1, 15],
  [2, 22],
  [3, 26],
  [4, 37],
])

export function drawDisability(random: Random, age: number): Disability | null {
  if (!random.chance(0.055 + Math.max(0, age - 65) * 0.0025)) return null
  return { kind: at(kindsOfDisability, random.unit()), grade: at(grades, random.unit()) }
}

export function drawSituation(
  random: Random,
  person: DemoPerson,
  { severity, dementia }: Loss,
  disability: Disability | null,
): Situation {
  const { age, sex, village } = person
  const rural = !village.streets
  const tekun = random.chance((rural ? 0.02 : 0.01) * (sex === 'male' ? 1.5 : 0.5) * (severity > 0.2 ? 4.2 : 0.9))
  const poor = random.unit()
  const eased = disability && disability.grade <= 2 ? 2.2 : rural ? 1.1 : 0.7
  const hardship = tekun
    ? 'tekun'
    : poor < 0.042 * eased
      ? 'dibao'
      : poor < 0.057 * eased
        ? 'low-income'
        : poor < 0.062 * eased
          ? 'other'
          : null
  const centralised = tekun && random.chance(severity > 0.4 ? 0.45 : 0.2)
  const widowed = tekun
    ? random.chance(0.2)
    : random.chance((sex === 'female' ? 1.15 : 0.75) / (1 + Math.exp((82 - age) / 6)))
  const drawn = tekun
    ? random.chance(0.82)
      ? 'alone'
      : 'with-relatives'
    : at(widowed ? ofWidowed : ofCouples, random.unit())
  const moved = !tekun && severity > 0.5 && random.chance(0.1)
  const needsGuardian =
    severity > 0.68 || (dementia && severity > 0.3) || (disability?.kind === 'intellectual' && disability.grade <= 2)
  return {
    living: centralised || moved ? 'institution' : drawn,
    widowed,
    childless: tekun || random.chance(0.012),
    hardship,
    centralised,
    disability,
    guarded: needsGuardian ? (random.chance(tekun ? 0.45 : 0.82) ? 'guarded' : 'none') : null,
  }
}

/** The periods kept about an elder: what holds now, and for some what held before. */
export function circumstancesOf(
  random: Random,
  person: DemoPerson,
  situation: Situation,
  severity: number,
): DemoCircumstance[] {
  const kept: DemoCircumstance[] = []
  const keep = keeper(random, person, kept)
  keepLiving(random, person, situation, keep)
  keepHousehold(random, person, situation, keep)
  keepHardship(random, person, situation, severity, keep)
  keepDisability(random, person, situation, keep)
  keepMerits(random, person, keep)
  if (situation.guarded)
    keep('guardianship', situation.guarded, recent(random, person, 700), '村（社区）走访核实', '监护情况登记表')
  else if (situation.hardship === 'tekun' && random.chance(0.5))
    keep('guardianship', 'not-needed', recent(random, person, 700), '特困人员年度复核', '监护情况登记表')
  return kept
}

type Keep = (
  kind: CircumstanceKindId,
  value: string,
  from: number,
  source: string,
  evidence: string,
  to?: number | null,
) => void

function keeper(random: Random, person: DemoPerson, kept: DemoCircumstance[]): Keep {
  return (kind, value, from, source, evidence, to = null) => {
    const known = Math.min(person.last, Math.max(person.registered, from + random.below(6)))
    const recordedAt =
      known === person.registered ? person.registeredAt : Math.max(person.registeredAt, officeHour(random, known))
    const ended =
      to === null ? null : Math.max(recordedAt, officeHour(random, Math.min(person.last, to + random.below(4))))
    kept.push({
      id: makeId(random, recordedAt),
      kind,
      value,
      from: dayOf(from),
      to: to === null ? null : dayOf(Math.max(from, to)),
      source,
      evidence,
      recordedAt,
      endedAt: ended,
    })
  }
}

/** A day within the last `days`, after registration where that leaves any. */
function recent(random: Random, { registered, last }: DemoPerson, days: number): number {
  const from = Math.max(registered, last - days)
  return random.between(from, last)
}

function keepLiving(random: Random, person: DemoPerson, { living, widowed, hardship }: Situation, keep: Keep): void {
  const before = hardship === 'tekun' ? 'alone' : widowed ? 'with-spouse' : 'with-children'
  const changed = before !== living && random.chance(living === 'institution' ? 0.7 : 0.16)
  const change = recent(random, person, 640)
  if (changed && change > person.registered) {
    keep('living-arrangement', before, person.registered, '村（社区）入户登记', '老年人基本信息采集表', change)
    const source = living === 'institution' ? '养老机构入住登记' : '村（社区）走访更新'
    keep('living-arrangement', living, change, source, living === 'institution' ? '入住服务协议' : '走访记录')
  } else keep('living-arrangement', living, person.registered, '村（社区）入户登记', '老年人基本信息采集表')
}

function keepHousehold(
  random: Random,
  person: DemoPerson,
  { living, childless, hardship }: Situation,
  keep: Keep,
): void {
  const apart = living === 'alone' || living === 'with-spouse'
  const source = '村（社区）入户登记'
  if (apart && !childless && random.chance(0.72))
    keep('household', 'empty-nest', person.registered, source, '老年人基本信息采集表')
  const left = !person.village.streets && !childless && random.chance(apart ? 0.42 : 0.06)
  if (left) {
    const back = random.chance(0.06) ? recent(random, person, 500) : null
    keep('household', 'left-behind', person.registered, source, '农村留守老年人信息台账', back)
  }
  if (childless && living === 'alone' && (hardship !== 'tekun' || random.chance(0.8)))
    keep('household', 'solitary', person.registered, source, '孤寡老年人信息台账')
}

function keepHardship(random: Random, person: DemoPerson, situation: Situation, severity: number, keep: Keep): void {
  const { hardship, centralised } = situation
  const since = person.registered - random.below(2_000)
  const list = '民政社会救助信息系统'
  if (hardship === 'tekun') {
    const from = Math.max(since, person.birth + 21_960)
    const before = random.chance(0.08) ? recent(random, person, 600) : 0
    if (before > from) keep('hardship', 'dibao', from, list, '最低生活保障证', before)
    keep('hardship', 'tekun', before > from ? before : from, list, '特困人员救助供养证')
    const start = before > from ? before : from
    keep(
      'tekun-support',
      centralised ? 'centralised' : 'dispersed',
      start,
      list,
      centralised ? '集中供养协议' : '分散供养委托照料协议',
    )
    keepSelfCare(random, person, start, severity, keep)
    // who was admitted had wished it, but not every wish was ever put on paper
    if (!centralised || random.chance(0.9))
      keep(
        'institution-wish',
        centralised || random.chance(0.12) ? 'wishes' : 'declines',
        Math.max(start, person.registered),
        '特困人员年度复核',
        '入住意愿征询书',
      )
  } else if (hardship) {
    const proof =
      hardship === 'dibao' ? '最低生活保障证' : hardship === 'low-income' ? '低收入家庭认定书' : '经济困难认定表'
    keep('hardship', hardship, since, list, proof)
  } else if (random.chance(0.012)) {
    const end = recent(random, person, 650)
    keep('hardship', 'dibao', since, list, '最低生活保障证', Math.max(end, since))
  }
}

function keepSelfCare(random: Random, person: DemoPerson, start: number, severity: number, keep: Keep): void {
  const grade = severity > 0.55 ? 'none' : severity > 0.22 ? 'partial' : 'full'
  const worse = grade !== 'full' && random.chance(0.35) ? recent(random, person, 640) : 0
  const proof = '特困人员生活自理能力评估表'
  if (worse > start) {
    keep('tekun-self-care', grade === 'none' ? 'partial' : 'full', start, '乡镇（街道）评定', proof, worse)
    keep('tekun-self-care', grade, worse, '乡镇（街道）重新评定', proof)
  } else keep('tekun-self-care', grade, start, '乡镇（街道）评定', proof)
}

function keepDisability(random: Random, person: DemoPerson, { disability, hardship }: Situation, keep: Keep): void {
  if (!disability) return
  const since = person.registered - random.below(4_000)
  const source = '残联数据交换'
  keep('disability', disability.kind, since, source, '中华人民共和国残疾人证')
  keep('disability-grade', String(disability.grade), since, source, '中华人民共和国残疾人证')
  const paidSince = since + random.between(20, 90)
  if (disability.grade <= 2 && random.chance(0.93))
    keep('disability-subsidy', 'nursing', Math.min(paidSince, person.last), source, '残疾人两项补贴审批表')
  if (hardship === 'dibao' && random.chance(0.9))
    keep('disability-subsidy', 'living', Math.min(paidSince, person.last), source, '残疾人两项补贴审批表')
}

const familyPlanning = shares([
  ['lost-only-child', 30],
  ['disabled-only-child', 14],
  ['one-child-hardship', 24],
  ['two-daughters-hardship', 32],
])

function keepMerits(random: Random, person: DemoPerson, keep: Keep): void {
  if (person.age < 80 && random.chance(0.0045))
    keep(
      'family-planning',
      at(familyPlanning, random.unit()),
      person.registered - random.below(900),
      '卫生健康部门数据交换',
      '计划生育特殊家庭认定表',
    )
  if (random.chance(person.sex === 'male' ? 0.024 : 0.004))
    keep('merit', 'entitled-veteran', person.registered - random.below(3_000), '退役军人事务部门数据交换', '优待证')
  if (random.chance(0.0005)) keep('merit', 'model-worker', person.registered, '工会数据交换', '劳动模范证书')
  if (random.chance(0.0007)) keep('merit', 'special-contribution', person.registered, '乡镇（街道）申报', '表彰文件')
}
