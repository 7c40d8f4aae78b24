import type { RegionCode } from '../../regions/code.ts'
import { type AreaRule, type MemberGroup, rulesWithin } from '../special-difficulty.ts'
import { disabled, emptyNest, leftBehind, severelyHandicapped, specialFamily } from '../special-difficulty-rules.ts'

/** The key groups the plans name (catalogue A14), by the same signs as in the rules of special difficulty (A09). */
export const keyGroups: readonly MemberGroup[] = [disabled, severelyHandicapped, leftBehind, emptyNest, specialFamily]

const own = new Set(keyGroups.map(({ id }) => id))

export const isOwnKeyGroup = (id: string): boolean => own.has(id)

/** The key groups, and what the rules of places around or within a division add to them. */
export function keyGroupsFor(
  region: RegionCode,
  rules: readonly AreaRule[],
): readonly Pick<MemberGroup, 'id' | 'name'>[] {
  const added = new Map<string, Pick<MemberGroup, 'id' | 'name'>>()
  for (const { members } of rulesWithin([region], rules))
    for (const { id, name } of members) if (!own.has(id) && !added.has(id)) added.set(id, { id, name })
  return [...keyGroups.map(({ id, name }) => ({ id, name })), ...added.values()]
}
