import type {
  confirmDivisionChangeLines,
  DivisionChange,
  decideSplit,
  pairDivision,
} from '@yinian/core/division-changes/api.ts'
import { successorsOf } from '@yinian/core/division-changes/difference.ts'
import { pair } from '@yinian/core/division-changes/pair.ts'
import { pairImpossible } from '@yinian/core/division-changes/problems.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { type RegionCode, rangeOf } from '@yinian/core/regions/code.ts'
import type { UrbanClass } from '@yinian/core/regions/region.ts'
import { audit } from '../access/index.ts'
import type { Tx } from '../db/database.ts'
import type { Work } from '../http/work.ts'
import {
  arrowsOf,
  type ChangeRecord,
  keepLines,
  type LineRecord,
  lockFor,
  type NewDivision,
  readLines,
  type Splits,
  subjectOf,
  withPreparer,
} from './change-record.ts'
import { getChangeById } from './queries.ts'

/** Says what became of one division; the lines beside it change with it. @throws notFound, staleVersion, inOtherState, pairImpossible */
export async function pairDivisionOf(
  work: Work,
  id: string,
  { version, from, to }: BodyOf<typeof pairDivision>,
): Promise<DivisionChange> {
  const { tx } = work
  const { change } = await lockFor(work, id, 'change', version)
  const lines = await readLines(tx, change)
  const names = await presentNames(tx, change.region)
  const fresh = lines.flatMap(({ to_code }) => (to_code === null || names.has(to_code) ? [] : [to_code]))
  const renamed = lines.filter((line) => line.from_code === line.to_code && line.from_name !== line.to_name)
  const before = arrowsOf(lines)
  const arrows = pair(before, from, [...new Set(to)], {
    present: new Set(names.keys()),
    renamed: new Set(renamed.flatMap(({ from_code }) => from_code ?? [])),
    fresh: new Set(fresh),
  })
  if ('zh' in arrows) throw pairImpossible({ at: '/to', values: { reasonZh: arrows.zh, reasonEn: arrows.en } })
  const confirmed = new Set(lines.filter((line) => line.confirmed).map((line) => `${line.from_code} ${line.to_code}`))
  await keepLines(work, change, {
    arrows: arrows.map((arrow) => before.find((one) => one.from === arrow.from && one.to === arrow.to) ?? arrow),
    names,
    next: listedOf(lines),
    // What somebody has said by hand is confirmed by it.
    isConfirmed: (arrow) => arrow.from === from || confirmed.has(`${arrow.from} ${arrow.to}`),
  })
  await touch(work, change)
  await audit(work, 'division-changes.paired', { ...subjectOf(change), detail: { before: from, region: to.join(' ') } })
  return getChangeById(work, id)
}

/** Confirms lines; without names all that say from where and to where. @throws notFound, staleVersion, inOtherState */
export async function confirmLinesOf(
  work: Work,
  id: string,
  { version, lines }: BodyOf<typeof confirmDivisionChangeLines>,
): Promise<DivisionChange> {
  const { tx } = work
  const { change } = await lockFor(work, id, 'change', version)
  const meant = tx
    .updateTable('division_change_line')
    .set({ confirmed: true })
    .where('county', '=', change.county)
    .where('change_id', '=', id)
  const changed =
    lines === undefined
      ? await meant.where('from_code', 'is not', null).where('to_code', 'is not', null).executeTakeFirst()
      : await meant.where('id', 'in', lines.length === 0 ? [id] : lines).executeTakeFirst()
  await touch(work, change)
  await audit(work, 'division-changes.confirmed', {
    ...subjectOf(change),
    detail: { rows: Number(changed.numUpdatedRows) },
  })
  return getChangeById(work, id)
}

/** @throws notFound, staleVersion, inOtherState, pairImpossible */
export async function decideSplitOf(
  work: Work,
  id: string,
  { version, from, by, grids }: BodyOf<typeof decideSplit>,
): Promise<DivisionChange> {
  const { tx } = work
  const { change } = await lockFor(work, id, 'change', version)
  const heirs = successorsOf(arrowsOf(await readLines(tx, change))).get(from) ?? []
  if (heirs.length < 2 || Object.values(grids).some((to) => !heirs.includes(to)))
    throw pairImpossible({
      at: '/grids',
      values: { reasonZh: '网格只能分到拆分后的区划', reasonEn: 'grids go to the parts it was split into' },
    })
  const splits: Splits = { ...(change.splits as unknown as Splits), [from]: { by, grids: by === 'grid' ? grids : {} } }
  await touch(work, change, splits)
  await audit(work, 'division-changes.split-decided', { ...subjectOf(change), detail: { region: from, how: by } })
  return getChangeById(work, id)
}

async function touch({ tx, actor }: Work, change: ChangeRecord, splits?: Splits): Promise<void> {
  await tx
    .updateTable('division_change')
    .set({
      version: change.version + 1,
      prepared_by: withPreparer(change, actor.accountId),
      ...(splits === undefined ? {} : { splits: JSON.stringify(splits) }),
    })
    .where('county', '=', change.county)
    .where('id', '=', change.id)
    .execute()
}

async function presentNames(tx: Tx, region: RegionCode): Promise<Map<RegionCode, string>> {
  const { from, to } = rangeOf(region)
  const rows = await tx
    .selectFrom('region')
    .select(['code', 'name'])
    .where('code', '>=', from)
    .where('code', '<=', to)
    .where('valid_to', 'is', null)
    .execute()
  return new Map(rows.map(({ code, name }) => [code, name]))
}

/** What the list says of the divisions it names, as the lines have kept it. */
function listedOf(lines: readonly LineRecord[]): Map<RegionCode, NewDivision> {
  return new Map(
    lines.flatMap((line) =>
      line.to_code === null
        ? []
        : [
            [
              line.to_code,
              { name: line.to_name ?? '', urbanClass: line.to_urban_class as UrbanClass | null, said: line.said },
            ] as const,
          ],
    ),
  )
}
