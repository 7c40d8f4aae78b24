import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { ancestorsOf, isWithin, levelOf, nation } from './code.ts'
import { editionOf, readDivisions, writeDivisions } from './divisions-file.ts'
import type { Division } from './region.ts'

const small =
  '# 2023-06-30\n44广东省\n\t19东莞市\n\t\t\t003东城街道\n\t\t\t\t001岗贝社区居委会\t111\n\t20甲市\n\t\t01乙区\n'

describe('the divisions file', () => {
  test('begins with the day it describes', () => {
    expect(editionOf(small)).toBe('2023-06-30')
    expect(() => editionOf('44广东省\n')).toThrow('date')
  })

  test('gives a city without counties its own county code, and its towns the city as parent', () => {
    const rows = [...readDivisions(small)]
    expect(rows.map(({ code, parent, county }) => [code, parent, county])).toEqual([
      [nation, null, null],
      ['440000000000', nation, null],
      ['441900000000', '440000000000', '441900'],
      ['441900003000', '441900000000', '441900'],
      ['441900003001', '441900003000', '441900'],
      ['442000000000', '440000000000', null],
      ['442001000000', '442000000000', '442001'],
    ])
    expect(rows[4]).toMatchObject({ name: '岗贝社区居委会', level: 'village', urbanClass: '111' })
  })

  test('is written as it was read', () => {
    expect(writeDivisions('2023-06-30', readDivisions(small))).toBe(small)
  })

  test('refuses a line it cannot read and a file that is cut off', () => {
    expect(() => [...readDivisions('# 2023-06-30\nxx广东省\n')]).toThrow('cannot be read')
    expect(() => [...readDivisions('# 2023-06-30\n\t19东莞市\n')]).toThrow('cannot be read')
    expect(() => [...readDivisions('# 2023-06-30\n44广')]).toThrow('cut off')
  })
})

describe('the list of 2023', () => {
  const file = join(import.meta.dirname, '../../reference/divisions/divisions-2023.tsv.br')
  const text = brotliDecompressSync(readFileSync(file)).toString()
  const byCode = new Map<string, Division>()
  let rows = 0
  for (const division of readDivisions(text)) {
    rows++
    byCode.set(division.code, division)
  }
  /** One assertion over all rows, because 660,000 assertions are slow. */
  const offenders = (wrong: (division: Division) => boolean): string[] => {
    const found: string[] = []
    for (const division of byCode.values()) if (wrong(division)) found.push(`${division.code} ${division.name}`)
    return found
  }

  test('has every division once, at every level', () => {
    const count: Record<string, number> = {}
    for (const { level } of byCode.values()) count[level] = (count[level] ?? 0) + 1
    expect(rows).toBe(byCode.size)
    expect(count).toEqual({ nation: 1, province: 34, city: 342, county: 2975, town: 41_351, village: 620_572 })
  })

  test('gives every division a parent that exists and contains it', () => {
    expect(
      offenders(({ code, parent }) =>
        parent === null ? code !== nation : !byCode.has(parent) || !isWithin(code, parent),
      ),
    ).toEqual([])
  })

  test('agrees with what a code says by itself about level and ancestors', () => {
    expect(
      offenders(({ code, level, parent }) => {
        return levelOf(code) !== level || (parent !== null && parent !== (ancestorsOf(code).at(-1) ?? nation))
      }),
    ).toEqual([])
  })

  test('names for every town and village the county-level division that is responsible', () => {
    expect(
      offenders(({ level, county }) => {
        const below = level === 'county' || level === 'town' || level === 'village'
        if (!below) return false
        return county === null || byCode.get(`${county}000000`)?.county !== county
      }),
    ).toEqual([])
    expect(offenders(({ level, county }) => level === 'city' && county !== null)).toEqual([
      '441900000000 东莞市',
      '442000000000 中山市',
      '460400000000 儋州市',
    ])
  })
})
