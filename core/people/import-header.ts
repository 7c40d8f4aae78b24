import { type ImportCell, plainText } from './import-cells.ts'
import { type ImportFieldId, importFields, leftOutHeaders, requiredImportFields } from './import-fields.ts'

/** A column of the file and the field it fills; null where it is left out. */
export interface ImportColumn {
  readonly column: number
  readonly header: string
  readonly field: ImportFieldId | null
}

export interface FoundHeader {
  /** Index of the row the headers stand in; data begins below. */
  readonly row: number
  readonly columns: readonly ImportColumn[]
}

/** Only that many rows are looked through for a header: titles and notes stand above, never data. */
export const headerRows = 20

/** A header without what varies: blanks, stars, brackets, “（必填）”, “老人” in front. */
export function normaliseHeader(written: string): string {
  return plainText(written)
    .toLowerCase()
    .replace(/[\s*:、·.,'"“”\-_/|]/g, '')
    .replace(/[(（[【](必填|选填|是否|是\/?否|文本|18位|文本格式|必填项|可不填)[)）\]】]/g, '')
    .replace(/[()（）[\]【】]/g, '')
}

const meanings = new Map<string, ImportFieldId>()
for (const [id, { headers }] of Object.entries(importFields))
  for (const header of headers) {
    const normalised = normaliseHeader(header)
    if (!meanings.has(normalised)) meanings.set(normalised, id as ImportFieldId)
  }
const leftOut = new Set(leftOutHeaders.map(normaliseHeader))

/** The field a header means; null for one nobody knows. What stands in brackets and “老人” in front are tried without. */
export function fieldOfHeader(written: string): ImportFieldId | null {
  const whole = normaliseHeader(written)
  const bare = normaliseHeader(plainText(written).replace(/[(（[【].*?[)）\]】]/g, ''))
  for (const header of [
    whole,
    bare,
    whole.replace(/^(老年人|老人|本人|申请人)/, ''),
    bare.replace(/^(老年人|老人|本人|申请人)/, ''),
  ]) {
    const found = meanings.get(header)
    if (found && !leftOut.has(header)) return found
  }
  return null
}

export function isLeftOut(header: string): boolean {
  return leftOut.has(normaliseHeader(header))
}

/**
 * Finds the row of headers in the first rows: the first in which a name and an identity number are recognised. Where a
 * second row of headers stands below a group (`联系人` over `姓名`, `电话`), the group counts as part of the header. The
 * first of two columns that mean the same field fills it; the other is left out until somebody says otherwise.
 */
export function findHeader(rows: readonly (readonly ImportCell[])[]): FoundHeader | undefined {
  for (const [index, row] of rows.slice(0, headerRows).entries()) {
    const columns = columnsOf(row, groupsOver(rows[index - 1], row.length))
    if (!names(columns)) continue
    const below = columnsOf(rows[index + 1] ?? [], groupsOver(row, row.length))
    return names(below) ? { row: index + 1, columns: below } : { row: index, columns }
  }
  return undefined
}

/** Headers merged over two rows stand in both, and then the lower one is the header. */
function names(columns: readonly ImportColumn[]): boolean {
  return requiredImportFields.every((id) => columns.some(({ field }) => field === id))
}

/** A merged cell keeps its words in its first column only, so they count for the empty ones to the right of it. */
function groupsOver(row: readonly ImportCell[] | undefined, length: number): readonly string[] {
  const groups: string[] = []
  for (let column = 0; column < length; column++) {
    const own = plainText(row?.[column] ?? null)
    groups.push(own === '' ? (groups[column - 1] ?? '') : own)
  }
  return new Set(groups.filter((group) => group !== '')).size > 1 ? groups : groups.map(() => '')
}

function columnsOf(row: readonly ImportCell[], groups: readonly string[]): ImportColumn[] {
  const taken = new Set<ImportFieldId>()
  const columns: ImportColumn[] = []
  for (const [column, cell] of row.entries()) {
    const own = plainText(cell)
    const group = groups[column] ?? ''
    const header = own === '' ? group : own
    if (header === '') continue
    const grouped = group === '' ? null : (fieldOfHeader(`${group}${own}`) ?? null)
    const meant = grouped ?? fieldOfHeader(header)
    const field = meant !== null && !taken.has(meant) ? meant : null
    if (field) taken.add(field)
    columns.push({ column, header: own === '' || group === '' || group === own ? header : `${group} ${own}`, field })
  }
  return columns
}

/** Lays somebody's choices over the columns found. A field chosen for two columns is at fault, and so is a missing required one. */
export function remap(
  columns: readonly ImportColumn[],
  chosen: ReadonlyMap<number, ImportFieldId | null>,
): {
  readonly columns: readonly ImportColumn[]
  readonly missing: readonly ImportFieldId[]
  readonly twice: readonly ImportFieldId[]
} {
  const mapped = columns.map((column) => ({
    ...column,
    field: chosen.has(column.column) ? (chosen.get(column.column) ?? null) : column.field,
  }))
  const fields = mapped.flatMap(({ field }) => field ?? [])
  return {
    columns: mapped,
    missing: requiredImportFields.filter((id) => !fields.includes(id)),
    twice: [...new Set(fields.filter((id, index) => fields.indexOf(id) !== index))],
  }
}
