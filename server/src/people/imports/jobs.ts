import { type Actor, type Scope, scopeOf } from '@yinian/core/access/actor.ts'
import { Problem } from '@yinian/core/http/problem.ts'
import { notAllowed } from '@yinian/core/http/problems.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { documentKey } from '@yinian/core/people/identity-document.ts'
import { type ImportFault, type ReadRow, readImportRow } from '@yinian/core/people/import-row.ts'
import type { ImportOutcome } from '@yinian/core/people/import-states.ts'
import type { RegionCode } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import { getActor } from '../../access/index.ts'
import type { Tx } from '../../db/database.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { Ground } from '../../http/ground.ts'
import type { Work } from '../../http/work.ts'
import { type AppliedRow, applyRow } from './apply-row.ts'
import { type DataRow, type KeptMapping, openImportFile } from './import-file.ts'
import type { ImportJob } from './operations.ts'
import { makePlaceFinder } from './places.ts'
import type { KeptReasons } from './queries.ts'
import { type PlacesOfImport, regionsOfRow } from './regions-of-row.ts'
import { faultsOf } from './row-refused.ts'

/** So many rows are one transaction: few enough to show progress and to lose little, enough to be quick. */
const batchSize = 50

type Phase = 'checking' | 'applying'

/** What a row came to, as it is kept. */
interface Result extends KeptReasons {
  readonly row: DataRow
  readonly name: string
  readonly outcome: ImportOutcome
  readonly elderId: string | null
}

/** Everything a batch needs, put together once per job. */
interface Running {
  readonly ground: Ground
  readonly job: ImportJob
  readonly actor: Actor
  readonly scope: Scope
  readonly region: RegionCode
  readonly source: string
  readonly rows: readonly DataRow[]
  readonly byNumber: ReadonlyMap<number, DataRow>
  readonly read: (row: DataRow) => ReadRow
  readonly places: PlacesOfImport
}

/** Tries every row and undoes it again, so that the check says what applying will do. Repeatable: begins afresh. */
export async function checkImport(ground: Ground, job: ImportJob): Promise<void> {
  await finishOrFail(ground, job, 'checking', async (running) => {
    const doubles = doublesIn(running)
    await forget(running)
    for (const batch of inBatches(running.rows)) {
      const going = await inBatch(running, 'checking', async (work) => {
        const results: Result[] = []
        for (const row of batch) results.push(await tryRow(running, work, row, doubles.get(row.rowNumber)))
        await insertResults(work.tx, running, results)
      })
      if (!going) return
    }
    await finish(running, 'checking', 'checked')
  })
}

/** Applies the rows that are left. A row and its result are one transaction, so a row is applied once whatever happens. */
export async function applyCheckedImport(ground: Ground, job: ImportJob): Promise<void> {
  await finishOrFail(ground, job, 'applying', async (running) => {
    while (await applyBatch(running));
    await finish(running, 'applying', 'applied')
  })
}

/** Applies the next rows of an import; false when none are left. */
export async function applyNextRows(ground: Ground, job: ImportJob): Promise<boolean> {
  const running = await prepare(ground, job, 'applying')
  return running !== undefined && applyBatch(running)
}

async function applyBatch(running: Running): Promise<boolean> {
  let left = false
  const going = await inBatch(running, 'applying', async (work) => {
    const waiting = await work.tx
      .selectFrom('people_import_row')
      .select('row_number')
      .where('county', '=', running.job.county)
      .where('import_id', '=', running.job.id)
      .where('outcome', 'in', ['new', 'change', 'same'])
      .orderBy('row_number')
      .limit(batchSize)
      .execute()
    for (const { row_number } of waiting) {
      const row = running.byNumber.get(row_number)
      if (!row) throw new Error(`Row ${row_number} is not in the file.`)
      await updateResult(work.tx, running, await doRow(running, work, row))
    }
    left = waiting.length === batchSize
  })
  return going && left
}

