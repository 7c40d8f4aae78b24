import { scopeOf } from '@yinian/core/access/actor.ts'
import { gbt42195 } from '@yinian/core/assessments/instruments/gbt-42195-2022/instrument.ts'
import { type LookupBasis, lookupLimits } from '@yinian/core/assessments/lookup.ts'
import type { listLookups, verifyBatch } from '@yinian/core/assessments/lookup-api.ts'
import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { isIdentityNumber, normaliseNumber } from '@yinian/core/people/identity-document.ts'
import { countyOf, nation } from '@yinian/core/regions/code.ts'
import { newId } from '../../db/ids.ts'
import { type Cell, spreadsheetTypes, writeXlsx } from '../../documents/spreadsheet.ts'
import type { Ground } from '../../http/ground.ts'
import type { Download } from '../../http/send-file.ts'
import type { UploadedFile } from '../../http/serve.ts'
import type { Work } from '../../http/work.ts'
import { fileUnusable, readFirstSheet, tooLong } from '../first-sheet.ts'
import { findResult, keepLookup, lookAcross, requireNotTooOften } from './verify.ts'

type Row = ReplyOf<typeof verifyBatch>
export const lookupLabel = (id: string): string => `result_lookup.result:${id}`

/** A list for one purpose: every person found is told in their own county who asked. @throws fileWrong, lookedTooOften */
export async function verifyList(
  work: Work,
  ground: Ground,
  asked: QueryOf<typeof verifyBatch>,
  file: UploadedFile | undefined,
): Promise<Row> {
  const { actor, vault } = work
  const numbers = await numbersIn(file)
  await requireNotTooOften(work, { batch: true })
  const rows = await lookAcross(ground, work, async (wide) => {
    const found: Cell[][] = []
    for (const number of numbers) found.push(await rowOf(wide, number, asked))
    return found
  })
  const id = newId(actor.now)
  const county = countyOf(scopeOf(actor, 'assessments:verify')?.regions[0] ?? nation)
  const sealed = await vault.seal(county, lookupLabel(id), JSON.stringify(rows))
  const found = rows.filter((row) => row[2] !== null).length
  await keepLookup(work, asked, { rows: rows.length, found, id, sealed })
  return {
    id,
    purpose: asked.purpose,
    basis: asked.basis,
    basisNote: asked.basisNote,
    rows: rows.length,
    found,
    lookedAt: actor.now.toISOString(),
    hasFile: true,
  }
}

const said = {
  wrong: { zh: '证件号码不正确', en: 'wrong number' },
  none: { zh: '没有有效结果', en: 'no valid result' },
  valid: { zh: '有效', en: 'valid' },
} as const satisfies Record<string, Text>

async function rowOf(wide: Work, number: string, asked: QueryOf<typeof verifyBatch>): Promise<Cell[]> {
  if (!isIdentityNumber(number)) return [number, said.wrong.zh, null, null, null, null, null]
  const result = await findResult(wide, number, asked)
  if (!result) return [number, said.none.zh, null, null, null, null, null]
  const level = gbt42195.levels.find((one) => one.level === result.level)
  return [
    number,
    said.valid.zh,
    `${result.level} ${level?.alias.zh ?? ''}`,
    result.confirmedOn,
    result.validUntil,
    result.organisationName,
    result.countyName,
  ]
}

/** The first column that holds identity numbers; each person is looked up once. */
async function numbersIn(file: UploadedFile | undefined): Promise<string[]> {
  const most = lookupLimits.batchRows
  const rows = await readFirstSheet(file, most)
  const first = rows.findIndex(({ cells }) => cells.some(isIdentityNumber))
  const column = rows[first]?.cells.findIndex(isIdentityNumber) ?? -1
  if (column < 0) throw fileUnusable({ zh: '没有找到证件号码', en: 'no identity number was found' })
  const cells = rows.slice(first).map((row) => normaliseNumber(row.cells[column] ?? ''))
  const numbers = [...new Set(cells.filter((cell) => cell !== ''))]
  if (numbers.length > most) throw fileUnusable(tooLong(most))
  return numbers
}

export async function listLookupsOf({ tx, actor }: Work): Promise<ReplyOf<typeof listLookups>> {
  const rows = await tx
    .selectFrom('result_lookup')
    .selectAll()
    .where('account_id', '=', actor.accountId)
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
  return {
    rows: rows.map((row) => ({
      id: row.id,
      purpose: row.purpose,
      basis: row.basis as LookupBasis,
      basisNote: row.basis_note,
      rows: row.rows,
      found: row.found,
      lookedAt: row.looked_at.toISOString(),
      hasFile: row.result_sealed !== null && isKept(row.looked_at, actor.now),
    })),
  }
}

const isKept = (lookedAt: Date, now: Date): boolean =>
  now.getTime() - lookedAt.getTime() < lookupLimits.daysKept * 86_400_000

/** The result of one’s own batch, for some days. @throws notFound */
export async function batchFile({ tx, actor, vault }: Work, id: string): Promise<Download> {
  const row = await tx
    .selectFrom('result_lookup')
    .selectAll()
    .where('id', '=', id)
    .where('account_id', '=', actor.accountId)
    .executeTakeFirst()
  if (!row?.result_sealed || !isKept(row.looked_at, actor.now)) throw notFound()
  const rows = JSON.parse(await vault.open(row.county, lookupLabel(id), row.result_sealed)) as Cell[][]
  const headers = ['证件号码', '查验结果', '等级', '确认日期', '有效期至', '评估机构', '负责地区']
  return {
    fileName: `评估结果查验-${row.looked_at.toISOString().slice(0, 10)}.xlsx`,
    contentType: spreadsheetTypes.xlsx,
    content: writeXlsx({ name: '查验结果', columns: headers.map((header) => ({ header, width: 22 })), rows }),
  }
}
