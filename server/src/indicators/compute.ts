import { dayCounted } from '@yinian/core/indicators/measure.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { isWithin, levelOf, type RegionCode, rangeOf, regionCode } from '@yinian/core/regions/code.ts'
import { type Day, dayAt } from '@yinian/core/time/day.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Ground } from '../http/ground.ts'
import { readSteps } from '../regions/index.ts'
import { boundariesOf, countedThen, type PlaceThen, supersedeOthers } from './boundaries.ts'
import { countWithin, findRepeated, measuresCounted, type Places } from './count.ts'
import { type Counted, keepCentres, keeperOf, keepValues, type Occasion } from './keep-values.ts'
import { type Counts, countedAgain, divisionsOf, type Repeated, rollUp } from './roll-up.ts'
import { whileCounting } from './system.ts'

/** A computation that has been asked for, as the queue carries it. */
export interface ComputationAsked {
  readonly county: string
  readonly id: string
}

interface Running {
  readonly id: string
  readonly region: RegionCode
  readonly occasion: Occasion
  readonly repeated: readonly Repeated[]
  /** Where a record is counted by the boundaries of the month. */
  readonly placeThen: PlaceThen
  /** Whether anything ever changed in the county of a division. */
  readonly redrawn: (code: RegionCode) => boolean
}

const dayOf = ({ period, today }: Occasion): Day => dayCounted(period, today)

/** Does one computation; done again after a process died, it comes to the same values. */
export async function runComputation(ground: Ground, { county, id }: ComputationAsked): Promise<void> {
  const now = ground.clock.now()
  const begun = await whileCounting(ground, (tx) => begin(tx, county, id))
  if (begun === undefined) return
  const occasion: Occasion = { computationId: id, period: begun.period, today: dayAt(now), now }
  try {
    await computeAll(ground, { id, region: begun.region, occasion })
    await whileCounting(ground, (tx) => finish(tx, county, id, ground.clock.now()))
  } catch (error) {
    ground.log.error({ err: error, computation: id }, 'indicators could not be computed')
    await whileCounting(ground, (tx) => finish(tx, county, id, ground.clock.now(), stopped))
  }
}

const stopped: Text = {
  zh: '计算中断，已算出的区划保留；可以重新计算，原因见运行日志',
  en: 'It stopped; divisions already computed are kept. Compute again; the reason is in the log',
}

async function begin(tx: Tx, county: string, id: string): Promise<{ region: string; period: string } | undefined> {
  const { rows } = await sql<{ region: string; period: string }>`
    update indicator_computation set state = 'running', done = 0
     where county = ${county} and id = ${id} and state in ('waiting', 'running') returning region, period`.execute(tx)
  return rows[0]
}

async function finish(tx: Tx, county: string, id: string, at: Date, failure: Text | null = null): Promise<void> {
  await sql`update indicator_computation set state = ${failure === null ? 'done' : 'failed'}, finished_at = ${at},
      done = case when ${failure === null} then total else done end, failure = ${failure === null ? null : JSON.stringify(failure)}::jsonb
     where county = ${county} and id = ${id}`.execute(tx)
}

/** County by county, each in a transaction of its own; then the divisions above them, from the counties' sums. */
async function computeAll(ground: Ground, of: Pick<Running, 'id' | 'region' | 'occasion'>): Promise<void> {
  const asked = { region: of.region, period: of.occasion.period, today: of.occasion.today }
  const { parts, repeated, steps } = await whileCounting(ground, async (tx) => ({
    parts: await partsOf(tx, of.region, dayOf(of.occasion)),
    repeated: await findRepeated(tx, asked),
    steps: await readSteps(tx),
  }))
  const placeThen = boundariesOf(steps, dayOf(of.occasion))
  const moved = new Set(steps.flatMap(({ from, to }) => [keeperOf(from), keeperOf(to)]))
  const running: Running = {
    ...of,
    placeThen,
    redrawn: (code) => moved.has(keeperOf(code)),
    repeated: repeated.map(({ key, regions }) => ({ key, regions: regions.map(placeThen) })),
  }
  await whileCounting(ground, (tx) => supersedeEndedCounties(tx, running, parts))
  const sums = new Map([...measuresCounted.keys()].map((key) => [key, new Map<RegionCode, number>()]))
  const placeSums = new Map<RegionCode, Places>()
  for (const part of parts) {
    const totals = await whileCounting(ground, (tx) => computePart(tx, running, part))
    for (const [key, total] of totals.counts) sums.get(key)?.set(part, total)
    if (totals.places !== undefined) placeSums.set(part, totals.places)
  }
  if (parts.length === 1 && parts[0] === of.region) return
  await whileCounting(ground, (tx) => computeAbove(tx, running, parts, sums, placeSums))
}

/** A county that did not stand in the month has no values of it, whatever was computed before that was known. */
async function supersedeEndedCounties(
  tx: Tx,
  { region, occasion }: Running,
  parts: readonly RegionCode[],
): Promise<void> {
  const { from, to } = rangeOf(region)
  const { rows } = await sql<{ code: string }>`
    select code from region where level = 'county' and code between ${from} and ${to} and not (${stoodOn(dayOf(occasion))})`.execute(
    tx,
  )
  const of = { period: occasion.period, now: occasion.now }
  for (const { code } of rows) if (!parts.includes(code)) await supersedeOthers(tx, { ...of, region: code }, [])
}

