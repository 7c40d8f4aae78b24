import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { documentKey, maskDocument, readDocument } from '@yinian/core/people/identity-document.ts'
import {
  moveInFuture,
  nobodyHasNumber,
  sameCounty,
  transferObstructed,
  transferOpen,
} from '@yinian/core/people/one-person-problems.ts'
import { documentNumberInvalid, regionUnknown, withTexts } from '@yinian/core/people/problems.ts'
import type { askForTransfer, ElderTransfer, requestTransfer } from '@yinian/core/people/transfer-api.ts'
import { countyOf, levelOf, type RegionCode, regionCode } from '@yinian/core/regions/code.ts'
import { type Day, isDay } from '@yinian/core/time/day.ts'
import { audit } from '../../access/index.ts'
import type { Tx } from '../../db/database.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { lockElder } from '../elder-file.ts'
import { lookAt } from '../looks.ts'
import { requirePlaces } from '../operations/places.ts'
import { indexesOfDocument } from '../sealed-elder.ts'
import { obstaclesToMove } from './carry-over.ts'
import { getTransfer } from './read-transfer.ts'

/** The county an elder leaves offers them to the one they have moved to. @throws notFound, and see the endpoint */
export async function offerElder(work: Work, asked: BodyOf<typeof requestTransfer>): Promise<ElderTransfer> {
  const { tx, actor } = work
  const elder = await lockElder(tx, asked.elderId)
  if (elder.state !== 'active') throw notFound({ at: '/elderId' })
  if (countyOf(asked.toRegion) === elder.county) throw sameCounty({ at: '/toRegion' })
  await requireDivision(tx, asked.toRegion)
  if (
    levelOf(asked.toRegion) === 'city' ||
    levelOf(asked.toRegion) === 'province' ||
    levelOf(asked.toRegion) === 'nation'
  )
    throw regionUnknown({ at: '/toRegion', values: { region: asked.toRegion } })
  await requirePlaces(tx, { registeredRegion: asked.registeredRegion })
  await requireMoveDay(tx, elder, asked.movedOn, actor.today)
  const [obstacle] = await obstaclesToMove(tx, elder)
  if (obstacle) throw withTexts(transferObstructed, { why: obstacle })
  return open(work, {
    ...asked,
    county: elder.county,
    region: elder.region,
    elderId: elder.id,
    name: elder.name,
    documentMasked: elder.documentNumberMasked,
    startedBy: 'from',
  })
}

/** The county somebody has moved to asks for them, by their number; it learns which county has the file and nothing of it. */
export async function askForElder(work: Work, asked: BodyOf<typeof askForTransfer>): Promise<ElderTransfer> {
  const { tx, vault, actor } = work
  const read = readDocument(asked.documentType, asked.documentNumber)
  if ('reason' in read) throw withTexts(documentNumberInvalid, { reason: read.reason }, { at: '/documentNumber' })
  await requirePlaces(tx, { region: asked.toRegion, registeredRegion: asked.registeredRegion })
  if (!isDay(asked.movedOn) || asked.movedOn > actor.today) throw moveInFuture({ at: '/movedOn' })
  const claim = await tx
    .selectFrom('identity_claim')
    .select(['county', 'elder_id'])
    .where('document_index', 'in', indexesOfDocument(vault, documentKey(asked.documentType, read.number)))
    .executeTakeFirst()
  if (!claim) throw nobodyHasNumber({ at: '/documentNumber' })
  if (claim.county === countyOf(asked.toRegion)) throw sameCounty({ at: '/documentNumber' })
  return open(work, {
    ...asked,
    county: claim.county,
    region: regionCode(claim.county),
    elderId: claim.elder_id,
    documentMasked: maskDocument(read.number),
    startedBy: 'to',
  })
}

interface Opening {
  readonly county: string
  readonly region: RegionCode
  readonly elderId: string
  readonly name: string
  readonly documentMasked: string
  readonly startedBy: 'from' | 'to'
  readonly toRegion: RegionCode
  readonly registeredRegion?: RegionCode
  readonly movedOn: Day
  readonly reason: string
}

async function open(work: Work, asked: Opening): Promise<ElderTransfer> {
  const { tx, actor } = work
  const id = newId(actor.now)
  const made = await tx
    .insertInto('elder_transfer')
    .values({
      county: asked.county,
      id,
      region: asked.region,
      elder_id: asked.elderId,
      elder_name: asked.name,
      document_masked: asked.documentMasked,
      to_county: countyOf(asked.toRegion),
      to_region: asked.toRegion,
      registered_region: asked.registeredRegion ?? null,
      started_by: asked.startedBy,
      reason: asked.reason,
      moved_on: asked.movedOn,
      requested_at: actor.now,
      requested_by: actor.accountId,
      requested_by_name: actor.name,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw transferOpen()
  await audit(work, 'people.transfer-requested', {
    ...lookAt({ id: asked.elderId, region: asked.startedBy === 'from' ? asked.region : asked.toRegion }),
    detail: { from: asked.county, to: asked.toRegion, reason: asked.reason },
  })
  return getTransfer(tx, { county: asked.county, id })
}

/** @throws regionUnknown */
export async function requireDivision(tx: Tx, code: RegionCode): Promise<void> {
  const found = await tx
    .selectFrom('region')
    .select('code')
    .where('code', '=', code)
    .where('valid_to', 'is', null)
    .executeTakeFirst()
  if (!found) throw regionUnknown({ at: '/toRegion', values: { region: code } })
}

/** @throws moveInFuture */
async function requireMoveDay(tx: Tx, elder: { county: string; id: string }, day: Day, today: Day): Promise<void> {
  const before = await tx
    .selectFrom('former_residence')
    .select('valid_to')
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .orderBy('valid_to', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!isDay(day) || day > today || (before && day < before.valid_to)) throw moveInFuture({ at: '/movedOn' })
}