async function prepare(ground: Ground, job: ImportJob, phase: Phase): Promise<Running | undefined> {
  const everywhere: Scope = {
    role: 'official',
    accountId: null,
    regions: [job.county.padEnd(12, '0')],
    organisationId: null,
  }
  const kept = await inTransaction(ground.database, everywhere, (tx) =>
    tx
      .selectFrom('people_import')
      .select(['county', 'id', 'region', 'file_name', 'file_sealed', 'mapping', 'state', 'account_id'])
      .where('county', '=', job.county)
      .where('id', '=', job.id)
      .executeTakeFirst(),
  )
  if (kept?.state !== phase) return undefined
  const actor = await getActor(ground.database, kept.account_id, ground.clock.now())
  const scope = scopeOf(actor, 'people:import')
  if (!scope) throw notAllowed()
  const file = await openImportFile(ground.vault, kept)
  const { columns } = kept.mapping as unknown as KeptMapping
  return {
    ground,
    job,
    actor,
    scope,
    region: kept.region,
    source: `批量导入：${kept.file_name}`.slice(0, 100),
    rows: file.rows,
    byNumber: new Map(file.rows.map((row) => [row.rowNumber, row])),
    read: (row) => readImportRow(row.cells, columns),
    places: { places: makePlaceFinder(), region: kept.region, scope: scope.regions },
  }
}

/** One transaction of the importer's own scope, as long as the import still is in this phase. */
async function inBatch(running: Running, phase: Phase, run: (work: Work) => Promise<void>): Promise<boolean> {
  const { ground, job, actor, scope } = running
  return inTransaction(ground.database, scope, async (tx) => {
    const kept = await tx
      .selectFrom('people_import')
      .select('state')
      .where('county', '=', job.county)
      .where('id', '=', job.id)
      .forUpdate()
      .executeTakeFirst()
    if (kept?.state !== phase) return false
    await run({ tx, actor, vault: ground.vault, jobs: ground.jobs })
    await count(tx, job, phase)
    return true
  })
}

const dryOutcomes = { registered: 'new', changed: 'change', unchanged: 'same' } as const

async function tryRow(running: Running, work: Work, row: DataRow, double: ImportFault | undefined): Promise<Result> {
  if (double)
    return { row, name: running.read(row).name, outcome: 'refused', faults: [double], notes: [], elderId: null }
  const result = await doRow(running, work, row, 'undo')
  const { outcome } = result
  if (outcome !== 'registered' && outcome !== 'changed' && outcome !== 'unchanged') return result
  return { ...result, outcome: dryOutcomes[outcome], elderId: outcome === 'registered' ? null : result.elderId }
}

/** Brings one row into the register and says what became of it. What it did is undone when it is refused. */
async function doRow(running: Running, work: Work, row: DataRow, undo?: 'undo'): Promise<Result> {
  const { name, elder, faults } = running.read(row)
  const refused = (because: readonly ImportFault[], outcome: ImportOutcome = 'refused'): Result => ({
    row,
    name,
    outcome,
    faults: because,
    notes: [],
    elderId: null,
  })
  if (!elder) return refused(faults)
  const regions = await regionsOfRow(work.tx, elder, running.places)
  if (regions.faults.length > 0) return refused(regions.faults)
  await sql`savepoint row_of_import`.execute(work.tx)
  try {
    const applied: AppliedRow = await applyRow(work, elder, regions, running.source)
    await sql.raw(undo ? 'rollback to savepoint row_of_import' : 'release savepoint row_of_import').execute(work.tx)
    return { row, name, outcome: applied.outcome, faults: [], notes: applied.notes, elderId: applied.elderId }
  } catch (error) {
    await sql`rollback to savepoint row_of_import`.execute(work.tx)
    const because = faultsOf(error)
    if (because) return refused(because)
    running.ground.log.error({ err: error, import: running.job.id, row: row.rowNumber }, 'row of an import failed')
    return refused([{ field: '', message: rowFailed }], 'failed')
  }
}

const rowFailed: Text = {
  zh: '处理这一行时系统出错，没有导入；请联系管理员',
  en: 'The system failed at this row and did not import it; tell an administrator',
}

