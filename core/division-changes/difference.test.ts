import { describe, expect, it } from 'vitest'
import { levelOf } from '../regions/code.ts'
import { type Arrow, differenceOf, kindOf, onlySuccessors, type PresentDivision, successorsOf } from './difference.ts'
import { readListFile, readListRows } from './list-rows.ts'

const names: readonly [string, string][] = [
  ['360702000000', '章贡区'],
  ['360702007000', '水南镇'],
  ['360702007001', '腊长村委会'],
  ['360702007002', '长塘村委会'],
  ['360702007003', '金星村委会'],
  ['360702007004', '水口村委会'],
  ['360702008000', '水西镇'],
  ['360702008001', '永红村委会'],
  ['360703000000', '南康区'],
]
const present: readonly PresentDivision[] = names.map(([code, name]) => ({
  code,
  name,
  level: levelOf(code),
  listed: true,
}))
const within = '360700000000'
const day = '2026-11-01'

function list(rows: (string | null)[][], complete = false) {
  const read = readListRows([['代码', '名称', '原代码', '变更日期'], ...rows], { within, day })
  const difference = differenceOf(present, new Set(['360702007099']), read?.divisions ?? [], complete)
  return { ...difference, faults: [...(read?.faults ?? []), ...difference.faults] }
}
const kinds = (arrows: readonly Arrow[]) =>
  arrows.map((arrow) => [arrow.from, arrow.to, kindOf(arrow, arrows), arrow.how])
/** The list in force, with some rows in the place of others. */
const all = (change: Record<string, (string | null)[] | null>) => [
  ...names.flatMap(([code, name]) => {
    const other = change[code]
    return other === undefined ? [[code, name]] : other === null ? [] : [other]
  }),
  ...Object.entries(change).flatMap(([code, row]) =>
    names.some(([known]) => known === code) || row === null ? [] : [row],
  ),
]

describe('the difference of a newer list', () => {
  it('is nothing where nothing changed', () => {
    expect(list(all({}), true)).toEqual({ arrows: [], faults: [] })
  })

  it('finds a new name under the same code', () => {
    const { arrows } = list([['360702007001', '腊长社区居委会']])
    expect(kinds(arrows)).toEqual([['360702007001', '360702007001', 'renamed', 'code']])
  })

  it('takes the old code that an official list gives: two into one are merged, one into two is split', () => {
    const { arrows } = list([
      ['360702007010', '新村', '360702007001、360702007002'],
      ['360702007011', '金东村', '360702007003'],
      ['360702007012', '金西村', '360702007003'],
    ])
    expect(kinds(arrows)).toEqual([
      ['360702007001', '360702007010', 'merged', 'official'],
      ['360702007002', '360702007010', 'merged', 'official'],
      ['360702007003', '360702007011', 'split', 'official'],
      ['360702007003', '360702007012', 'split', 'official'],
    ])
  })

  it('lets a village go on that takes in another or gives up a part', () => {
    expect(kinds(list([['360702007002', '长塘村委会', '360702007001']]).arrows)).toEqual([
      ['360702007001', '360702007002', 'merged', 'official'],
      ['360702007002', '360702007002', 'continued', 'code'],
    ])
    expect(
      kinds(
        list([
          ['360702007002', '长塘村委会'],
          ['360702007020', '长新村委会', '360702007002'],
        ]).arrows,
      ),
    ).toEqual([
      ['360702007002', '360702007002', 'continued', 'code'],
      ['360702007002', '360702007020', 'split', 'official'],
    ])
  })

  it('proposes the same name in the same town, then the same name elsewhere, then a similar one', () => {
    const rows = all({
      '360702007001': ['360702007021', '腊长社区居委会'],
      '360702007002': ['360702008022', '长塘村委会'],
      '360702007003': ['360702007023', '金星湾村委会'],
    })
    expect(kinds(list(rows, true).arrows)).toEqual([
      ['360702007001', '360702007021', 'recoded', 'same-name'],
      ['360702007002', '360702008022', 'moved', 'moved'],
      ['360702007003', '360702007023', 'recoded', 'similar-name'],
    ])
  })

  it('follows a town under another county, its villages with it', () => {
    const rows = all({
      '360702008000': ['360703005000', '水西镇'],
      '360702008001': ['360703005001', '永红村委会'],
    })
    const { arrows } = list(rows, true)
    expect(kinds(arrows)).toEqual([
      ['360702008000', '360703005000', 'moved', 'moved'],
      ['360702008001', '360703005001', 'recoded', 'same-name'],
    ])
    expect(onlySuccessors(successorsOf(arrows), 'county')).toEqual(new Map())
    expect(onlySuccessors(successorsOf(arrows), 'anywhere').size).toBe(2)
  })

  it('leaves open what it cannot tell', () => {
    const { arrows } = list(all({ '360702007004': null, '360702008009': ['360702008009', '全新社区'] }), true)
    expect(kinds(arrows)).toEqual([
      ['360702007004', null, 'gone', 'none'],
      [null, '360702008009', 'new', 'none'],
    ])
  })

  it('says nothing about what it does not name, unless it is complete', () => {
    expect(list([['360702008009', '全新社区']]).arrows).toHaveLength(1)
  })

  it('refuses a code used before, a missing town, an unknown old code, a row of elsewhere, another day and the same row twice', () => {
    const { arrows, faults } = list([
      ['360702007099', '旧码村'],
      ['360702055001', '无镇村'],
      ['360702007031', '来历不明村', '360702007098'],
      ['360102001001', '外地村'],
      ['360702007032', '他日村', '360702007001', '2026-12-01'],
      ['360702007033', '重村', '360702007001'],
      ['360702007033', '重村', '360702007002'],
      ['36070200703', '少一位村'],
    ])
    expect(kinds(arrows)).toEqual([['360702007001', '360702007033', 'recoded', 'official']])
    expect(faults.map(({ row }) => row).sort()).toEqual([2, 3, 4, 5, 6, 8, 9])
  })
})

it('reads a list in the project’s own form', () => {
  const text = '# 2026-11-01\n36江西省\n\t07赣州市\n\t\t02章贡区\n\t\t\t007水南镇\n\t\t\t\t001腊长新村委会\n'
  const read = readListFile(text, '360702000000')
  expect(read.divisions.map(({ code, name }) => [code, name])).toEqual([
    ['360702000000', '章贡区'],
    ['360702007000', '水南镇'],
    ['360702007001', '腊长新村委会'],
  ])
})
