import type { Actor, Scope } from '@yinian/core/access/actor.ts'
import { scopeOf } from '@yinian/core/access/actor.ts'
import { Problem } from '@yinian/core/http/problem.ts'
import { notAllowed } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { documentKey } from '@yinian/core/people/identity-document.ts'
import { type ImportFault, type ReadRow, readImportRow } from '@yinian/core/people/import-row.ts'
import { nation, type RegionCode } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import { getActor } from '../../access/index.ts'
import type { Tx } from '../../db/database.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { ByteSource } from '../../documents/byte-source.ts'
import type { Ground } from '../../http/ground.ts'
import type { Work } from '../../http/work.ts'
import { type BroughtRow, bringRows, type RowToBring } from './bring-rows.ts'
import { type DataRow, dataRows, type KeptMapping } from './import-file.ts'
import { keptFileColumns, openKeptFile } from './kept-file.ts'
import { applyQueue, checkQueue, type ImportJob } from './operations.ts'
import { makePlaceFinder } from './places.ts'
import type { ConfirmedDoubt, KeptReasons } from './queries.ts'
import type { PlacesOfImport } from './regions-of-row.ts'
import { forgetBrokenUploads } from './upload.ts'

/** So many rows are one transaction: few enough to be stopped and to lose little, enough to be quick. */
export const rowsPerBatch = 250

type Phase = 'checking' | 'applying'

/** Everything a batch needs, put together once per job. */
interface Running {
  readonly ground: Ground
  readonly job: ImportJob
  readonly phase: Phase
  readonly actor: Actor
  readonly scope: Scope
  readonly region: RegionCode
  readonly source: string
  readonly file: ByteSource
  readonly mapping: KeptMapping
  readonly checkedTo: number
  readonly batchSize: number
  readonly places: PlacesOfImport
}

const everywhereIn = (county: string): Scope => ({
  role: 'official',
  accountId: null,
  regions: [county.padEnd(12, '0')],
  organisationId: null,
})

/** Tries every row and undoes it again, so that the check says what applying will do. Asked again it goes on where it was. */
export async function checkImport(ground: Ground, job: ImportJob, batchSize = rowsPerBatch): Promise<void> {
  await finishOrFail(ground, job, 'checking', batchSize, async (running) => {
    let checkedTo = running.checkedTo
    const spokenFor = new Set<string>()
    for await (const batch of inBatches(withDoubles(running), running.batchSize)) {
      const ahead = batch.filter(({ row }) => row.rowNumber > checkedTo)
      const last = ahead.at(-1)?.row.rowNumber
      if (last === undefined) continue
      const going = await inBatch(running, async (work, kept) => {
        if (kept.checked_to !== checkedTo) return 'elsewhere'
        const brought = await bringRows(work, ahead, { ...running, log: ground.log, dry: { spokenFor } })
        await insertResults(work.tx, running, brought)
        await progress(work.tx, running, kept, { outcomes: brought, done: brought.length, checkedTo: last })
        return 'done'
      })
      if (going !== 'done') return
      checkedTo = last
    }
    await finish(running, 'checked')
  })
}

/** Applies the rows that are left. A row and its result are one transaction, so a row is applied once whatever happens. */
export async function applyCheckedImport(ground: Ground, job: ImportJob, batchSize = rowsPerBatch): Promise<void> {
  await finishOrFail(ground, job, 'applying', batchSize, async (running) => {
    // Rows that somebody confirms meanwhile are waiting again when the others are done.
    while (await applyRows(running, Number.POSITIVE_INFINITY))
      if ((await waitingRows(running)).size === 0) return finish(running, 'applied')
  })
}

/** Applies one batch of the rows that are left, as when the process dies behind it. */
export async function applyNextRows(ground: Ground, job: ImportJob, batchSize = rowsPerBatch): Promise<void> {
  const running = await prepare(ground, job, 'applying', batchSize)
  if (running) await applyRows(running, 1)
}

