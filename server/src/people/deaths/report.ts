import { scopeOf } from '@yinian/core/access/actor.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { DeathReport, reportDeath } from '@yinian/core/people/death-api.ts'
import { documentKey, maskDocument, readDocument } from '@yinian/core/people/identity-document.ts'
import { alreadyReported, nobodyHasNumber } from '@yinian/core/people/one-person-problems.ts'
import { deathInFuture, documentNumberInvalid, withTexts } from '@yinian/core/people/problems.ts'
import { nation, type RegionCode, regionCode } from '@yinian/core/regions/code.ts'
import { isDay } from '@yinian/core/time/day.ts'
import { audit } from '../../access/index.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { getElderRow } from '../elder-file.ts'
import { lookAt } from '../looks.ts'
import { indexesOfDocument } from '../sealed-elder.ts'
import { getReport } from './read-report.ts'

type Asked = BodyOf<typeof reportDeath>

/** Whose death is told of; beyond the reporter’s area no more than the county that has the file. */
export interface Deceased {
  readonly county: string
  readonly id: string
  readonly region: RegionCode
  readonly registeredRegion: RegionCode
  readonly name: string
  readonly documentMasked: string
  readonly birth: string | null
  readonly alive: boolean
}

/** Takes down what was heard. It changes nothing on the file until an officer has confirmed it. @throws see the endpoint */
export async function takeReport(work: Work, asked: Asked): Promise<DeathReport> {
  const deceased = asked.elderId ? await byId(work, asked.elderId) : await byNumber(work, asked)
  if (!deceased) throw nobodyHasNumber({ at: '/documentNumber' })
  const id = await writeReport(work, deceased, asked)
  return getReport(work, { county: deceased.county, id })
}

/** @throws deathInFuture, alreadyReported */
export async function writeReport(
  work: Work,
  deceased: Deceased,
  told: Pick<Asked, 'source' | 'diedOn' | 'evidence' | 'reporter'> & { readonly reportedRegion?: RegionCode },
): Promise<string> {
  const { tx, actor } = work
  if (!isDay(told.diedOn) || told.diedOn > actor.today || (deceased.birth !== null && told.diedOn < deceased.birth))
    throw deathInFuture({ at: '/diedOn' })
  const waiting = await tx
    .selectFrom('death_report')
    .select('id')
    .where('county', '=', deceased.county)
    .where('elder_id', '=', deceased.id)
    .where('state', 'in', ['reported', 'confirmed', 'undo-asked'])
    .executeTakeFirst()
  if (waiting || !deceased.alive) throw alreadyReported()
  const id = newId(actor.now)
  const reportedRegion = told.reportedRegion ?? scopeOf(actor, 'people:write')?.regions[0] ?? nation
  await tx
    .insertInto('death_report')
    .values({
      county: deceased.county,
      id,
      region: deceased.region,
      registered_region: deceased.registeredRegion,
      reported_region: reportedRegion,
      elder_id: deceased.id,
      elder_name: deceased.name,
      document_masked: deceased.documentMasked,
      source: told.source,
      died_on: told.diedOn,
      evidence: told.evidence?.trim() ?? '',
      reporter: told.reporter?.trim() ?? '',
      reported_at: actor.now,
      reported_by: actor.accountId,
      reported_by_name: actor.name,
    })
    .execute()
  await audit(work, 'people.death-reported', {
    ...lookAt({ id: deceased.id, region: deceased.birth === null ? reportedRegion : deceased.region }),
    detail: { source: told.source, diedOn: told.diedOn },
  })
  return id
}

async function byId({ tx }: Work, id: string): Promise<Deceased> {
  const elder = await getElderRow(tx, id)
  if (elder.state === 'moved-out') throw notFound({ at: '/elderId' })
  return {
    ...elder,
    documentMasked: elder.documentNumberMasked,
    alive: elder.state === 'active',
  }
}

/** @throws documentNumberInvalid */
export async function byNumber(
  { tx, vault }: Work,
  {
    name,
    documentType = 'resident-identity',
    documentNumber = '',
  }: Pick<Asked, 'name' | 'documentType' | 'documentNumber'>,
): Promise<Deceased | undefined> {
  const read = readDocument(documentType, documentNumber)
  if ('reason' in read) throw withTexts(documentNumberInvalid, { reason: read.reason }, { at: '/documentNumber' })
  const claim = await tx
    .selectFrom('identity_claim')
    .select(['county', 'elder_id'])
    .where('document_index', 'in', indexesOfDocument(vault, documentKey(documentType, read.number)))
    .executeTakeFirst()
  if (!claim) return undefined
  const seen = await tx
    .selectFrom('elder')
    .select(['region', 'registered_region', 'name', 'birth', 'state'])
    .where('county', '=', claim.county)
    .where('id', '=', claim.elder_id)
    .executeTakeFirst()
  const county = regionCode(claim.county)
  return {
    county: claim.county,
    id: claim.elder_id,
    region: seen?.region ?? county,
    registeredRegion: seen?.registered_region ?? county,
    name: seen?.name ?? name?.trim() ?? '',
    documentMasked: maskDocument(read.number),
    birth: seen?.birth ?? null,
    alive: seen === undefined || seen.state === 'active',
  }
}
