import type { Problem } from '@yinian/core/http/problem.ts'
import type { Text } from '@yinian/core/language/text.ts'
import type { NewElder } from '@yinian/core/people/api.ts'
import { documentKey } from '@yinian/core/people/identity-document.ts'
import { importFields } from '@yinian/core/people/import-fields.ts'
import type { ImportedElder, ImportFault, ReadRow } from '@yinian/core/people/import-row.ts'
import type { ImportOutcome } from '@yinian/core/people/import-states.ts'
import { countyOf } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import type { Work } from '../../http/work.ts'
import type { Log } from '../../log/log.ts'
import { refusalsOfMany, registerMany, registerOne } from '../operations/register-elder.ts'
import { addRelatedPersons } from '../operations/related-persons.ts'
import { indexesOfDocument } from '../sealed-elder.ts'
import { carryOut, newRelative, planChange } from './change-held.ts'
import { findHeldElders, type HeldElder } from './held-elders.ts'
import type { DataRow } from './import-file.ts'
import type { ConfirmedDoubt, KeptReasons } from './queries.ts'
import { type PlacesOfImport, type RegionsOfRow, regionsOfRow } from './regions-of-row.ts'
import { faultsOf, requireVillage } from './row-refused.ts'

/** A row of the file as it was read, with what else is known of it before the register is asked. */
export interface RowToBring {
  readonly row: DataRow
  readonly read: ReadRow
  /** Why it is refused whatever the register says: its document stands further up in the file. */
  readonly double?: ImportFault | undefined
  readonly confirmed?: readonly ConfirmedDoubt[] | undefined
}

/** What a row came to, as it is kept. */
export interface BroughtRow extends KeptReasons {
  readonly rowNumber: number
  readonly name: string
  readonly outcome: ImportOutcome
  readonly elderId: string | null
}

export interface Bringing {
  readonly places: PlacesOfImport
  /** What circumstances name as their source. */
  readonly source: string
  readonly log: Log
  /** Try and undo: says of each row what would become of it, given the former numbers the rows before it would take. */
  readonly dry: { readonly spokenFor: Set<string> } | false
}

interface Known {
  readonly row: RowToBring
  readonly elder: ImportedElder
  readonly regions: RegionsOfRow
}

/**
 * Brings rows into the register, or tries to. Everything the rows need is fetched for all of them together and new elders
 * are written together; each row is taken whole or not at all, as if it had come alone.
 * @returns what became of each, in their order
 */
export async function bringRows(work: Work, rows: readonly RowToBring[], how: Bringing): Promise<BroughtRow[]> {
  const brought = new Map<number, BroughtRow>()
  const settle = (one: BroughtRow) => brought.set(one.rowNumber, one)
  const known: Known[] = []
  for (const row of rows) {
    const found = await settleAlone(work, row, how)
    if ('regions' in found) known.push(found)
    else settle(found)
  }
  const indexesOf = ({ elder }: Known) =>
    indexesOfDocument(work.vault, documentKey(elder.documentType, elder.documentNumber))
  const held = await findHeldElders(work, known.flatMap(indexesOf))
  const fresh: Known[] = []
  for (const one of known) {
    const there = indexesOf(one)
      .map((index) => held.get(index.toString('hex')))
      .find((elder) => elder !== undefined)
    if (there) settle(await change(work, one, there, how))
    else fresh.push(one)
  }
  for (const one of await register(work, fresh, how)) settle(one)
  return rows.map(({ row }) => brought.get(row.rowNumber) ?? neverSettled(row))
}

function neverSettled(row: DataRow): never {
  throw new Error(`Row ${row.rowNumber} came to nothing.`)
}

/** What can be said of a row by itself, or its elder and where they live. */
async function settleAlone(work: Work, row: RowToBring, { places }: Bringing): Promise<BroughtRow | Known> {
  const { elder, faults } = row.read
  if (row.double) return refused(row, [row.double])
  if (!elder) return refused(row, faults)
  const regions = await regionsOfRow(work.tx, elder, places)
  return regions.faults.length > 0 ? refused(row, regions.faults) : { row, elder, regions }
}

function refused(
  { row, read }: RowToBring,
  faults: readonly ImportFault[],
  outcome: 'refused' | 'failed' = 'refused',
): BroughtRow {
  return { rowNumber: row.rowNumber, name: read.name, outcome, faults, notes: [], elderId: null }
}

const rowFailed: Text = {
  zh: '处理这一行时系统出错，没有导入；请联系管理员',
  en: 'The system failed at this row and did not import it; tell an administrator',
}

function refusedBy(error: unknown, row: RowToBring, { log }: Bringing): BroughtRow {
  const faults = faultsOf(error)
  if (faults) return refused(row, faults)
  log.error({ err: error, row: row.row.rowNumber }, 'row of an import failed')
  return refused(row, [{ field: '', message: rowFailed }], 'failed')
}

