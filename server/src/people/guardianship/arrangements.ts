import type { GuardianshipEvent, GuardianshipState } from '@yinian/core/people/guardianship/procedure.ts'
import type { GuardianshipDocument } from '@yinian/core/people/guardianship/vocabulary.ts'
import type { Day } from '@yinian/core/time/day.ts'
import type { Selectable } from 'kysely'
import type { Tx } from '../../db/database.ts'
import type { GuardianshipArrangement } from '../../db/generated.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { labels } from '../sealed-elder.ts'

export type HeldArrangement = Selectable<GuardianshipArrangement>

/** Every arrangement of an elder, the last opened first. */
export function readArrangements(tx: Tx, elder: { readonly county: string; readonly id: string }) {
  return tx
    .selectFrom('guardianship_arrangement')
    .selectAll()
    .where('county', '=', elder.county)
    .where('elder_id', '=', elder.id)
    .orderBy('id', 'desc')
    .execute()
}

/** Those that are under way or in force. */
export async function readRunning(tx: Tx, elder: { readonly county: string; readonly id: string }) {
  return (await readArrangements(tx, elder)).filter(({ ended_on }) => ended_on === null)
}

export interface StepToKeep {
  readonly event: GuardianshipEvent | 'open' | 'carry' | 'restore'
  readonly from: GuardianshipState | null
  readonly to: GuardianshipState
  readonly on: Day
  readonly dueOn: Day | null
  readonly responsible: string
  readonly documents?: readonly { readonly kind: GuardianshipDocument; readonly number: string; readonly on?: Day }[]
  readonly note?: string | undefined
}

/** Steps are only ever added. */
export async function keepStep(
  { tx, actor, vault }: Work,
  arrangement: Pick<HeldArrangement, 'county' | 'id' | 'elder_id' | 'region'>,
  step: StepToKeep,
): Promise<void> {
  const id = newId(actor.now)
  const note = step.note?.trim() ?? ''
  await tx
    .insertInto('guardianship_step')
    .values({
      county: arrangement.county,
      id,
      arrangement_id: arrangement.id,
      elder_id: arrangement.elder_id,
      region: arrangement.region,
      event: step.event,
      from_state: step.from,
      to_state: step.to,
      on_day: step.on,
      due_on: step.dueOn,
      responsible: step.responsible,
      documents: JSON.stringify(step.documents ?? []),
      note_sealed: note === '' ? null : await vault.seal(arrangement.county, labels.guardianshipNote(id), note),
      taken_at: actor.now,
      taken_by: actor.accountId,
      taken_by_name: actor.name,
    })
    .execute()
}
