import { scopeOf } from '@yinian/core/access/actor.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { badRequest, notFound } from '@yinian/core/http/problems.ts'
import type { PeopleImport, remapPeopleImport } from '@yinian/core/people/api.ts'
import { importFields, isImportField } from '@yinian/core/people/import-fields.ts'
import { remap } from '@yinian/core/people/import-header.ts'
import { importStates } from '@yinian/core/people/import-states.ts'
import {
  importInOtherState,
  mappingIncomplete,
  nothingToConfirm,
  regionUnknown,
  withTexts,
} from '@yinian/core/people/problems.ts'
import type { RegionCode } from '@yinian/core/regions/code.ts'
import { audit } from '../../access/index.ts'
import type { Tx } from '../../db/database.ts'
import type { Work } from '../../http/work.ts'
import { type KeptMapping, type SurveyedFile, surveyFile } from './import-file.ts'
import { importLabels, openKeptFile } from './kept-file.ts'
import { isInScope } from './places.ts'
import { type ConfirmedDoubt, getImport, type KeptReasons } from './queries.ts'

export const checkQueue = 'people.check-import'
export const applyQueue = 'people.apply-import'

/** What a job of either queue is about. */
export interface ImportJob {
  readonly county: string
  readonly id: string
}

/** Keeps how a file is to be read, before any row of it is checked. */
export async function keepSurvey(
  { tx, vault }: Work,
  { county, id }: { county: string; id: string },
  { total, samples, ...read }: SurveyedFile,
): Promise<void> {
  const sealed = await vault.seal(county, importLabels.samples(id), JSON.stringify(samples))
  const mapping: KeptMapping = { ...read, samples: sealed.toString('base64') }
  await tx
    .updateTable('people_import')
    .set({ mapping: JSON.stringify(mapping), total, done: 0, counts: '{}', checked_to: 0, phase_at: null, fault: null })
    .where('county', '=', county)
    .where('id', '=', id)
    .execute()
}

/** @throws regionUnknown */
export async function requireRegion({ tx, actor }: Work, region: RegionCode): Promise<void> {
  const scope = scopeOf(actor, 'people:import')?.regions ?? []
  const found = await tx.selectFrom('region').select('code').where('code', '=', region).executeTakeFirst()
  if (!found || !isInScope(region, scope)) throw regionUnknown({ at: '/region', values: { region } })
}

/**
 * Has a file checked again, with other columns or another sheet.
 * @throws notFound, importInOtherState, mappingIncomplete, sheetUnknown, noHeaderFound
 */
export async function remapImport(
  work: Work,
  id: string,
  { mapping, sheet }: BodyOf<typeof remapPeopleImport>,
): Promise<PeopleImport> {
  const { tx, vault } = work
  const kept = await lockImport(tx, id, ['checked', 'failed'])
  if (Object.keys(kept.counts as object).some((outcome) => appliedOutcomes.has(outcome))) throw otherState(kept.state)
  const before = kept.mapping as unknown as KeptMapping
  await tx.deleteFrom('people_import_row').where('county', '=', kept.county).where('import_id', '=', id).execute()
  if (sheet !== undefined && sheet !== before.sheet) {
    const source = await openKeptFile(vault, kept, (query) => query(tx))
    await keepSurvey(work, kept, await surveyFile(source, sheet))
  } else {
    const columns = JSON.stringify({ ...before, columns: remapped(before.columns, mapping) })
    await tx
      .updateTable('people_import')
      .set({ mapping: columns, done: 0, counts: '{}', checked_to: 0, phase_at: null, fault: null })
      .where('county', '=', kept.county)
      .where('id', '=', id)
      .execute()
  }
  await setState(tx, kept, 'checking')
  await work.jobs.send(tx, checkQueue, { county: kept.county, id } satisfies ImportJob)
  await audit(work, 'people.import-mapped', subject(id, kept.region))
  return answerFor(work, id)
}

const appliedOutcomes = new Set<string>(['registered', 'changed', 'unchanged'])

function remapped(columns: KeptMapping['columns'], mapping: BodyOf<typeof remapPeopleImport>['mapping']) {
  const chosen = new Map(
    mapping.map(({ column, field }) => {
      if (field === null || field === '') return [column, null] as const
      if (!isImportField(field)) throw badRequest({ at: '/mapping' })
      return [column, field] as const
    }),
  )
  const { columns: found, missing, twice } = remap(columns, chosen)
  if (missing.length === 0 && twice.length === 0) return found
  const names = [...missing, ...twice].map((field) => importFields[field].name)
  throw withTexts(
    mappingIncomplete,
    { fields: { zh: names.map(({ zh }) => zh).join('、'), en: names.map(({ en }) => en).join(', ') } },
    { at: '/mapping' },
  )
}

function setState(tx: Tx, { county, id }: { county: string; id: string }, state: State) {
  return tx.updateTable('people_import').set({ state }).where('county', '=', county).where('id', '=', id).execute()
}

/**
 * Brings the checked rows into the register, in the background. Asked again it goes on where it stopped.
 * @throws notFound, importInOtherState
 */
