import type { Told } from '@yinian/core/assessments/plain-words.ts'
import type { AssessmentState } from '@yinian/core/assessments/procedure.ts'
import { abilityLevelNames } from '@yinian/core/people/exported-columns.ts'
import { dayAt } from '@yinian/core/time/day.ts'
import { type Selectable, sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Assessment } from '../db/generated.ts'

/** What a person may read of an assessment (migration 0217); whoever is at work reads no more of it for them. */
export const toldColumns = [
  'county',
  'id',
  'region',
  'elder_id',
  'number',
  'state',
  'organisation_id',
  'organisation_name',
  'wished_place',
  'wished_time',
  'check_of',
  'requested_at',
  'due_on',
  'confirmed_on',
  'valid_until',
  'final_level',
  'version',
] as const
export type ToldRow = Pick<Selectable<Assessment>, (typeof toldColumns)[number]>

/** How a case came to its end, where the trail says why. */
const endings = ['assessments.cancel', 'assessments.withdraw', 'assessments.uphold', 'assessments.reassess']
const ended: readonly string[] = ['cancelled', 'upheld', 'reassessment-requested']

/** @param assessors the names of the two, as far as the asker may know them */
export async function toTold(tx: Tx, row: ToldRow, assessors: readonly string[]): Promise<Told> {
  const state = row.state as AssessmentState
  const ending = ended.includes(state) ? await endingOf(tx, row) : undefined
  const confirmed = row.confirmed_on !== null
  return {
    state,
    askedOn: dayAt(row.requested_at),
    organisationName: row.organisation_name,
    organisationTelephone: await telephoneOf(tx, row.organisation_id),
    assessors,
    dueOn: row.due_on,
    // Until it is confirmed a level is nobody's result.
    level: confirmed && row.final_level !== null ? (abilityLevelNames[row.final_level] ?? null) : null,
    confirmedOn: row.confirmed_on,
    validUntil: row.valid_until,
    second: row.check_of !== null,
    wishedPlace: row.wished_place as Told['wishedPlace'],
    wishedTime: row.wished_time as Told['wishedTime'],
    withdrawn: ending?.action === 'assessments.withdraw',
    why: ending?.why ?? '',
  }
}

async function telephoneOf(tx: Tx, id: string | null): Promise<string> {
  if (id === null) return ''
  const row = await tx.selectFrom('organisation').select('telephone').where('id', '=', id).executeTakeFirst()
  return row?.telephone ?? ''
}

async function endingOf(tx: Tx, { county, elder_id, id }: ToldRow) {
  const { rows } = await sql<{ action: string; why: string | null }>`
    select action, detail->>'reason' as why from audit_event
    where county = ${county} and elder_id = ${elder_id} and subject_id = ${id} and action = any (${sql.val(endings)}::text[])
    order by id desc limit 1`.execute(tx)
  return rows[0]
}
