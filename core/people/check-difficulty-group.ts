import type { Problem } from '../http/problem.ts'
import { findCircumstanceKind } from './circumstances.ts'
import { ruleNamesNothing, withTexts } from './problems.ts'
import type { MemberGroup } from './special-difficulty.ts'

/** What is wrong with the groups of a rule; absent when each can have members. */
export function checkDifficultyGroups(groups: readonly MemberGroup[]): Problem | undefined {
  const ids = new Set<string>()
  for (const [index, group] of groups.entries()) {
    const at = `/members/${index}`
    const refuse = (zh: string, en: string) =>
      withTexts(ruleNamesNothing, { group: group.name, reason: { zh, en } }, { at })
    if (ids.has(group.id)) return refuse('代号重复', 'its id stands twice')
    ids.add(group.id)
    const signs =
      (group.anyOf?.length ?? 0) + Number(group.minimumAge !== undefined) + Number(group.minimumLevel !== undefined)
    if (signs === 0) return refuse('至少要有一个条件', 'it needs one sign at least')
    const unknown = [...(group.anyOf ?? []), ...(group.with ?? [])].find((category) => !isKept(category))
    if (unknown !== undefined) return refuse(`没有“${unknown}”这种情形`, `there is no circumstance “${unknown}”`)
  }
  return undefined
}

function isKept(category: string): boolean {
  const [kind = '', value = ''] = category.split(':')
  return Object.hasOwn(findCircumstanceKind(kind)?.values ?? {}, value)
}
