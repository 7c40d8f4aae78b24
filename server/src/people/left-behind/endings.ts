import {
  type CareEnding,
  planInForce,
  type Whereabouts,
  whereaboutsSeenFrom,
} from '@yinian/core/people/left-behind/vocabulary.ts'
import { countyOf } from '@yinian/core/regions/code.ts'
import type { Day } from '@yinian/core/time/day.ts'
import type { Selectable } from 'kysely'
import type { CarePlan } from '../../db/generated.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import type { OnDeath } from '../deaths/on-death.ts'
import { labels } from '../sealed-elder.ts'
import type { CarryOver, FileOf, Moving } from '../transfer/carry-over.ts'
import { refreshCareState } from './state.ts'

/** Nobody has to look in on the dead; after a mistake somebody has to again. */
export const careOnDeath: OnDeath = {
  closed: async (work, elder) => {
    const plan = await findPlan(work, elder)
    if (!plan) return []
    await endPlan(work, plan, 'died', work.actor.today)
    return [plan.id]
  },
  undone: async (work, elder, closed) => {
    for (const id of closed) await restorePlan(work, elder, id)
    await refreshCareState(work.tx, elder.county, [elder.id])
  },
}

/**
 * Where the children are is a fact of the person and goes along. Who looks in how often was promised by the place: it ends
 * there, and the county moved to is told that it has to be arranged anew. The ledger of contacts stays where it was kept.
 */
export const careCarryOver: CarryOver = {
  name: { zh: '子女联系情况', en: 'Contact with children' },
  carry: async (work, from, to, move) => {
    const along = await carryFamily(work, from, to, move)
    const plan = await findPlan(work, from)
    if (plan) {
      await endPlan(work, plan, 'moved', move.movedOn)
      await tellArrival(work, plan, to, move)
    }
    await refreshCareState(work.tx, to.county, [to.id])
    return {
      along,
      ended: plan ? [{ name: { zh: '关爱计划', en: 'Care plan' }, count: 1 }] : [],
      due: plan
        ? [
            {
              zh: `重新安排关爱：原由${plan.person_name}每 ${plan.interval_days} 天看望一次`,
              en: `Set a new care plan: before, ${plan.person_name} looked in every ${plan.interval_days} days`,
            },
          ]
        : [],
    }
  },
}

type HeldPlan = Selectable<CarePlan>

async function findPlan(
  { tx }: Work,
  elder: { readonly county: string; readonly id: string },
): Promise<HeldPlan | undefined> {
  const rows = await tx
    .selectFrom('care_plan')
    .selectAll()
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .orderBy('id', 'desc')
    .execute()
  const { plan } = planInForce(rows.map((row) => ({ ...row, endedAs: row.ended_as as CareEnding | null })))
  return rows.find(({ id }) => id === plan?.id)
}

const written = ({ actor }: Work) => ({
  id: newId(actor.now),
  recorded_at: actor.now,
  recorded_by: actor.accountId,
  recorded_by_name: actor.name,
})

async function endPlan(work: Work, plan: HeldPlan, as: CareEnding, on: Day): Promise<void> {
  const { county, elder_id, region, person_name, manner, interval_days, valid_from } = plan
  await work.tx
    .insertInto('care_plan')
    .values({
      ...written(work),
      ...{ county, elder_id, region, person_name, manner, interval_days },
      valid_from: on > valid_from ? on : valid_from,
      ends: plan.id,
      ended_as: as,
    })
    .execute()
}

/** In the county moved to: what there was, without telephone and note, which were the former village’s. */
async function tellArrival(work: Work, plan: HeldPlan, to: FileOf, { movedOn }: Moving): Promise<void> {
  const { person_name, manner, interval_days } = plan
  await work.tx
    .insertInto('care_plan')
    .values({
      ...written(work),
      ...{ person_name, manner, interval_days },
      county: to.county,
      elder_id: to.id,
      region: to.region,
      valid_from: movedOn,
      ended_as: 'moved',
    })
    .execute()
}

async function restorePlan(
  work: Work,
  elder: { readonly county: string; readonly id: string },
  planId: string,
): Promise<void> {
  const { tx, vault } = work
  const plan = await tx
    .selectFrom('care_plan')
    .selectAll()
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .where('id', '=', planId)
    .executeTakeFirst()
  if (!plan) return
  const again = written(work)
  const reseal = async (label: (id: string) => string, sealed: Buffer | null) =>
    sealed === null
      ? null
      : vault.seal(plan.county, label(again.id), await vault.open(plan.county, label(plan.id), sealed))
  await tx
    .insertInto('care_plan')
    .values({
      ...plan,
      ...again,
      person_phone_sealed: await reseal(labels.carePersonPhone, plan.person_phone_sealed),
      note_sealed: await reseal(labels.carePlanNote, plan.note_sealed),
    })
    .execute()
}

/** What was written last of each child who is among the people around there too. */
async function carryFamily(work: Work, from: FileOf, to: FileOf, { relatives }: Moving): Promise<number> {
  const { tx, vault } = work
  const rows = await tx
    .selectFrom('family_contact')
    .selectAll()
    .distinctOn('related_person_id')
    .where('county', '=', from.county)
    .where('elder_id', '=', from.id)
    .orderBy('related_person_id')
    .orderBy('id', 'desc')
    .execute()
  let carried = 0
  for (const row of rows) {
    const relative = relatives.get(row.related_person_id)
    if (relative === undefined) continue
    const again = written(work)
    const place =
      row.works_at_sealed === null
        ? null
        : await vault.open(row.county, labels.childWorkplace(row.id), row.works_at_sealed)
    await tx
      .insertInto('family_contact')
      .values({
        ...row,
        ...again,
        county: to.county,
        elder_id: to.id,
        region: to.region,
        related_person_id: relative,
        whereabouts: whereaboutsSeenFrom(row.whereabouts as Whereabouts, countyOf(from.region), countyOf(to.region)),
        works_at_sealed: place === null ? null : await vault.seal(to.county, labels.childWorkplace(again.id), place),
      })
      .execute()
    carried += 1
  }
  return carried
}
