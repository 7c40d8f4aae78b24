import type { Split } from '@yinian/core/division-changes/api.ts'
import { type Arrow, kindOf, type LineKind, type Pairing } from '@yinian/core/division-changes/difference.ts'
import { parentOf } from '@yinian/core/division-changes/list-rows.ts'
import { inOtherState } from '@yinian/core/division-changes/problems.ts'
import {
  advanceChange,
  type ChangeEvent,
  type ChangeState,
  changeProcedure,
} from '@yinian/core/division-changes/states.ts'
import { notFound, staleVersion } from '@yinian/core/http/problems.ts'
import { countyOf, type Level, levelOf, type RegionCode } from '@yinian/core/regions/code.ts'
import { romanise } from '@yinian/core/regions/pinyin.ts'
import type { UrbanClass } from '@yinian/core/regions/region.ts'
import type { Selectable } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { DivisionChange as ChangeRow, DivisionChangeLine as LineRow } from '../db/generated.ts'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'

export type ChangeRecord = Selectable<ChangeRow>
export type LineRecord = Selectable<LineRow>
export type Splits = Readonly<Record<RegionCode, Split>>

/** Holds a change until the transaction ends. @throws notFound */
export async function lockChange(tx: Tx, id: string): Promise<ChangeRecord> {
  const found = await tx.selectFrom('division_change').select('county').where('id', '=', id).executeTakeFirst()
  if (found === undefined) throw notFound()
  return tx
    .selectFrom('division_change')
    .selectAll()
    .where('county', '=', found.county)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

/** Holds a change that an event is possible for. @throws notFound, staleVersion, inOtherState, ownChange, notYetInForce */
export async function lockFor(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  id: string,
  event: ChangeEvent,
  version: number | null,
): Promise<{ change: ChangeRecord; reached: ChangeState }> {
  const change = await lockChange(tx, id)
  if (version !== null && change.version !== version) throw staleVersion()
  const state = change.state as ChangeState
  if (changeProcedure.transitions[state][event] === undefined) {
    const { zh, en } = changeProcedure.states[state]
    throw inOtherState({ values: { stateZh: zh, stateEn: en } })
  }
  const inHand = { state, day: change.day, preparedBy: change.prepared_by }
  return { change, reached: advanceChange(inHand, event, actor.accountId, actor.today) }
}

/** The lines in the order of the list. */
export function readLines(tx: Tx, { county, id }: Pick<ChangeRecord, 'county' | 'id'>): Promise<LineRecord[]> {
  return tx
    .selectFrom('division_change_line')
    .selectAll()
    .where('county', '=', county)
    .where('change_id', '=', id)
    .orderBy('position')
    .execute()
}

export const arrowsOf = (lines: readonly LineRecord[]): Arrow[] =>
  lines.map(({ from_code, to_code, how }) => ({ from: from_code, to: to_code, how: how as Pairing }))

/** A division that a change brings or leaves standing. */
export interface NewDivision {
  readonly name: string
  readonly urbanClass: UrbanClass | null
  readonly said: string
}

export interface LinesToKeep {
  readonly arrows: readonly Arrow[]
  readonly names: ReadonlyMap<RegionCode, string>
  readonly next: ReadonlyMap<RegionCode, NewDivision>
  readonly isConfirmed: (arrow: Arrow) => boolean
}

/** Writes the lines of a change in the place of those before; the kinds are read from all of them together. */
export async function keepLines(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  change: Pick<ChangeRecord, 'county' | 'id' | 'region'>,
  { arrows, names, next, isConfirmed }: LinesToKeep,
): Promise<void> {
  const { county, id, region } = change
  await tx.deleteFrom('division_change_line').where('county', '=', county).where('change_id', '=', id).execute()
  const rows = arrows
    .map((arrow) => ({ arrow, code: arrow.to ?? arrow.from ?? '' }))
    .sort(
      (one, other) =>
        one.code.localeCompare(other.code) || (one.arrow.from ?? '').localeCompare(other.arrow.from ?? ''),
    )
    .map(({ arrow, code }, position) => ({
      county,
      id: newId(actor.now),
      change_id: id,
      region,
      position,
      from_code: arrow.from,
      from_name: arrow.from === null ? null : (names.get(arrow.from) ?? arrow.from),
      ...toColumns(arrow.to, next, names),
      level: levelOf(code),
      kind: kindOf(arrow, arrows) satisfies LineKind,
      how: arrow.how,
      confirmed: isConfirmed(arrow),
    }))
  for (let start = 0; start < rows.length; start += 500)
    await tx
      .insertInto('division_change_line')
      .values(rows.slice(start, start + 500))
      .execute()
}

function toColumns(
  to: RegionCode | null,
  next: ReadonlyMap<RegionCode, NewDivision>,
  names: ReadonlyMap<RegionCode, string>,
) {
  if (to === null) return { to_code: null }
  const { name, urbanClass, said } = next.get(to) ?? { name: names.get(to) ?? to, urbanClass: null, said: '' }
  const { pinyin, initials } = romanise(name)
  return {
    to_code: to,
    to_name: name,
    to_parent: parentOf(to),
    to_county: countyAt(to),
    to_urban_class: urbanClass,
    to_pinyin: pinyin,
    to_initials: initials,
    said,
  }
}

/** The county that answers for a division; none above counties. */
function countyAt(code: RegionCode): string | null {
  const level: Level = levelOf(code)
  return level === 'county' || level === 'town' || level === 'village' ? countyOf(code) : null
}

/** Whoever had a hand in it does not approve it. */
export function withPreparer(change: Pick<ChangeRecord, 'prepared_by'>, accountId: string): string[] {
  return [...new Set([...change.prepared_by, accountId])]
}

export const subjectOf = ({ id, region }: Pick<ChangeRecord, 'id' | 'region'>) => ({
  region,
  subjectType: 'division-change',
  subjectId: id,
})
