import { scopeOf } from '@yinian/core/access/actor.ts'
import { fieldsOf } from '@yinian/core/assessments/instrument.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { levelOf, nation, type RegionCode, rangeOf } from '@yinian/core/regions/code.ts'
import type { getSurveyReport, SurveyReport } from '@yinian/core/surveys/api.ts'
import { needWords } from '@yinian/core/surveys/findings.ts'
import { institutionNeed, nameOfNeed } from '@yinian/core/surveys/referrals.ts'
import { toldCount, toldCounts } from '@yinian/core/surveys/suppression.ts'
import { sql } from 'kysely'
import { instrumentOf } from '../assessments/index.ts'
import type { Tx } from '../db/database.ts'
import type { Work } from '../http/work.ts'
import { nameRegions } from '../regions/index.ts'
import { getHead, type Place } from './campaign-queries.ts'
import { digitsBelow } from './progress.ts'

/** The report of a survey, or of a part of its division. @throws notFound */
export async function readReport(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  place: Place,
  asked: { readonly region?: RegionCode; readonly open?: boolean },
): Promise<ReplyOf<typeof getSurveyReport>> {
  const head = await getHead(tx, place)
  const region = asked.region ?? head.region ?? scopeOf(actor, 'surveys:read')?.regions[0] ?? nation
  const plan = { ...head, instrument_id: head.instrumentId, instrument_version: head.instrumentVersion }
  return reportFigures(tx, plan, region, asked.open === true)
}

interface Plan {
  readonly id: string
  readonly title: string
  readonly instrument_id: string
  readonly instrument_version: string
}

/** @param suppressed whether figures below five are hidden, as in all that leaves */
export async function reportFigures(
  tx: Tx,
  plan: Plan,
  region: RegionCode,
  suppressed: boolean,
): Promise<SurveyReport> {
  const instrument = await instrumentOf(tx, plan.instrument_id, plan.instrument_version)
  const { from, to } = rangeOf(region)
  const digits = digitsBelow[levelOf(region)]
  const { rows: chosen } = await sql<{ division: RegionCode; question: string; code: string | null; count: number }>`
    select rpad(left(r.region, ${digits}::int), 12, '0') as division, e.key as question, c.code, count(*)::int as count
    from survey_respondent r join survey_answer a on a.county = r.county and a.id = r.answer_id
      cross join lateral jsonb_each(a.answers) as e (key, value)
      cross join lateral (
        select null as code union all
        select e.value #>> '{}' where jsonb_typeof(e.value) = 'string' union all
        select jsonb_array_elements_text(case when jsonb_typeof(e.value) = 'array' then e.value else '[]' end)) as c
    where r.campaign_id = ${plan.id}::uuid and r.region between ${from} and ${to} and r.state = 'asked'
    group by 1, 2, 3`.execute(tx)
  const { rows: people } = await sql<{ division: RegionCode; listed: number; asked: number; found: number }>`
    select rpad(left(region, ${digits}::int), 12, '0') as division, count(*)::int as listed,
      count(*) filter (where state = 'asked')::int as asked, count(*) filter (where newly_found)::int as found
    from survey_respondent where campaign_id = ${plan.id}::uuid and region between ${from} and ${to} group by 1 order by 1`.execute(
    tx,
  )
  const names = await nameRegions(tx, [region, ...people.map(({ division }) => division)])
  const told = (count: number): number | null => (suppressed ? toldCount(count) : count)
  const toldAll = (counts: readonly number[]): (number | null)[] => (suppressed ? toldCounts(counts) : [...counts])
  const sum = (pick: (row: (typeof people)[number]) => number): number =>
    people.reduce((all, row) => all + pick(row), 0)
  const countOf = (question: string, code: string | null, division?: RegionCode): number =>
    chosen
      .filter((one) => one.question === question && one.code === code && (!division || one.division === division))
      .reduce((all, { count }) => all + count, 0)
  const words = needWords(instrument)
  const needs = [...words.keys(), institutionNeed]
  const needIn = (need: string, division: RegionCode): number =>
    need === institutionNeed ? countOf('institution-wish', 'wishes', division) : countOf('needs', need, division)
  const byNeed = new Map(needs.map((need) => [need, toldAll(people.map(({ division }) => needIn(need, division)))]))
  const askedIn = toldAll(people.map(({ asked }) => asked))
  return {
    title: plan.title,
    region,
    regionPath: names(region).path,
    suppressed,
    total: {
      listed: told(sum(({ listed }) => listed)),
      asked: told(sum(({ asked }) => asked)),
      newlyFound: told(sum(({ found }) => found)),
    },
    questions: fieldsOf(instrument).flatMap((field) => {
      if (field.kind !== 'choice' && field.kind !== 'multi') return []
      const counts = toldAll(field.options.map(({ code }) => countOf(field.id, code)))
      return [
        {
          id: field.id,
          label: { ...field.label },
          answered: told(countOf(field.id, null)),
          options: field.options.map(({ code, text }, at) => ({ code, text: { ...text }, count: counts[at] ?? null })),
        },
      ]
    }),
    divisions: people.map(({ division }, at) => ({
      region: division,
      name: names(division).name,
      asked: askedIn[at] ?? null,
      needs: needs.map((need) => ({
        need,
        name: { ...nameOfNeed(need, words) },
        count: byNeed.get(need)?.[at] ?? null,
      })),
    })),
  }
}