/** Rows whose document stands further up in the file as well: the first one counts, whatever the others say. */
function doublesIn({ rows, read }: Running): Map<number, ImportFault> {
  const first = new Map<string, number>()
  const doubles = new Map<number, ImportFault>()
  for (const row of rows) {
    const { elder } = read(row)
    if (!elder) continue
    const key = documentKey(elder.documentType, elder.documentNumber)
    const above = first.get(key)
    if (above === undefined) first.set(key, row.rowNumber)
    else
      doubles.set(row.rowNumber, {
        field: 'documentNumber',
        message: { zh: `与第 ${above} 行的证件号码重复`, en: `The same identity number as in row ${above}` },
      })
  }
  return doubles
}

function* inBatches(rows: readonly DataRow[]): Generator<readonly DataRow[]> {
  for (let start = 0; start < rows.length; start += batchSize) yield rows.slice(start, start + batchSize)
}

async function forget({ ground, job, scope }: Running): Promise<void> {
  await inTransaction(ground.database, scope, (tx) =>
    tx.deleteFrom('people_import_row').where('county', '=', job.county).where('import_id', '=', job.id).execute(),
  )
}

async function insertResults(tx: Tx, { job, region }: Running, results: readonly Result[]): Promise<void> {
  if (results.length === 0) return
  await tx
    .insertInto('people_import_row')
    .values(
      results.map(({ row, name, outcome, faults, notes, elderId }) => ({
        county: job.county,
        import_id: job.id,
        row_number: row.rowNumber,
        region,
        outcome,
        name: name.slice(0, 60),
        faults: JSON.stringify({ faults, notes } satisfies KeptReasons),
        elder_id: elderId,
      })),
    )
    .execute()
}

async function updateResult(tx: Tx, { job }: Running, { row, outcome, faults, notes, elderId }: Result): Promise<void> {
  await tx
    .updateTable('people_import_row')
    .set({ outcome, faults: JSON.stringify({ faults, notes } satisfies KeptReasons), elder_id: elderId })
    .where('county', '=', job.county)
    .where('import_id', '=', job.id)
    .where('row_number', '=', row.rowNumber)
    .execute()
}

/** Progress and what became of how many, counted from the rows themselves. */
async function count(tx: Tx, job: ImportJob, phase: Phase): Promise<void> {
  const rows = await tx
    .selectFrom('people_import_row')
    .select(['outcome', (select) => select.fn.countAll<number>().as('rows')])
    .where('county', '=', job.county)
    .where('import_id', '=', job.id)
    .groupBy('outcome')
    .execute()
  const counts = Object.fromEntries(rows.map((row) => [row.outcome, row.rows]))
  const waiting = (counts.new ?? 0) + (counts.change ?? 0) + (counts.same ?? 0)
  const all = rows.reduce((sum, row) => sum + row.rows, 0)
  await tx
    .updateTable('people_import')
    .set({ counts: JSON.stringify(counts), done: phase === 'checking' ? all : all - waiting })
    .where('county', '=', job.county)
    .where('id', '=', job.id)
    .execute()
}

async function finish({ ground, job, scope }: Running, phase: Phase, state: 'checked' | 'applied'): Promise<void> {
  await inTransaction(ground.database, scope, async (tx) => {
    await count(tx, job, phase)
    await tx
      .updateTable('people_import')
      .set({ state, finished_at: state === 'applied' ? ground.clock.now() : null })
      .where('county', '=', job.county)
      .where('id', '=', job.id)
      .where('state', '=', phase)
      .execute()
  })
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
  run: (running: Running) => Promise<void>,
): Promise<void> {
  try {
    const running = await prepare(ground, job, phase)
    if (running) await run(running)
  } catch (error) {
    ground.log.error({ err: error, import: job.id }, 'import interrupted')
    const fault = error instanceof Problem ? error.toReply().message : interrupted
    const scope: Scope = {
      role: 'official',
      accountId: null,
      regions: [job.county.padEnd(12, '0')],
      organisationId: null,
    }
    await inTransaction(ground.database, scope, (tx) =>
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
