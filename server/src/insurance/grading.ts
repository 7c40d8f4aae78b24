import type { Instrument } from '@yinian/core/assessments/instrument.ts'
import type { BodyOf, QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import {
  type Confirmation,
  confirmationsFor,
  confirmedInstrument,
  type EntryValue,
  entriesOf,
  faultsOfTable,
  fitsEntry,
  nameOfEntry,
} from '@yinian/core/insurance/grading.ts'
import * as problems from '@yinian/core/insurance/problems.ts'
import { waitingForGrading } from '@yinian/core/insurance/procedure.ts'
import type { decideEntries, Entry, getGrading, Proposal, proposeEntries } from '@yinian/core/insurance/rules-api.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { withTexts } from '@yinian/core/people/problems.ts'
import { isWithin, type RegionCode, rangeOf } from '@yinian/core/regions/code.ts'
import type { Day } from '@yinian/core/time/day.ts'
import type { Selectable } from 'kysely'
import { audit } from '../access/index.ts'
import { instrumentInForce } from '../assessments/index.ts'
import type { Tx } from '../db/database.ts'
import type { GradingEntry as EntryTable } from '../db/generated.ts'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import { nameRegions } from '../regions/index.ts'
import { holdsOver } from './rules.ts'

type Row = Selectable<EntryTable>

export const gradingInstrument = 'ltci-grade'

export const instrumentOfPlace = (tx: Tx, place: RegionCode, day: Day): Promise<Instrument> =>
  instrumentInForce(tx, gradingInstrument, place, day)

/** Everything two people have confirmed, anywhere. */
export async function listConfirmations(tx: Tx): Promise<Confirmation[]> {
  const rows = await tx
    .selectFrom('grading_entry')
    .selectAll()
    .where('instrument_id', '=', gradingInstrument)
    .where('state', '=', 'confirmed')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    key: row.entry,
    area: row.area,
    value: row.value as EntryValue,
    document: row.document,
    clause: row.clause,
    decidedAt: row.decided_at?.toISOString() ?? '',
  }))
}

/** What an entry is confirmed by, in words. */
export function sourceOf(confirmation: Confirmation | undefined, shipped: boolean): Text {
  if (confirmation) {
    const { document, clause } = confirmation
    return { zh: `${document}，${clause}`, en: `${document}, ${clause}` }
  }
  return shipped
    ? { zh: '公开发表的评定实例（一例）', en: 'One published example of a grading' }
    : { zh: '未按文件核对', en: 'Not checked against the document' }
}

