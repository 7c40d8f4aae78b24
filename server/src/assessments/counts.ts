import { openStates, resultStates } from '@yinian/core/assessments/procedure.ts'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'

/** Assessments an organisation has not finished; a request it handed back is no longer its own. */
export async function countOpenOf(tx: Tx, organisationId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('assessment')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('organisation_id', '=', organisationId)
    .where('state', 'in', openStates)
    .where('state', '<>', 'requested')
    .executeTakeFirstOrThrow()
  return count
}

/** Results each assessor has signed. */
export async function countSignedBy(tx: Tx, assessorIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (assessorIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; count: number }>`
    select s.assessor_id as id, count(*)::int as count
    from assessment_signature s join assessment a on a.county = s.county and a.id = s.assessment_id
    where s.assessor_id = any (${sql.val(assessorIds)}::uuid[]) and s.withdrawn_at is null
      and a.state = any (${sql.val(resultStates)}::text[])
    group by s.assessor_id`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.count]))
}

/** Requests of some days, by how they came. */
export async function countAssessmentsByChannel(
  tx: Tx,
  { prefix, from, to }: { readonly prefix: string; readonly from: Date; readonly to: Date },
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .selectFrom('assessment')
    .select(['channel', (select) => select.fn.countAll<number>().as('count')])
    .where('region', 'like', `${prefix}%`)
    .where('requested_at', '>=', from)
    .where('requested_at', '<', to)
    .groupBy('channel')
    .execute()
  return new Map(rows.map(({ channel, count }) => [channel, Number(count)]))
}

/** Whether an organisation has an assessment of this elder in hand: then it goes on seeing them. */
export async function isAssessing(
  tx: Tx,
  {
    county,
    elderId,
    organisationId,
  }: { readonly county: string; readonly elderId: string; readonly organisationId: string },
): Promise<boolean> {
  const found = await tx
    .selectFrom('assessment')
    .select('id')
    .where('county', '=', county)
    .where('elder_id', '=', elderId)
    .where('organisation_id', '=', organisationId)
    .where('state', 'in', openStates)
    .where('state', '<>', 'requested')
    .executeTakeFirst()
  return found !== undefined
}
