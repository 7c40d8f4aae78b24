import { createHash } from 'node:crypto'
import { scopeOf } from '@yinian/core/access/actor.ts'
import { monthNotOver, nothingToDraw, sampleDrawn } from '@yinian/core/assessments/problems.ts'
import { resultStates } from '@yinian/core/assessments/procedure.ts'
import {
  type Drawable,
  deviationRate,
  drawSample,
  proposeConsequence,
  type SamplingRule,
} from '@yinian/core/assessments/quality.ts'
import type { drawQualitySample, getSample, QualitySample } from '@yinian/core/assessments/quality-api.ts'
import type { BodyOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import { isWithin, regionCode } from '@yinian/core/regions/code.ts'
import { firstDayOf, lastDayOf, type Month, monthOf } from '@yinian/core/time/day.ts'
import { type Selectable, sql } from 'kysely'
import { audit } from '../../access/index.ts'
import type { Tx } from '../../db/database.ts'
import type { QualitySample as Row } from '../../db/generated.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import type { Place } from '../read.ts'
import { describeChecks } from './checks.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * Draws the sample of a county's month, once. The seed is made of county, month and population, so that nobody chooses
 * it; whoever doubts the draw can repeat it.
 * @throws notFound, monthNotOver, sampleDrawn, nothingToDraw
 */
export async function drawSampleOf(work: Work, input: BodyOf<typeof drawQualitySample>): Promise<QualitySample> {
  const { tx, actor } = work
  const { county, month, ...rule } = input
  requireCounty(work, county)
  if (month >= monthOf(actor.today)) throw monthNotOver({ at: '/month' })
  const population = await populationOf(tx, county, month)
  if (population.length === 0) throw nothingToDraw({ at: '/month' })
  const populationHash = hashOf(population)
  const seed = sha256(`${county}:${month}:${populationHash}`).slice(0, 16)
  const drawn = drawSample(population, rule, seed, sha256)
  const id = newId(actor.now)
  const made = await tx
    .insertInto('quality_sample')
    .values({
      county,
      id,
      region: regionCode(county),
      month,
      rule: JSON.stringify(rule),
      seed,
      population: population.length,
      population_hash: populationHash,
      chosen: drawn.length,
      drawn_at: actor.now,
      drawn_by: actor.accountId,
      drawn_by_name: actor.name,
    })
    .onConflict((conflict) => conflict.columns(['county', 'month']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw sampleDrawn({ at: '/month' })
  for (const one of drawn)
    await tx
      .insertInto('quality_check')
      .values({
        county,
        id: newId(actor.now),
        region: one.region,
        sample_id: id,
        assessment_id: one.id,
        organisation_id: one.organisationId,
        organisation_name: one.organisationName,
        strata: [...one.strata],
      })
      .execute()
  await audit(work, 'assessments.sample-drawn', {
    region: regionCode(county),
    subjectType: 'quality-sample',
    subjectId: id,
    detail: { month, seed, population: population.length, chosen: drawn.length },
  })
  const row = await findSample(tx, { county, id })
  return toSample(row, 0)
}

/** @throws notFound */
export function requireCounty(
  { actor }: Work,
  county: string,
  permission: Parameters<typeof scopeOf>[1] = 'assessments:supervise',
): void {
  const scope = scopeOf(actor, permission)
  if (!scope?.regions.some((held) => isWithin(regionCode(county), held))) throw notFound({ at: '/county' })
}

interface Member extends Drawable {
  readonly region: string
  readonly organisationName: string
}

/** The results of a month, in the order of their ids. Second assessments are no results and are not drawn again. */
async function populationOf(tx: Tx, county: string, month: Month): Promise<Member[]> {
  const { rows } = await sql<Member>`
    select a.id, a.region, a.organisation_id as "organisationId", a.organisation_name as "organisationName",
      array(select s.assessor_id from assessment_signature s
        where s.county = a.county and s.assessment_id = a.id and s.withdrawn_at is null order by 1) as "assessorIds"
    from assessment a
    where a.county = ${county} and a.state = any (${sql.val(resultStates)}::text[]) and a.check_of is null
      and a.organisation_id is not null and a.confirmed_on between ${firstDayOf(month)}::date and ${lastDayOf(month)}::date
    order by a.id`.execute(tx)
  return rows
}

const hashOf = (population: readonly Drawable[]): string => sha256(population.map(({ id }) => id).join(','))

export async function findSample(tx: Tx, { county, id }: Place): Promise<Selectable<Row>> {
  const row = await tx
    .selectFrom('quality_sample')
    .selectAll()
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}

export async function listSamplesFor(tx: Tx): Promise<{ rows: QualitySample[] }> {
  const rows = await tx
    .selectFrom('quality_sample')
    .selectAll()
    .orderBy('month', 'desc')
    .orderBy('county')
    .limit(200)
    .execute()
  const compared = await tx
    .selectFrom('quality_check')
    .select(['sample_id', (select) => select.fn.countAll<number>().as('count')])
    .where('state', '=', 'compared')
    .groupBy('sample_id')
    .execute()
  return {
    rows: rows.map((row) => toSample(row, Number(compared.find((one) => one.sample_id === row.id)?.count ?? 0))),
  }
}

/** The sample with its checks, what it says of each organisation, and whether it can be drawn again. @throws notFound */
export async function sampleWithChecks(work: Work, place: Place): Promise<ReplyOf<typeof getSample>> {
  const { tx } = work
  const row = await findSample(tx, place)
  const checks = await describeChecks(work, { sampleId: row.id, county: row.county })
  const compared = checks.filter(({ state }) => state === 'compared')
  const population = await populationOf(tx, row.county, row.month)
  const again = drawSample(population, row.rule as unknown as SamplingRule, row.seed, sha256).map(({ id }) => id)
  const drawn = checks.map(({ assessmentId }) => assessmentId)
  return {
    ...toSample(row, compared.length),
    checks,
    organisations: [...new Set(checks.map(({ organisationId }) => organisationId))].map((organisationId) => {
      const own = checks.filter((one) => one.organisationId === organisationId)
      const done = own.filter(({ state }) => state === 'compared')
      const deviating = done.filter(({ outcome }) => outcome !== 'agrees').length
      return {
        organisationId,
        organisationName: own[0]?.organisationName ?? '',
        drawn: own.length,
        compared: done.length,
        deviating,
        rate: deviationRate(done.length, deviating),
        proposed: proposeConsequence(done.length, deviating),
      }
    }),
    reproduced: hashOf(population) === row.population_hash && again.toSorted().join() === drawn.toSorted().join(),
  }
}

function toSample(row: Selectable<Row>, compared: number): QualitySample {
  return {
    county: row.county,
    id: row.id,
    month: row.month,
    seed: row.seed,
    rule: row.rule as unknown as QualitySample['rule'],
    population: row.population,
    populationHash: row.population_hash,
    chosen: row.chosen,
    compared,
    drawnAt: row.drawn_at.toISOString(),
    drawnBy: row.drawn_by_name,
  }
}
