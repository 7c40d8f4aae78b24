import { type ByteSource, piecesOf } from './byte-source.ts'
import type { SpreadsheetCell, SpreadsheetRow } from './sheet-rows.ts'
import { type SpreadsheetLimits, tooManyColumns, tooManyRows } from './spreadsheet-limits.ts'
import { notSpreadsheet, SpreadsheetUnreadable } from './unreadable.ts'

export type TextEncoding = 'utf-8' | 'utf-16le' | 'gb18030'

/**
 * The encoding of a whole text. GB 18030 reads almost anything, so UTF-8 has to fail first.
 * @throws SpreadsheetUnreadable for what is no text
 */
export async function encodingOf(source: ByteSource): Promise<TextEncoding> {
  const head = await source.read(0, 2)
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  for (const encoding of ['utf-8', 'gb18030'] as const) if (await reads(source, encoding)) return encoding
  throw new SpreadsheetUnreadable(notSpreadsheet)
}

async function reads(source: ByteSource, encoding: TextEncoding): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for await (const piece of piecesOf(source))
      if (decoder.decode(piece, { stream: true }).includes('\u0000')) return false
    decoder.decode()
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

/** The rows of text with separators (RFC 4180; commas, semicolons or tabs), those that hold anything. */
export async function* textRows(
  source: ByteSource,
  encoding: TextEncoding,
  limits: SpreadsheetLimits,
): AsyncGenerator<SpreadsheetRow> {
  const decoder = new TextDecoder(encoding)
  const rows = new RowSplitter(limits)
  let count = 0
  for await (const piece of piecesOf(source)) {
    for (const row of rows.split(decoder.decode(piece, { stream: true }))) {
      count += 1
      if (count > limits.rows) throw new SpreadsheetUnreadable(tooManyRows(limits.rows))
      yield row
    }
  }
  yield* rows.split(`${decoder.decode()}\n`)
}

const longestField = 64 * 1024

class RowSplitter {
  readonly #limits: SpreadsheetLimits
  #number = 0
  #separator: string | undefined
  #cells: SpreadsheetCell[] = []
  #field = ''
  /** Before a field, in a bare one, within quotes, behind a quote that may be the last. */
  #at: 'start' | 'bare' | 'quoted' | 'quote' = 'start'
  #afterReturn = false

  constructor(limits: SpreadsheetLimits) {
    this.#limits = limits
  }

  *split(text: string): Generator<SpreadsheetRow> {
    this.#separator ??= separatorOf(text)
    for (const sign of text) {
      const linefeed = sign === '\n' && this.#afterReturn && this.#at !== 'quoted'
      this.#afterReturn = sign === '\r'
      if (linefeed) continue
      if (this.#at === 'quoted') {
        if (sign === '"') this.#at = 'quote'
        else this.#add(sign)
      } else if (this.#at === 'quote' && sign === '"') {
        this.#add(sign)
        this.#at = 'quoted'
      } else if (sign === this.#separator) this.#endField()
      else if (sign === '\n' || sign === '\r') {
        this.#endField()
        const row = this.#endRow()
        if (row) yield row
      } else if (sign === '"' && this.#at === 'start') this.#at = 'quoted'
      else {
        this.#at = 'bare'
        this.#add(sign)
      }
    }
  }

  #add(sign: string): void {
    this.#field += sign
    if (this.#field.length > longestField) throw new SpreadsheetUnreadable(notSpreadsheet)
  }

  #endField(): void {
    if (this.#cells.length >= this.#limits.columns && this.#field.trim() !== '')
      throw new SpreadsheetUnreadable(tooManyColumns(this.#limits.columns))
    if (this.#cells.length < this.#limits.columns) this.#cells.push(asTyped(this.#field))
    this.#field = ''
    this.#at = 'start'
  }

  #endRow(): SpreadsheetRow | undefined {
    this.#number += 1
    const cells = this.#cells
    this.#cells = []
    return cells.some((cell) => cell !== null) ? { number: this.#number, cells } : undefined
  }
}

function separatorOf(text: string): string {
  const [line = ''] = text.split(/[\r\n]/).filter((one) => one.trim() !== '')
  const count = (separator: string) => line.split(separator).length
  return [',', '\t', ';', '，'].sort((one, other) => count(other) - count(one))[0] ?? ','
}

/** `="0123"` is how text is kept from becoming a number in a comma-separated file. */
function asTyped(field: string): SpreadsheetCell {
  if (field.trim() === '') return null
  return /^="(.*)"$/s.exec(field)?.[1] ?? field
}
