import type { Text } from '../language/text.ts'
import type { StepKind } from '../regions/chain.ts'
import { type CountyCode, countyOf, type Level, levels, type RegionCode } from '../regions/code.ts'
import { displayName } from '../regions/names.ts'
import { isSameName, likeness } from './likeness.ts'
import type { ListedDivision, ListFault } from './list-rows.ts'
import { parentOf } from './list-rows.ts'

/** A division in force, as the platform has it. */
export interface PresentDivision {
  readonly code: RegionCode
  readonly name: string
  readonly level: Level
  /** False for what was entered locally: a list that does not name it says nothing about it. */
  readonly listed: boolean
}

/** How a pair of an old and a new division came about. */
export const pairings = {
  official: { zh: '清单给出原代码', en: 'By the old code of the list' },
  code: { zh: '代码相同', en: 'The same code' },
  'same-name': { zh: '同一乡镇内名称相同', en: 'The same name in the same town' },
  moved: { zh: '名称相同，换了上级', en: 'The same name elsewhere' },
  'similar-name': { zh: '同一乡镇内名称相近', en: 'A similar name in the same town' },
  hand: { zh: '人工指定', en: 'Paired by hand' },
  none: { zh: '没有找到对应', en: 'Nothing found' },
} as const satisfies Record<string, Text>
export type Pairing = keyof typeof pairings

/** One arrow of the difference: from what was to what is; without `to` it is gone, without `from` it is new. */
export interface Arrow {
  readonly from: RegionCode | null
  readonly to: RegionCode | null
  readonly how: Pairing
}

export type LineKind = StepKind | 'new' | 'gone'

export const lineKinds = {
  new: { zh: '新设', en: 'New' },
  gone: { zh: '撤销', en: 'Gone' },
} as const satisfies Record<string, Text>

export interface Difference {
  readonly arrows: readonly Arrow[]
  readonly faults: readonly ListFault[]
}

/**
 * What a newer list changes, with a proposal of what became of what. Pairs are looked for from the wider divisions to the
 * narrower, so that the villages of a town that moved are found in the town it became.
 * @param ended codes no longer in force: a code is never given to another division
 * @param complete whether the list names everything of its area, so that what it leaves out is gone
 */
export function differenceOf(
  present: readonly PresentDivision[],
  ended: ReadonlySet<RegionCode>,
  listed: readonly ListedDivision[],
  complete: boolean,
): Difference {
  const known = new Map(present.map((division) => [division.code, division]))
  const named = new Map(listed.map((division) => [division.code, division]))
  const old = new Set(listed.flatMap(({ code, formerCodes }) => formerCodes.filter((former) => former !== code)))
  const ends = (code: RegionCode): boolean =>
    !named.has(code) && (old.has(code) || (complete && known.get(code)?.listed === true))
  const faults = listed.flatMap((division) => faultOf(division, known, named, ended, ends) ?? [])
  const sound = listed.filter(({ row }) => !faults.some((fault) => fault.row === row))
  const arrows: Arrow[] = []
  for (const { code, name, formerCodes } of sound) {
    const before = known.get(code)
    const others = formerCodes.filter((former) => former !== code)
    for (const from of others) arrows.push({ from, to: code, how: 'official' })
    const goesOn = before !== undefined && (others.length > 0 || old.has(code))
    if (goesOn) arrows.push({ from: code, to: code, how: 'code' })
    else if (before !== undefined && displayName(before.name) !== displayName(name))
      arrows.push({ from: code, to: code, how: 'code' })
  }
  const paired = new Set(arrows.flatMap(({ from }) => from ?? []))
  const reached = new Set(arrows.flatMap(({ to }) => to ?? []))
  const gone = present.filter(
    ({ code, listed: official }) => complete && official && !named.has(code) && !paired.has(code) && !old.has(code),
  )
  const fresh = sound.filter(({ code }) => !known.has(code) && !reached.has(code))
  return { arrows: [...arrows, ...proposePairs(gone, fresh, arrows)], faults }
}

function faultOf(
  { row, code, parent, formerCodes, level }: ListedDivision,
  known: ReadonlyMap<RegionCode, PresentDivision>,
  named: ReadonlyMap<RegionCode, ListedDivision>,
  ended: ReadonlySet<RegionCode>,
  ends: (code: RegionCode) => boolean,
): ListFault | undefined {
  const fault = (zh: string, en: string): ListFault => ({ row, message: { zh, en } })
  if (ended.has(code))
    return fault('这个代码曾属于已撤销的区划，不能再用', 'The code belonged to a division that has ended')
  if (!known.has(code) && (known.has(parent) ? ends(parent) : !named.has(parent)))
    return fault('上级区划不存在', 'The division above does not exist')
  const unknown = formerCodes.find((former) => !known.has(former))
  if (unknown !== undefined) return fault(`原代码 ${unknown} 不在现行区划中`, `The old code ${unknown} is not in force`)
  if (formerCodes.some((former) => known.get(former)?.level !== level))
    return fault('原区划与新区划级别不同', 'The old and the new division are of different levels')
  return undefined
}