/** The counties of a division above counties; itself otherwise. A city without counties is its own. */
async function partsOf(tx: Tx, region: RegionCode, day: Day): Promise<RegionCode[]> {
  const { from, to } = rangeOf(region)
  const { rows } = await sql<{ county: string }>`
    select distinct county from region where code between ${from} and ${to} and county is not null and ${stoodOn(day)} order by county`.execute(
    tx,
  )
  const counties = rows.map(({ county }) => regionCode(county))
  const isAbove =
    counties.length > 1 || (counties[0] !== undefined && isWithin(counties[0], region) && counties[0] !== region)
  return isAbove ? counties : [region]
}

async function computePart(
  tx: Tx,
  { id, region, occasion, repeated, placeThen, redrawn }: Running,
  part: RegionCode,
): Promise<{ counts: ReadonlyMap<string, number>; places: Places | undefined }> {
  const county = keeperOf(part)
  await sql`select pg_advisory_xact_lock(hashtext('indicators'), ${Number(county)})`.execute(tx)
  // where a village of another town may have lain here, the whole county is looked through
  const asked = redrawn(part) && isBelowCounty(part) ? regionCode(county) : part
  const { counts: asNamed, places } = await countWithin(tx, {
    region: asked,
    period: occasion.period,
    today: occasion.today,
  })
  const counts = countedThen(asNamed, placeThen, isLeast)
  const rolled = rollUp(counts, isLeast)
  const rolledPlaces = rollUpPlaces(places)
  const listed = await listedDivisions(tx, part, dayOf(occasion))
  const named = [...counts.values()].flatMap((regions) => [...regions.keys()])
  const divisions = [...new Set([...listed, ...named.flatMap(divisionsOf)])].filter((code) => isWithin(code, part))
  await keepValues(tx, county, countedFrom(divisions, rolled, repeated), occasion)
  await supersedeOthers(tx, { region: part, period: occasion.period, now: occasion.now }, divisions)
  await keepCentres(tx, county, rolledPlaces, divisions, occasion.now)
  await advance(tx, { id, region }, listed.length)
  const totals = [...rolled].flatMap(([key, sums]) => {
    const total = sums.get(part)
    return total === undefined ? [] : [[key, total] as const]
  })
  return { counts: new Map(totals), places: rolledPlaces.get(part) }
}

async function computeAbove(
  tx: Tx,
  { id, region, occasion, repeated }: Running,
  parts: readonly RegionCode[],
  sums: Counts,
  placeSums: ReadonlyMap<RegionCode, Places>,
): Promise<void> {
  const rolled = rollUp(sums, isLeast)
  const places = rollUpPlaces(placeSums)
  const { rows } = await sql<{ code: string }>`
    select code from region where code between ${rangeOf(region).from} and ${rangeOf(region).to} and county is null
       and ${stoodOn(dayOf(occasion))} order by code desc`.execute(tx)
  for (const { code } of rows) {
    const county = keeperOf(code)
    await sql`select pg_advisory_xact_lock(hashtext('indicators'), ${Number(county)})`.execute(tx)
    await keepValues(tx, county, countedFrom([code], rolled, repeated), occasion)
    await keepCentres(tx, county, places, [code], occasion.now)
  }
  await advance(tx, { id, region }, rows.filter(({ code }) => !parts.includes(code)).length)
}

function countedFrom(divisions: readonly RegionCode[], rolled: Counts, repeated: readonly Repeated[]): Counted {
  return {
    divisions,
    side: (key, division) => {
      const sum = rolled.get(key)?.get(division)
      if (isLeast(key)) return sum ?? null
      return (sum ?? 0) - countedAgain(repeated, key, division)
    },
  }
}

function isLeast(key: string): boolean {
  return measuresCounted.get(key)?.measure.of === 'least-age'
}

function rollUpPlaces(places: ReadonlyMap<RegionCode, Places>): Map<RegionCode, Places> {
  const parts = ['longitude', 'latitude', 'elders'] as const
  const sums = rollUp(
    new Map(parts.map((part) => [part, new Map([...places].map(([region, sum]) => [region, Number(sum[part])]))])),
    () => false,
  )
  const divisions = [...(sums.get('elders')?.keys() ?? [])]
  const sumOf = (part: (typeof parts)[number], division: RegionCode): number => sums.get(part)?.get(division) ?? 0
  return new Map(
    divisions.map((division) => [
      division,
      {
        longitude: sumOf('longitude', division),
        latitude: sumOf('latitude', division),
        elders: sumOf('elders', division),
      },
    ]),
  )
}

/** Divisions in force on a day, within one and itself. */
export async function listedDivisions(tx: Tx, within: RegionCode, day: Day): Promise<RegionCode[]> {
  const { from, to } = rangeOf(within)
  const { rows } = await sql<{ code: string }>`
    select code from region where code between ${from} and ${to} and ${stoodOn(day)}`.execute(tx)
  return rows.map(({ code }) => code)
}

/** Of rows of `region`: whether the division was in force on a day. */
export function stoodOn(day: Day): RawBuilder<boolean> {
  return sql<boolean>`(valid_from is null or valid_from <= ${day}::date) and (valid_to is null or valid_to > ${day}::date)`
}

function isBelowCounty(code: RegionCode): boolean {
  const level = levelOf(code)
  return level === 'town' || level === 'village'
}

async function advance(tx: Tx, { id, region }: { id: string; region: RegionCode }, divisions: number): Promise<void> {
  await sql`update indicator_computation set done = least(total, done + ${divisions}) where county = ${keeperOf(region)} and id = ${id}`.execute(
    tx,
  )
}
