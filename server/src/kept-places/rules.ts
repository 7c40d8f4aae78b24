import { scopeOf } from '@yinian/core/access/actor.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { KeptPlaceRule, makeKeptPlaceRule } from '@yinian/core/kept-places/api.ts'
import { type KeptRule, keptRuleOf, type LimitedPlace } from '@yinian/core/kept-places/kept-places.ts'
import { placeUnknown, ruleOfDay } from '@yinian/core/kept-places/problems.ts'
import { ancestorsOf, countyOf, isWithin, prefixOf, type RegionCode } from '@yinian/core/regions/code.ts'
import { type Day, isDay } from '@yinian/core/time/day.ts'
import { type Selectable, sql } from 'kysely'
import { audit } from '../access/index.ts'
import type { Tx } from '../db/database.ts'
import type { KeptPlaceRule as Row } from '../db/generated.ts'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import { nameRegions } from '../regions/index.ts'

/** What holds for a place on a day, and whom to call there: the nearest counter; empty where nobody has named one. */
export interface RuleThere extends KeptRule {
  readonly counter: string
  readonly telephone: string
}

export async function ruleFor(tx: Tx, kind: LimitedPlace, region: RegionCode, on: Day): Promise<RuleThere> {
  const { rows } = await sql<{ kept_percent: number; release_hours: number; counter: string; telephone: string }>`
    select * from kept_place_rules_for(${[...ancestorsOf(region), region]}::text[], ${kind}, ${on}::date)`.execute(tx)
  const { keptPercent, releaseHours } = keptRuleOf(
    rows.map((row) => ({ keptPercent: row.kept_percent, releaseHours: row.release_hours })),
  )
  return { keptPercent, releaseHours, counter: rows[0]?.counter ?? '', telephone: rows[0]?.telephone ?? '' }
}

export async function listRules(tx: Tx, region: RegionCode | undefined): Promise<{ rows: KeptPlaceRule[] }> {
  const rows = await tx
    .selectFrom('kept_place_rule')
    .selectAll()
    .$if(region !== undefined, (select) => select.where('region', 'like', `${prefixOf(region ?? '')}%`))
    .orderBy('valid_from', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
  return { rows: await describe(tx, rows) }
}

/** From its first day on it takes the place of the rule of the same division. @throws placeUnknown, ruleOfDay */
export async function makeRule(work: Work, input: BodyOf<typeof makeKeptPlaceRule>): Promise<KeptPlaceRule> {
  const { tx, actor } = work
  const { region, kind, validFrom } = input
  const held = scopeOf(actor, 'family:answer')?.regions ?? []
  if (!held.some((one) => isWithin(region, one))) throw placeUnknown({ at: '/region' })
  if (!isDay(validFrom) || validFrom < actor.today) throw ruleOfDay({ at: '/validFrom' })
  const there = await tx
    .selectFrom('kept_place_rule')
    .select(['county', 'id', 'valid_from'])
    .where('region', '=', region)
    .where('kind', '=', kind)
    .where(sql<boolean>`(valid_to is null or valid_to > greatest(valid_from, ${validFrom}::date))`)
    .forUpdate()
    .execute()
  if (there.some((one) => one.valid_from > validFrom)) throw ruleOfDay({ at: '/validFrom' })
  for (const { county, id } of there)
    await tx
      .updateTable('kept_place_rule')
      .set({ valid_to: validFrom })
      .where('county', '=', county)
      .where('id', '=', id)
      .execute()
  const row = await tx
    .insertInto('kept_place_rule')
    .values({
      county: countyOf(region),
      id: newId(actor.now),
      region,
      kind,
      kept_percent: input.keptPercent,
      release_hours: input.releaseHours,
      counter: input.counter.trim(),
      telephone: input.telephone.trim(),
      valid_from: validFrom,
      reason: input.reason.trim(),
      made_at: actor.now,
      made_by: actor.accountId,
      made_by_name: actor.name,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await audit(work, 'kept-places.rule-made', {
    region,
    subjectType: 'kept-place-rule',
    subjectId: row.id,
    detail: { kind, keptPercent: row.kept_percent, releaseHours: row.release_hours, from: validFrom },
  })
  return describeOne(tx, row)
}

/** From today on it holds no longer; one that has not begun never does. @throws notFound */
export async function endRule(
  work: Work,
  { county, id }: { readonly county: string; readonly id: string },
): Promise<KeptPlaceRule> {
  const { tx, actor } = work
  const row = await tx
    .updateTable('kept_place_rule')
    .set({ valid_to: sql`greatest(valid_from, ${actor.today}::date)` })
    .where('county', '=', county)
    .where('id', '=', id)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>', actor.today)]))
    .returningAll()
    .executeTakeFirst()
  if (!row) throw notFound()
  await audit(work, 'kept-places.rule-ended', {
    region: row.region,
    subjectType: 'kept-place-rule',
    subjectId: id,
    detail: { kind: row.kind },
  })
  return describeOne(tx, row)
}

async function describeOne(tx: Tx, row: Selectable<Row>): Promise<KeptPlaceRule> {
  const [one] = await describe(tx, [row])
  if (!one) throw notFound()
  return one
}

async function describe(tx: Tx, rows: readonly Selectable<Row>[]): Promise<KeptPlaceRule[]> {
  const names = await nameRegions(
    tx,
    rows.map(({ region }) => region),
  )
  return rows.map((row) => ({
    county: row.county,
    id: row.id,
    region: row.region,
    regionPath: names(row.region).path,
    kind: row.kind as LimitedPlace,
    keptPercent: row.kept_percent,
    releaseHours: row.release_hours,
    counter: row.counter,
    telephone: row.telephone,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    reason: row.reason,
    madeByName: row.made_by_name,
  }))
}
