import { declareRegionRows } from '../regions/index.ts'

const itsOwn = { zh: '区划调整本身的记录', en: 'It is the record of the change itself' }

/** The record of a change names what was and what is. */
export function declareDivisionChangeRows(): void {
  declareRegionRows([
    ...['division_change', 'division_change_line', 'division_change_county', 'division_transfer'].map((table) => ({
      table,
      column: 'region',
      stays: itsOwn,
    })),
    ...['from_code', 'to_code', 'to_parent'].map((column) => ({
      table: 'division_change_line',
      column,
      stays: itsOwn,
    })),
    { table: 'division_transfer', column: 'to_region', stays: itsOwn },
  ])
}
