import type { BodyOf, QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type {
  AreaClassHeld,
  endAreaClass,
  Locality,
  listAreaClasses,
  recordAreaClass,
} from '@yinian/core/localities/api.ts'
import { type AreaClassId, areaClasses, areaClassIds, findAreaClass } from '@yinian/core/localities/area-classes.ts'
import * as problems from '@yinian/core/localities/problems.ts'
import {
  ancestorsOf,
  countyOf,
  type Level,
  levelOf,
  nation,
  type RegionCode,
  rangeOf,
} from '@yinian/core/regions/code.ts'
import { type Day, isDay } from '@yinian/core/time/day.ts'
import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import { audit } from '../access/index.ts'
import type { Tx } from '../db/database.ts'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import { nameRegions } from '../regions/index.ts'

interface Held {
  readonly id: string
  readonly region: RegionCode
  readonly class: AreaClassId
  readonly from: Day
  readonly to: Day | null
  readonly source: string
}

const columns = sql`id, region, class, valid_from as "from", valid_to as "to", source`
const holdsOn = (day: Day): RawBuilder<boolean> =>
  sql<boolean>`valid_from <= ${day}::date and (valid_to is null or valid_to > ${day}::date)`

/** Classes whose holders hold for what lies below them. */
const reachingDown = areaClassIds.filter((id) => areaClasses[id].below)

/** The classes a division is of on a day, its own and those of the divisions it lies in. For rules and indicators. */
export async function areaClassesOf(tx: Tx, code: RegionCode, day: Day): Promise<AreaClassId[]> {
  const { rows } = await sql<{ class: AreaClassId }>`
    select distinct class from area_class
     where ${holdsOn(day)} and (region = ${code} or (region = any(${ancestorsOf(code)}::text[]) and class = any(${[...reachingDown]}::text[])))`.execute(
    tx,
  )
  return rows.map((row) => row.class).sort()
}

/** Whether the division that a column names is of a class on a day, itself or by what it lies in. */
export function isOfClass(column: Expression<unknown>, id: AreaClassId, day: Day): RawBuilder<SqlBool> {
  const above = areaClasses[id].below
    ? sql`or c.region in (rpad(left(${column}, 9), 12, '0'), rpad(left(${column}, 6), 12, '0'))`
    : sql``
  return sql<SqlBool>`exists (select from area_class c where c.class = ${id} and c.valid_from <= ${day}::date
    and (c.valid_to is null or c.valid_to > ${day}::date) and (c.region = ${column} ${above}))`
}

/** Classes and population of a division. @throws notFound */
export async function getLocalityOf(tx: Tx, code: RegionCode, today: Day): Promise<Locality> {
  const region = await tx.selectFrom('region').select('code').where('code', '=', code).executeTakeFirst()
  if (region === undefined) throw notFound()
  const own = await sql<Held>`
    select ${columns} from area_class where region = ${code} and valid_to is distinct from valid_from
     order by valid_to is not null, valid_from desc, class`.execute(tx)
  const inherited = await sql<Held>`
    select ${columns} from area_class
     where region = any(${ancestorsOf(code)}::text[]) and class = any(${[...reachingDown]}::text[]) and ${holdsOn(today)} order by region, class`.execute(
    tx,
  )
  // a correction is another row, so the last one recorded for a day counts
  const population = await sql<Locality['population'][number]>`
    select measure, day, people, source from (
      select distinct on (measure, day) measure, day, people, source from population_figure
       where region = ${code} order by measure, day, id desc) last
     order by day desc, measure limit 40`.execute(tx)
  return {
    classes: await named(tx, own.rows),
    inherited: await named(tx, inherited.rows),
    population: population.rows,
  }
}

async function named(tx: Tx, held: readonly Held[]): Promise<AreaClassHeld[]> {
  const names = await nameRegions(
    tx,
    held.map(({ region }) => region),
  )
  return held.map((one) => ({ ...one, regionName: names(one.region).name, regionPath: names(one.region).path }))
}

/** Which divisions are of which class on a day, by code. */
export async function listClasses(
  tx: Tx,
  query: QueryOf<typeof listAreaClasses>,
  today: Day,
): Promise<ReplyOf<typeof listAreaClasses>> {
  const limit = query.limit ?? 50
  const { from, to } = rangeOf(query.region ?? nation)
  const day = query.day !== undefined && isDay(query.day) ? query.day : today
  const [place = '', id = ''] = query.after?.split('.') ?? []
  const conditions = [
    holdsOn(day),
    sql`region between ${from} and ${to}`,
    ...(query.class === undefined ? [] : [sql`class = ${query.class}`]),
  ]
  const where = sql.join(conditions, sql` and `)
  const further =
    /^\d{12}$/.test(place) && /^[0-9a-f-]{36}$/.test(id) ? sql`and (region, id) > (${place}, ${id}::uuid)` : sql``
  const { rows } = await sql<Held>`
    select ${columns} from area_class where ${where} ${further} order by region, id limit ${limit + 1}`.execute(tx)
  const counted = await sql<{ total: number }>`select count(*)::int as total from area_class where ${where}`.execute(tx)
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    rows: await named(tx, shown),
    next: rows.length > limit && last !== undefined ? `${last.region}.${last.id}` : null,
    total: counted.rows[0]?.total ?? 0,
  }
}