/** The table of a place, what is confirmed of it, and the reader’s cases that wait for the rest. */
export async function readGrading(
  work: Work,
  { region }: QueryOf<typeof getGrading>,
): Promise<ReplyOf<typeof getGrading>> {
  const { tx, actor } = work
  const instrument = await instrumentOfPlace(tx, region, actor.today)
  const confirmed = confirmationsFor(await listConfirmations(tx), region)
  const rows = await tx
    .selectFrom('grading_entry')
    .selectAll()
    .where('instrument_id', '=', gradingInstrument)
    .orderBy('proposed_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const near = rows.filter(({ area }) => isWithin(region, area) || isWithin(area, region))
  const history = await describe(work, instrument, near)
  const table = new Map(entriesOf(confirmedInstrument(instrument, confirmed)).map(({ key, value }) => [key, value]))
  const waiting = await casesWaiting(tx, region, instrument, confirmed)
  return {
    region,
    regionPath: (await nameRegions(tx, [region]))(region).path,
    instrumentId: instrument.id,
    instrumentVersion: instrument.version,
    entries: entriesOf(instrument).map(({ key, value, shipped }): Entry => {
      const confirmation = confirmed.get(key)
      return {
        key,
        name: { ...nameOfEntry(instrument, key) },
        value: { ...(table.get(key) ?? value) },
        standing: confirmation ? 'confirmed' : shipped ? 'shipped' : 'unconfirmed',
        source: { ...sourceOf(confirmation, shipped) },
        proposal: history.find((one) => one.key === key && one.state === 'proposed') ?? null,
        waiting: waiting.filter(({ keys }) => keys.includes(key)).length,
      }
    }),
    history: history.slice(0, 200),
    waiting: waiting.slice(0, 200),
  }
}

async function casesWaiting(
  tx: Tx,
  region: RegionCode,
  instrument: Instrument,
  confirmed: ReadonlyMap<string, Confirmation>,
): Promise<ReplyOf<typeof getGrading>['waiting']> {
  const { from, to } = rangeOf(region)
  const rows = await tx
    .selectFrom('disability_assessment')
    .select(['county', 'id', 'number', 'conclusion'])
    .where('region', '>=', from)
    .where('region', '<=', to)
    .where('state', 'in', waitingForGrading)
    .where('conclusion', 'is not', null)
    .orderBy('id')
    .execute()
  const known = new Set(entriesOf(instrument).flatMap(({ key, shipped }) => (shipped ? [key] : [])))
  return rows.flatMap(({ county, id, number, conclusion }) => {
    const { restsOn = [] } = conclusion as { restsOn?: string[] }
    const keys = restsOn.filter((key) => !known.has(key) && !confirmed.has(key))
    return keys.length === 0 ? [] : [{ county, id, number, keys }]
  })
}

async function describe({ tx, actor }: Work, instrument: Instrument, rows: readonly Row[]): Promise<Proposal[]> {
  const names = await nameRegions(
    tx,
    rows.map(({ area }) => area),
  )
  return rows.map((row) => ({
    id: row.id,
    key: row.entry,
    name: { ...nameOfEntry(instrument, row.entry) },
    area: row.area,
    areaPath: names(row.area).path,
    value: row.value as Proposal['value'],
    document: row.document,
    clause: row.clause,
    state: row.state as Proposal['state'],
    mine: row.proposed_by === actor.accountId,
    proposedBy: row.proposed_by_name,
    proposedAt: row.proposed_at.toISOString(),
    decidedBy: row.decided_by_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decisionReason: row.decision_reason,
  }))
}

/** What one person has read in the document; it counts once another has read it too. @throws areaNotYours, entryWrong */
export async function proposeEntriesFor(
  work: Work,
  { area, entries, document, clause }: BodyOf<typeof proposeEntries>,
): Promise<ReplyOf<typeof proposeEntries>> {
  const { tx, actor } = work
  if (!holdsOver(work, 'insurance:propose', area)) throw problems.areaNotYours({ at: '/area' })
  const instrument = await instrumentOfPlace(tx, area, actor.today)
  for (const [index, { key, value }] of entries.entries())
    if (!fitsEntry(instrument, key, value))
      throw withTexts(problems.entryWrong, { entry: nameOfEntry(instrument, key) }, { at: `/entries/${index}` })
  const rows = await tx
    .insertInto('grading_entry')
    .values(
      entries.map(({ key, value }) => ({
        id: newId(actor.now),
        area,
        instrument_id: gradingInstrument,
        instrument_version: instrument.version,
        entry: key,
        value: JSON.stringify(value),
        document: document.trim(),
        clause: clause.trim(),
        state: 'proposed',
        proposed_by: actor.accountId,
        proposed_by_name: actor.name,
        proposed_at: actor.now,
      })),
    )
    .returningAll()
    .execute()
  for (const row of rows)
    await audit(work, 'insurance.entry-proposed', {
      region: area,
      subjectType: 'grading-entry',
      subjectId: row.id,
      detail: { entry: row.entry, value: row.value, document: row.document, clause: row.clause },
    })
  return { rows: await describe(work, instrument, rows) }
}

/** All of them or none, because ranges only fit together. @throws notFound, decidedAlready, ownProposal, tableFaulty, reasonMissing */
export async function decideEntriesBy(
  work: Work,
  { ids, decision, reason }: BodyOf<typeof decideEntries>,
): Promise<ReplyOf<typeof decideEntries>> {
  const { tx, actor } = work
  const held = await tx.selectFrom('grading_entry').selectAll().where('id', 'in', ids).orderBy('id').execute()
  if (held.length !== ids.length || held.some(({ area }) => !holdsOver(work, 'insurance:approve', area)))
    throw notFound()
  await tx.selectFrom('grading_entry').select('id').where('id', 'in', ids).orderBy('id').forUpdate().execute()
  if (held.some(({ state }) => state !== 'proposed')) throw problems.decidedAlready()
  if (held.some(({ proposed_by }) => proposed_by === actor.accountId)) throw problems.ownProposal()
  if (decision === 'refuse' && reason.trim().length < 2) throw problems.reasonMissing({ at: '/reason' })
  const [first] = held
  if (!first) throw notFound()
  const instrument = await instrumentOfPlace(tx, first.area, actor.today)
  if (decision === 'approve') await requireFitting(tx, held, instrument)
  const rows = await tx
    .updateTable('grading_entry')
    .set({
      state: decision === 'approve' ? 'confirmed' : 'refused',
      decided_by: actor.accountId,
      decided_by_name: actor.name,
      decided_at: actor.now,
      decision_reason: reason.trim(),
    })
    .where('id', 'in', ids)
    .returningAll()
    .execute()
  for (const row of rows)
    await audit(work, decision === 'approve' ? 'insurance.entry-confirmed' : 'insurance.entry-refused', {
      region: row.area,
      subjectType: 'grading-entry',
      subjectId: row.id,
      detail: { entry: row.entry, value: row.value, reason: reason.trim() },
    })
  return { rows: await describe(work, instrument, rows) }
}

async function requireFitting(tx: Tx, held: readonly Row[], instrument: Instrument): Promise<void> {
  const all = await listConfirmations(tx)
  for (const area of new Set(held.map((row) => row.area))) {
    const table = new Map<string, { value: EntryValue }>(confirmationsFor(all, area))
    for (const row of held) if (row.area === area) table.set(row.entry, { value: row.value as EntryValue })
    const faults = faultsOfTable(confirmedInstrument(instrument, table))
    if (faults.length > 0)
      throw problems.tableFaulty({ faults: faults.map(({ at, message }) => ({ at: `/${at}`, message })) })
  }
}
