import { randomBytes } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { bytesInParts } from './byte-source.ts'
import { openSpreadsheet, SpreadsheetUnreadable } from './read-spreadsheet.ts'
import { type SpreadsheetLimits, spreadsheetLimits } from './spreadsheet-limits.ts'
import { rawWorkbook, workbookParts, zipOf } from './testing.ts'

async function rowsOf(content: Buffer, limits?: SpreadsheetLimits, sheet = 0) {
  const rows = []
  for await (const row of (await openSpreadsheet(content, limits))[sheet]?.rows() ?? []) rows.push(row)
  return rows
}
const cellsOf = async (content: Buffer) => (await rowsOf(content)).map(({ cells }) => cells)

/** Both languages of why it is refused. */
async function refusal(content: Buffer, limits?: SpreadsheetLimits): Promise<string> {
  try {
    await rowsOf(content, limits)
  } catch (error) {
    if (error instanceof SpreadsheetUnreadable) return `${error.reason.zh} / ${error.reason.en}`
    throw error
  }
  return 'read'
}

const few = { ...spreadsheetLimits, rows: 10, columns: 5, sheets: 2, merges: 3 }

describe('a workbook', () => {
  it('gives back whatever a spreadsheet program wrote, in pieces of any size', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => /^[^\p{C}]+$/u.test(text) && text.trim() === text),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 1, max: 700 }),
        async (rows, partSize) => {
          const content = Buffer.from(await writeXlsx({ sheets: [{ name: '名单', rows }] }))
          const source = bytesInParts(content.length, partSize, async (part) =>
            content.subarray(part * partSize, (part + 1) * partSize),
          )
          const [sheet] = await openSpreadsheet(source)
          const read: (readonly unknown[])[] = rows.map(() => [null, null, null])
          for await (const { number, cells } of sheet?.rows() ?? [])
            read[number - 1] = [0, 1, 2].map((column) => cells[column] ?? null)
          expect(read).toEqual(rows)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('is read by the numbers of its rows and cells, with or without them, with prefixes, comments and bare texts', async () => {
    const sheet = `<!-- a > b --><x:sheetData><x:row r="3"><x:c r="B3" t="inlineStr"><x:is><x:t>a &lt; b &#x4E00;</x:t></x:is></x:c>
      <x:c t="str"><x:v><![CDATA[<c>]]></x:v></x:c></x:row><x:row><x:c note="1 > 0"><x:v>7</x:v></x:c></x:row></x:sheetData>`
    expect(await rowsOf(rawWorkbook({ sheet }))).toEqual([
      { number: 3, cells: [null, 'a < b 一', '<c>'] },
      { number: 4, cells: [7] },
    ])
  })

  it('leaves out readings above characters and joins what is written in several colours', async () => {
    const strings = '<si><r><t>张</t></r><r><t>桂英</t></r><rPh><t>ZHANG</t></rPh></si><si><t>a_x000D_b</t></si>'
    const sheet = '<sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>99</v></c></row></sheetData>'
    expect(await cellsOf(rawWorkbook({ sheet, strings }))).toEqual([['张桂英', 'a\rb']])
  })

  it('reads the last result of a formula, and names one that has none', async () => {
    const sheet =
      '<sheetData><row><c t="str"><f>A1</f><v>赵</v></c><c><f>1+1</f><v>2</v></c><c><f>NOW()</f></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c><c t="str"><f>""</f><v></v></c></row></sheetData>'
    expect(await cellsOf(rawWorkbook({ sheet }))).toEqual([['赵', 2, '#UNCOMPUTED!', '#DIV/0!']])
  })

  it('reads days by their format, counted from 1900 and from 1904', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/><numFmt numFmtId="177" formatCode="[Red]0.00"/><numFmt numFmtId="178" formatCode="h:mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="177"/><xf numFmtId="178"/></cellXfs>'
    const day = (serial: number) =>
      `<sheetData><row>${[0, 1, 2, 3, 4].map((style) => `<c s="${style}"><v>${serial}</v></c>`).join('')}</row></sheetData>`
    expect(await cellsOf(rawWorkbook({ sheet: day(16139), styles }))).toEqual([
      [16139, '1944-03-08', '1944-03-08', 16139, 16139],
    ])
    const mac = rawWorkbook({ sheet: day(14677), styles, workbook: '<workbookPr date1904="1"/>' })
    expect(await cellsOf(mac)).toEqual([[14677, '1944-03-08', '1944-03-08', 14677, 14677]])
    expect((await openSpreadsheet(mac))[0]?.from1904).toBe(true)
    expect(await cellsOf(rawWorkbook({ sheet: day(1), styles }))).toEqual([[1, '1900-01-01', '1900-01-01', 1, 1]])
  })

  it('fills merged cells down and across, but no row that is empty otherwise', async () => {
    const text = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`
    const sheet = `<sheetData><row r="1">${text('镇')}${text('a')}</row><row r="2"><c r="B2"><v>2</v></c></row><row r="3"><c r="A3"/></row><row r="4"><c r="B4"><v>4</v></c></row></sheetData>
      <mergeCells><mergeCell ref="A1:A3"/><mergeCell ref="B4:D4"/></mergeCells>`
    expect(await rowsOf(rawWorkbook({ sheet }))).toEqual([
      { number: 1, cells: ['镇', 'a'] },
      { number: 2, cells: ['镇', 2] },
      { number: 4, cells: [null, 4] },
    ])
  })

  it('shows the sheets a person sees, in their order', async () => {
    const row = (value: number) => `<sheetData><row><c><v>${value}</v></c></row></sheetData>`
    const parts = workbookParts({
      sheets: [
        ['说明', row(1)],
        ['藏', row(2)],
        ['名单', row(3)],
      ],
    })
    const content = zipOf({
      ...parts,
      'xl/workbook.xml': parts['xl/workbook.xml'].replace('name="藏"', 'name="藏" state="hidden"'),
    })
    expect((await openSpreadsheet(content)).map(({ name }) => name)).toEqual(['说明', '名单'])
    expect(await rowsOf(content, undefined, 1)).toEqual([{ number: 1, cells: [3] }])
  })
})

describe('a workbook meant to do harm', () => {
  const row = (content = '') => `<sheetData>${content}</sheetData>`

  it('that unpacks without end is stopped on the way', async () => {
    const packed = deflateRawSync(Buffer.alloc(400 * 1024 * 1024, '<row/>'), { level: 9 })
    expect(packed.length).toBeLessThan(2 * 1024 * 1024)
    const before = process.memoryUsage().rss
    expect(await refusal(zipOf(workbookParts({}), { packed }))).toContain('解压后大得异常')
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024)
  })

  it('whose texts alone would fill the memory is stopped', async () => {
    const limits = { ...spreadsheetLimits, textBytes: 100_000 }
    const strings = Array.from({ length: 2000 }, () => `<si><t>${randomBytes(40).toString('hex')}</t></si>`).join('')
    expect(await refusal(rawWorkbook({ strings, sheet: row('<row><c><v>1</v></c></row>') }), limits)).toContain(
      '解压后大得异常',
    )
    const empty = '<si/>'.repeat(60_000)
    expect(await refusal(rawWorkbook({ strings: empty }), limits)).toContain('解压后大得异常')
  })

  it('of a million empty rows is read at once and holds nothing', async () => {
    const rows = Array.from({ length: 1_000_000 }, (_, index) => `<row r="${index + 2}"/>`).join('')
    const sheet = row(`<row r="1"><c t="inlineStr"><is><t>姓名</t></is></c></row>${rows}`)
    expect(await rowsOf(rawWorkbook({ sheet }))).toEqual([{ number: 1, cells: ['姓名'] }])
  })

  it('that lies about its size is counted by its rows', async () => {
    const two = '<row><c><v>1</v></c></row><row><c><v>2</v></c></row>'
    expect(await rowsOf(rawWorkbook({ sheet: `<dimension ref="A1:XFD1048576"/>${row(two)}` }))).toHaveLength(2)
    const many = Array.from({ length: 11 }, () => '<row><c><v>1</v></c></row>').join('')
    expect(await refusal(rawWorkbook({ sheet: `<dimension ref="A1"/>${row(many)}` }), few)).toContain('超过 10 行')
  })

  it('that uses too many columns, sheets or merged cells is refused with what to do', async () => {
    expect(await refusal(rawWorkbook({ sheet: row('<row><c r="XFD1"><v>1</v></c></row>') }))).toContain('超过 500 列')
    const sheets = ['a', 'b', 'c'].map((name) => [name, row()] as const)
    expect(await refusal(rawWorkbook({ sheets }), few)).toContain('工作表超过 2 个')
    const merges = Array.from({ length: 4 }, (_, index) => `<mergeCell ref="A${index + 1}:B${index + 1}"/>`).join('')
    expect(await refusal(rawWorkbook({ sheet: `${row()}<mergeCells>${merges}</mergeCells>` }), few)).toContain(
      '合并单元格超过 3 处',
    )
  })

  it('that defines entities of its own is refused', async () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
    expect(await refusal(rawWorkbook({ sheet: `${bomb}${row('<row><c><v>&b;</v></c></row>')}` }))).toContain('已损坏')
  })

  it('that was cut short, changed on the way or is no zip file at all is called damaged', async () => {
    const whole = rawWorkbook({ sheet: row('<row><c><v>1</v></c></row>') })
    for (const content of [
      whole.subarray(0, whole.length - 30),
      whole.subarray(0, whole.length / 2),
      Buffer.from('PK\u0003\u0004 broken'),
      zipOf(workbookParts({ sheet: row('<row><c><v>1</v></c></row>') }), { crc: () => 7 }),
    ])
      expect(await refusal(content)).toContain('已损坏')
  })

  it('never makes the reader fail otherwise than by refusing', async () => {
    const whole = rawWorkbook({ sheet: row('<row><c t="s"><v>0</v></c></row>'), strings: '<si><t>张</t></si>' })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        async (changes) => {
          const content = Buffer.from(whole)
          for (const [at, byte] of changes) content[at] = byte
          await refusal(content)
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('what is no workbook', () => {
  const ole = (name: string) =>
    Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.from(name, 'utf16le')])

  it.each([
    ['an empty file', Buffer.alloc(0), '文件是空的'],
    ['an old .xls under another name', ole('Workbook'), '旧版 .xls'],
    ['a workbook with a password', ole('EncryptedPackage'), '去掉密码'],
    ['a web page called .xls', Buffer.from('\r\n<html xmlns:x="urn:schemas-microsoft-com"><table>'), '网页或 XML'],
    ['the XML of 2003 called .xls', Buffer.from('\uFEFF<?xml version="1.0"?><Workbook>'), '网页或 XML'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), '不是表格文件'],
    ['an OpenDocument file', zipOf({ mimetype: 'x', 'content.xml': '<a/>' }), '.ods'],
    ['a Word document', zipOf({ 'word/document.xml': '<a/>' }), 'Word'],
    ['a zip archive with a list inside', zipOf({ '名单.xlsx': 'x' }), '先解压'],
    ['a binary workbook', zipOf({ 'xl/workbook.bin': 'x' }), '.xlsb'],
  ])('%s is named in plain words, with what to do', async (_name, content, words) => {
    const [zh = '', en = ''] = (await refusal(content)).split(' / ')
    expect(zh).toContain(words)
    expect(en).toMatch(/upload|right one/)
  })
})

describe('text with separators', () => {
  it('is read in UTF-8 with a mark, in UTF-16 and in GB 18030, with commas, tabs and semicolons', async () => {
    const gb = Buffer.concat([Buffer.from('d0d5c3fb', 'hex'), Buffer.from(',1\r\n'), Buffer.from('d5d4', 'hex')])
    for (const content of [
      Buffer.from('\uFEFF姓名,1\r\n赵\r\n'),
      Buffer.from('姓名\t1\n赵'),
      Buffer.from('姓名;1\r赵\r'),
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('姓名,1\n赵', 'utf16le')]),
      gb,
    ])
      expect(await cellsOf(content)).toEqual([['姓名', '1'], ['赵']])
  })

  it('keeps separators, quotes and line ends within quotes, and numbers kept as text', async () => {
    expect(await rowsOf(Buffer.from('a,"b,""c""\r\nd"\r\n,\r\n="0123",\'x\r\n'))).toEqual([
      { number: 1, cells: ['a', 'b,"c"\r\nd'] },
      { number: 3, cells: ['0123', "'x"] },
    ])
  })

  it('gives back any fields, wherever the pieces are cut', async () => {
    const field = fc
      .string({ unit: fc.constantFrom('a', '"', ',', '\n', ' ', '赵') })
      .filter((one) => one.trim() !== '')
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { minLength: 1 }), async (rows) => {
        const line = (cells: string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')
        expect(await cellsOf(Buffer.from(`x,y\n${rows.map(line).join('\r\n')}`))).toEqual([['x', 'y'], ...rows])
      }),
    )
  })

  it('with too many rows or a quote that never ends is refused', async () => {
    expect(await refusal(Buffer.from('a,b\n'.repeat(11)), few)).toContain('超过 10 行')
    expect(await refusal(Buffer.from(`a,"${'b'.repeat(70_000)}`))).toContain('不是表格文件')
  })
})
