import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { listPeopleImportRows, PeopleImport } from '@yinian/core/people/api.ts'
import type { ImportFault } from '@yinian/core/people/import-row.ts'
import type { Tx } from '../../db/database.ts'
import type { Work } from '../../http/work.ts'
import { nameRegions } from '../../regions/index.ts'
import type { KeptMapping } from './import-file.ts'
import { importLabels } from './kept-file.ts'

const columns = [
  'county',
  'people_import.id',
  'people_import.region',
  'file_name',
  'mapping',
  'people_import.state',
  'total',
  'done',
  'counts',
  'fault',
  'people_import.created_at',
  'finished_at',
  'account_id',
  'phase_at',
  'phase_from',
  'progress_at',
] as const

/** @throws notFound */
export async function getImport(work: Pick<Work, 'tx' | 'vault'>, id: string): Promise<PeopleImport> {
  const [found] = await toImports(
    work,
    await work.tx.selectFrom('people_import').select(columns).where('id', '=', id).execute(),
  )
  if (!found) throw notFound()
  return found
}

const shownImports = 100

/** The latest imports, newest first. */
export async function listImports(work: Pick<Work, 'tx' | 'vault'>): Promise<{ rows: PeopleImport[] }> {
  const kept = await work.tx
    .selectFrom('people_import')
    .select(columns)
    .orderBy('id', 'desc')
    .limit(shownImports)
    .execute()
  return { rows: await toImports(work, kept) }
}

type Kept = Awaited<ReturnType<typeof selectOne>>
const selectOne = (tx: Tx) => tx.selectFrom('people_import').select(columns).executeTakeFirstOrThrow()

async function toImports({ tx, vault }: Pick<Work, 'tx' | 'vault'>, kept: readonly Kept[]): Promise<PeopleImport[]> {
  const names = await nameRegions(
    tx,
    kept.map(({ region }) => region),
  )
  const people = await nameAccounts(tx, [...new Set(kept.map((one) => one.account_id))])
  return Promise.all(
    kept.map(async (one): Promise<PeopleImport> => {
      const mapping = { ...unread, ...(one.mapping as unknown as Partial<KeptMapping>) }
      const samples = await openSamples(vault, one, mapping)
      return {
        id: one.id,
        fileName: one.file_name,
        region: one.region,
        regionPath: names(one.region).path,
        state: one.state as PeopleImport['state'],
        total: one.total,
        done: one.done,
        counts: one.counts as Record<string, number>,
        speed: speedOf(one),
        fault: one.fault as PeopleImport['fault'],
        sheet: mapping.sheet,
        otherSheets: [...mapping.otherSheets],
        headerRow: mapping.headerRow + 1,
        mapping: mapping.columns.map((column, index) => ({ ...column, sample: samples[index] ?? [] })),
        createdAt: one.created_at.toISOString(),
        createdBy: people.get(one.account_id) ?? '',
        finishedAt: one.finished_at?.toISOString() ?? null,
      }
    }),
  )
}

/** Accounts outside the reader's area keep their names to themselves. */
async function nameAccounts(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('account').select(['id', 'display_name']).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row.display_name]))
}

/** A file that has not arrived yet says nothing. */
const unread: KeptMapping = { sheet: '', otherSheets: [], headerRow: 0, columns: [], samples: '' }

async function openSamples(
  vault: Work['vault'],
  { county, id }: { county: string; id: string },
  { samples }: KeptMapping,
): Promise<string[][]> {
  if (samples === '') return []
  return JSON.parse(await vault.open(county, importLabels.samples(id), Buffer.from(samples, 'base64')))
}

function speedOf({ phase_at, progress_at, phase_from, done }: Kept): number | null {
  const seconds = phase_at && progress_at ? (progress_at.getTime() - phase_at.getTime()) / 1000 : 0
  return seconds > 0 && done > phase_from ? Math.round((10 * (done - phase_from)) / seconds) / 10 : null
}

/** What is kept in `people_import_row.confirmed`. */
export interface ConfirmedDoubt {
  readonly code: string
  readonly reason: string
  readonly by: string
}

/** What is kept of a row in `people_import_row.faults`. */
export interface KeptReasons {
  readonly faults: readonly ImportFault[]
  readonly notes: readonly ImportFault[]
}

/** @throws notFound */
export async function listImportRows(
  tx: Tx,
  id: string,
  query: QueryOf<typeof listPeopleImportRows>,
): Promise<ReplyOf<typeof listPeopleImportRows>> {
  const kept = await tx.selectFrom('people_import').select('county').where('id', '=', id).executeTakeFirst()
  if (!kept) throw notFound()
  const limit = query.limit ?? 100
  const { outcome, after } = query
  const rows = await tx
    .selectFrom('people_import_row')
    .select(['row_number', 'name', 'outcome', 'faults', 'elder_id'])
    .where('county', '=', kept.county)
    .where('import_id', '=', id)
    .$if(outcome !== undefined, (some) => some.where('outcome', '=', outcome ?? ''))
    .$if(after !== undefined, (some) => some.where('row_number', '>', after ?? 0))
    .orderBy('row_number')
    .limit(limit + 1)
    .execute()
  const page = rows.slice(0, limit)
  return {
    rows: page.map((row) => {
      const { faults, notes } = row.faults as unknown as KeptReasons
      return {
        rowNumber: row.row_number,
        name: row.name,
        outcome: row.outcome,
        faults: faults.map(copy),
        notes: notes.map(copy),
        elderId: row.elder_id,
      }
    }),
    next: rows.length > limit ? (page.at(-1)?.row_number ?? null) : null,
  }
}

const copy = ({ field, message, doubt }: ImportFault) => ({
  field,
  message: { ...message },
  ...(doubt === undefined ? {} : { doubt }),
})
