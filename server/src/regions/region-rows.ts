import { declareRegionRows } from './rows.ts'

const theList = { zh: '区划表本身', en: 'It is the list of divisions itself' }

/** The list of divisions and its history name every division that ever was. */
export function declareDivisionRows(): void {
  declareRegionRows([
    { table: 'region', column: 'code', stays: theList },
    { table: 'region', column: 'parent', stays: theList },
    { table: 'region', column: 'successor', stays: theList },
    { table: 'region_list', column: 'within', stays: theList },
    { table: 'region_change', column: 'from_code', stays: theList },
    { table: 'region_change', column: 'to_code', stays: theList },
  ])
}
