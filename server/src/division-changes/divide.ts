import type { assignEldersByList, Undivided } from '@yinian/core/division-changes/api.ts'
import { listUnreadable, noListHeader, notAnHeir } from '@yinian/core/division-changes/problems.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { documentKey, readDocument } from '@yinian/core/people/identity-document.ts'
import { countyOf, type RegionCode, rangeOf } from '@yinian/core/regions/code.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import { audit } from '../access/index.ts'
import type { Tx } from '../db/database.ts'
import { type SpreadsheetCell, SpreadsheetUnreadable } from '../documents/read-spreadsheet.ts'
import { readShortList } from '../documents/short-list.ts'
import type { UploadedFile } from '../http/serve.ts'
import type { Work } from '../http/work.ts'
import { carryElders, indexesOfDocument } from '../people/index.ts'
import { nameRegions } from '../regions/index.ts'
import { carryDependents } from './carry-rows.ts'

interface Ended {
  readonly code: RegionCode
  readonly day: Day
  readonly document: string
  readonly changeCounty: string
  readonly changeId: string
  readonly heirs: readonly RegionCode[]
}

/** Divisions that were split and where elders still are, within the reader's area. */
export async function listUndividedIn(tx: Tx): Promise<{ rows: Undivided[] }> {
  const { rows: left } = await sql<{ code: string; elders: number }>`
    select e.region as code, count(*)::int as elders from elder e
      join region r on r.code = e.region and r.valid_to is not null and r.successor is null
     where in_scope(e.region) group by e.region order by e.region`.execute(tx)
  const ended = await readEnded(
    tx,
    left.map(({ code }) => code),
  )
  const names = await nameRegions(
    tx,
    ended.flatMap(({ code, heirs }) => [code, ...heirs]),
  )
  const place = (code: RegionCode) => ({ code, ...names(code) })
  return {
    rows: ended.map(({ code, day, document, heirs }) => ({
      from: place(code),
      day,
      document,
      heirs: heirs.map(place),
      elders: left.find((one) => one.code === code)?.elders ?? 0,
    })),
  }
}

async function readEnded(tx: Tx, codes: readonly RegionCode[]): Promise<Ended[]> {
  if (codes.length === 0) return []
  const { rows } = await sql<Ended>`
    select from_code as code, day, min(document) as document, min(change_county::text) as "changeCounty", min(change_id::text) as "changeId",
           array_agg(to_code::text order by to_code) as heirs
      from region_change where from_code = any(${[...codes]}::text[]) and kind = 'split' group by from_code, day order by from_code`.execute(
    tx,
  )
  return rows
}

/** Says of some elders of a split division where they belong. @throws notFound, notAnHeir */
export async function assignEldersOf(
  work: Work,
  code: RegionCode,
  { elderIds, to }: { readonly elderIds: readonly string[]; readonly to: RegionCode },
): Promise<{ assigned: number }> {
  const ended = await getEnded(work.tx, code)
  requireHeir(ended, to)
  const assigned = await assign(work, ended, elderIds, to)
  return { assigned }
}

async function assign(work: Work, ended: Ended, elderIds: readonly string[], to: RegionCode): Promise<number> {
  const county = countyOf(ended.code)
  const nothing = new Map<string, string>()
  const { moved } = await carryElders(
    work,
    county,
    {
      changeId: ended.changeId,
      day: ended.day,
      residence: nothing,
      registration: nothing,
      grids: nothing,
      only: { elderIds, from: ended.code, to },
    },
    elderIds.length,
  )
  if (moved.length === 0) return 0
  // a grid is part of a village: what was drawn for the old one does not hold for a part of it that somebody chose
  await work.tx
    .deleteFrom('elder_grid')
    .where('county', '=', county)
    .where('elder_id', 'in', moved)
    .where('region', '<>', to)
    .execute()
  await carryDependents(work.tx, { county: ended.changeCounty, id: ended.changeId }, county, 'elder', moved)
  await audit(work, 'division-changes.assigned', {
    region: to,
    subjectType: 'division-change',
    subjectId: ended.changeId,
    detail: { people: moved.length, before: ended.code },
  })
  return moved.length
}

