import type { endContract, makeContract, OrganisationContract } from '@yinian/core/assessments/fee-api.ts'
import type { Contract } from '@yinian/core/assessments/fees.ts'
import {
  contractNumberTaken,
  contractOverlaps,
  periodWrong,
  stepNotPossible,
} from '@yinian/core/assessments/problems.ts'
import { defaultTurnaround } from '@yinian/core/assessments/turnaround.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound, staleVersion } from '@yinian/core/http/problems.ts'
import { countyOf, isWithin, type RegionCode } from '@yinian/core/regions/code.ts'
import { isDay } from '@yinian/core/time/day.ts'
import { type Selectable, sql } from 'kysely'
import { audit } from '../../access/index.ts'
import type { Tx } from '../../db/database.ts'
import type { OrganisationContract as Row } from '../../db/generated.ts'
import { newId } from '../../db/ids.ts'
import type { UploadedFile } from '../../http/serve.ts'
import type { Work } from '../../http/work.ts'
import { findOrganisation } from '../../organisations/index.ts'
import { requireCounty } from '../quality/sample.ts'
import type { Place } from '../read.ts'
import { keepDocument } from '../records/documents.ts'

/** The contracts of an organisation that the reader sees, the latest first. */
export async function listContractsOf({ tx }: Work, organisationId: string): Promise<{ rows: OrganisationContract[] }> {
  const rows = await tx
    .selectFrom('organisation_contract')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy('valid_from', 'desc')
    .execute()
  const documents = await documentsOf(
    tx,
    rows.map(({ id }) => id),
  )
  return { rows: rows.map((row) => toContract(row, documents)) }
}

/** Only officials see documents; an organisation has its own copy. */
async function documentsOf(tx: Tx, ids: readonly string[]) {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: string; subject_id: string; file_name: string; bytes: number }>`
    select d.id, d.subject_id, d.file_name, d.bytes from assessment_document d
    where d.subject = 'contract'
      and d.subject_id = any (${sql.val(ids)}::uuid[]) order by d.id`.execute(tx)
  return rows
}

function toContract(row: Selectable<Row>, documents: Awaited<ReturnType<typeof documentsOf>>): OrganisationContract {
  return {
    county: row.county,
    id: row.id,
    region: row.region,
    organisationId: row.organisation_id,
    number: row.number,
    from: row.valid_from,
    until: row.valid_until,
    territory: row.territory,
    fees: row.fees as unknown as Record<string, number>,
    depositFen: row.deposit_fen,
    turnaroundDays: row.turnaround_days,
    latePercent: row.late_percent,
    endedOn: row.ended_on,
    endReason: row.end_reason,
    madeBy: row.made_by_name,
    version: row.version,
    documents: documents
      .filter(({ subject_id }) => subject_id === row.id)
      .map(({ id, file_name, bytes }) => ({ id, fileName: file_name, bytes })),
  }
}

