import type { Text } from '@yinian/core/language/text.ts'
import type { TimelineEntry } from '@yinian/core/people/api.ts'
import { nation, regionCode } from '@yinian/core/regions/code.ts'
import { sql } from 'kysely'
import { audit, getActor } from '../../access/index.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { Ground } from '../../http/ground.ts'
import type { Work } from '../../http/work.ts'
import { nameRegions } from '../../regions/index.ts'
import { keepParticulars, withFormer } from '../as-of/keep-former.ts'
import { type ElderReference, findElderRow, lockElder } from '../elder-file.ts'
import { refreshCareState } from '../left-behind/state.ts'
import { lookAt } from '../looks.ts'
import { refreshCategoriesOf } from '../snapshot.ts'
import { refreshMembership } from '../special-difficulty/membership.ts'
import { type Counted, carryOvers, obstaclesToMove } from './carry-over.ts'
import { carryAround, copyElder } from './copy-file.ts'
import { findTransfer, type HeldTransfer, type TransferPlace } from './read-transfer.ts'

export const completeQueue = 'people.complete-transfer'

/** Carries out an accepted move, as who accepted it. Done again, it finds nothing left to do. */
export async function completeTransfer(ground: Ground, place: TransferPlace): Promise<void> {
  const everywhere = { role: 'official', regions: [nation], organisationId: null } as const
  const decidedBy = await inTransaction(
    ground.database,
    { ...everywhere, accountId: null },
    async (tx) => (await findTransfer(tx, place))?.decided_by,
  )
  if (!decidedBy) return
  const actor = await getActor(ground.database, decidedBy, ground.clock.now())
  await inTransaction(ground.database, { ...everywhere, accountId: decidedBy }, (tx) =>
    carryOut({ tx, actor, vault: ground.vault, jobs: ground.jobs }, place),
  )
}

/** The tellers of the timeline are declared by the modules; the register asks them all. */
type Tell = (work: Work, elder: ElderReference) => Promise<TimelineEntry[]>
let tell: Tell = async () => []
export function tellStoryBy(teller: Tell): void {
  tell = teller
}

async function carryOut(work: Work, place: TransferPlace): Promise<void> {
  const { tx, actor } = work
  const held = await findTransfer(tx, place)
  if (held?.state !== 'accepted') return
  const found = await findElderRow(tx, held.elder_id)
  const [obstacle] = found?.state === 'active' ? await obstaclesToMove(tx, found) : [gone]
  if (obstacle || !found) return giveUp(work, held, obstacle?.zh ?? gone.zh)
  const from = await lockElder(tx, found.id)
  const names = await nameRegions(tx, [regionCode(from.county)])
  const where = names(regionCode(from.county)).path
  const story = (await tell(work, from)).slice(0, 200).map((entry) => ({ ...entry, link: null }))
  const to = await copyElder(work, from, held)
  const move = { movedOn: held.moved_on, source: `${where}转来` }
  const { counts, ...became } = await carryAround(work, from, to, move)
  const ended: Counted[] = []
  const due: Text[] = []
  for (const { name, carry } of carryOvers()) {
    const done = await carry?.(work, from, to, { ...move, ...became })
    if (done && done.along > 0) counts.push({ name, count: done.along })
    ended.push(...(done?.ended ?? []).filter(({ count }) => count > 0))
    due.push(...(done?.due ?? []))
  }
  await closeFormer(work, from, held)
  await refreshCategoriesOf(tx, to.county, to.id, actor.today)
  for (const { county, id } of [from, to]) await refreshMembership(tx, { county, ids: [id] }, actor)
  await tx
    .updateTable('elder_transfer')
    .set({
      state: 'done',
      done_at: actor.now,
      to_elder_id: to.id,
      region: from.region,
      elder_name: from.name,
      story: JSON.stringify(story),
      carried: JSON.stringify({ counts, ended, due, level: await levelOf(work, from) }),
    })
    .where('county', '=', held.county)
    .where('id', '=', held.id)
    .execute()
  for (const elder of [from, to])
    await audit(work, 'people.transferred', {
      ...lookAt(elder),
      detail: { from: from.region, to: to.region, day: held.moved_on },
    })
}

const gone = { zh: '档案已不在册', en: 'the file is no longer active' }

async function giveUp({ tx }: Work, held: HeldTransfer, why: string): Promise<void> {
  await tx
    .updateTable('elder_transfer')
    .set({ state: 'refused', decision_reason: why })
    .where('county', '=', held.county)
    .where('id', '=', held.id)
    .execute()
}

async function levelOf({ tx, actor }: Work, from: ElderReference) {
  if (from.abilityLevel === null) return null
  if (from.abilityValidUntil !== null && from.abilityValidUntil < actor.today) return null
  for (const { levelSource } of carryOvers()) {
    const source = await levelSource?.(tx, from)
    if (source !== undefined) return { level: from.abilityLevel, validUntil: from.abilityValidUntil, source }
  }
  return { level: from.abilityLevel, validUntil: from.abilityValidUntil, source: '' }
}

/** What still ran here runs there; the file stays as the record of the time until the move. */
async function closeFormer({ tx, actor }: Work, from: ElderReference, { moved_on }: HeldTransfer): Promise<void> {
  const { county, id } = from
  await sql`update elder_circumstance set valid_to = greatest(valid_from, ${moved_on}::date), ended_at = ${actor.now}, ended_by = ${actor.accountId},
      former = ${withFormer({ actor }, 'valid_to')}
    where county = ${county} and elder_id = ${id} and (valid_to is null or valid_to > greatest(valid_from, ${moved_on}::date))`.execute(
    tx,
  )
  await sql`update related_person set valid_to = greatest(valid_from, ${moved_on}::date), former = ${withFormer({ actor }, 'valid_to')}
    where county = ${county} and elder_id = ${id} and (valid_to is null or valid_to > greatest(valid_from, ${moved_on}::date))`.execute(
    tx,
  )
  await sql`update elder_pair set state = 'gone', decided_at = ${actor.now}, decided_by = ${actor.accountId}, decided_by_name = ${actor.name}
    where (elder_id = ${id} or other_id = ${id}) and state in ('open', 'later')`.execute(tx)
  await keepParticulars({ tx, actor }, from, [{ field: 'move', why: 'correction', next: moved_on }])
  await tx
    .updateTable('elder')
    .set({
      state: 'moved-out',
      moved_on,
      served_by: [],
      categories: [],
      version: from.version + 1,
      updated_at: actor.now,
    })
    .where('county', '=', county)
    .where('id', '=', id)
    .execute()
  await tx.deleteFrom('elder_grid').where('county', '=', county).where('elder_id', '=', id).execute()
  await refreshCareState(tx, county, [id])
}
