import type { Database } from '../../db/database.ts'
import { newId } from '../../db/ids.ts'
import { refreshCareState } from '../left-behind/state.ts'

interface Filling {
  readonly mine: { readonly county: string; readonly elder_id: string; readonly region: string }
  readonly at: Date
  readonly who: string
  readonly draw: (below: number) => number
}

/** Guardianship of one elder, for a world whose files are joined and parted again. */
export async function fillGuardianship(owner: Database, { mine, at, who, draw }: Filling): Promise<void> {
  const id = newId(at)
  const over = draw(2) === 0
  await owner
    .insertInto('guardianship_arrangement')
    .values({
      ...mine,
      id,
      state: over ? 'withdrawn' : 'sought',
      responsible: '王',
      due_on: `2026-12-1${draw(9)}`,
      opened_on: '2026-11-01',
      ended_on: over ? '2026-11-02' : null,
      opened_by: who,
      updated_at: at,
    })
    .execute()
  await owner
    .insertInto('guardianship_step')
    .values({
      ...mine,
      id: newId(at),
      arrangement_id: id,
      event: 'open',
      to_state: 'sought',
      on_day: '2026-11-01',
      responsible: '王',
      taken_at: at,
      taken_by: who,
      taken_by_name: '王',
    })
    .execute()
}

/** A plan, a child in the city and a ledger with a correction in it. */
export async function fillCare(owner: Database, { mine, at, who, draw }: Filling): Promise<void> {
  const recorded = { recorded_at: at, recorded_by: who, recorded_by_name: '王' }
  await owner
    .insertInto('care_plan')
    .values({
      ...mine,
      ...recorded,
      id: newId(at),
      person_name: ['李', '陈'][draw(2)] ?? '',
      manner: 'door',
      interval_days: 7 + draw(30),
      valid_from: '2026-01-01',
    })
    .execute()
  await owner
    .insertInto('family_contact')
    .values({
      ...mine,
      ...recorded,
      id: newId(at),
      related_person_id: newId(at),
      whereabouts: 'elsewhere',
      frequency: 'monthly',
    })
    .execute()
  const first = newId(at)
  const contact = { ...mine, ...recorded, manner: 'phone', finding: 'well', made_by: '李' }
  await owner
    .insertInto('care_contact')
    .values({ ...contact, id: first, on_day: `2026-02-1${draw(9)}` })
    .execute()
  await owner
    .insertInto('care_contact')
    .values({ ...contact, id: newId(at), on_day: `2026-02-0${1 + draw(9)}`, corrects: first, reason: '日期写错' })
    .execute()
  await refreshCareState(owner, mine.county, [mine.elder_id])
}
