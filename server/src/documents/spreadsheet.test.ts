import fc from 'fast-check'
import { readXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { type Cell, writeCsv, writeXlsx } from './spreadsheet.ts'

const sheetOf = (rows: Cell[][]) => ({ name: '名单', columns: [{ header: '姓名' }, { header: '年龄' }], rows })

async function textOf(rows: Cell[][]): Promise<string> {
  let text = ''
  for await (const piece of writeCsv(sheetOf(rows))) text += piece
  return text
}

describe('a list as comma-separated values', () => {
  it('is recognised as UTF-8 by Excel and quotes what needs it', async () => {
    expect(await textOf([['张"三",李四', 80]])).toBe('\uFEFF姓名,年龄\r\n"张""三"",李四",80\r\n')
  })

  it('never lets a cell of text be computed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('=', '+', '-', '@', '\t', '\r'), fc.string(), async (sign, rest) => {
        const [, line = ''] = (await textOf([[`${sign}${rest}`, null]])).split('\r\n', 2)
        expect(line.replace(/^"/, '').startsWith("'")).toBe(true)
      }),
    )
  })
})

describe('a list as a workbook', () => {
  it('gives back every cell as it was written', async () => {
    const printable = fc
      .string({ minLength: 1, unit: 'grapheme' })
      .filter((text) => /^[^\p{C}]+$/u.test(text) && text.trim() === text)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(printable, fc.integer({ min: 0, max: 120 })), { minLength: 1 }),
        async (rows) => {
          const pieces: Buffer[] = []
          for await (const piece of writeXlsx(sheetOf(rows))) pieces.push(piece)
          const [sheet] = (await readXlsx(new Uint8Array(Buffer.concat(pieces)))).sheets
          expect(sheet?.rows.slice(1)).toEqual(rows)
        },
      ),
      { numRuns: 30 },
    )
  })
})
