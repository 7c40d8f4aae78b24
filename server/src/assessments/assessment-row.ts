import { type AssessmentState, openStates } from '@yinian/core/assessments/procedure.ts'
import type { AssessmentRow } from '@yinian/core/assessments/schemas.ts'
import { turnaround } from '@yinian/core/assessments/turnaround.ts'
import { ageOn, type Day, dayAt } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { nameRegions } from '../regions/index.ts'
import { settingsFrom } from './settings.ts'

/** The columns of a list, joined with the elder as far as the reader sees them. */
export function selectRows(tx: Tx) {
  return tx
    .selectFrom('assessment')
    .leftJoin('elder', (join) =>
      join.onRef('elder.county', '=', 'assessment.county').onRef('elder.id', '=', 'assessment.elder_id'),
    )
    .select([
      'assessment.county',
      'assessment.region',
      'assessment.id',
      'assessment.number',
      'assessment.elder_id',
      'elder.name as elder_name',
      'elder.birth as elder_birth',
      'assessment.reason',
      'assessment.state',
      'assessment.channel',
      'assessment.organisation_id',
      'assessment.organisation_name',
      'assessment.settings',
      'assessment.requested_at',
      'assessment.assigned_at',
      'assessment.due_on',
      'assessment.signed_at',
      'assessment.confirmed_on',
      'assessment.final_level',
      'assessment.valid_until',
      'assessment.version',
      sql<string[]>`array(
        select n.assessor_name from assessment_assessor n
        where n.county = assessment.county and n.assessment_id = assessment.id and n.replaced_at is null
        order by n.id)`.as('assessors'),
    ])
}

export type ReadRow = Awaited<ReturnType<ReturnType<typeof selectRows>['execute']>>[number]

export async function toRows(tx: Tx, rows: readonly ReadRow[], today: Day): Promise<AssessmentRow[]> {
  const names = await nameRegions(
    tx,
    rows.map((row) => row.region),
  )
  return rows.map((row) => toRow(row, names(row.region).path, today))
}

function toRow(row: ReadRow, regionPath: string, today: Day): AssessmentRow {
  const state = row.state as AssessmentState
  const signedOn = row.signed_at ? dayAt(row.signed_at) : null
  const waiting: readonly AssessmentState[] = ['requested', 'cancelled']
  const clock =
    row.assigned_at && !waiting.includes(state)
      ? turnaround(dayAt(row.assigned_at), signedOn, today, settingsFrom(row.settings).turnaround)
      : undefined
  return {
    county: row.county,
    region: row.region,
    regionPath,
    id: row.id,
    number: row.number,
    elderId: row.elder_id,
    elderName: row.elder_name,
    elderAge: row.elder_birth === null ? null : ageOn(row.elder_birth, today),
    reason: row.reason as AssessmentRow['reason'],
    state,
    channel: row.channel as AssessmentRow['channel'],
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    assessors: row.assessors,
    requestedOn: dayAt(row.requested_at),
    dueOn: waiting.includes(state) ? null : row.due_on,
    turnaround: clock?.state ?? null,
    confirmedOn: row.confirmed_on,
    // Until it is confirmed a level is nobody's result.
    finalLevel: row.confirmed_on === null ? null : row.final_level,
    validUntil: row.valid_until,
    version: row.version,
  }
}

/** States in which the clock of the assigned organisation runs. */
export const runningStates = ['assigned', 'in-progress', 'signed-once', 'returned'] as const

export function isOpen(state: AssessmentState): boolean {
  return (openStates as readonly AssessmentState[]).includes(state)
}
