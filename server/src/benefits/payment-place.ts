/** Where a page of people in the order of town, name and id ended. */
export function writePlace(row: {
  readonly region: string
  readonly elder_pinyin: string
  readonly id: string
}): string {
  return `${row.region}${row.id}${row.elder_pinyin}`
}

export function readPlace(after: string): { region: string; id: string; pinyin: string } {
  return { region: after.slice(0, 12), id: after.slice(12, 48), pinyin: after.slice(48) }
}
