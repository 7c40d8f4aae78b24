import { crc32, deflateRawSync } from 'node:zlib'

/** A zip file of the given parts, made by hand so that it can lie. */
export function zipOf(
  parts: Readonly<Record<string, string | Buffer>>,
  {
    crc = (content: Buffer): number => crc32(content),
    packed,
  }: { crc?: (content: Buffer) => number; packed?: Buffer } = {},
): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, text] of Object.entries(parts)) {
    const content = Buffer.from(text)
    const body = packed && name.startsWith('xl/worksheets') ? packed : deflateRawSync(content)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(8, 8)
    head.writeUInt16LE(Buffer.byteLength(name), 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(crc(content), 16)
    entry.writeUInt32LE(body.length, 20)
    entry.writeUInt32LE(content.length, 24)
    entry.writeUInt16LE(Buffer.byteLength(name), 28)
    entry.writeUInt32LE(offset, 42)
    files.push(head, Buffer.from(name), body)
    directory.push(entry, Buffer.from(name))
    offset += head.length + Buffer.byteLength(name) + body.length
  }
  const whole = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Object.keys(parts).length, 10)
  end.writeUInt32LE(whole.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...files, whole, end])
}

interface WorkbookParts {
  readonly sheet?: string
  readonly sheets?: readonly (readonly [name: string, xml: string])[]
  readonly strings?: string
  readonly styles?: string
  readonly workbook?: string
}

const links = (rows: readonly (readonly [id: string, type: string, target: string])[]): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${rows
    .map(
      ([id, type, target]) =>
        `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`

/** The parts of a workbook whose sheets are given as the XML inside of `worksheet`. */
export function workbookParts({ sheet = '', sheets, strings, styles, workbook = '' }: WorkbookParts) {
  const all = sheets ?? [['名单', sheet] as const]
  return {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': links([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook>${workbook}<sheets>${all
      .map(([name], index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': links([
      ...all.map((_sheet, index) => [`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`] as const),
      ['rIdS', 'sharedStrings', 'sharedStrings.xml'],
      ['rIdT', 'styles', '/xl/styles.xml'],
    ]),
    'xl/sharedStrings.xml': `<sst>${strings ?? ''}</sst>`,
    'xl/styles.xml': `<styleSheet>${styles ?? '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'}</styleSheet>`,
    ...Object.fromEntries(
      all.map(([, xml], index) => [`xl/worksheets/sheet${index + 1}.xml`, `<worksheet>${xml}</worksheet>`]),
    ),
  }
}

export const rawWorkbook = (parts: WorkbookParts): Buffer => zipOf(workbookParts(parts))
