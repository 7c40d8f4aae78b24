import type { Detail } from '@yinian/core/assessments/detail.ts'
import { resultStates } from '@yinian/core/assessments/procedure.ts'
import type { Assessment, AssessmentRow } from '@yinian/core/assessments/schemas.ts'

const withResult: readonly string[] = resultStates

/** A line of a list as a reader may see it (B08). Cases under way are known to whoever requested them. */
export function shownRow<Row extends AssessmentRow>(row: Row, detail: Detail): Row {
  if (detail === 'form' || !withResult.includes(row.state)) return row
  const dated = { ...row, assessors: [] }
  // The number holds the day of the request.
  return detail === 'dated'
    ? dated
    : {
        ...dated,
        number: '',
        organisationName: null,
        confirmedOn: null,
        validUntil: null,
        dueOn: null,
        turnaround: null,
      }
}

/** An assessment as a reader may see it: without the form below a county, without dates below a town. */
export function shownOf(whole: Assessment, detail: Detail): Assessment {
  if (detail === 'form') return whole
  return {
    ...shownRow(whole, detail),
    answers: {},
    information: null,
    score: {
      indicators: [],
      total: 0,
      missing: [],
      initialLevel: null,
      changes: [],
      finalLevel: whole.finalLevel,
      toConfirm: [],
    },
    assessorsNamed: [],
    signatures: [],
    steps: detail === 'dated' ? whole.steps.map((step) => ({ ...step, reason: null })) : [],
    warnings: [],
  }
}
