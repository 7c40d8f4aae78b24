import { damaged, SpreadsheetUnreadable } from './unreadable.ts'

/** What is found while XML goes by. Names come without their prefix. */
export interface XmlListener {
  open(name: string, attributes: string): void
  close(name: string): void
  /** Text between tags, with its entities resolved. Long texts may come in pieces. */
  text(text: string): void
}

const longest = 4 * 1024 * 1024

/**
 * Goes through XML in pieces of any size. Knows what spreadsheets are made of and no more: a document type, and with it
 * every entity somebody might define, is refused.
 */
export class XmlReader {
  readonly #listener: XmlListener
  #rest = ''

  constructor(listener: XmlListener) {
    this.#listener = listener
  }

  feed(piece: string): void {
    const text = this.#rest === '' ? piece : this.#rest + piece
    let at = 0
    for (;;) {
      const open = text.indexOf('<', at)
      if (open < 0) break
      if (open > at) this.#listener.text(resolved(text.slice(at, open)))
      const next = this.#tag(text, open)
      at = next < 0 ? open : next
      if (next < 0) break
    }
    this.#rest = at === 0 ? text : text.slice(at)
    if (this.#rest.length > longest) throw new SpreadsheetUnreadable(damaged)
  }

  /** Where the tag that opens at `open` ends; -1 where the rest of it has not come yet. */
  #tag(text: string, open: number): number {
    const sign = text.charCodeAt(open + 1)
    if (sign === 33) return this.#declaration(text, open)
    const end = endOfTag(text, open)
    if (end < 0) return -1
    if (sign === 63) return end + 1
    if (sign === 47) {
      this.#listener.close(localName(text.slice(open + 2, end).trimEnd()))
      return end + 1
    }
    const empty = text.charCodeAt(end - 1) === 47
    const inner = text.slice(open + 1, empty ? end - 1 : end)
    const blank = inner.search(/\s/)
    const name = localName(blank < 0 ? inner : inner.slice(0, blank))
    this.#listener.open(name, blank < 0 ? '' : inner.slice(blank))
    if (empty) this.#listener.close(name)
    return end + 1
  }

  #declaration(text: string, open: number): number {
    if (text.startsWith('<!--', open)) {
      const end = text.indexOf('-->', open + 4)
      return end < 0 ? -1 : end + 3
    }
    if (text.startsWith('<![CDATA[', open)) {
      const end = text.indexOf(']]>', open + 9)
      if (end < 0) return -1
      this.#listener.text(text.slice(open + 9, end))
      return end + 3
    }
    // Too short yet to tell which of the two it is.
    if (text.length - open < 9) return -1
    throw new SpreadsheetUnreadable(damaged)
  }
}

/** A `>` inside of a quoted value ends nothing. */
function endOfTag(text: string, open: number): number {
  let end = text.indexOf('>', open + 1)
  let quote = nextQuote(text, open + 1, end)
  while (end >= 0 && quote >= 0) {
    const close = text.indexOf(text.charAt(quote), quote + 1)
    if (close < 0) return -1
    if (close > end) end = text.indexOf('>', close + 1)
    quote = nextQuote(text, close + 1, end)
  }
  return end
}

function nextQuote(text: string, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    const sign = text.charCodeAt(at)
    if (sign === 34 || sign === 39) return at
  }
  return -1
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function resolved(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return named[name] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

/** The value of an attribute, whatever its prefix. */
export function attribute(attributes: string, name: string): string | undefined {
  let at = attributes.indexOf(`${name}=`)
  while (at >= 0) {
    const before = attributes.charCodeAt(at - 1)
    const quote = attributes.charAt(at + name.length + 1)
    if ((before <= 32 || before === 58) && (quote === '"' || quote === "'")) {
      const begin = at + name.length + 2
      return resolved(attributes.slice(begin, attributes.indexOf(quote, begin)))
    }
    at = attributes.indexOf(`${name}=`, at + 1)
  }
  return undefined
}