function proposePairs(
  gone: readonly PresentDivision[],
  fresh: readonly ListedDivision[],
  already: readonly Arrow[],
): Arrow[] {
  const became = new Map<RegionCode, RegionCode>()
  for (const { from, to } of already) if (from !== null && to !== null) became.set(from, to)
  const arrows: Arrow[] = []
  for (const level of levels) {
    const left = new Set(gone.filter((one) => one.level === level))
    const right = new Set(fresh.filter((one) => one.level === level))
    const pair = (one: PresentDivision, other: ListedDivision, how: Pairing): void => {
      arrows.push({ from: one.code, to: other.code, how })
      became.set(one.code, other.code)
      left.delete(one)
      right.delete(other)
    }
    const parentNow = ({ code }: PresentDivision): RegionCode => became.get(parentOf(code)) ?? parentOf(code)
    for (const one of [...left]) {
      const here = [...right].filter((other) => other.parent === parentNow(one) && isSameName(one, other))
      if (here[0] !== undefined && here.length === 1) pair(one, here[0], 'same-name')
    }
    for (const one of [...left]) {
      const there = [...right].filter((other) => isSameName(one, other))
      const rivals = [...left].filter((other) => isSameName(other, one))
      if (there[0] !== undefined && there.length === 1 && rivals.length === 1) pair(one, there[0], 'moved')
    }
    for (const one of [...left]) {
      const near = [...right]
        .filter((other) => other.parent === parentNow(one))
        .map((other) => ({ other, likeness: likeness(one.name, other.name, level) }))
        .filter(({ likeness: how }) => how >= leastLikeness)
        .sort((first, second) => second.likeness - first.likeness)
      const [best, second] = near
      if (best !== undefined && best.likeness > (second?.likeness ?? 0)) pair(one, best.other, 'similar-name')
    }
    for (const { code } of left) arrows.push({ from: code, to: null, how: 'none' })
    for (const { code } of right) arrows.push({ from: null, to: code, how: 'none' })
  }
  return arrows
}

/** Of three characters two are the same. */
const leastLikeness = 0.6

export interface Named {
  readonly from: RegionCode | null
  readonly to: RegionCode | null
}

/** What happens along an arrow, read from all arrows together. */
export function kindOf(arrow: Named, all: readonly Named[]): LineKind {
  const { from, to } = arrow
  if (from === null) return 'new'
  if (to === null) return 'gone'
  const successors = new Set(all.filter((other) => other.from === from && other.to !== null).map((other) => other.to))
  const predecessors = new Set(all.filter((other) => other.to === to && other.from !== null).map((other) => other.from))
  if (from === to) return successors.size > 1 || predecessors.size > 1 ? 'continued' : 'renamed'
  if (successors.size > 1) return 'split'
  if (predecessors.size > 1) return 'merged'
  return isUnderSame(from, to, all) ? 'recoded' : 'moved'
}

/** Whether the division above is the same, or what that one became. */
function isUnderSame(from: RegionCode, to: RegionCode, all: readonly Named[]): boolean {
  const [before, after] = [parentOf(from), parentOf(to)]
  return before === after || all.some((other) => other.from === before && other.to === after)
}

/** Whether the records along an arrow cannot simply change their code, because another county answers for them then. */
export function crossesCounties({ from, to }: Named): boolean {
  return from !== null && to !== null && countyOf(from) !== countyOf(to)
}

/** What became of each division that has ended or changed. */
export function successorsOf(arrows: readonly Named[]): Map<RegionCode, RegionCode[]> {
  const successors = new Map<RegionCode, RegionCode[]>()
  for (const { from, to } of arrows)
    if (from !== null && to !== null) successors.set(from, [...(successors.get(from) ?? []), to])
  return successors
}

/**
 * The codes whose one successor is another: what names them takes that one. Only within their county, where rows cannot
 * leave it.
 */
export function onlySuccessors(
  successors: ReadonlyMap<RegionCode, readonly RegionCode[]>,
  within: 'county' | 'anywhere',
): Map<RegionCode, RegionCode> {
  const ones = new Map<RegionCode, RegionCode>()
  for (const [from, [to, ...more]] of successors)
    if (
      to !== undefined &&
      more.length === 0 &&
      to !== from &&
      (within === 'anywhere' || !crossesCounties({ from, to }))
    )
      ones.set(from, to)
  return ones
}

/** The counties whose records a change touches. */
export function countiesOf(arrows: readonly Named[]): CountyCode[] {
  const codes = arrows.flatMap(({ from }) => (from === null ? [] : [countyOf(from)]))
  return [...new Set(codes)].sort()
}
