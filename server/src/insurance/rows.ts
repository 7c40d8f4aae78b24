import type { DisabilityRow } from '@yinian/core/insurance/api.ts'
import type { Confirmation } from '@yinian/core/insurance/grading.ts'
import { type DisabilityState, decidedStates, waitingForGrading } from '@yinian/core/insurance/procedure.ts'
import { reassessmentDue } from '@yinian/core/insurance/rule.ts'
import { isWithin } from '@yinian/core/regions/code.ts'
import { ageOn, type Day } from '@yinian/core/time/day.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { nameRegions } from '../regions/index.ts'
import { listConfirmations } from './grading.ts'
import { settingsFrom } from './rules.ts'

export interface Place {
  readonly county: string
  readonly id: string
}

/** The columns of a list, joined with the elder as far as the reader sees them. */
export function selectRows(tx: Tx) {
  return tx
    .selectFrom('disability_assessment as d')
    .leftJoin('elder as e', (join) => join.onRef('e.county', '=', 'd.county').onRef('e.id', '=', 'd.elder_id'))
    .selectAll('d')
    .select(['e.name as elder_name', 'e.sex as elder_sex', 'e.birth as elder_birth', 'e.document_number_masked'])
    .select(
      sql<string[]>`array(
        select n.assessor_name from disability_assessor n
        where n.county = d.county and n.assessment_id = d.id and n.replaced_at is null order by n.id)`.as('assessors'),
    )
}
export type ReadRow = Awaited<ReturnType<ReturnType<typeof selectRows>['execute']>>[number]

/** What a conclusion keeps, as it was concluded. */
export interface KeptConclusion {
  readonly grade: number
  readonly sums: Readonly<Record<string, number>>
  readonly bands: Readonly<Record<string, number>>
  readonly restsOn: readonly string[]
  /** Entries that a published example confirms; everything else needs two people. */
  readonly shipped: readonly string[]
  /** What each entry was confirmed by when it was decided; absent before. */
  readonly by?: Readonly<Record<string, { readonly document: string; readonly clause: string }>>
}

export const conclusionOf = (row: Pick<ReadRow, 'conclusion'>): KeptConclusion | null =>
  row.conclusion as unknown as KeptConclusion | null

/** Entries a conclusion rests on that nobody has confirmed for its place. */
export function unconfirmedOf(row: Pick<ReadRow, 'conclusion' | 'region'>, all: readonly Confirmation[]): string[] {
  const conclusion = conclusionOf(row)
  if (conclusion === null) return []
  const here = new Set(all.filter(({ area }) => isWithin(row.region, area)).map(({ key }) => key))
  return conclusion.restsOn.filter((key) => !conclusion.shipped.includes(key) && !here.has(key))
}

export const isBlocked = (
  row: Pick<ReadRow, 'conclusion' | 'region' | 'state'>,
  all: readonly Confirmation[],
): boolean => (waitingForGrading as readonly string[]).includes(row.state) && unconfirmedOf(row, all).length > 0

export async function toRows(tx: Tx, rows: readonly ReadRow[], today: Day): Promise<DisabilityRow[]> {
  const names = await nameRegions(
    tx,
    rows.map(({ region }) => region),
  )
  const confirmations = await listConfirmations(tx)
  return rows.map((row) => ({
    county: row.county,
    region: row.region,
    regionPath: names(row.region).path,
    id: row.id,
    number: row.number,
    elderName: row.elder_name,
    elderAge: row.elder_birth === null ? null : ageOn(row.elder_birth, today),
    state: row.state as DisabilityState,
    channel: row.channel as DisabilityRow['channel'],
    appliedOn: row.applied_on,
    dueOn: row.due_on,
    overdue: row.due_on !== null && row.due_on < today,
    organisationName: row.organisation_name,
    assessors: row.assessors,
    blocked: isBlocked(row, confirmations),
    grade: row.grade,
    decidedOn: row.decided_on,
    validUntil: row.valid_until,
    reassessmentDue: isDue(row, today),
    version: row.version,
  }))
}

function isDue(row: Pick<ReadRow, 'state' | 'valid_until' | 'rule'>, today: Day): boolean {
  return (
    (decidedStates as readonly string[]).includes(row.state) &&
    row.valid_until !== null &&
    reassessmentDue(row.valid_until, settingsFrom((row.rule as { settings?: unknown }).settings)) <= today
  )
}
