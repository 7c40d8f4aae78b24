import type { Text } from '@yinian/core/language/text.ts'
import type { GuardianshipState } from '@yinian/core/people/guardianship/procedure.ts'
import { guardianshipNextSteps, nextGuardianshipState } from '@yinian/core/people/guardianship/procedure.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { dayText } from '@yinian/core/time/write-day.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { nameRegions } from '../../regions/index.ts'
import type { OnDeath } from '../deaths/on-death.ts'
import { labels } from '../sealed-elder.ts'
import type { CarryOver, FileOf } from '../transfer/carry-over.ts'
import { type HeldArrangement, keepStep, readArrangements, readRunning, type StepToKeep } from './arrangements.ts'

/** A life that ends takes its arrangements along; one that turns out to go on has them back. */
export const guardianshipOnDeath: OnDeath = {
  closed: async (work, elder, reason) => {
    const running = await readRunning(work.tx, elder)
    for (const one of running) await lapse(work, one, { as: 'died', note: reason })
    return running.map(({ id, state, due_on }) => `${id} ${state} ${due_on ?? ''}`)
  },
  undone: async (work, elder, closed) => {
    const held = await readArrangements(work.tx, elder)
    for (const [id, state, dueOn] of closed.map((one) => one.split(' '))) {
      const one = held.find((arrangement) => arrangement.id === id)
      if (one?.ended_as !== 'died' || state === undefined) continue
      await reopen(work, one, state as GuardianshipState, dueOn || null)
    }
  },
}

/** What is under way or in force is taken on by the county somebody moves to, where it stands. */
export const guardianshipCarryOver: CarryOver = {
  name: { zh: '监护安排', en: 'Guardianship arrangements' },
  carry: async (work, from, to) => {
    const running = await readRunning(work.tx, from)
    const names = await nameRegions(work.tx, [to.region])
    for (const one of running) {
      await lapse(work, one, { as: 'moved', note: '' })
      await carry(work, one, to, names(to.region).name)
    }
    return { along: running.length, due: running.map(whatIsDue) }
  },
}

async function lapse(
  work: Work,
  one: HeldArrangement,
  { as, note }: { as: 'died' | 'moved'; note: string },
): Promise<void> {
  const { tx, actor } = work
  const from = one.state as GuardianshipState
  const to = nextGuardianshipState(from, 'lapse')
  await tx
    .updateTable('guardianship_arrangement')
    .set({
      state: to,
      ended_on: actor.today,
      ended_as: as,
      due_on: null,
      version: one.version + 1,
      updated_at: actor.now,
    })
    .where('county', '=', one.county)
    .where('id', '=', one.id)
    .execute()
  const { responsible } = one
  await keepStep(work, one, { event: 'lapse', from, to, on: actor.today, dueOn: null, responsible, note })
}

async function reopen(work: Work, one: HeldArrangement, state: GuardianshipState, dueOn: Day | null): Promise<void> {
  const { tx, actor } = work
  await tx
    .updateTable('guardianship_arrangement')
    .set({
      state,
      ended_on: null,
      ended_as: null,
      due_on: dueOn,
      version: one.version + 1,
      updated_at: actor.now,
    })
    .where('county', '=', one.county)
    .where('id', '=', one.id)
    .execute()
  const { responsible } = one
  await keepStep(work, one, { event: 'restore', from: 'ended', to: state, on: actor.today, dueOn, responsible })
}

/** What the county moved to does next about an arrangement that it takes on. */
function whatIsDue({ state, due_on }: HeldArrangement): Text {
  const next = guardianshipNextSteps[state as GuardianshipState]
  if (due_on === null) return { zh: `监护安排：${next.zh}`, en: `Guardianship: ${next.en}` }
  const day = dayText(due_on)
  return { zh: `监护安排：${next.zh}（${day.zh}前）`, en: `Guardianship: ${next.en} (by ${day.en})` }
}

/** A judgment or a designation holds wherever the elder lives: the papers of every step are named where it is taken on. */
async function papersOf({ tx }: Work, { county, id }: HeldArrangement): Promise<Papers> {
  const steps = await tx
    .selectFrom('guardianship_step')
    .select('documents')
    .where('county', '=', county)
    .where('arrangement_id', '=', id)
    .orderBy('id')
    .execute()
  return steps.flatMap(({ documents }) => documents as unknown as Papers)
}
type Papers = NonNullable<StepToKeep['documents']>

/** @param place who is responsible there until somebody says who it is */
async function carry(work: Work, one: HeldArrangement, to: FileOf, place: string): Promise<void> {
  const { tx, actor, vault } = work
  const id = newId(actor.now)
  const phone =
    one.candidate_phone_sealed === null
      ? null
      : await vault.open(one.county, labels.guardianCandidatePhone(one.id), one.candidate_phone_sealed)
  const guardian =
    one.related_person_id === null
      ? undefined
      : await tx
          .selectFrom('related_person')
          .select('id')
          .where('county', '=', to.county)
          .where('elder_id', '=', to.id)
          .where('name', '=', one.candidate_name)
          .where('valid_to', 'is', null)
          .orderBy('id', 'desc')
          .executeTakeFirst()
  await tx
    .insertInto('guardianship_arrangement')
    .values({
      ...one,
      county: to.county,
      id,
      elder_id: to.id,
      region: to.region,
      responsible: place,
      candidate_phone_sealed:
        phone === null ? null : await vault.seal(to.county, labels.guardianCandidatePhone(id), phone),
      related_person_id: guardian?.id ?? null,
      version: 1,
      updated_at: actor.now,
    })
    .execute()
  const state = one.state as GuardianshipState
  const { county } = to
  await keepStep(
    work,
    { county, id, elder_id: to.id, region: to.region },
    {
      event: 'carry',
      from: null,
      to: state,
      on: actor.today,
      dueOn: one.due_on,
      responsible: place,
      documents: await papersOf(work, one),
    },
  )
}
