import type { BodyOf, QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import * as problems from '@yinian/core/insurance/problems.ts'
import type { Designation, designate, endDesignation, listDesignations } from '@yinian/core/insurance/rules-api.ts'
import { countyOf, isWithin, type RegionCode, rangeOf } from '@yinian/core/regions/code.ts'
import { type Day, isDay } from '@yinian/core/time/day.ts'
import type { Selectable } from 'kysely'
import { audit } from '../access/index.ts'
import type { Tx } from '../db/database.ts'
import type { InsuranceDesignation } from '../db/generated.ts'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import { findOrganisation } from '../organisations/index.ts'
import { nameRegions } from '../regions/index.ts'
import { holdsOver } from './rules.ts'

type Row = Selectable<InsuranceDesignation>

const countsOn = (row: Row, day: Day): boolean => row.ended_on === null && row.valid_from <= day && day <= row.valid_to

/** Whether an organisation has an agreement in force that covers a place. */
export async function isDesignated(tx: Tx, organisationId: string, place: RegionCode, day: Day): Promise<boolean> {
  const rows = await tx
    .selectFrom('insurance_designation')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .execute()
  return rows.some((row) => isWithin(place, row.region) && countsOn(row, day))
}

export async function listDesignationsOf(
  work: Work,
  { region }: QueryOf<typeof listDesignations>,
): Promise<ReplyOf<typeof listDesignations>> {
  let asked = work.tx.selectFrom('insurance_designation').selectAll().orderBy('id', 'desc').limit(200)
  if (region) asked = asked.where('region', '>=', rangeOf(region).from).where('region', '<=', rangeOf(region).to)
  return { rows: await describe(work, await asked.execute()), next: null }
}

async function describe({ tx, actor }: Work, rows: readonly Row[]): Promise<Designation[]> {
  const names = await nameRegions(
    tx,
    rows.map(({ region }) => region),
  )
  return rows.map((row) => ({
    county: row.county,
    id: row.id,
    region: row.region,
    regionPath: names(row.region).path,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    agreement: row.agreement,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    inForce: countsOn(row, actor.today),
    endedOn: row.ended_on,
    endReason: row.end_reason,
    madeBy: row.made_by_name,
  }))
}

/** @throws notFound, areaNotYours, periodWrong, designatedAlready, organisationNotDesignated */
export async function designateOne(work: Work, body: BodyOf<typeof designate>): Promise<Designation> {
  const { tx, actor } = work
  if (!holdsOver(work, 'insurance:review', body.region)) throw problems.areaNotYours({ at: '/region' })
  if (!isDay(body.validFrom) || !isDay(body.validTo) || body.validFrom > body.validTo)
    throw problems.periodWrong({ at: '/validTo' })
  const organisation = await findOrganisation(tx, body.organisationId, actor.today)
  if (!organisation) throw notFound({ at: '/organisationId' })
  if (organisation.kind !== 'assessment-organisation' || organisation.status !== 'active')
    throw problems.organisationNotDesignated({ at: '/organisationId' })
  const before = await tx
    .selectFrom('insurance_designation')
    .selectAll()
    .where('organisation_id', '=', body.organisationId)
    .where('region', '=', body.region)
    .where('ended_on', 'is', null)
    .execute()
  if (before.some((row) => row.valid_from <= body.validTo && body.validFrom <= row.valid_to))
    throw problems.designatedAlready({ at: '/organisationId' })
  const id = newId(actor.now)
  const row = await tx
    .insertInto('insurance_designation')
    .values({
      county: countyOf(body.region),
      id,
      region: body.region,
      organisation_id: organisation.id,
      organisation_county: organisation.county,
      organisation_name: organisation.name,
      agreement: body.agreement.trim(),
      valid_from: body.validFrom,
      valid_to: body.validTo,
      made_at: actor.now,
      made_by: actor.accountId,
      made_by_name: actor.name,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await audit(work, 'insurance.designated', {
    region: body.region,
    subjectType: 'insurance-designation',
    subjectId: id,
    detail: { organisation: organisation.id, from: body.validFrom, to: body.validTo },
  })
  return one(await describe(work, [row]))
}

/** @throws notFound, decidedAlready */
export async function endOne(
  work: Work,
  { county, id }: { readonly county: string; readonly id: string },
  { reason }: BodyOf<typeof endDesignation>,
): Promise<Designation> {
  const { tx, actor } = work
  const find = () =>
    tx.selectFrom('insurance_designation').selectAll().where('county', '=', county).where('id', '=', id)
  const seen = await find().executeTakeFirst()
  if (!seen || !holdsOver(work, 'insurance:review', seen.region)) throw notFound()
  const held = await find().forUpdate().executeTakeFirstOrThrow()
  if (held.ended_on !== null) throw problems.decidedAlready()
  await tx
    .updateTable('insurance_designation')
    .set({ ended_on: actor.today, end_reason: reason.trim() })
    .where('county', '=', county)
    .where('id', '=', id)
    .execute()
  await audit(work, 'insurance.designation-ended', {
    region: held.region,
    subjectType: 'insurance-designation',
    subjectId: id,
    detail: { reason: reason.trim() },
  })
  return one(await describe(work, [{ ...held, ended_on: actor.today, end_reason: reason.trim() }]))
}

function one(rows: readonly Designation[]): Designation {
  const [row] = rows
  if (!row) throw notFound()
  return row
}
