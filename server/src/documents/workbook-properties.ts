import { crc32, inflateRawSync } from 'node:zlib'

// The library writes workbooks as a stream but no document properties (ISO/IEC 29500-2 §11). They are parts of their own
// that the package has to name, so the last two parts of the file, which name them, are written anew: it writes the
// relationships and the content types last, and no byte before them is held back.

const held = 64 * 1024

/** @throws when the file does not end as the library ends it */
export async function* withProperties(
  workbook: AsyncIterable<Buffer>,
  properties: Readonly<Record<string, string>>,
): AsyncGenerator<Buffer> {
  let tail = Buffer.alloc(0)
  let passed = 0
  for await (const piece of workbook) {
    tail = Buffer.concat([tail, piece])
    if (tail.length <= 2 * held) continue
    const free = tail.subarray(0, tail.length - held)
    passed += free.length
    yield free
    tail = tail.subarray(tail.length - held)
  }
  yield endAnew(tail, passed, properties)
}

const relationships = '_rels/.rels'
const contentTypes = '[Content_Types].xml'

function endAnew(tail: Buffer, passed: number, properties: Readonly<Record<string, string>>): Buffer {
  const entries = centralDirectory(tail, passed)
  const [last, first] = [entries.at(-1), entries.at(-2)]
  if (!first || last?.name !== contentTypes || first.name !== relationships || first.offset < passed)
    throw new Error('The workbook does not end with the parts that name the others.')
  const kept = entries.slice(0, -2)
  const written: Buffer[] = [tail.subarray(0, first.offset - passed)]
  let offset = first.offset
  const records = kept.map(({ record }) => record)
  for (const [name, text] of [
    ...propertyParts(properties),
    [relationships, addedTo(contentOf(tail, passed, first), '</Relationships>', relationshipsOfProperties)] as const,
    [contentTypes, addedTo(contentOf(tail, passed, last), '</Types>', typesOfProperties)] as const,
  ]) {
    const part = storedPart(name, Buffer.from(text), offset)
    written.push(part.local)
    records.push(part.record)
    offset += part.local.length
  }
  const directory = Buffer.concat(records)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(records.length, 8)
  end.writeUInt16LE(records.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...written, directory, end])
}

interface Entry {
  readonly name: string
  /** Where its local header begins in the file. */
  readonly offset: number
  readonly method: number
  readonly packed: number
  readonly record: Buffer
}

function centralDirectory(tail: Buffer, passed: number): Entry[] {
  const end = tail.length - 22
  if (end < 0 || tail.readUInt32LE(end) !== 0x06054b50) throw new Error('The workbook has no end.')
  const entries: Entry[] = []
  let at = tail.readUInt32LE(end + 16) - passed
  if (at < 0) throw new Error('The workbook’s directory is longer than expected.')
  for (let count = tail.readUInt16LE(end + 10); count > 0; count--) {
    const [name, extra, comment] = [tail.readUInt16LE(at + 28), tail.readUInt16LE(at + 30), tail.readUInt16LE(at + 32)]
    const record = tail.subarray(at, at + 46 + name + extra + comment)
    entries.push({
      name: record.subarray(46, 46 + name).toString('utf8'),
      offset: record.readUInt32LE(42),
      method: record.readUInt16LE(10),
      packed: record.readUInt32LE(20),
      record,
    })
    at += record.length
  }
  return entries.sort((one, other) => one.offset - other.offset)
}

function contentOf(tail: Buffer, passed: number, { offset, method, packed }: Entry): string {
  const at = offset - passed
  const begin = at + 30 + tail.readUInt16LE(at + 26) + tail.readUInt16LE(at + 28)
  const bytes = tail.subarray(begin, begin + packed)
  return (method === 0 ? bytes : inflateRawSync(bytes)).toString('utf8')
}

function addedTo(text: string, end: string, more: string): string {
  if (!text.includes(end)) throw new Error(`The workbook’s part has no ${end}.`)
  return text.replace(end, `${more}${end}`)
}

/** A part as it is, without compression (APPNOTE 4.3.7 and 4.3.12). */
function storedPart(name: string, content: Buffer, offset: number): { local: Buffer; record: Buffer } {
  const path = Buffer.from(name)
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(0x0800, 2)
  // 1980-01-01, the first day the format knows: when it was made stands in the properties
  common.writeUInt16LE(0x21, 8)
  common.writeUInt32LE(crc32(content), 10)
  common.writeUInt32LE(content.length, 14)
  common.writeUInt32LE(content.length, 18)
  common.writeUInt16LE(path.length, 22)
  const local = Buffer.concat([Buffer.from('504b0304', 'hex'), common, path, content])
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(offset, 10)
  const record = Buffer.concat([Buffer.from('504b01021400', 'hex'), common, rest, path])
  return { local, record }
}

const office = 'http://schemas.openxmlformats.org'
const relationshipsOfProperties =
  `<Relationship Id="rIdCore" Type="${office}/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
  `<Relationship Id="rIdCustom" Type="${office}/officeDocument/2006/relationships/custom-properties" Target="docProps/custom.xml"/>`
const typesOfProperties =
  '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>' +
  '<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/>'

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'

function propertyParts(properties: Readonly<Record<string, string>>): (readonly [string, string])[] {
  const { creator = '', description = '', ...custom } = properties
  const all = Object.entries(custom).map(
    ([name, value], index) =>
      `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="${index + 2}" name="${escaped(name)}"><vt:lpwstr>${escaped(value)}</vt:lpwstr></property>`,
  )
  return [
    [
      'docProps/core.xml',
      `${declaration}<cp:coreProperties xmlns:cp="${office}/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>${escaped(creator)}</dc:creator><dc:description>${escaped(description)}</dc:description></cp:coreProperties>`,
    ],
    [
      'docProps/custom.xml',
      `${declaration}<Properties xmlns="${office}/officeDocument/2006/custom-properties" xmlns:vt="${office}/officeDocument/2006/docPropsVTypes">${all.join('')}</Properties>`,
    ],
  ]
}

function escaped(text: string): string {
  // XML 1.0 §2.2 has no place for control characters.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones taken out
  const plain = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
  return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
