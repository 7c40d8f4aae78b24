import { posix } from 'node:path'
import type { ByteSource } from './byte-source.ts'
import { isDayFormat } from './day-formats.ts'
import { type SpreadsheetLimits, tooManySheets } from './spreadsheet-limits.ts'
import { TextStore } from './text-store.ts'
import { damaged, notSpreadsheet, SpreadsheetUnreadable } from './unreadable.ts'
import { attribute, XmlReader } from './xml.ts'
import { readZip, unpack, type ZipEntry } from './zip.ts'

/** A workbook in the format of ISO/IEC 29500 (.xlsx), its directory read and its sheets not yet. */
export interface Workbook {
  /** Those a person sees. */
  readonly sheets: readonly { readonly name: string; readonly part: string }[]
  /** Days are counted from 1904 on, as spreadsheets on old Macs did, instead of 1900. */
  readonly from1904: boolean
  /** Which of the cell formats show a day, by their number. */
  readonly dayStyles: readonly boolean[]
  /** The XML of a part in pieces. */
  xmlOf(part: string, most: number): AsyncGenerator<string>
  /** The texts that cells point to; read once. */
  texts(): Promise<TextStore>
}

/** @throws SpreadsheetUnreadable */
export async function openWorkbook(source: ByteSource, limits: SpreadsheetLimits): Promise<Workbook> {
  const entries = await readZip(source)
  const xmlOf = (part: string, most: number) => xml(source, entryOf(entries, part), most, limits)
  const other = (part: string) => xmlOf(part, limits.otherBytes)
  const main = await mainPart(entries, other)
  const links = await linksOf(entries, other, main)
  const { sheets, from1904 } = await readSheets(other(main), limits)
  const linked = (type: string) => [...links.values()].find((link) => link.type.endsWith(`/${type}`))?.part
  const styles = linked('styles')
  const strings = linked('sharedStrings')
  let texts: Promise<TextStore> | undefined
  return {
    from1904,
    sheets: sheets.flatMap(({ name, link }) => {
      const found = links.get(link)
      return found?.type.endsWith('/worksheet') && find(entries, found.part) ? [{ name, part: found.part }] : []
    }),
    dayStyles: styles && find(entries, styles) ? await readDayStyles(other(styles)) : [],
    xmlOf,
    texts() {
      texts ??=
        strings && find(entries, strings)
          ? readTexts(xmlOf(strings, limits.sheetBytes), limits)
          : Promise.resolve(new TextStore(limits))
      return texts
    },
  }
}

/** Names in a package count whatever their case (ISO/IEC 29500-2 §6.2.2.3). */
function find(entries: ReadonlyMap<string, ZipEntry>, part: string): ZipEntry | undefined {
  const held = entries.get(part)
  if (held) return held
  const lower = part.toLowerCase()
  for (const [name, entry] of entries) if (name.toLowerCase() === lower) return entry
  return undefined
}

function entryOf(entries: ReadonlyMap<string, ZipEntry>, part: string): ZipEntry {
  const entry = find(entries, part)
  if (!entry) throw new SpreadsheetUnreadable(damaged)
  return entry
}

async function* xml(
  source: ByteSource,
  entry: ZipEntry,
  most: number,
  limits: SpreadsheetLimits,
): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  for await (const piece of unpack(source, entry, most, limits)) {
    decoder ??= new TextDecoder(piece[0] === 0xff && piece[1] === 0xfe ? 'utf-16le' : 'utf-8')
    yield decoder.decode(piece, { stream: true })
  }
}

type PartReader = (part: string) => AsyncGenerator<string>

async function mainPart(entries: ReadonlyMap<string, ZipEntry>, read: PartReader): Promise<string> {
  if (!find(entries, '_rels/.rels')) throw new SpreadsheetUnreadable(whatElse(entries))
  const links = await readLinks(read('_rels/.rels'), '')
  const main = [...links.values()].find(({ type }) => type.endsWith('/officeDocument'))?.part
  if (main === undefined || !/\.xml$/i.test(main) || !/workbook/i.test(main))
    throw new SpreadsheetUnreadable(whatElse(entries))
  return main
}

