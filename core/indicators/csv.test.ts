import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatCsv, parseCsv } from './csv.ts'

describe('tables as comma-separated text', () => {
  it('reads quoted commas, quotes and line ends as part of the field', () => {
    expect(parseCsv('a,"b,""c""\nd"\r\n1,\n')).toEqual([
      ['a', 'b,"c"\nd'],
      ['1', ''],
    ])
  })

  it('skips the byte-order mark that spreadsheets write', () => {
    expect(parseCsv('\uFEFFid\n1')).toEqual([['id'], ['1']])
  })

  it('keeps an empty last field where the text ends at a comma', () => {
    expect(parseCsv('a,b,')).toEqual([['a', 'b', '']])
  })

  it('refuses a quote that is never closed', () => {
    expect(() => parseCsv('a,"b')).toThrow(SyntaxError)
  })

  it('reads back whatever it wrote', () => {
    const table = fc.array(
      fc.array(fc.string({ unit: fc.constantFrom('a', '老', ',', '"', '\n', '\r', ' ') }), { minLength: 2 }),
    )
    fc.assert(
      fc.property(table, (rows) => {
        expect(parseCsv(formatCsv(rows))).toEqual(rows)
      }),
    )
  })
})
