import { declareRegionRows } from '../regions/index.ts'

const ownersPlace = {
  zh: '本人的视图和导出保留建立时的区域，可以随时另建',
  en: 'A view or an export keeps the division it was made for; its owner can make another at any time',
}

/** What becomes of saved views and exports when a division changes: their owners make them anew. */
export function declareListRows(): void {
  declareRegionRows([
    ...['saved_view', 'default_view', 'list_export', 'list_export_part', 'export_schedule'].map((table) => ({
      table,
      column: 'region',
      stays: ownersPlace,
    })),
    { table: 'saved_view', column: 'region_to', stays: ownersPlace },
  ])
}