/** What a zip file that is no workbook is, as far as it helps whoever sent it. */
function whatElse(entries: ReadonlyMap<string, ZipEntry>) {
  const names = [...entries.keys()]
  if (names.some((name) => /workbook\.bin$/.test(name)))
    return {
      zh: '这是 .xlsb（二进制工作簿），请另存为“Excel 工作簿 (.xlsx)”再上传',
      en: 'it is a binary workbook (.xlsb); save it as an Excel workbook (.xlsx) and upload that',
    }
  if (names.includes('mimetype') && names.includes('content.xml'))
    return {
      zh: '这是 .ods 或其他开放文档，请另存为 .xlsx 再上传',
      en: 'it is an .ods or another OpenDocument file; save it as .xlsx and upload that',
    }
  if (names.some((name) => /^word\//.test(name)))
    return {
      zh: '这是 Word 文档，请把表格复制到工作簿，另存为 .xlsx 再上传',
      en: 'it is a Word document; copy the table into a workbook, save that as .xlsx and upload it',
    }
  if (names.some((name) => /\.(xlsx|xls|csv)$/i.test(name)))
    return {
      zh: '这是压缩包，请先解压，再上传里面的表格',
      en: 'it is a zip archive; unpack it and upload the spreadsheet inside',
    }
  return notSpreadsheet
}

interface Link {
  readonly type: string
  readonly part: string
}

async function linksOf(
  entries: ReadonlyMap<string, ZipEntry>,
  read: PartReader,
  part: string,
): Promise<ReadonlyMap<string, Link>> {
  const folder = posix.dirname(part)
  const links = posix.join(folder, '_rels', `${posix.basename(part)}.rels`)
  return find(entries, links) ? readLinks(read(links), folder) : new Map()
}

async function readLinks(pieces: AsyncIterable<string>, folder: string): Promise<Map<string, Link>> {
  const links = new Map<string, Link>()
  await readOpenings(pieces, (name, attributes) => {
    const target = attribute(attributes, 'Target')
    if (name !== 'Relationship' || target === undefined || attribute(attributes, 'TargetMode') === 'External') return
    const part = target.startsWith('/') ? target.slice(1) : posix.join(folder, target)
    links.set(attribute(attributes, 'Id') ?? '', { type: attribute(attributes, 'Type') ?? '', part })
  })
  return links
}

async function readSheets(pieces: AsyncIterable<string>, limits: SpreadsheetLimits) {
  const sheets: { name: string; link: string }[] = []
  let from1904 = false
  await readOpenings(pieces, (name, attributes) => {
    if (name === 'workbookPr') from1904 = /^(1|true|on)$/.test(attribute(attributes, 'date1904') ?? '')
    if (name !== 'sheet') return
    if (sheets.length === limits.sheets) throw new SpreadsheetUnreadable(tooManySheets(limits.sheets))
    if (/hidden/i.test(attribute(attributes, 'state') ?? '')) return
    // The link is `r:id`; `id` alone would find `sheetId` in none of the writers there are.
    sheets.push({ name: attribute(attributes, 'name') ?? '', link: attribute(attributes, 'id') ?? '' })
  })
  return { sheets, from1904 }
}

async function readDayStyles(pieces: AsyncIterable<string>): Promise<boolean[]> {
  const formats = new Map<string, string>()
  const styles: boolean[] = []
  let within = false
  const reader = new XmlReader({
    open(name, attributes) {
      if (name === 'numFmt')
        formats.set(attribute(attributes, 'numFmtId') ?? '', attribute(attributes, 'formatCode') ?? '')
      else if (name === 'cellXfs') within = true
      else if (name === 'xf' && within) {
        const id = attribute(attributes, 'numFmtId') ?? '0'
        styles.push(isDayFormat(Number(id), formats.get(id)))
      }
    },
    close(name) {
      if (name === 'cellXfs') within = false
    },
    text() {},
  })
  for await (const piece of pieces) reader.feed(piece)
  return styles
}

async function readTexts(pieces: AsyncIterable<string>, limits: SpreadsheetLimits): Promise<TextStore> {
  const texts = new TextStore(limits)
  let text = ''
  let [within, spoken] = [false, false]
  const reader = new XmlReader({
    open(name) {
      if (name === 'si') text = ''
      else if (name === 't') within = true
      // Readings above the characters are not part of the text.
      else if (name === 'rPh') spoken = true
    },
    close(name) {
      if (name === 'si') texts.add(unescaped(text))
      else if (name === 't') within = false
      else if (name === 'rPh') spoken = false
    },
    text(more) {
      if (within && !spoken) text += more
    },
  })
  for await (const piece of pieces) reader.feed(piece)
  return texts
}

/** Characters that XML cannot hold are written `_x000D_` (ISO/IEC 29500-1 §22.4.2.4). */
export function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text
}

async function readOpenings(
  pieces: AsyncIterable<string>,
  open: (name: string, attributes: string) => void,
): Promise<void> {
  const reader = new XmlReader({ open, close() {}, text() {} })
  for await (const piece of pieces) reader.feed(piece)
}
