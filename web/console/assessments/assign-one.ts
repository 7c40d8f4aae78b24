import { assignAssessments } from '@yinian/core/assessments/api.ts'
import type { AssessmentRow } from '@yinian/core/assessments/schemas.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { call } from '../../client/call.ts'
import { Refusal } from '../../client/refusal.ts'

/** Assigns one assessment; what the answer says of its row is thrown as a refusal. */
export async function assignOne(
  { county, id, version }: Pick<AssessmentRow, 'county' | 'id' | 'version'>,
  organisationId: string,
): Promise<ReplyOf<typeof assignAssessments>> {
  const reply = await call(assignAssessments, { body: { organisationId, assessments: [{ county, id, version }] } })
  const problem = reply.rows[0]?.problem
  if (problem) throw new Refusal({ type: `/problems/${problem.code}`, title: problem.code, status: 409, ...problem })
  return reply
}
