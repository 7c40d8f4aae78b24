import { scopeOf } from '@yinian/core/access/actor.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { badRequest, notFound } from '@yinian/core/http/problems.ts'
import type { PeopleImport, remapPeopleImport } from '@yinian/core/people/api.ts'
import { importFields, isImportField } from '@yinian/core/people/import-fields.ts'
import { remap } from '@yinian/core/people/import-header.ts'
import { importStates } from '@yinian/core/people/import-states.ts'
import {
  fileUnreadable,
  importInOtherState,
  mappingIncomplete,
  regionUnknown,
  withTexts,
} from '@yinian/core/people/problems.ts'
import { countyOf, type RegionCode } from '@yinian/core/regions/code.ts'
import { audit } from '../../access/index.ts'
import type { Tx } from '../../db/database.ts'
import { newId } from '../../db/ids.ts'
import type { UploadedFile } from '../../http/serve.ts'
import type { Work } from '../../http/work.ts'
import { importLabels, type KeptMapping, readImportFile, samplesOf } from './import-file.ts'
import { isInScope } from './places.ts'
import { getImport } from './queries.ts'

export const checkQueue = 'people.check-import'
export const applyQueue = 'people.apply-import'

/** What a job of either queue is about. */
export interface ImportJob {
  readonly county: string
  readonly id: string
}

/**
 * Keeps an uploaded file sealed and has it checked.
 * @throws regionUnknown, fileUnreadable, noHeaderFound
 */
export async function startImport(
  work: Work,
  { region, file }: { region: RegionCode; file: UploadedFile | undefined },
): Promise<PeopleImport> {
  const { tx, actor, vault } = work
  await requireRegion(work, region)
  if (!file)
    throw withTexts(fileUnreadable, { reason: { zh: '没有收到文件', en: 'no file came with it' } }, { at: '/file' })
  const read = await readImportFile(file.content)
  const id = newId(actor.now)
  const county = countyOf(region)
  const samples = await vault.seal(county, importLabels.samples(id), JSON.stringify(samplesOf(read)))
  const mapping: KeptMapping = {
    sheet: read.sheet,
    otherSheets: read.otherSheets,
    headerRow: read.headerRow,
    columns: read.columns,
    samples: samples.toString('base64'),
  }
  await tx
    .insertInto('people_import')
    .values({
      county,
      id,
      region,
      file_name: file.name.slice(0, 200),
      file_sealed: await vault.seal(county, importLabels.file(id), file.content.toString('base64')),
      mapping: JSON.stringify(mapping),
      state: 'checking',
      total: read.rows.length,
      account_id: actor.accountId,
      created_at: actor.now,
    })
    .execute()
  await work.jobs.send(tx, checkQueue, { county, id } satisfies ImportJob)
  await audit(work, 'people.import-uploaded', { ...subject(id, region), detail: { rows: read.rows.length } })
  return answerFor(work, id)
}

async function requireRegion({ tx, actor }: Work, region: RegionCode): Promise<void> {
  const scope = scopeOf(actor, 'people:import')?.regions ?? []
  const found = await tx.selectFrom('region').select('code').where('code', '=', region).executeTakeFirst()
  if (!found || !isInScope(region, scope)) throw regionUnknown({ at: '/query/region', values: { region } })
}

/** @throws notFound, importInOtherState, mappingIncomplete */
export async function remapImport(
  work: Work,
  id: string,
  { mapping }: BodyOf<typeof remapPeopleImport>,
): Promise<PeopleImport> {
  const kept = await lockImport(work.tx, id, ['checked', 'failed'])
  const chosen = new Map(
    mapping.map(({ column, field }) => {
      if (field === null || field === '') return [column, null] as const
      if (!isImportField(field)) throw badRequest({ at: '/mapping' })
      return [column, field] as const
    }),
  )
  const before = kept.mapping as unknown as KeptMapping
  const { columns, missing, twice } = remap(before.columns, chosen)
  if (missing.length > 0 || twice.length > 0) {
    const names = [...missing, ...twice].map((field) => importFields[field].name)
    throw withTexts(
      mappingIncomplete,
      { fields: { zh: names.map(({ zh }) => zh).join('、'), en: names.map(({ en }) => en).join(', ') } },
      { at: '/mapping' },
    )
  }
  await work.tx.deleteFrom('people_import_row').where('county', '=', kept.county).where('import_id', '=', id).execute()
  await work.tx
    .updateTable('people_import')
    .set({ mapping: JSON.stringify({ ...before, columns }), state: 'checking', done: 0, counts: '{}', fault: null })
    .where('county', '=', kept.county)
    .where('id', '=', id)
    .execute()
  await work.jobs.send(work.tx, checkQueue, { county: kept.county, id } satisfies ImportJob)
  await audit(work, 'people.import-mapped', subject(id, kept.region))
  return answerFor(work, id)
}

/**
 * Brings the checked rows into the register, in the background. Asked again it goes on where it stopped.
 * @throws notFound, importInOtherState
 */
export async function applyImport(work: Work, id: string): Promise<PeopleImport> {
  const kept = await lockImport(work.tx, id, ['checked', 'applying', 'failed'])
  const counted = await work.tx
    .selectFrom('people_import_row')
    .select((select) => select.fn.countAll<number>().as('rows'))
    .where('county', '=', kept.county)
    .where('import_id', '=', id)
    .executeTakeFirstOrThrow()
  if (counted.rows < kept.total) throw otherState(kept.state)
  await work.tx
    .updateTable('people_import')
    .set({
      state: 'applying',
      fault: null,
      ...(kept.state === 'checked' ? { done: 0, account_id: work.actor.accountId } : {}),
    })
    .where('county', '=', kept.county)
    .where('id', '=', id)
    .execute()
  await work.jobs.send(work.tx, applyQueue, { county: kept.county, id } satisfies ImportJob)
  await audit(work, 'people.import-applied', subject(id, kept.region))
  return answerFor(work, id)
}

/** @throws notFound, importInOtherState once it is being applied */
export async function cancelImport(work: Work, id: string): Promise<PeopleImport> {
  const kept = await lockImport(work.tx, id, ['checking', 'checked', 'failed'])
  await work.tx
    .updateTable('people_import')
    .set({ state: 'cancelled', finished_at: work.actor.now })
    .where('county', '=', kept.county)
    .where('id', '=', id)
    .execute()
  await audit(work, 'people.import-cancelled', subject(id, kept.region))
  return answerFor(work, id)
}

/** Answers of commands are stored for being repeated, so they come without the samples, which are personal data. */
async function answerFor(work: Work, id: string): Promise<PeopleImport> {
  const kept = await getImport(work, id)
  return { ...kept, mapping: kept.mapping.map((column) => ({ ...column, sample: [] })) }
}

type State = PeopleImport['state']

async function lockImport(tx: Tx, id: string, states: readonly State[]) {
  const kept = await tx
    .selectFrom('people_import')
    .select(['county', 'id', 'region', 'state', 'mapping', 'total', 'done'])
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

function subject(id: string, region: RegionCode) {
  return { region, subjectType: 'people-import', subjectId: id }
}
