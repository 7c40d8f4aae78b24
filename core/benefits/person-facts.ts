import type { RegionCode } from '../regions/code.ts'
import { addDays, type Day, type Month, type Period } from '../time/day.ts'
import { daysOf, type FactName, type FactRow, factRow, factsOfLife } from './facts.ts'

/** What the register knows of a person over time; `to` is the first day on which it no longer holds. */
export interface Person {
  readonly birth: Day
  readonly sex: 'male' | 'female'
  readonly diedOn: Day | null
  readonly region: RegionCode
  readonly registeredRegion: RegionCode
  /** Earlier divisions, oldest first; the first may have no known beginning. */
  readonly formerly: readonly FormerResidence[]
  readonly circumstances: readonly HeldCircumstance[]
  /** Results of ability assessments by day of confirmation, oldest first. */
  readonly levels: readonly { readonly level: number; readonly from: Day; readonly until: Day }[]
}

export interface FormerResidence {
  readonly region: RegionCode
  readonly registeredRegion: RegionCode
  readonly from: Day | null
  readonly to: Day
}

export interface HeldCircumstance extends Period {
  readonly kind: string
  readonly value: string
}

/**
 * The facts of one person in one month.
 *
 * A circumstance counts in a month in which it held on any day, as payment runs from the month reached to the month in
 * which it ends; of values that exclude each other the last one counts. Officers keep lists of hardship, disability,
 * family planning, merit and household: who is on none is known not to be. Living arrangement, self-care grade and
 * ability level are findings about one person: without one nothing is known.
 */
export function personFacts(person: Person, month: Month): FactRow {
  const held = heldIn(person.circumstances, month)
  const place = placeOn(person, daysOf(month).first)
  const hardship = held.get('hardship')?.at(-1)
  const tekun = hardship === 'tekun'
  const arrangement = held.get('living-arrangement')?.at(-1)
  return factRow({
    ...factsOfLife(month, person.birth, person.diedOn),
    性别: person.sex === 'male' ? '男' : '女',
    户籍地: place.registeredRegion,
    居住地: place.region,
    居住月数: monthsOfResidence(person, month),
    特困: tekun,
    供养方式: tekun ? named(support, held.get('tekun-support')?.at(-1)) : '无',
    自理程度: named(selfCare, held.get('tekun-self-care')?.at(-1)),
    低保: hardship === 'dibao',
    低收入: hardship === 'low-income',
    能力等级: levelIn(person.levels, month),
    ...disability(held),
    领取重残护理补贴: held.get('disability-subsidy')?.includes('nursing') ?? false,
    计划生育特殊家庭: specialFamilies.includes(held.get('family-planning')?.at(-1) ?? ''),
    独居: arrangement === undefined ? null : arrangement === 'alone',
    空巢: held.get('household')?.includes('empty-nest') ?? false,
    留守: held.get('household')?.includes('left-behind') ?? false,
    优抚: held.get('merit')?.includes('entitled-veteran') ?? false,
    机构入住: livesInInstitution(person.circumstances, daysOf(month).first),
  })
}

/** Parts of a file that a fact may be drawn from, beside who the person is and where they live and lived. */
export type FactSource = 'circumstances' | 'levels'

const ofThePerson: ReadonlySet<FactName> = new Set<FactName>([
  '年龄',
  '月初年龄',
  '出生日期',
  '在世',
  '性别',
  '户籍地',
  '居住地',
  '居住月数',
])

/** Which parts have to be read for some facts to be told; without the others these come out the same. */
export function sourcesOf(names: readonly FactName[]): ReadonlySet<FactSource> {
  return new Set(
    names.flatMap((name) => (ofThePerson.has(name) ? [] : name === '能力等级' ? ['levels'] : ['circumstances'])),
  )
}

type Held = ReadonlyMap<string, readonly string[]>

/** Values by kind that held on any day of the month, in the order they began. */
function heldIn(circumstances: readonly HeldCircumstance[], month: Month): Held {
  const { first, last } = daysOf(month)
  const held = new Map<string, string[]>()
  for (const one of circumstances) {
    if (one.from > last || (one.to != null && one.to <= first)) continue
    const values = held.get(one.kind)
    if (values) values.push(one.value)
    else held.set(one.kind, [one.value])
  }
  return held
}

/** Where somebody lived and was registered on a day. */
export function placeOn(
  person: Pick<Person, 'region' | 'registeredRegion' | 'formerly'>,
  day: Day,
): { readonly region: RegionCode; readonly registeredRegion: RegionCode } {
  return person.formerly.find((one) => day < one.to) ?? person
}

/** Known from the last move between counties; somebody who was never seen to move may have lived here any time. */
function monthsOfResidence(person: Person, month: Month): number | null {
  const here = placeOn(person, daysOf(month).first).region.slice(0, 6)
  const moved = person.formerly.findLast((one) => one.to <= daysOf(month).first && one.region.slice(0, 6) !== here)
  if (!moved) return null
  const since = addDays(moved.to, -1)
  const months =
    (Number(month.slice(0, 4)) - Number(since.slice(0, 4))) * 12 + Number(month.slice(5)) - Number(since.slice(5, 7))
  return Math.max(0, months - 1)
}

function levelIn(levels: Person['levels'], month: Month): number | null {
  const { first, last } = daysOf(month)
  return levels.findLast((one) => one.from <= last && one.until >= first)?.level ?? null
}

function livesInInstitution(circumstances: readonly HeldCircumstance[], day: Day): boolean | null {
  const arrangement = circumstances.findLast(
    (one) => one.kind === 'living-arrangement' && one.from <= day && (one.to == null || day < one.to),
  )
  return arrangement === undefined ? null : arrangement.value === 'institution'
}

/** A certificate names kind and grade; where one of the two is on file, the other is not absent but unknown. */
function disability(held: Held): Pick<FactRow, '残疾类别' | '残疾等级'> {
  const kinds = held.get('disability') ?? []
  const grade = held.get('disability-grade')?.at(-1)
  const none = kinds.length === 0 && grade === undefined ? ('无' as const) : null
  return {
    残疾类别: kinds.length > 1 ? '多重' : (named(disabilityKinds, kinds[0]) ?? none),
    残疾等级: named(disabilityGrades, grade) ?? none,
  }
}

function named<const V extends string>(names: Readonly<Record<string, V>>, value: string | undefined): V | null {
  return value === undefined ? null : (names[value] ?? null)
}

const support = { centralised: '集中', dispersed: '分散' } as const
const selfCare = { full: '全自理', partial: '半护理', none: '全护理' } as const
const disabilityKinds = {
  visual: '视力',
  hearing: '听力',
  speech: '言语',
  physical: '肢体',
  intellectual: '智力',
  mental: '精神',
  multiple: '多重',
} as const
const disabilityGrades = { '1': '一级', '2': '二级', '3': '三级', '4': '四级' } as const
const specialFamilies = ['lost-only-child', 'disabled-only-child']