export async function applyImport(work: Work, id: string): Promise<PeopleImport> {
  const { tx } = work
  const kept = await lockImport(tx, id, ['checked', 'applying', 'failed'])
  const counted = await tx
    .selectFrom('people_import_row')
    .select((select) => select.fn.countAll<number>().as('rows'))
    .where('county', '=', kept.county)
    .where('import_id', '=', id)
    .executeTakeFirstOrThrow()
  if (counted.rows < kept.total) throw otherState(kept.state)
  await tx
    .updateTable('people_import')
    .set({
      state: 'applying',
      fault: null,
      phase_at: null,
      ...(kept.state === 'checked' ? { account_id: work.actor.accountId, done: settledAlready(kept) } : {}),
    })
    .where('county', '=', kept.county)
    .where('id', '=', id)
    .execute()
  await work.jobs.send(tx, applyQueue, { county: kept.county, id } satisfies ImportJob)
  await audit(work, 'people.import-applied', subject(id, kept.region))
  return answerFor(work, id)
}

/** Rows that were refused while checking have nothing to wait for. */
function settledAlready({ total, counts }: { total: number; counts: unknown }): number {
  const { new: fresh = 0, change = 0, same = 0 } = counts as Readonly<Record<string, number>>
  return total - fresh - change - same
}

/**
 * Stops an import at any moment. What is applied stays applied and counted; the batch being written now is finished.
 * @throws notFound, importInOtherState when there is nothing to stop
 */
export async function cancelImport(work: Work, id: string): Promise<PeopleImport> {
  const { tx, actor } = work
  const kept = await lockImport(tx, id, ['uploading', 'checking', 'checked', 'applying', 'failed'])
  if (kept.state === 'uploading')
    await tx.deleteFrom('people_import_part').where('county', '=', kept.county).where('import_id', '=', id).execute()
  await tx
    .updateTable('people_import')
    .set({ state: 'cancelled', finished_at: actor.now })
    .where('county', '=', kept.county)
    .where('id', '=', id)
    .execute()
  await audit(work, 'people.import-cancelled', { ...subject(id, kept.region), detail: { counts: kept.counts } })
  return answerFor(work, id)
}

/**
 * Takes a row that was refused for doubts alone: somebody looked into them and says why they do not hold. The reason goes
 * with the row to the operation that doubted, which records it.
 * @throws notFound, importInOtherState, nothingToConfirm
 */
export async function confirmRow(work: Work, id: string, rowNumber: number, reason: string): Promise<PeopleImport> {
  const { tx, actor } = work
  const kept = await lockImport(tx, id, ['checked', 'applying', 'applied', 'failed'])
  const which = { county: kept.county, import_id: id, row_number: rowNumber }
  const row = await tx
    .selectFrom('people_import_row')
    .select(['outcome', 'faults', 'confirmed'])
    .where((where) => where.and(which))
    .executeTakeFirst()
  if (!row) throw notFound()
  const { faults } = row.faults as unknown as KeptReasons
  const doubts = faults.flatMap(({ doubt }) => doubt ?? [])
  if (row.outcome !== 'refused' || doubts.length === 0 || doubts.length < faults.length) throw nothingToConfirm()
  const before = (row.confirmed ?? []) as unknown as readonly ConfirmedDoubt[]
  const confirmed = [...before, ...[...new Set(doubts)].map((code) => ({ code, reason, by: actor.name }))]
  await tx
    .updateTable('people_import_row')
    .set({
      outcome: 'new',
      faults: JSON.stringify({ faults: [], notes: [] } satisfies KeptReasons),
      confirmed: JSON.stringify(confirmed),
    })
    .where((where) => where.and(which))
    .execute()
  const counts = kept.counts as unknown as Record<string, number>
  const again = kept.state === 'applied'
  await tx
    .updateTable('people_import')
    .set({
      counts: JSON.stringify({ ...counts, refused: (counts.refused ?? 1) - 1, new: (counts.new ?? 0) + 1 }),
      ...(kept.state === 'checked' ? {} : { done: kept.done - 1 }),
      ...(again ? { state: 'applying', phase_at: null, account_id: actor.accountId } : {}),
    })
    .where('county', '=', kept.county)
    .where('id', '=', id)
    .execute()
  if (again) await work.jobs.send(tx, applyQueue, { county: kept.county, id } satisfies ImportJob)
  await audit(work, 'people.import-row-confirmed', {
    ...subject(id, kept.region),
    detail: { row: rowNumber, doubts, reason },
  })
  return answerFor(work, id)
}

/** Answers of commands are stored for being repeated, so they come without the samples, which are personal data. */
export async function answerFor(work: Work, id: string): Promise<PeopleImport> {
  const kept = await getImport(work, id)
  return { ...kept, mapping: kept.mapping.map((column) => ({ ...column, sample: [] })) }
}

type State = PeopleImport['state']

export async function lockImport(tx: Tx, id: string, states: readonly State[]) {
  const kept = await tx
    .selectFrom('people_import')
    .select(['county', 'id', 'region', 'state', 'mapping', 'total', 'done', 'counts', 'file_size', 'part_size'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!kept) throw notFound()
  if (!states.includes(kept.state as State)) throw otherState(kept.state)
  return kept
}

function otherState(state: string) {
  return withTexts(importInOtherState, { state: importStates[state as State] })
}

export function subject(id: string, region: RegionCode) {
  return { region, subjectType: 'people-import', subjectId: id }
}
