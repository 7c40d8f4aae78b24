import { declareRegionRows } from '../regions/index.ts'

/** Assessors are where their organisation is. */
export function declareWorkforceRows(): void {
  declareRegionRows([
    { table: 'assessor', column: 'region', follows: 'parent', parent: 'organisation', by: 'organisation_id' },
  ])
}
