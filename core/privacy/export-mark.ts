/**
 * The mark of an export: a number of 32 bits that stands, invisible, in the harmless texts of every row. It survives
 * copying rows or single columns into another file, a message or a mail; it does not survive retyping, a photograph, or
 * somebody who looks for it and takes it out. Four characters without width carry two bits each: 32 bits of the mark
 * and 16 of a checksum make 24 of them, inside the text so that trimming leaves them alone.
 */
export type ExportMark = number

const symbols = ['\u200b', '\u200c', '\u200d', '\u2060'] as const
const length = 24
const run = /[\u200b-\u200d\u2060]{24,}/gu

/** The text with the mark behind its first character; a text without a character has no place for it. */
export function embedMark(text: string, mark: ExportMark): string {
  const [first] = text
  return first === undefined ? text : first + encode(mark) + text.slice(first.length)
}

/** The marks in whatever was copied, with how often each was found. */
export function findMarks(text: string): Map<ExportMark, number> {
  const found = new Map<ExportMark, number>()
  for (const [whole] of text.matchAll(run))
    for (let at = 0; at + length <= whole.length; at++) {
      const mark = decode(whole.slice(at, at + length))
      if (mark === undefined) continue
      found.set(mark, (found.get(mark) ?? 0) + 1)
      at += length - 1
    }
  return found
}

/** The text as it was before. */
export function withoutMarks(text: string): string {
  return text.replace(run, '')
}

function encode(mark: ExportMark): string {
  const bits = BigInt(mark) * 65_536n + BigInt(checksum(mark))
  return Array.from({ length }, (_, index) => symbols[Number((bits >> BigInt(2 * (length - 1 - index))) & 3n)]).join('')
}

function decode(written: string): ExportMark | undefined {
  let bits = 0n
  for (const symbol of written) bits = bits * 4n + BigInt(symbols.indexOf(symbol as (typeof symbols)[number]))
  const mark = Number(bits >> 16n)
  return checksum(mark) === Number(bits & 0xffffn) ? mark : undefined
}

/** CRC-16/CCITT-FALSE over the four bytes of the mark. */
function checksum(mark: ExportMark): number {
  let crc = 0xffff
  for (let shift = 24; shift >= 0; shift -= 8) {
    crc ^= ((mark >>> shift) & 0xff) << 8
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff
  }
  return crc
}

// Crockford's alphabet: nothing that is read as something else.
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The same number as people write it: seven letters and digits, `2K7-9XPM`. */
export function exportNumber(mark: ExportMark): string {
  let rest = mark
  let written = ''
  for (let index = 0; index < 7; index++) {
    written = (letters[rest % 32] ?? '') + written
    rest = Math.floor(rest / 32)
  }
  return `${written.slice(0, 3)}-${written.slice(3)}`
}

/** Reads a number somebody typed; absent when it is none. */
export function readExportNumber(typed: string): ExportMark | undefined {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  if (plain.length !== 7) return undefined
  let mark = 0
  for (const letter of plain) {
    const digit = letters.indexOf(letter)
    if (digit < 0) return undefined
    mark = mark * 32 + digit
  }
  return mark < 2 ** 32 ? mark : undefined
}
