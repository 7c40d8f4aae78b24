import { scopeOf } from '@yinian/core/access/actor.ts'
import type { BodyOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { formatYuan } from '@yinian/core/ledger/money.ts'
import type { commitPurchase, listPurchaseBudgets, setPurchaseBudget } from '@yinian/core/people/key-groups/api.ts'
import { fits, leftOf } from '@yinian/core/people/key-groups/budget.ts'
import * as problems from '@yinian/core/people/key-groups/problems.ts'
import { countyOf, isWithin, levelOf, type RegionCode } from '@yinian/core/regions/code.ts'
import { isDay } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import { audit } from '../../access/index.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { findBudget, listBudgets } from './budgets.ts'
import { groupsIn, requireGroup } from './conditions.ts'

interface Place {
  readonly region: RegionCode
  readonly group: string
  readonly year: number
}

/** A later amount takes the place of an earlier one; what was set before stays. @throws see the endpoint */
export async function setBudget(
  work: Work,
  asked: BodyOf<typeof setPurchaseBudget>,
): Promise<ReplyOf<typeof listPurchaseBudgets>> {
  const { tx, actor } = work
  await requirePlace(work, asked)
  if (!isDay(asked.documentOn) || asked.documentOn > actor.today) throw problems.documentDayWrong({ at: '/documentOn' })
  await holdBudget(work, asked)
  const held = await findBudget(tx, asked)
  if (held && asked.fen < held.spokenFor)
    throw problems.budgetBelowSpokenFor({ at: '/fen', values: { spoken: formatYuan(held.spokenFor) } })
  await tx
    .insertInto('purchase_budget')
    .values({
      ...rowFor(work, asked),
      fen: asked.fen,
      document: asked.document.trim(),
      document_on: asked.documentOn,
      note: asked.note?.trim() ?? '',
    })
    .execute()
  await audit(work, 'people.budget-set', about(asked, { fen: asked.fen, document: asked.document }))
  return listBudgets(tx, asked, actor)
}

/** Speaks for a part of a budget, or takes a part back; never more than there is. @throws see the endpoint */
export async function commit(
  work: Work,
  asked: BodyOf<typeof commitPurchase>,
): Promise<ReplyOf<typeof listPurchaseBudgets>> {
  const { tx, actor } = work
  await requirePlace(work, asked)
  if (!isDay(asked.on) || asked.on > actor.today) throw problems.documentDayWrong({ at: '/on' })
  await holdBudget(work, asked)
  const held = await findBudget(tx, asked)
  if (!held) throw problems.noBudget()
  if (asked.fen === 0 || !fits(held.fen, held.spokenFor, asked.fen))
    throw problems.budgetExceeded({ at: '/fen', values: { left: formatYuan(leftOf(held.fen, held.spokenFor)) } })
  await tx
    .insertInto('purchase_commitment')
    .values({
      ...rowFor(work, asked),
      fen: asked.fen,
      purpose: asked.purpose.trim(),
      document: asked.document.trim(),
      on_day: asked.on,
    })
    .execute()
  await audit(work, 'people.budget-committed', about(asked, { fen: asked.fen, document: asked.document }))
  return listBudgets(tx, asked, actor)
}

/** @throws budgetPlaceWrong, groupUnknown */
async function requirePlace({ tx, actor }: Work, { region, group }: Place): Promise<void> {
  const mine = scopeOf(actor, 'people:set-budget')?.regions.some((held) => isWithin(region, held)) ?? false
  if (!mine || !['county', 'town', 'village'].includes(levelOf(region)))
    throw problems.budgetPlaceWrong({ at: '/region' })
  const known = await tx.selectFrom('region').select('code').where('code', '=', region).executeTakeFirst()
  if (!known) throw problems.budgetPlaceWrong({ at: '/region' })
  requireGroup(await groupsIn(tx, region, actor.today), group, '/group')
}

/** Two officers at once could otherwise speak for the same part of a budget. */
async function holdBudget({ tx }: Work, { region, group, year }: Place): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`purchase-budget ${region} ${group} ${year}`}, 0))`.execute(
    tx,
  )
}

function rowFor({ actor }: Work, { region, group, year }: Place) {
  return {
    county: countyOf(region),
    id: newId(actor.now),
    region,
    group_id: group,
    year,
    recorded_at: actor.now,
    recorded_by: actor.accountId,
    recorded_by_name: actor.name,
  }
}

function about({ region, group, year }: Place, detail: Record<string, unknown>) {
  return {
    region,
    subjectType: 'purchase-budget',
    subjectId: null,
    detail: { ...detail, category: group, period: String(year) },
  }
}