/** @throws notFound, periodWrong, contractOverlaps, contractNumberTaken */
export async function makeContractOf(work: Work, input: BodyOf<typeof makeContract>): Promise<OrganisationContract> {
  const { tx, actor } = work
  const county = countyOf(input.region)
  requireCounty(work, county, 'organisations:write')
  if (!isDay(input.from) || !isDay(input.until) || input.until < input.from) throw periodWrong({ at: '/until' })
  const organisation = await findOrganisation(tx, input.organisationId, actor.today)
  if (!organisation) throw notFound({ at: '/organisationId' })
  const others = await tx
    .selectFrom('organisation_contract')
    .selectAll()
    .where('county', '=', county)
    .where('organisation_id', '=', organisation.id)
    .execute()
  const meets = (a: readonly RegionCode[], b: readonly RegionCode[]) =>
    a.some((one) => b.some((other) => isWithin(one, other) || isWithin(other, one)))
  const overlapping = others.some(
    (other) =>
      other.valid_from <= input.until &&
      input.from <= (other.ended_on ?? other.valid_until) &&
      meets(other.territory, input.territory),
  )
  if (overlapping) throw contractOverlaps({ at: '/from' })
  const id = newId(actor.now)
  const made = await tx
    .insertInto('organisation_contract')
    .values({
      county,
      id,
      region: input.region,
      organisation_id: organisation.id,
      organisation_name: organisation.name,
      number: input.number.trim(),
      valid_from: input.from,
      valid_until: input.until,
      territory: input.territory,
      fees: JSON.stringify(input.fees),
      deposit_fen: input.depositFen,
      turnaround_days: input.turnaroundDays,
      late_percent: input.latePercent,
      made_at: actor.now,
      made_by: actor.accountId,
      made_by_name: actor.name,
    })
    .onConflict((conflict) => conflict.columns(['county', 'number']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw contractNumberTaken({ at: '/number' })
  await audit(work, 'assessments.contract-made', about(input.region, id, { number: input.number.trim() }))
  return contractById(tx, { county, id })
}

/** @throws notFound, staleVersion, stepNotPossible, periodWrong */
export async function endContractOf(
  work: Work,
  place: Place,
  input: BodyOf<typeof endContract>,
): Promise<OrganisationContract> {
  const { tx } = work
  const held = await findRow(tx, place)
  if (held.version !== input.version) throw staleVersion()
  if (held.ended_on !== null) throw stepNotPossible()
  if (!isDay(input.on) || input.on < held.valid_from || input.on > held.valid_until) throw periodWrong({ at: '/on' })
  await tx
    .updateTable('organisation_contract')
    .set({ ended_on: input.on, end_reason: input.reason, version: held.version + 1 })
    .where('county', '=', held.county)
    .where('id', '=', held.id)
    .where('version', '=', held.version)
    .execute()
  await audit(work, 'assessments.contract-ended', about(held.region, held.id, { on: input.on, reason: input.reason }))
  return contractById(tx, place)
}

/** @throws notFound, documentWrong */
export async function addDocument(
  work: Work,
  place: Place,
  file: UploadedFile | undefined,
): Promise<OrganisationContract> {
  const held = await findRow(work.tx, place)
  const id = await keepDocument(work, file, {
    county: held.county,
    region: held.region,
    subject: 'contract',
    subjectId: held.id,
  })
  await audit(work, 'assessments.contract-document-added', about(held.region, held.id, { document: id }))
  return contractById(work.tx, place)
}

async function findRow(tx: Tx, { county, id }: Place): Promise<Selectable<Row>> {
  const row = await tx
    .selectFrom('organisation_contract')
    .selectAll()
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

async function contractById(tx: Tx, place: Place): Promise<OrganisationContract> {
  const row = await findRow(tx, place)
  return toContract(row, await documentsOf(tx, [row.id]))
}

function about(region: RegionCode, id: string, detail: Record<string, unknown>) {
  return { region, subjectType: 'organisation-contract', subjectId: id, detail }
}

/**
 * What a county agreed with an organisation. Where no contract is recorded on its own, the one in the register of
 * organisations counts, if the county itself registered it.
 */
export async function contractsOf(work: Work, county: string, organisationId: string): Promise<Contract[]> {
  const { tx, actor } = work
  const rows = await tx
    .selectFrom('organisation_contract')
    .selectAll()
    .where('county', '=', county)
    .where('organisation_id', '=', organisationId)
    .execute()
  if (rows.length > 0)
    return rows.map((row) => ({
      id: row.id,
      from: row.valid_from,
      until: row.ended_on ?? row.valid_until,
      territory: row.territory,
      fees: row.fees as unknown as Record<string, number>,
      turnaroundDays: row.turnaround_days,
      latePercent: row.late_percent,
    }))
  const organisation = await findOrganisation(tx, organisationId, actor.today)
  if (!organisation || organisation.county !== county || organisation.feePerAssessment === null) return []
  return [
    {
      id: null,
      from: organisation.contractFrom ?? '1900-01-01',
      until: organisation.contractUntil ?? '9999-12-31',
      territory: organisation.territory,
      fees: { 'gbt-42195': organisation.feePerAssessment },
      turnaroundDays: defaultTurnaround.days,
      latePercent: 0,
    },
  ]
}
