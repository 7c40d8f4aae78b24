import type { BodyOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { staleVersion } from '@yinian/core/http/problems.ts'
import { findCircumstanceKind } from '@yinian/core/people/circumstances.ts'
import type { mergeElders } from '@yinian/core/people/merge-api.ts'
import { clashingKinds, mergeFields, planCircumstances, sameRelatives } from '@yinian/core/people/merging.ts'
import { cannotMerge, choiceMissing } from '@yinian/core/people/one-person-problems.ts'
import { withTexts } from '@yinian/core/people/problems.ts'
import { sql } from 'kysely'
import { audit } from '../../access/index.ts'
import { whileIndexesStand } from '../../crypto/index-change.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { lockElder } from '../elder-file.ts'
import { refreshCareState } from '../left-behind/state.ts'
import { lookAt } from '../looks.ts'
import { rememberPair } from '../matching/pairs.ts'
import { refreshCategoriesOf } from '../snapshot.ts'
import { changeRow, copyRow, keepRow, type MergeRecord } from './change-row.ts'
import { type Compared, clashesIn, comparePair, obstaclesOf, takes } from './compare.ts'
import { seeingMerged } from './in-sight.ts'
import { judgeDifficulty } from './judge-difficulty.ts'
import { overpaymentsOf } from './preview.ts'
import { elderRecords, type MergeDone, movingRecords } from './records.ts'
import { takeParticulars } from './take-particulars.ts'

type Asked = BodyOf<typeof mergeElders>

/**
 * Makes two files of one person one. Both rows stay: the survivor keeps its id, the other is out of sight and points to it.
 * Every row that changes is remembered with what it was, so that it can all be taken back.
 * @throws notFound, pairElsewhere, staleVersion, cannotMerge, choiceMissing
 */
export async function mergeTwo(work: Work, asked: Asked): Promise<ReplyOf<typeof mergeElders>> {
  const { tx, actor } = work
  await requireDecided(work, asked)
  // the same order for everybody, so that two merges of one person wait for each other and do not lock up
  for (const id of [asked.survivorId, asked.mergedId].sort()) {
    const held = await lockElder(tx, id)
    if (held.version !== (id === asked.survivorId ? asked.survivorVersion : asked.mergedVersion)) throw staleVersion()
  }
  const compared = await comparePair(work, asked.survivorId, asked.mergedId)
  const overpayments = await overpaymentsOf(tx, compared.pair)
  const merge = await openMerge(work, compared, asked, overpayments)

  const number = await takeParticulars(work, merge, compared, asked.choices)
  await moveRecords(work, merge, compared, asked)
  await hideMerged(work, merge, compared)
  await refreshCategoriesOf(tx, merge.county, asked.survivorId, actor.today)
  await judgeDifficulty(work, merge, compared.pair)
  await refreshCareState(tx, merge.county, [asked.survivorId, asked.mergedId])
  const done: MergeDone = {
    ...compared.pair,
    id: merge.id,
    number,
    numbers: [compared.survivor.document_number_index, compared.merged.document_number_index],
  }
  for (const { afterMerge } of elderRecords()) await afterMerge?.(work, done)
  await closePairs(work, merge, compared, asked.reason)
  for (const elder of [compared.survivor, compared.merged])
    await audit(work, 'people.merged', {
      ...lookAt(elder),
      detail: {
        survivor: asked.survivorId,
        merged: asked.mergedId,
        reason: asked.reason,
        overpaid: overpayments.length,
      },
    })
  return { county: merge.county, id: merge.id, survivorId: asked.survivorId }
}

/** Everything that clashes has been decided, and nothing stands in the way. */
async function requireDecided(work: Work, { survivorId, mergedId, choices }: Asked): Promise<void> {
  const compared = await comparePair(work, survivorId, mergedId)
  const [obstacle] = await obstaclesOf(work.tx, compared)
  if (obstacle) throw withTexts(cannotMerge, { why: obstacle })
  const open = clashesIn(compared).find((field) => choices[field] === undefined)
  if (open) throw withTexts(choiceMissing, { field: mergeFields[open] }, { at: `/choices/${open}` })
  const kind = clashingKinds(compared.periods.survivor, compared.periods.merged).find(
    (one) => choices[one] === undefined,
  )
  if (kind)
    throw withTexts(
      choiceMissing,
      { field: findCircumstanceKind(kind)?.name ?? { zh: kind, en: kind } },
      { at: `/choices/${kind}` },
    )
}

async function openMerge(
  { tx, actor }: Work,
  compared: Compared,
  asked: Asked,
  overpayments: readonly object[],
): Promise<MergeRecord> {
  const { pair, survivor, merged } = compared
  const region = takes(compared, asked.choices, 'residence') === 'merged' ? merged.region : survivor.region
  const merge = { county: pair.county, id: newId(actor.now), region }
  await whileIndexesStand(tx)
  await sql`update identity_claim set elder_id = ${pair.survivorId}
    where county = ${pair.county} and elder_id = ${pair.mergedId}`.execute(tx)
  const decided = Object.fromEntries(
    [...clashesIn(compared), ...clashingKinds(compared.periods.survivor, compared.periods.merged)].map((field) => [
      field,
      asked.choices[field] ?? 'survivor',
    ]),
  )
  await tx
    .insertInto('elder_merge')
    .values({
      ...merge,
      survivor_id: pair.survivorId,
      merged_id: pair.mergedId,
      choices: JSON.stringify(decided),
      overpayments: JSON.stringify(overpayments),
      reason: asked.reason,
      merged_at: actor.now,
      merged_by: actor.accountId,
      merged_by_name: actor.name,
    })
    .execute()
  return merge
}

/** Moves what every module keeps; of what says the same twice, one stays with the file out of sight. */
async function moveRecords(work: Work, merge: MergeRecord, compared: Compared, asked: Asked): Promise<void> {
  const { tx } = work
  const { survivor, merged } = compared.periods
  const { pair } = compared
  const plan = planCircumstances(survivor, merged, asked.choices)
  const joined = sameRelatives(compared.relatives.survivor, compared.relatives.merged)
  const circumstance = (id: string) => ({ county: pair.county, id })
  for (const { id, from, to } of plan.cut)
    await changeRow(work, merge, 'elder_circumstance', circumstance(id), { valid_from: from, valid_to: to })
  for (const id of plan.survivorLeaves)
    await changeRow(work, merge, 'elder_circumstance', circumstance(id), { elder_id: pair.mergedId })
  for (const { copyOf, from, to } of plan.added)
    await copyRow(work, merge, 'elder_circumstance', circumstance(copyOf), {
      elder_id: pair.survivorId,
      region: merge.region,
      valid_from: from,
      valid_to: to,
    })
  for (const { kept, joined: theirs } of joined) await joinRelatives(work, merge, kept, theirs)
  await passResidences(work, merge, compared, asked)
  await followResidence(work, merge, compared)

  const stay = [...plan.mergedStays, ...plan.survivorLeaves, ...joined.map((one) => one.joined)]
  const counts: Record<string, number> = {}
  for (const { relation, follows = false, same } of movingRecords()) {
    const stays = [...stay, ...((await same?.(tx, pair)) ?? [])]
    const { rows } = await sql<{
      row_county: string
      row_id: string
      before: Record<string, unknown>
      after: Record<string, unknown>
    }>`select * from move_elder_rows(${pair.county}, ${merge.id}, ${relation}, ${follows}, ${stays}::uuid[])`.execute(
      tx,
    )
    if (rows.length > 0) counts[relation] = rows.length
    for (const row of rows)
      await keepRow(work, merge, {
        relation,
        row: { county: row.row_county, id: row.row_id },
        before: row.before,
        after: row.after,
      })
  }
  await tx
    .updateTable('elder_merge')
    .set({ counts: JSON.stringify(counts) })
    .where('county', '=', merge.county)
    .where('id', '=', merge.id)
    .execute()
}

/** One person around both: parts taken in either file are taken, and a telephone known to one is not lost. */
async function joinRelatives(work: Work, merge: MergeRecord, keptId: string, joinedId: string): Promise<void> {
  const read = (id: string) =>
    work.tx
      .selectFrom('related_person')
      .select(['roles', 'valid_from', 'phone_sealed', 'phone_masked', 'note'])
      .where('county', '=', merge.county)
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  const [kept, joined] = [await read(keptId), await read(joinedId)]
  const phone =
    kept.phone_sealed === null && joined.phone_sealed !== null
      ? {
          phone_sealed: await work.vault.seal(
            merge.county,
            `related_person.phone:${keptId}`,
            await work.vault.open(merge.county, `related_person.phone:${joinedId}`, joined.phone_sealed),
          ),
          phone_masked: joined.phone_masked,
        }
      : {}
  const roles = [...new Set([...kept.roles, ...joined.roles])]
  await changeRow(
    work,
    merge,
    'related_person',
    { county: merge.county, id: keptId },
    {
      ...(roles.length > kept.roles.length ? { roles } : {}),
      ...(joined.valid_from < kept.valid_from ? { valid_from: joined.valid_from } : {}),
      ...(kept.note === '' && joined.note !== '' ? { note: joined.note } : {}),
      ...phone,
    },
  )
}

/** Where somebody lived before belongs to where they live: with the other file’s residence comes its story. */
async function passResidences(work: Work, merge: MergeRecord, compared: Compared, asked: Asked): Promise<void> {
  if (takes(compared, asked.choices, 'residence') === 'survivor') return
  const { survivorId, mergedId, county } = compared.pair
  const rows = await work.tx
    .selectFrom('former_residence')
    .select(['id', 'elder_id'])
    .where('county', '=', county)
    .where('elder_id', 'in', [survivorId, mergedId])
    .orderBy('id')
    .execute()
  for (const { id, elder_id } of rows)
    await changeRow(
      work,
      merge,
      'former_residence',
      { county, id },
      {
        elder_id: elder_id === survivorId ? mergedId : survivorId,
        region: elder_id === survivorId ? compared.survivor.region : compared.merged.region,
      },
    )
}

/** The survivor’s own rows are where the survivor now is. */
async function followResidence(work: Work, merge: MergeRecord, { pair, survivor }: Compared): Promise<void> {
  if (survivor.region === merge.region) return
  for (const { relation } of movingRecords().filter(({ follows }) => follows)) {
    const { rows } = await sql<{ id: string }>`
      select id from ${sql.table(relation)} where county = ${pair.county} and elder_id = ${pair.survivorId} order by id`.execute(
      work.tx,
    )
    for (const { id } of rows)
      await changeRow(work, merge, relation, { county: pair.county, id }, { region: merge.region })
  }
}

/** From here on only who asks for merged files by name sees this one. */
async function hideMerged(work: Work, merge: MergeRecord, { pair, merged }: Compared): Promise<void> {
  await seeingMerged(work.tx, async () => {
    await changeRow(
      work,
      merge,
      'elder',
      { county: pair.county, id: merged.id },
      {
        state: 'merged',
        merged_into: pair.survivorId,
        served_by: [],
        document_disputed: false,
      },
    )
    await sql`update elder set version = version + 1, updated_at = ${work.actor.now}
      where county = ${pair.county} and id = ${merged.id}`.execute(work.tx)
  })
}

/** This pair is decided; other pairs of the file out of sight are gone with it and come back with it. */
async function closePairs(
  work: Work,
  merge: MergeRecord,
  { pair, survivor, merged }: Compared,
  reason: string,
): Promise<void> {
  const { tx } = work
  const others = await tx
    .selectFrom('elder_pair')
    .select(['county', 'id'])
    .where((where) => where.or([where('elder_id', '=', pair.mergedId), where('other_id', '=', pair.mergedId)]))
    .where((where) =>
      where.not(
        where.and([
          where('elder_id', 'in', [survivor.id, merged.id]),
          where('other_id', 'in', [survivor.id, merged.id]),
        ]),
      ),
    )
    .where('state', 'in', ['open', 'later'])
    .execute()
  for (const row of others)
    await changeRow(work, merge, 'elder_pair', row, {
      state: 'gone',
      decided_at: work.actor.now,
      decided_by: work.actor.accountId,
      decided_by_name: work.actor.name,
    })
  await seeingMerged(tx, () =>
    rememberPair(
      work,
      { county: pair.county, id: survivor.id, region: merge.region },
      { county: pair.county, elderId: merged.id, score: 100, reasons: [] },
      { state: 'same', reason },
    ),
  )
}
