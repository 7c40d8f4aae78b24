import { dayOfSerial } from './day-formats.ts'
import { type SpreadsheetLimits, tooManyColumns, tooManyMerges, tooManyRows } from './spreadsheet-limits.ts'
import type { TextStore } from './text-store.ts'
import { SpreadsheetUnreadable } from './unreadable.ts'
import { unescaped, type Workbook } from './workbook.ts'
import { attribute, XmlReader } from './xml.ts'

/** A day arrives as `YYYY-MM-DD`, a formula as the result kept with it, an empty cell as null. */
export type SpreadsheetCell = string | number | boolean | null

export interface SpreadsheetRow {
  /** As the spreadsheet counts: the first row is 1. */
  readonly number: number
  readonly cells: readonly SpreadsheetCell[]
}

/** What stands in a cell whose formula was never computed. */
export const uncomputed = '#UNCOMPUTED!'

interface Merge {
  readonly firstRow: number
  readonly lastRow: number
  readonly firstColumn: number
  readonly lastColumn: number
}

/** The rows of a sheet that hold anything, one after the other. Cells of a merged range all hold its value. */
export async function* sheetRows(
  workbook: Workbook,
  part: string,
  limits: SpreadsheetLimits,
): AsyncGenerator<SpreadsheetRow> {
  const texts = await workbook.texts()
  const merges = await mergesOf(workbook.xmlOf(part, limits.sheetBytes), limits)
  const found: SpreadsheetRow[] = []
  const reader = new XmlReader(new CellListener(workbook, texts, limits, (row) => found.push(row)))
  const fill = filler(merges)
  let count = 0
  for await (const piece of workbook.xmlOf(part, limits.sheetBytes)) {
    reader.feed(piece)
    count += found.length
    if (count > limits.rows) throw new SpreadsheetUnreadable(tooManyRows(limits.rows))
    for (const row of found) yield fill(row)
    found.length = 0
  }
}

class CellListener {
  readonly #workbook: Workbook
  readonly #texts: TextStore
  readonly #limits: SpreadsheetLimits
  readonly #found: (row: SpreadsheetRow) => void
  #row = 0
  #column = 0
  #cells: SpreadsheetCell[] = []
  #type = ''
  #style = 0
  #value: string | undefined
  #formula = false
  #reading = false
  #spoken = false

  constructor(workbook: Workbook, texts: TextStore, limits: SpreadsheetLimits, found: (row: SpreadsheetRow) => void) {
    this.#workbook = workbook
    this.#texts = texts
    this.#limits = limits
    this.#found = found
  }

  open(name: string, attributes: string): void {
    if (name === 'c') this.#openCell(attributes)
    else if (name === 'v' || name === 't') {
      this.#reading = true
      this.#value ??= ''
    } else if (name === 'row') {
      const told = Number(attribute(attributes, 'r'))
      this.#row = told > this.#row ? told : this.#row + 1
      this.#column = -1
      this.#cells = []
    } else if (name === 'f') this.#formula = true
    else if (name === 'rPh') this.#spoken = true
  }

  close(name: string): void {
    if (name === 'c') this.#closeCell()
    else if (name === 'v' || name === 't') this.#reading = false
    else if (name === 'rPh') this.#spoken = false
    else if (name === 'row' && this.#cells.length > 0) this.#found({ number: this.#row, cells: this.#cells })
  }

  text(text: string): void {
    if (this.#reading && !this.#spoken) this.#value += text
  }

  #openCell(attributes: string): void {
    const told = columnOf(attribute(attributes, 'r'))
    this.#column = told > this.#column ? told : this.#column + 1
    this.#type = attribute(attributes, 't') ?? 'n'
    this.#style = Number(attribute(attributes, 's') ?? 0)
    this.#value = undefined
    this.#formula = false
  }

  #closeCell(): void {
    const cell = this.#read()
    if (cell === null) return
    if (this.#column >= this.#limits.columns) throw new SpreadsheetUnreadable(tooManyColumns(this.#limits.columns))
    while (this.#cells.length < this.#column) this.#cells.push(null)
    this.#cells[this.#column] = cell
  }

  #read(): SpreadsheetCell {
    const value = this.#value
    if (value === undefined) return this.#formula ? uncomputed : null
    if (value === '') return null
    switch (this.#type) {
      case 's':
        return this.#texts.get(Number(value)) || null
      case 'b':
        return value === '1' || value === 'true'
      case 'd':
        return /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0] ?? value
      case 'n':
        return this.#number(value)
      default:
        return unescaped(value)
    }
  }