async function change(work: Work, { row, elder, regions }: Known, held: HeldElder, how: Bringing): Promise<BroughtRow> {
  const outcomes = how.dry ? (['change', 'same'] as const) : (['changed', 'unchanged'] as const)
  try {
    const plan = await planChange(work, held, elder, regions)
    if (plan.changes) await undoable(work, how.dry ? 'undo' : 'keep', () => carryOut(work, plan, how.source))
    return {
      rowNumber: row.row.rowNumber,
      name: row.read.name,
      outcome: outcomes[plan.changes ? 0 : 1],
      faults: [],
      notes: plan.notes,
      elderId: held.elder.id,
    }
  } catch (error) {
    return refusedBy(error, row, how)
  }
}

/** What was done is undone when it throws, and with `undo` in any case. */
async function undoable<T>({ tx }: Work, then: 'keep' | 'undo', run: () => Promise<T>): Promise<T> {
  await sql`savepoint row_of_import`.execute(tx)
  try {
    const result = await run()
    await sql.raw(`${then === 'undo' ? 'rollback to' : 'release'} savepoint row_of_import`).execute(tx)
    return result
  } catch (error) {
    await sql`rollback to savepoint row_of_import`.execute(tx)
    throw error
  }
}

interface Fresh extends Known {
  readonly input: NewElder
}

async function register(work: Work, known: readonly Known[], how: Bringing): Promise<BroughtRow[]> {
  const brought: BroughtRow[] = []
  const fresh: Fresh[] = []
  for (const one of known)
    try {
      requireVillage(one.regions)
      fresh.push({ ...one, input: inputOf(work, one, how.source) })
    } catch (error) {
      brought.push(refusedBy(error, one.row, how))
    }
  if (fresh.length === 0) return brought
  const answers = how.dry
    ? await refusalsOfMany(
        work,
        fresh.map(({ input }) => input),
        how.dry.spokenFor,
      )
    : await writeAll(work, fresh)
  for (const [order, one] of fresh.entries()) brought.push(settled(one, answers[order], how))
  return brought
}

function settled({ row }: Fresh, answer: unknown, how: Bringing): BroughtRow {
  if (answer !== undefined && typeof answer !== 'string') return refusedBy(answer, row, how)
  return {
    rowNumber: row.row.rowNumber,
    name: row.read.name,
    outcome: how.dry ? 'new' : 'registered',
    faults: [],
    notes: [],
    elderId: answer ?? null,
  }
}

/** All together; when something unexpected happens, one by one, so that it happens to one row only. */
async function writeAll(work: Work, fresh: readonly Fresh[]): Promise<(string | unknown)[]> {
  try {
    return await undoable(work, 'keep', async () => {
      const answers = await registerMany(
        work,
        fresh.map(({ input }) => input),
      )
      await addRelatives(work, fresh, answers)
      return answers
    })
  } catch {
    const answers: unknown[] = []
    for (const one of fresh)
      answers.push(
        await undoable(work, 'keep', async () => {
          const id = await registerOne(work, one.input)
          await addRelatives(work, [one], [id])
          return id
        }).catch((error: unknown) => error),
      )
    return answers
  }
}

async function addRelatives(
  work: Work,
  fresh: readonly Fresh[],
  answers: readonly (string | Problem)[],
): Promise<void> {
  await addRelatedPersons(
    work,
    fresh.flatMap(({ elder, input }, order) => {
      const id = answers[order]
      if (typeof id !== 'string') return []
      const reference = { county: countyOf(input.region), id, region: input.region }
      return elder.relatives.map((relative) => ({ elder: reference, person: newRelative(relative) }))
    }),
  )
}

function inputOf({ actor }: Work, { elder, regions, row }: Known, source: string): NewElder {
  return {
    name: elder.name,
    documentType: elder.documentType,
    documentNumber: elder.documentNumber,
    region: regions.region,
    ...(elder.sex ? { sex: elder.sex } : {}),
    ...(elder.birth ? { birth: elder.birth } : {}),
    ...(elder.ethnicity ? { ethnicity: elder.ethnicity } : {}),
    ...(elder.phone ? { phone: elder.phone } : {}),
    ...(regions.registeredRegion ? { registeredRegion: regions.registeredRegion } : {}),
    ...(elder.address ? { address: { text: elder.address } } : {}),
    ...(elder.payee ? { payee: elder.payee } : {}),
    ...(elder.formerNumber
      ? { formerNumbers: [{ register: importFields.formerNumber.name.zh, number: elder.formerNumber }] }
      : {}),
    circumstances: elder.categories.map(({ kind, value }) => ({ kind, value, from: actor.today, source })),
    ...(row.confirmed?.length ? { confirmed: row.confirmed.map(({ code, reason }) => ({ code, reason })) } : {}),
  }
}