export interface ClassToRecord {
  readonly region: RegionCode
  readonly class: AreaClassId
  readonly from: Day
  readonly source: string
}

/** @throws placeUnknown, classNotOfLevel, classHeldAlready, classPeriod */
export async function recordClass(work: Work, wanted: BodyOf<typeof recordAreaClass>): Promise<AreaClassHeld> {
  const { tx, actor } = work
  const recorded = await recordOne(work, wanted)
  await audit(work, 'localities.class-recorded', {
    region: wanted.region,
    subjectType: 'locality',
    subjectId: wanted.region,
    detail: { category: wanted.class, from: wanted.from, source: wanted.source },
  })
  const { classes } = await getLocalityOf(tx, wanted.region, actor.today)
  const found = classes.find(({ id }) => id === recorded)
  if (found === undefined) throw notFound()
  return found
}

/** Without a trace of its own, for lists. @throws placeUnknown, classNotOfLevel, classHeldAlready, classPeriod */
export async function recordOne({ tx, actor }: Work, wanted: ClassToRecord): Promise<string> {
  const known = findAreaClass(wanted.class)
  const level: Level = levelOf(wanted.region)
  await requireDivision(tx, wanted.region)
  if (known === undefined || !known.levels.includes(level))
    throw problems.classNotOfLevel({
      at: '/class',
      values: { classZh: known?.name.zh ?? wanted.class, classEn: known?.name.en ?? wanted.class },
    })
  if (!isDay(wanted.from) || wanted.from > actor.today)
    throw problems.classPeriod({ at: '/from', values: { from: wanted.from } })
  const { rows } = await sql<{ id: string }>`
    select id from area_class where county = ${countyOf(wanted.region)} and region = ${wanted.region} and class = ${wanted.class}
       and (valid_to is null or valid_to > ${wanted.from}::date) and valid_to is distinct from valid_from`.execute(tx)
  if (rows.length > 0) throw problems.classHeldAlready({ at: '/class' })
  const id = newId(actor.now)
  await tx
    .insertInto('area_class')
    .values({
      county: countyOf(wanted.region),
      id,
      region: wanted.region,
      class: wanted.class,
      valid_from: wanted.from,
      source: wanted.source.trim(),
      recorded_at: actor.now,
      recorded_by: actor.accountId,
    })
    .execute()
  return id
}

/** @throws notFound, classPeriod */
export async function endClass(work: Work, id: string, { to }: BodyOf<typeof endAreaClass>): Promise<AreaClassHeld> {
  const { tx, actor } = work
  const { rows } = await sql<Held & { county: string }>`
    select county, ${columns} from area_class where id = ${id} and valid_to is null and in_scope(region) for update`.execute(
    tx,
  )
  const [held] = rows
  if (held === undefined) throw notFound()
  if (!isDay(to) || to < held.from || to > actor.today)
    throw problems.classPeriod({ at: '/to', values: { from: held.from } })
  await tx
    .updateTable('area_class')
    .set({ valid_to: to })
    .where('county', '=', held.county)
    .where('id', '=', id)
    .execute()
  await audit(work, 'localities.class-ended', {
    region: held.region,
    subjectType: 'locality',
    subjectId: held.region,
    detail: { category: held.class, from: held.from, to },
  })
  const [ended] = await named(tx, [
    { id, region: held.region, class: held.class, from: held.from, to, source: held.source },
  ])
  if (ended === undefined) throw notFound()
  return ended
}

/** A division in force within the actor's scope. @throws placeUnknown */
export async function requireDivision(tx: Tx, code: RegionCode): Promise<void> {
  const { rows } = await sql<{ code: string }>`
    select code from region where code = ${code} and in_scope(code) and valid_to is null`.execute(tx)
  if (rows.length === 0) throw problems.placeUnknown({ at: '/region' })
}