  #number(value: string): SpreadsheetCell {
    const number = Number(value)
    if (Number.isNaN(number)) return value
    if (!this.#workbook.dayStyles[this.#style]) return number
    return dayOfSerial(number, this.#workbook.from1904) ?? number
  }
}

/** `AB12` → 27; -1 where there is none. */
function columnOf(reference: string | undefined): number {
  let column = 0
  for (let at = 0; reference !== undefined && at < reference.length; at++) {
    const letter = reference.charCodeAt(at) & 0xdf
    if (letter < 65 || letter > 90) break
    column = column * 26 + letter - 64
  }
  return column - 1
}

/** Merged ranges stand behind the rows, so they are looked for first. Ranges of a single cell mean nothing. */
async function mergesOf(pieces: AsyncIterable<string>, limits: SpreadsheetLimits): Promise<Merge[]> {
  const merges: Merge[] = []
  const reader = new XmlReader({
    open(name, attributes) {
      if (name !== 'mergeCell') return
      const merge = readRange(attribute(attributes, 'ref') ?? '')
      if (merge) merges.push(merge)
      if (merges.length > limits.merges) throw new SpreadsheetUnreadable(tooManyMerges(limits.merges))
    },
    close() {},
    text() {},
  })
  const mark = 'mergeCells'
  let tail = ''
  let begun = false
  for await (const piece of pieces) {
    if (begun) {
      reader.feed(piece)
      continue
    }
    const text = tail + piece
    const at = text.indexOf(mark)
    begun = at >= 0
    if (begun) reader.feed(text.slice(at))
    else tail = text.slice(-mark.length)
  }
  return merges
}

function readRange(reference: string): Merge | undefined {
  const [first = '', last = ''] = reference.split(':')
  const rowOf = (cell: string) => Number(/\d+$/.exec(cell)?.[0] ?? 0)
  const [top, bottom, left, right] = [rowOf(first), rowOf(last), columnOf(first), columnOf(last)]
  if (top < 1 || left < 0 || bottom < top || right < left) return undefined
  return { firstRow: top, lastRow: bottom, firstColumn: left, lastColumn: right }
}

/** Gives every cell of a merged range the value of its first, row after row. */
function filler(merges: readonly Merge[]): (row: SpreadsheetRow) => SpreadsheetRow {
  const waiting = merges.toSorted((one, other) => other.firstRow - one.firstRow)
  let open: { merge: Merge; value: SpreadsheetCell }[] = []
  return (row) => {
    if (merges.length === 0) return row
    open = open.filter(({ merge }) => merge.lastRow >= row.number)
    for (let next = waiting.at(-1); next && next.firstRow <= row.number; next = waiting.at(-1)) {
      waiting.pop()
      const value = next.firstRow === row.number ? (row.cells[next.firstColumn] ?? null) : null
      if (value !== null) open.push({ merge: next, value })
    }
    if (open.length === 0) return row
    const cells = [...row.cells]
    for (const { merge, value } of open) {
      const last = Math.min(merge.lastColumn, Math.max(cells.length - 1, merge.firstColumn))
      for (let column = merge.firstColumn; column <= last; column++) {
        while (cells.length <= column) cells.push(null)
        cells[column] = value
      }
    }
    return { number: row.number, cells }
  }
}
