import type { ChangePreview, Split } from '@yinian/core/division-changes/api.ts'
import { crossesCounties, successorsOf } from '@yinian/core/division-changes/difference.ts'
import type { Text } from '@yinian/core/language/text.ts'
import type { RegionCode } from '@yinian/core/regions/code.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { listGrantsOver } from '../access/index.ts'
import type { Tx } from '../db/database.ts'
import { listGridsOf } from '../localities/index.ts'
import { countEldersOfGrids } from '../people/index.ts'
import { declaredRegionCounts } from '../regions/index.ts'
import { arrowsOf, type ChangeRecord, type LineRecord, readLines, type Splits } from './change-record.ts'
import { countElders, findRecord, type NamedPlace, namePlaces } from './queries.ts'

/** What a change means for the records, before anything is written. @throws notFound */
export async function previewChange(tx: Tx, id: string): Promise<ChangePreview> {
  const change = await findRecord(tx, id)
  const lines = await readLines(tx, change)
  const changed = changedCodes(lines)
  const placeOf = await namePlaces(
    tx,
    lines,
    lines.flatMap(({ from_code, to_code }) => [from_code ?? [], to_code ?? []].flat()),
  )
  const elders = await countElders(tx, changed)
  const crossing = lines.filter(({ from_code, to_code }) => crossesCounties({ from: from_code, to: to_code }))
  return {
    effects: await countEffects(tx, changed),
    transfers: [...new Set(crossing.flatMap(({ from_code }) => from_code ?? []))].reduce(
      (sum, code) => sum + (elders.get(code) ?? 0),
      0,
    ),
    splits: await readSplits(tx, change, lines, elders, placeOf),
    widened: await widenedGrants(tx, lines, placeOf),
    blocks: await blocksOf(tx, change),
  }
}

/** Codes whose records do not stay as they are: all that were, but for mere changes of name. */
function changedCodes(lines: readonly LineRecord[]): RegionCode[] {
  return [
    ...new Set(lines.flatMap(({ from_code, kind }) => (from_code === null || kind === 'renamed' ? [] : [from_code]))),
  ]
}

async function countEffects(tx: Tx, codes: readonly RegionCode[]): Promise<ChangePreview['effects']> {
  const effects: ChangePreview['effects'] = []
  for (const { name, outcome, count } of declaredRegionCounts()) {
    const found = codes.length === 0 ? [] : await count(tx, codes)
    const sum = found.reduce((all, one) => all + one.count, 0)
    if (sum > 0) effects.push({ name: { ...name }, outcome: { ...outcome }, count: sum })
  }
  return effects
}

async function readSplits(
  tx: Tx,
  change: ChangeRecord,
  lines: readonly LineRecord[],
  elders: ReadonlyMap<RegionCode, number>,
  placeOf: (code: RegionCode) => NamedPlace,
): Promise<ChangePreview['splits']> {
  const decided = change.splits as unknown as Splits
  const found: ChangePreview['splits'] = []
  for (const [from, heirs] of successorsOf(arrowsOf(lines))) {
    if (heirs.length < 2) continue
    const grids = await listGridsOf(tx, from)
    const counted = await countEldersOfGrids(
      tx,
      grids.map(({ id }) => id),
    )
    const later: Split = { by: 'later', grids: {} }
    found.push({
      from: placeOf(from),
      to: heirs.map((to) => placeOf(to)),
      elders: elders.get(from) ?? 0,
      split: decided[from] ?? later,
      grids: grids.map(({ id, name }) => ({ id, name, elders: counted.get(id) ?? 0 })),
    })
  }
  return found
}

/** Who may afterwards do something in a place where they may not today. */
async function widenedGrants(
  tx: Tx,
  lines: readonly LineRecord[],
  placeOf: (code: RegionCode) => NamedPlace,
): Promise<ChangePreview['widened']> {
  const merged = new Set(
    lines.filter(({ kind }) => kind === 'merged' || kind === 'continued').flatMap(({ to_code }) => to_code ?? []),
  )
  const taking = new Map(
    [...successorsOf(arrowsOf(lines))].filter(([, heirs]) =>
      heirs.some((heir) => merged.has(heir) && takesOthers(lines, heir)),
    ),
  )
  if (taking.size === 0) return []
  const grants = await listGrantsOver(tx, [...taking.keys()])
  return grants.map(({ account, roleName, region }) => ({
    account,
    role: { ...roleName },
    from: placeOf(region),
    to: (taking.get(region) ?? []).map((to) => placeOf(to)),
  }))
}

function takesOthers(lines: readonly LineRecord[], to: RegionCode): boolean {
  return lines.filter(({ to_code }) => to_code === to).length > 1
}

/** Why a change cannot be submitted or applied as it is. */
export async function blocksOf(tx: Tx, change: ChangeRecord): Promise<Text[]> {
  const lines = await readLines(tx, change)
  const blocks: Text[] = []
  if (lines.length === 0) blocks.push({ zh: '没有可以办理的变更', en: 'There is nothing to apply' })
  const open = lines.filter(({ confirmed }) => !confirmed).length
  if (open > 0) blocks.push({ zh: `还有 ${open} 条没有确认`, en: `${open} lines are not confirmed` })
  blocks.push(...(await stillInUse(tx, lines)), ...(await noLongerSo(tx, change.day, lines)))
  return blocks
}

/** A division that is gone without a successor must be empty: nobody is left without a place. */
async function stillInUse(tx: Tx, lines: readonly LineRecord[]): Promise<Text[]> {
  const gone = lines.filter(({ kind }) => kind === 'gone')
  if (gone.length === 0) return []
  const used = new Map<RegionCode, number>()
  for (const { count } of declaredRegionCounts())
    for (const one of await count(
      tx,
      gone.flatMap(({ from_code }) => from_code ?? []),
    ))
      used.set(one.code, (used.get(one.code) ?? 0) + one.count)
  return gone.flatMap(({ from_code, from_name }) => {
    const count = used.get(from_code ?? '') ?? 0
    if (count === 0) return []
    return [
      {
        zh: `${from_name} 撤销后没有去向，但还有 ${count} 条记录`,
        en: `${from_name} is gone without a successor, but ${count} records name it`,
      },
    ]
  })
}

/** The divisions may have changed since the list was compared with them. */
async function noLongerSo(tx: Tx, day: Day, lines: readonly LineRecord[]): Promise<Text[]> {
  const codes = [...new Set(lines.flatMap(({ from_code, to_code }) => [from_code ?? [], to_code ?? []].flat()))]
  if (codes.length === 0) return []
  const rows = await tx
    .selectFrom('region')
    .select(['code', 'name', 'valid_from', 'valid_to'])
    .where('code', 'in', codes)
    .execute()
  const known = new Map(rows.map((row) => [row.code, row]))
  const text = (zh: string, en: string): Text => ({ zh, en })
  return lines.flatMap(({ from_code, to_code }) => {
    const from = from_code === null ? undefined : known.get(from_code)
    const to = to_code === null || to_code === from_code ? undefined : known.get(to_code)
    if (from_code !== null && (from === undefined || from.valid_to !== null))
      return [text(`${from?.name ?? from_code} 已不在现行区划中`, `${from?.name ?? from_code} is no longer in force`)]
    if (from?.valid_from != null && from.valid_from >= day)
      return [
        text(`${from.name} 自 ${from.valid_from} 起才启用`, `${from.name} is in force only since ${from.valid_from}`),
      ]
    if (to !== undefined && to.valid_to !== null) return [text(`${to.name} 已撤销`, `${to.name} has ended`)]
    return []
  })
}
