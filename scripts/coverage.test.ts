import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseCsv } from '../core/indicators/csv.ts'
import { coverageColumns, coverageFile, coverageTable, requirementsIn } from './coverage.ts'

const root = join(import.meta.dirname, '..')
const [header, ...rows] = parseCsv(readFileSync(coverageFile, 'utf8'))
const claimed = rows.filter((row) => row[3] !== 'none')

function pathsIn(cell: string | undefined): string[] {
  return (cell ?? '').split(' ').filter((path) => path !== '')
}

describe('the coverage table', () => {
  it('holds each of the 409 requirements once, named in both languages', () => {
    expect(header).toEqual([...coverageColumns])
    expect(rows).toHaveLength(409)
    expect(new Set(rows.map((row) => row[0])).size).toBe(409)
    expect(rows.filter((row) => row.length !== 6 || !/^[A-Q]\d{2}$/.test(row[0] ?? '') || !row[1] || !row[2])).toEqual(
      [],
    )
  })

  it('says of each whether it works, works in part, or not yet', () => {
    expect(rows.filter((row) => !['works', 'partial', 'none'].includes(row[3] ?? ''))).toEqual([])
  })

  it('names a folder or file that exists for everything that works', () => {
    const wrong = claimed.filter(([, , , , where]) => {
      const paths = pathsIn(where)
      return paths.length === 0 || !paths.every((path) => existsSync(join(root, path)))
    })
    expect(wrong).toEqual([])
  })

  it('names a test or a journey that exists for everything that works', () => {
    const wrong = claimed.filter(([, , , , , shownBy]) => {
      const paths = pathsIn(shownBy)
      const isTest = (path: string) => /\.test\.tsx?$/.test(path) || path.startsWith('e2e/')
      return paths.length === 0 || !paths.every((path) => isTest(path) && existsSync(join(root, path)))
    })
    expect(wrong).toEqual([])
  })

  it('claims nothing for what does not work', () => {
    expect(rows.filter((row) => row[3] === 'none' && (row[4] !== '' || row[5] !== ''))).toEqual([])
  })
})

describe('a new edition of the catalogue', () => {
  const catalogue = '### A01 底册 — Registry ★ [NHJGA]\ntext\n### B02 量表 — Instruments [N] [implied]\n'

  it('gives each heading as a requirement, without the marks behind its name', () => {
    expect(requirementsIn(catalogue)).toEqual([
      { id: 'A01', zh: '底册', en: 'Registry' },
      { id: 'B02', zh: '量表', en: 'Instruments' },
    ])
  })

  it('keeps what the table already says of a requirement', () => {
    const known = [['A01', '旧名', 'Old name', 'works', 'core/people', 'core/people/age.test.ts']]
    expect(coverageTable(requirementsIn(catalogue), known).slice(1)).toEqual([
      ['A01', '底册', 'Registry', 'works', 'core/people', 'core/people/age.test.ts'],
      ['B02', '量表', 'Instruments', 'none', '', ''],
    ])
  })
})