/** @throws notFound for one that is not waiting to be told apart, or lies outside the actor's area */
async function getEnded(tx: Tx, code: RegionCode): Promise<Ended> {
  const { from, to } = rangeOf(code)
  const { rows } = await sql<{ code: string }>`
    select code from region where code = ${code} and valid_to is not null and in_scope(${from}) and in_scope(${to})`.execute(
    tx,
  )
  const [ended] = rows.length === 0 ? [] : await readEnded(tx, [code])
  if (ended === undefined) throw notFound()
  return ended
}

function requireHeir({ code, heirs }: Ended, to: RegionCode): void {
  if (!heirs.includes(to) || countyOf(to) !== countyOf(code)) throw notAnHeir({ at: '/to' })
}

type Result = ReplyOf<typeof assignEldersByList>

/** Reads 身份证号 and 新区划 row by row; a row at fault changes nothing and is told. @throws notFound, listUnreadable, noListHeader */
export async function assignByList(work: Work, code: RegionCode, file: UploadedFile | undefined): Promise<Result> {
  const { tx, vault } = work
  const ended = await getEnded(tx, code)
  const names = await nameRegions(tx, ended.heirs)
  const rows = await readRows(file)
  const faults: Result['faults'] = []
  const wanted = new Map<RegionCode, string[]>()
  for (const { row, number, place } of rows) {
    const fault = (zh: string, en: string) => faults.push({ row, message: { zh, en } })
    const to = ended.heirs.find((heir) => heir === place.padEnd(12, '0') || names(heir).name === place)
    const read = readDocument('resident-identity', number)
    if (to === undefined || countyOf(to) !== countyOf(code)) {
      fault(`“${place}”不是拆分后的区划`, `“${place}” is none of the parts`)
      continue
    }
    if ('reason' in read) {
      fault('身份证号不正确', 'The identity number is not right')
      continue
    }
    const elder = await tx
      .selectFrom('elder')
      .select('id')
      .where('county', '=', countyOf(code))
      .where('region', '=', code)
      .where('document_number_index', 'in', indexesOfDocument(vault, documentKey('resident-identity', read.number)))
      .executeTakeFirst()
    if (elder === undefined) fault('原区划中没有这位老年人', 'Nobody of that number is left in the old division')
    else wanted.set(to, [...(wanted.get(to) ?? []), elder.id])
  }
  let assigned = 0
  for (const [to, elderIds] of wanted) assigned += await assign(work, ended, elderIds, to)
  return { assigned, faults }
}

async function readRows(file: UploadedFile | undefined): Promise<{ row: number; number: string; place: string }[]> {
  const unreadable = ({ zh, en }: Text) => listUnreadable({ at: '/file', values: { reasonZh: zh, reasonEn: en } })
  if (file === undefined) throw unreadable({ zh: '没有收到文件', en: 'no file came with it' })
  const sheets = await readShortList(file.content).catch((error: unknown) => {
    if (error instanceof SpreadsheetUnreadable) throw unreadable(error.reason)
    throw error
  })
  for (const { rows } of sheets) {
    const head = rows.slice(0, 20).findIndex((cells) => {
      const headers = cells.map(textOf)
      return (
        headers.some((header) => numberHeaders.includes(header)) &&
        headers.some((header) => placeHeaders.includes(header))
      )
    })
    if (head < 0) continue
    const headers = (rows[head] ?? []).map(textOf)
    const number = headers.findIndex((header) => numberHeaders.includes(header))
    const place = headers.findIndex((header) => placeHeaders.includes(header))
    return rows
      .map((cells, index) => ({
        row: index + 1,
        number: textOf(cells[number] ?? null),
        place: textOf(cells[place] ?? null),
      }))
      .slice(head + 1)
      .filter((one) => one.number !== '' || one.place !== '')
  }
  throw noListHeader({ at: '/file' })
}

const numberHeaders = ['身份证号', '身份证号码', '公民身份号码', '证件号码']
const placeHeaders = ['新区划', '新村（社区）', '新村', '村（社区）', '区划代码']
const textOf = (cell: SpreadsheetCell): string => (cell === null ? '' : String(cell).normalize('NFKC').trim())