/** @returns whether nothing is left to be applied here */
async function applyRows(running: Running, mostBatches: number): Promise<boolean> {
  const waiting = await waitingRows(running)
  let batches = 0
  let applied = 0
  for await (const batch of inBatches(rowsAmong(running, waiting), running.batchSize)) {
    if (batches === mostBatches) return false
    batches += 1
    const going = await inBatch(running, async (work, kept) => {
      const left = await stillWaiting(work.tx, running, batch)
      const rows = batch.flatMap((one) => {
        const found = left.get(one.row.rowNumber)
        return found ? [{ ...one, confirmed: found.confirmed }] : []
      })
      if (rows.length === 0) return 'done'
      const brought = await bringRows(work, rows, { ...running, log: running.ground.log, dry: false })
      await updateResults(work.tx, running, brought)
      const before = rows.map(({ row }) => ({ outcome: left.get(row.rowNumber)?.outcome ?? 'new' }))
      await progress(work.tx, running, kept, { outcomes: brought, instead: before, done: brought.length })
      return 'done'
    })
    if (going !== 'done') return false
    if (doubled(applied, applied + batch.length)) await analyzeRegister(running)
    applied += batch.length
  }
  return true
}

/** Whether a count has passed the next power of two from a thousand on: seldom, and soonest where it tells most. */
function doubled(before: number, after: number): boolean {
  return after >= 1000 && Math.floor(Math.log2(after)) > Math.floor(Math.log2(Math.max(1, before)))
}

/** The register has grown, and the planner knows it as it was. */
async function analyzeRegister({ ground, scope }: Running): Promise<void> {
  await inTransaction(ground.database, scope, (tx) => sql`select analyze_register()`.execute(tx))
}

async function prepare(ground: Ground, job: ImportJob, phase: Phase, batchSize: number): Promise<Running | undefined> {
  const ask = <T>(query: (tx: Tx) => Promise<T>) => inTransaction(ground.database, everywhereIn(job.county), query)
  const now = ground.clock.now()
  const kept = await ask(async (tx) => {
    const found = await tx
      .selectFrom('people_import')
      .select([...keptFileColumns, 'region', 'file_name', 'mapping', 'state', 'account_id', 'checked_to'])
      .where('county', '=', job.county)
      .where('id', '=', job.id)
      .executeTakeFirst()
    if (found?.state === phase) await beginPhase(tx, job, now)
    return found
  })
  if (kept?.state !== phase) return undefined
  const actor = await getActor(ground.database, kept.account_id, now)
  const scope = scopeOf(actor, 'people:import')
  if (!scope) throw notAllowed()
  return {
    ground,
    job,
    phase,
    actor,
    scope,
    region: kept.region,
    source: `批量导入：${kept.file_name}`.slice(0, 100),
    file: await openKeptFile(ground.vault, kept, ask),
    mapping: kept.mapping as unknown as KeptMapping,
    checkedTo: kept.checked_to,
    batchSize,
    places: { places: makePlaceFinder(), region: kept.region, scope: scope.regions },
  }
}

/** From here its speed is measured; what was applied before an interruption is no part of it. */
async function beginPhase(tx: Tx, job: ImportJob, now: Date): Promise<void> {
  await sql`
    update people_import set phase_at = ${now}, progress_at = null, phase_from = done
    where county = ${job.county} and id = ${job.id}`.execute(tx)
}

interface KeptProgress {
  readonly done: number
  readonly counts: Readonly<Record<string, number>>
  readonly checked_to: number
}

/** One transaction of the importer's own scope, as long as the import still is in this phase. */
async function inBatch(
  { ground, job, phase, actor, scope }: Running,
  run: (work: Work, kept: KeptProgress) => Promise<'done' | 'elsewhere'>,
): Promise<'done' | 'elsewhere' | 'stopped'> {
  return inTransaction(ground.database, scope, async (tx) => {
    const kept = await tx
      .selectFrom('people_import')
      .select(['state', 'done', 'counts', 'checked_to'])
      .where('county', '=', job.county)
      .where('id', '=', job.id)
      .forUpdate()
      .executeTakeFirst()
    if (kept?.state !== phase) return 'stopped'
    const counts = kept.counts as unknown as KeptProgress['counts']
    return run({ tx, actor, vault: ground.vault, jobs: ground.jobs }, { ...kept, counts })
  })
}

