import { findMarks } from '@yinian/core/privacy/export-mark.ts'
import fc from 'fast-check'
import { readXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { type Cell, type SpreadsheetFormat, writeSpreadsheet } from './spreadsheet.ts'
import { watermarked } from './watermark.ts'

const notice = '颐年 · 王芳 导出 · 导出编号 0AB-12CD'
const properties = { creator: '王芳 & <李>', description: notice, 'export-number': '0AB-12CD' }
const sheetOf = (rows: Cell[][]) => ({
  name: '名单',
  columns: [{ header: '姓名' }, { header: '居住地', mayCarryMark: true }, { header: '年龄', mayCarryMark: true }],
  rows,
})

async function written(format: SpreadsheetFormat, rows: Cell[][], mark: number): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of writeSpreadsheet(format, watermarked(sheetOf(rows), { mark, notice, properties })))
    pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces)
}

const list = (length: number): Cell[][] =>
  Array.from({ length }, (_, index) => [`张${index}`, `江西省 赣州市 章贡区 水南镇 第${index}村`, 60 + (index % 40)])

describe('a watermarked workbook', () => {
  it('says whose export it is in its last row and its properties, and is read by others as before', async () => {
    const book = await readXlsx(new Uint8Array(await written('xlsx', list(3), 77)))
    const rows = book.sheets[0]?.rows ?? []
    expect(rows).toHaveLength(5)
    expect(String(rows.at(-1)?.[0]).replace(/[\u200b-\u200d\u2060]/gu, '')).toBe(notice)
    expect(rows[1]?.[0], 'a name carries nothing').toBe('张0')
    expect(rows[1]?.[2], 'a number stays a number').toBe(60)
    expect(book.properties?.creator).toBe(properties.creator)
    expect(book.properties?.custom?.['export-number']).toBe('0AB-12CD')
  })

  it('is written whatever its length, and its parts stay whole', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 6000 }), fc.nat(2 ** 32 - 1), async (length, mark) => {
        const book = await readXlsx(new Uint8Array(await written('xlsx', list(length), mark)))
        expect(book.sheets[0]?.rows).toHaveLength(length + 2)
        expect(book.properties?.description).toBe(notice)
      }),
      { numRuns: 8 },
    )
  })
})

describe('a list that leaks without its last row', () => {
  it.each(['xlsx', 'csv'] as const)('is known by any twenty rows copied out of a %s', async (format) => {
    const mark = 3_141_592_653
    const file = await written(format, list(500), mark)
    const rows =
      format === 'xlsx'
        ? ((await readXlsx(new Uint8Array(file))).sheets[0]?.rows ?? []).map((row) => row.join('\t'))
        : file.toString('utf8').split('\r\n')
    for (const from of [1, 200, 480]) {
      const block = rows
        .slice(from, from + 20)
        .map((row) => row.trim())
        .join('\n')
      expect([...findMarks(block)]).toEqual([[mark, 20]])
    }
    const oneColumn = rows.slice(100, 120).map((row) => row.split(/[\t,]/)[1])
    expect(findMarks(oneColumn.join('\n')).get(mark)).toBe(20)
  })

  it('is known though some rows were typed anew or spoiled', async () => {
    const mark = 42
    const rows = (await written('csv', list(20), mark)).toString('utf8').split('\r\n').slice(1, 21)
    const spoiled = rows.map((row, index) => (index % 3 === 0 ? row.replace(/[\u200b-\u200d]/u, '') : row))
    expect(findMarks(spoiled.join('\n')).get(mark)).toBe(13)
  })
})
