import type { DivisionChange } from '@yinian/core/division-changes/api.ts'
import { differenceOf, type PresentDivision } from '@yinian/core/division-changes/difference.ts'
import { type ReadList, readListFile, readListRows } from '@yinian/core/division-changes/list-rows.ts'
import * as problems from '@yinian/core/division-changes/problems.ts'
import { countyOf, isWithin, type Level, type RegionCode, rangeOf } from '@yinian/core/regions/code.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import { audit } from '../access/index.ts'
import type { Tx } from '../db/database.ts'
import { newId } from '../db/ids.ts'
import { SpreadsheetUnreadable } from '../documents/read-spreadsheet.ts'
import { readShortList } from '../documents/short-list.ts'
import type { UploadedFile } from '../http/serve.ts'
import type { Work } from '../http/work.ts'
import { keepLines, subjectOf } from './change-record.ts'
import { getChangeById } from './queries.ts'

export interface Preparing {
  readonly region: RegionCode
  readonly day: Day
  readonly document: string
  readonly complete: boolean
  readonly file: UploadedFile | undefined
}

/**
 * Keeps what a newer list changes in an area, with a proposal of what became of what. Nothing else is written.
 * @throws areaUnknown, changeUnderWay, listUnreadable, noListHeader, nothingChanges
 */
export async function prepareChange(
  work: Work,
  { region, day, document, complete, file }: Preparing,
): Promise<DivisionChange> {
  const { tx, actor } = work
  await requireArea(tx, region)
  const list = await readList(file, region, day)
  const { present, ended } = await readPresent(tx, region)
  const { arrows, faults } = differenceOf(present, ended, list.divisions, complete)
  const allFaults = [...list.faults, ...faults].sort((one, other) => one.row - other.row)
  if (arrows.length === 0 && allFaults.length === 0) throw problems.nothingChanges({ at: '/file' })
  const change = { county: countyOf(region), id: newId(actor.now), region }
  await tx
    .insertInto('division_change')
    .values({
      ...change,
      day,
      document: document.trim(),
      file_name: (file?.name ?? '').slice(0, 200),
      complete,
      faults: JSON.stringify(allFaults.slice(0, mostFaultsKept)),
      prepared_by: [actor.accountId],
      prepared_by_name: actor.name,
      prepared_at: actor.now,
    })
    .execute()
  await keepLines(work, change, {
    arrows,
    names: new Map(present.map(({ code, name }) => [code, name])),
    next: new Map(list.divisions.map(({ code, name, urbanClass, said }) => [code, { name, urbanClass, said }])),
    isConfirmed: () => false,
  })
  await audit(work, 'division-changes.prepared', {
    ...subjectOf(change),
    detail: { document, from: day, rows: arrows.length },
  })
  return getChangeById(work, change.id)
}

const mostFaultsKept = 500

async function requireArea(tx: Tx, region: RegionCode): Promise<void> {
  const { rows } = await sql<{ level: Level }>`
    select level from region where code = ${region} and in_scope(code) and valid_to is null`.execute(tx)
  const level = rows[0]?.level
  if (level !== 'county' && level !== 'city' && level !== 'province')
    throw problems.areaUnknown({ at: '/query/region' })
  const underWay = await tx
    .selectFrom('division_change')
    .select(['region', 'document'])
    .where('state', 'in', ['prepared', 'submitted', 'applying'])
    .execute()
  const other = underWay.find((one) => isWithin(one.region, region) || isWithin(region, one.region))
  if (other !== undefined) throw problems.changeUnderWay({ values: { document: other.document } })
}

async function readPresent(
  tx: Tx,
  region: RegionCode,
): Promise<{ present: PresentDivision[]; ended: Set<RegionCode> }> {
  const { from, to } = rangeOf(region)
  const { rows } = await sql<PresentDivision & { over: boolean }>`
    select code, name, level, listed, valid_to is not null as over from region where code between ${from} and ${to}`.execute(
    tx,
  )
  return {
    present: rows.filter(({ over }) => !over),
    ended: new Set(rows.filter(({ over }) => over).map(({ code }) => code)),
  }
}

async function readList(file: UploadedFile | undefined, within: RegionCode, day: Day): Promise<ReadList> {
  const unreadable = (zh: string, en: string) =>
    problems.listUnreadable({ at: '/file', values: { reasonZh: zh, reasonEn: en } })
  if (file === undefined) throw unreadable('没有收到文件', 'no file came with it')
  const beginning = file.content.subarray(0, 40).toString()
  if (/^# \d{4}-\d{2}-\d{2}\n/.test(beginning)) {
    try {
      return readListFile(file.content.toString(), within)
    } catch (error) {
      throw unreadable('有一行不合格式', (error as Error).message)
    }
  }
  const sheets = await readShortList(file.content).catch((error: unknown) => {
    if (error instanceof SpreadsheetUnreadable) throw unreadable(error.reason.zh, error.reason.en)
    throw error
  })
  for (const { rows } of sheets) {
    const read = readListRows(rows, { within, day })
    if (read !== null) return read
  }
  throw problems.noListHeader({ at: '/file' })
}
