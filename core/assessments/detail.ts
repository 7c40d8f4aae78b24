import { type Actor, scopeOf } from '../access/actor.ts'
import { isWithin, levelOf, type RegionCode } from '../regions/code.ts'

/**
 * What of a result a reader is shown (B08, four levels share one database): a village the level, a town the level with
 * its dates, a county and above the form. An organisation reads the cases assigned to it.
 */
export type Detail = 'level' | 'dated' | 'form'

const order: readonly Detail[] = ['level', 'dated', 'form']

export function detailFor(actor: Actor, region: RegionCode): Detail {
  const scope = scopeOf(actor, 'assessments:read')
  if (scope?.role !== 'official') return 'form'
  const held = scope.regions.filter((one) => isWithin(region, one)).map(detailOf)
  return held.reduce<Detail>((most, one) => (order.indexOf(one) > order.indexOf(most) ? one : most), 'level')
}

function detailOf(region: RegionCode): Detail {
  const level = levelOf(region)
  return level === 'village' ? 'level' : level === 'town' ? 'dated' : 'form'
}
