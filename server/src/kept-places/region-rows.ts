import { declareRegionRows } from '../regions/index.ts'

/** A division under another code keeps what it kept; of the rules of several that merge the strictest holds. */
export function declareKeptPlaceRows(): void {
  declareRegionRows([{ table: 'kept_place_rule', column: 'region', follows: 'itself' }])
}
