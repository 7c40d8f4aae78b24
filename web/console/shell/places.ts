import type { Me } from '@yinian/core/access/api.ts'
import { type Group, groups, type Place } from './place.ts'
import { mayUse } from './rights.ts'

const found = import.meta.glob<{ places: readonly Place[] }>('../*/places.tsx', { eager: true })

/** Every place of every module, in the order of the navigation. */
export const allPlaces: readonly Place[] = Object.values(found)
  .flatMap((module) => module.places)
  .sort((one, other) => groupOrder(one.group) - groupOrder(other.group) || one.order - other.order)

function groupOrder(group: Group): number {
  return Object.keys(groups).indexOf(group)
}

/** The places somebody may use, by group; groups without any are absent. */
export function placesFor(me: Me): { group: Group; places: Place[] }[] {
  const usable = allPlaces.filter((place) => mayUse(me, place.permission))
  return (Object.keys(groups) as Group[])
    .map((group) => ({ group, places: usable.filter((place) => place.group === group) }))
    .filter(({ places }) => places.length > 0)
}
