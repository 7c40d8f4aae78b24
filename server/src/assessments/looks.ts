import { audit } from '../access/index.ts'
import type { Work } from '../http/work.ts'

const openingMinutes = 30

interface Looked {
  readonly county: string
  readonly id: string
  readonly region: string
  readonly elder_id: string
}

/** Records that an officer was shown health data; one opening, however often the page asks again. */
export async function recordLook(work: Work, held: Looked): Promise<void> {
  const { tx, actor } = work
  const recorded = await tx
    .selectFrom('audit_event')
    .select('id')
    .where('county', '=', held.county)
    .where('elder_id', '=', held.elder_id)
    .where('actor_id', '=', actor.accountId)
    .where('action', '=', 'assessments.looked')
    .where('subject_id', '=', held.id)
    .where('at', '>', new Date(actor.now.getTime() - openingMinutes * 60_000))
    .limit(1)
    .executeTakeFirst()
  if (!recorded) await audit(work, 'assessments.looked', subjectOf(held))
}

export function subjectOf(held: Looked) {
  return { region: held.region, subjectType: 'assessment', subjectId: held.id, elderId: held.elder_id }
}
