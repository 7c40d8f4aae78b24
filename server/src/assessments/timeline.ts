import { gbt42195 } from '@yinian/core/assessments/instruments/gbt-42195-2022/instrument.ts'
import { findInstrument } from '@yinian/core/assessments/instruments.ts'
import { type AssessmentEvent, assessmentEvents, resultStates } from '@yinian/core/assessments/procedure.ts'
import type { Text } from '@yinian/core/language/text.ts'
import type { TimelineEntry } from '@yinian/core/people/api.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { dayText } from '@yinian/core/time/write-day.ts'
import type { TellTimeline } from '../people/index.ts'

/** What of an assessment belongs into an elder's life; the rest is the history of the case. */
const told: readonly AssessmentEvent[] = ['confirm', 'object', 'uphold', 'reassess', 'cancel']

const withResult: readonly string[] = resultStates

/** A timeline is made of dates: to a village, which reads the level alone, no case that has a result is told (B08). */
export const tellAssessments: TellTimeline = async (tx, elder) => {
  const rows = await tx
    .selectFrom('assessment_step')
    .innerJoin('assessment', (join) =>
      join
        .onRef('assessment.county', '=', 'assessment_step.county')
        .onRef('assessment.id', '=', 'assessment_step.assessment_id'),
    )
    .select([
      'assessment.id',
      'number',
      'event',
      'at',
      'final_level',
      'valid_until',
      'instrument_id',
      'instrument_version',
      'assessment.state as now',
    ])
    .where('assessment.county', '=', elder.county)
    .where('assessment.elder_id', '=', elder.id)
    .where((where) => where.or([where('event', 'is', null), where('event', 'in', told)]))
    .execute()
  return rows
    .filter(({ now }) => elder.levelDates || !withResult.includes(now))
    .map((row): TimelineEntry => {
      const event = row.event as AssessmentEvent | null
      const name = event === null ? requested : assessmentEvents[event].name
      const title = event === 'confirm' ? resultOf(row) : { zh: `能力评估：${name.zh}`, en: `Assessment: ${name.en}` }
      return {
        at: row.at.toISOString(),
        module: 'assessments',
        title: { ...title },
        detail: event === 'confirm' && row.valid_until ? validity(row.valid_until) : null,
        link: `/assessments/${elder.county}/${row.id}`,
      }
    })
}

function validity(until: Day): { zh: string; en: string } {
  const day = dayText(until)
  return { zh: `有效期至${day.zh}`, en: `Valid until ${day.en}` }
}

const requested: Text = { zh: '提出申请', en: 'requested' }

function resultOf(row: { instrument_id: string; instrument_version: string; final_level: number | null }): Text {
  const instrument = findInstrument(row.instrument_id, row.instrument_version) ?? gbt42195
  const level = instrument.levels.find((one) => one.level === row.final_level)
  return { zh: `能力评估结果：${level?.alias.zh ?? ''}`, en: `Assessed: ${level?.alias.en ?? ''}` }
}
