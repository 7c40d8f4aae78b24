import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { notYourSide, transferInOtherState, transferObstructed } from '@yinian/core/people/one-person-problems.ts'
import { regionUnknown, withTexts } from '@yinian/core/people/problems.ts'
import { nextTransferState, type TransferState, transferStates } from '@yinian/core/people/transfer.ts'
import type { decideTransfer, ElderTransfer } from '@yinian/core/people/transfer-api.ts'
import { isWithin, levelOf, type RegionCode } from '@yinian/core/regions/code.ts'
import { audit } from '../../access/index.ts'
import type { Work } from '../../http/work.ts'
import { lookAt } from '../looks.ts'
import { requirePlaces } from '../operations/places.ts'
import { obstaclesToMove } from './carry-over.ts'
import { completeQueue } from './complete.ts'
import { findTransfer, getTransfer, type HeldTransfer, mayDo, type TransferPlace } from './read-transfer.ts'

/**
 * Accepts, refuses or withdraws a move. What is accepted is carried out as a job that may write in both counties, which
 * neither of the two officers may. @throws notFound, and see the endpoint
 */
export async function decideMove(
  work: Work,
  place: TransferPlace,
  { decision, reason, toRegion }: BodyOf<typeof decideTransfer>,
): Promise<ElderTransfer> {
  const { tx, actor } = work
  const seen = await findTransfer(tx, place)
  if (!seen) throw notFound()
  const state = nextTransferState(seen.state as TransferState, decision)
  if (state === undefined) throw withTexts(transferInOtherState, { state: transferStates[seen.state as TransferState] })
  if (!mayDo(seen).includes(decision)) throw notYourSide()
  const region = decision === 'accept' ? await requireReceiving(work, seen, toRegion) : seen.to_region
  const changed = await tx
    .updateTable('elder_transfer')
    .set({
      state,
      to_region: region,
      decision_reason: reason.trim() || null,
      decided_at: actor.now,
      decided_by: actor.accountId,
      decided_by_name: actor.name,
    })
    .where('county', '=', seen.county)
    .where('id', '=', seen.id)
    .where('state', '=', seen.state)
    .returning('id')
    .executeTakeFirst()
  // somebody was faster between looking and writing
  if (!changed) throw withTexts(transferInOtherState, { state: transferStates[state] })
  await audit(work, 'people.transfer-decided', {
    ...lookAt({ id: seen.elder_id, region: seen.from_mine ? seen.region : region }),
    detail: { decision, reason, to: region },
  })
  if (state === 'accepted') await work.jobs.send(tx, completeQueue, { county: seen.county, id: seen.id })
  return getTransfer(tx, place)
}

/** The village that takes the elder in, and nothing in the way as far as this side can see. */
async function requireReceiving({ tx }: Work, held: HeldTransfer, chosen: RegionCode | undefined): Promise<RegionCode> {
  const region = chosen ?? held.to_region
  if (levelOf(region) !== 'village' || !isWithin(region, held.to_region))
    throw regionUnknown({ at: '/toRegion', values: { region } })
  if (held.to_mine) await requirePlaces(tx, { region })
  if (held.from_mine) {
    const [obstacle] = await obstaclesToMove(tx, { county: held.county, id: held.elder_id, region: held.region })
    if (obstacle) throw withTexts(transferObstructed, { why: obstacle })
  }
  return region
}
