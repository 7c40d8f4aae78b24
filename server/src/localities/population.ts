import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import type { recordPopulation } from '@yinian/core/localities/api.ts'
import type { PopulationMeasure } from '@yinian/core/localities/area-classes.ts'
import { classPeriod } from '@yinian/core/localities/problems.ts'
import { countyOf, type RegionCode } from '@yinian/core/regions/code.ts'
import { type Day, isDay } from '@yinian/core/time/day.ts'
import { audit } from '../access/index.ts'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import { requireDivision } from './area-classes.ts'

/** @throws placeUnknown, classPeriod */
export async function recordFigure(
  work: Work,
  figure: BodyOf<typeof recordPopulation>,
): Promise<Record<string, never>> {
  await requireDivision(work.tx, figure.region)
  if (!isDay(figure.day) || figure.day > work.actor.today)
    throw classPeriod({ at: '/day', values: { from: '1949-10-01' } })
  await keepFigures(work, [figure])
  await audit(work, 'localities.population-recorded', {
    region: figure.region,
    subjectType: 'locality',
    subjectId: figure.region,
    detail: { people: figure.people, from: figure.day, source: figure.source },
  })
  return {}
}

export interface Figure {
  readonly region: RegionCode
  readonly measure: PopulationMeasure
  readonly day: Day
  readonly people: number
  readonly source: string
}

export async function keepFigures({ tx, actor }: Work, figures: readonly Figure[]): Promise<void> {
  if (figures.length === 0) return
  await tx
    .insertInto('population_figure')
    .values(
      figures.map(({ region, measure, day, people, source }) => ({
        county: countyOf(region),
        id: newId(actor.now),
        region,
        measure,
        day,
        people,
        source: source.trim(),
        recorded_at: actor.now,
        recorded_by: actor.accountId,
      })),
    )
    .execute()
}
