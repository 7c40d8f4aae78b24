import { type SpreadsheetLimits, unpacksTooLarge } from './spreadsheet-limits.ts'
import { SpreadsheetUnreadable } from './unreadable.ts'

/** Many short texts by number, packed one behind the other: a string object each would take several times the room. */
export class TextStore {
  #bytes = Buffer.alloc(64 * 1024)
  #ends = new Uint32Array(4096)
  #count = 0
  readonly #most: number

  constructor({ textBytes }: Pick<SpreadsheetLimits, 'textBytes'>) {
    this.#most = textBytes
  }

  /** @throws SpreadsheetUnreadable when all of them together are too long */
  add(text: string): void {
    const begin = this.#endOf(this.#count - 1)
    const needed = begin + text.length * 3
    if (needed > this.#bytes.length) this.#bytes = grown(this.#bytes, Math.max(needed, this.#bytes.length * 2))
    const end = begin + this.#bytes.write(text, begin)
    // A text without anything in it takes room as well.
    if (end + this.#count * 4 > this.#most) throw new SpreadsheetUnreadable(unpacksTooLarge)
    if (this.#count === this.#ends.length) {
      const ends = new Uint32Array(this.#count * 2)
      ends.set(this.#ends)
      this.#ends = ends
    }
    this.#ends[this.#count] = end
    this.#count += 1
  }

  get(index: number): string | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.#count) return undefined
    return this.#bytes.toString('utf8', this.#endOf(index - 1), this.#endOf(index))
  }

  #endOf(index: number): number {
    return index < 0 ? 0 : (this.#ends[index] ?? 0)
  }
}

function grown(bytes: Buffer<ArrayBuffer>, length: number): Buffer<ArrayBuffer> {
  const larger = Buffer.alloc(length)
  bytes.copy(larger)
  return larger
}
