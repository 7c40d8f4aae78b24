import type { Day } from '@yinian/core/time/day.ts'
import type { Work } from '../../http/work.ts'
import type { ElderReference } from '../elder-file.ts'
import { touch, writePeriod } from '../operations/circumstances.ts'
import { refreshCategoriesOf } from '../snapshot.ts'
import { refreshMembership } from '../special-difficulty/membership.ts'

/** What the file says of guardianship from a day on; the period before ends there. */
export async function writeGuardianship(
  work: Work,
  elder: ElderReference,
  period: { readonly value: 'none' | 'guarded' | 'not-needed'; readonly from: Day; readonly source: string },
): Promise<void> {
  const { tx, actor } = work
  await writePeriod(work, elder, { kind: 'guardianship', ...period })
  await refreshCategoriesOf(tx, elder.county, elder.id, actor.today)
  await refreshMembership(tx, { county: elder.county, ids: [elder.id] }, actor)
  await touch(work, elder)
}
