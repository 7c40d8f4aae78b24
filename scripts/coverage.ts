// Writes the coverage table from a catalogue of requirements, keeping what the table already says of each id.
// Run once per edition of the catalogue: node scripts/coverage.ts <catalogue.md>. The table is then kept by hand.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { formatCsv, parseCsv } from '../core/indicators/csv.ts'

export interface Requirement {
  readonly id: string
  readonly zh: string
  readonly en: string
}

export const coverageColumns = ['id', 'zh', 'en', 'state', 'where', 'shown_by'] as const
export const coverageFile = join(import.meta.dirname, '..', 'docs', 'coverage.csv')

/** Reads headings of the form `### A01 中文名 — English name ★ [NHJGA]`; the star and the plans' letters are not part of the name. */
export function requirementsIn(catalogue: string): Requirement[] {
  const heading = /^### ([A-Z]\d{2}) (.+?) — (.+?)(?: ★)?(?: \[[^\]]*\])*(?: ★)?$/gm
  return [...catalogue.matchAll(heading)].map(([, id = '', zh = '', en = '']) => ({ id, zh, en }))
}

/** The table for these requirements: what was known of an id stays, a new id starts as `none`. */
export function coverageTable(requirements: readonly Requirement[], known: readonly string[][]): string[][] {
  const before = new Map(known.map((row) => [row[0], row.slice(3)]))
  const rows = requirements.map(({ id, zh, en }) => [id, zh, en, ...(before.get(id) ?? ['none', '', ''])])
  return [[...coverageColumns], ...rows]
}

if (process.argv[1] === import.meta.filename) {
  const catalogue = process.argv[2]
  if (catalogue === undefined) {
    console.error('Usage: node scripts/coverage.ts <catalogue.md>')
    process.exit(2)
  }
  const known = existsSync(coverageFile) ? parseCsv(readFileSync(coverageFile, 'utf8')).slice(1) : []
  const table = coverageTable(requirementsIn(readFileSync(catalogue, 'utf8')), known)
  writeFileSync(coverageFile, formatCsv(table))
  console.log(`${table.length - 1} requirements written to docs/coverage.csv`)
}