/** Progress and what became of how many. The import is held, so that what others did before is counted already. */
async function progress(
  tx: Tx,
  { job, ground }: Running,
  kept: KeptProgress,
  step: {
    readonly outcomes: readonly { readonly outcome: string }[]
    /** What they were counted as until now. */
    readonly instead?: readonly { readonly outcome: string }[]
    readonly done: number
    readonly checkedTo?: number
  },
): Promise<void> {
  const counts: Record<string, number> = { ...kept.counts }
  for (const { outcome } of step.instead ?? []) counts[outcome] = (counts[outcome] ?? 0) - 1
  for (const { outcome } of step.outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1
  const present = Object.fromEntries(Object.entries(counts).filter(([, rows]) => rows > 0))
  await tx
    .updateTable('people_import')
    .set({
      counts: JSON.stringify(present),
      done: kept.done + step.done,
      progress_at: ground.clock.now(),
      ...(step.checkedTo === undefined ? {} : { checked_to: step.checkedTo }),
    })
    .where('county', '=', job.county)
    .where('id', '=', job.id)
    .execute()
}

const readRow = ({ mapping }: Running, { cells }: DataRow): ReadRow =>
  readImportRow(cells, mapping.columns, { from1904: mapping.from1904 ?? false })

/** Every row of the file; of several with the same document the first counts, whatever the others say. */
async function* withDoubles(running: Running): AsyncGenerator<RowToBring> {
  const first = new Map<string, number>()
  for await (const row of dataRows(running.file, running.mapping)) {
    const read = readRow(running, row)
    const key = read.elder && documentKey(read.elder.documentType, read.elder.documentNumber)
    const above = key === undefined ? undefined : first.get(key)
    if (key !== undefined && above === undefined) first.set(key, row.rowNumber)
    yield { row, read, double: above === undefined ? undefined : doubleOf(above) }
  }
}

const doubleOf = (above: number): ImportFault => ({
  field: 'documentNumber',
  message: { zh: `与第 ${above} 行的证件号码重复`, en: `The same identity number as in row ${above}` },
})

async function* rowsAmong(running: Running, waiting: ReadonlySet<number>): AsyncGenerator<RowToBring> {
  let left = waiting.size
  for await (const row of dataRows(running.file, running.mapping)) {
    if (left === 0) return
    if (!waiting.has(row.rowNumber)) continue
    left -= 1
    yield { row, read: readRow(running, row) }
  }
}

async function* inBatches<T>(rows: AsyncIterable<T>, size: number): AsyncGenerator<readonly T[]> {
  let batch: T[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

const waitingOutcomes = ['new', 'change', 'same']

async function waitingRows({ ground, job, scope }: Running): Promise<Set<number>> {
  const rows = await inTransaction(ground.database, scope, (tx) =>
    tx
      .selectFrom('people_import_row')
      .select('row_number')
      .where('county', '=', job.county)
      .where('import_id', '=', job.id)
      .where('outcome', 'in', waitingOutcomes)
      .execute(),
  )
  return new Set(rows.map((row) => row.row_number))
}

/** Asked again while the import is held: another process may have applied them since. */
async function stillWaiting(tx: Tx, { job }: Running, batch: readonly RowToBring[]) {
  const rows = await tx
    .selectFrom('people_import_row')
    .select(['row_number', 'outcome', 'confirmed'])
    .where('county', '=', job.county)
    .where('import_id', '=', job.id)
    .where(
      'row_number',
      'in',
      batch.map(({ row }) => row.rowNumber),
    )
    .where('outcome', 'in', waitingOutcomes)
    .execute()
  return new Map(
    rows.map((row) => [
      row.row_number,
      { outcome: row.outcome, confirmed: (row.confirmed ?? undefined) as readonly ConfirmedDoubt[] | undefined },
    ]),
  )
}

const keptReasons = ({ faults, notes }: KeptReasons): string => JSON.stringify({ faults, notes } satisfies KeptReasons)

async function insertResults(tx: Tx, { job, region }: Running, results: readonly BroughtRow[]): Promise<void> {
  await tx
    .insertInto('people_import_row')
    .values(
      results.map((result) => ({
        county: job.county,
        import_id: job.id,
        row_number: result.rowNumber,
        region,
        outcome: result.outcome,
        name: result.name.slice(0, 60),
        faults: keptReasons(result),
        elder_id: result.outcome === 'new' ? null : result.elderId,
      })),
    )
    .execute()
}

async function updateResults(tx: Tx, { job }: Running, results: readonly BroughtRow[]): Promise<void> {
  const rows = results.map((result) => ({
    row_number: result.rowNumber,
    outcome: result.outcome,
    faults: { faults: result.faults, notes: result.notes },
    elder_id: result.elderId,
  }))
  await sql`
    update people_import_row set outcome = r.outcome, faults = r.faults, elder_id = r.elder_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(row_number int, outcome text, faults jsonb, elder_id uuid)
    where people_import_row.county = ${job.county} and import_id = ${job.id}
      and people_import_row.row_number = r.row_number`.execute(tx)
}

async function finish({ ground, job, scope, phase }: Running, state: 'checked' | 'applied'): Promise<void> {
  await inTransaction(ground.database, scope, (tx) =>
    tx
      .updateTable('people_import')
      .set({ state, finished_at: state === 'applied' ? ground.clock.now() : null })
      .where('county', '=', job.county)
      .where('id', '=', job.id)
      .where('state', '=', phase)
      .execute(),
  )
}

const interrupted: Text = {
  zh: '处理中断，已完成的行有效；可以继续',
  en: 'It was interrupted; the rows that are done count, and it can be taken up again',
}

/** An import that cannot go on says so where people look, and can be taken up again there. */
async function finishOrFail(
  ground: Ground,
  job: ImportJob,
  phase: Phase,
  batchSize: number,
  run: (running: Running) => Promise<void>,
): Promise<void> {
  try {
    const running = await prepare(ground, job, phase, batchSize)
    if (running) await run(running)
  } catch (error) {
    ground.log.error({ err: error, import: job.id }, 'import interrupted')
    const fault = error instanceof Problem ? error.toReply().message : interrupted
    await inTransaction(ground.database, everywhereIn(job.county), (tx) =>
      tx
        .updateTable('people_import')
        .set({ state: 'failed', fault: JSON.stringify(fault) })
        .where('county', '=', job.county)
        .where('id', '=', job.id)
        .where('state', '=', phase)
        .execute(),
    )
  }
}

const wholeCountry: Scope = { role: 'official', accountId: null, regions: [nation], organisationId: null }

/**
 * What was being checked or applied when the last process died is taken up again. Where another process is at it still,
 * both go on and each row is done once.
 */
export async function resumeImports(ground: Ground): Promise<void> {
  await inTransaction(ground.database, wholeCountry, async (tx) => {
    const broken = await tx
      .selectFrom('people_import')
      .select(['county', 'id', 'state'])
      .where('state', 'in', ['checking', 'applying'])
      .execute()
    for (const { county, id, state } of broken)
      await ground.jobs.send(tx, state === 'checking' ? checkQueue : applyQueue, { county, id } satisfies ImportJob)
  })
}

const patienceHours = 24

/** Uploads that broke off and were not gone on with. */
export async function forgetUploads(ground: Ground): Promise<void> {
  const before = new Date(ground.clock.now().getTime() - patienceHours * 3_600_000)
  await inTransaction(ground.database, wholeCountry, (tx) => forgetBrokenUploads(tx, before))
}
