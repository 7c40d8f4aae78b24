import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { notFound } from '@yinian/core/http/problems.ts'
import type { GuardianshipFile, openGuardianship } from '@yinian/core/people/guardianship/api.ts'
import { arrangementRunning, stepDayWrong } from '@yinian/core/people/guardianship/problems.ts'
import { guardianshipDueOn } from '@yinian/core/people/guardianship/procedure.ts'
import { addDays, type Day, isDay } from '@yinian/core/time/day.ts'
import { audit } from '../../access/index.ts'
import { newId } from '../../db/ids.ts'
import type { Work } from '../../http/work.ts'
import { listCircumstancesOf } from '../circumstances-of.ts'
import { type ElderReference, lockElder } from '../elder-file.ts'
import { lookAt } from '../looks.ts'
import { keepStep, readRunning } from './arrangements.ts'
import { readGuardianship } from './read.ts'
import { writeGuardianship } from './situation.ts'

type Asked = BodyOf<typeof openGuardianship>

/** Flags an elder as without guardian, where the file does not say so yet, and begins to look for one. @throws notFound, arrangementRunning, stepDayWrong */
export async function openArrangement(work: Work, elderId: string, asked: Asked): Promise<GuardianshipFile> {
  const { tx, actor } = work
  const elder = await lockElder(tx, elderId)
  if (elder.state !== 'active') throw notFound()
  if ((await readRunning(tx, elder)).length > 0) throw arrangementRunning()
  const [held] = await listCircumstancesOf(tx, elder, ['guardianship'], actor.today)
  if (held?.value !== 'none')
    await writeGuardianship(work, elder, { value: 'none', from: actor.today, source: asked.source.trim() })
  await beginArrangement(work, elder, asked)
  return readGuardianship(work, elder)
}

/** Opens an arrangement for an elder whose row the caller holds. */
export async function beginArrangement(
  work: Work,
  elder: ElderReference,
  told: { readonly responsible?: string; readonly dueOn?: Day; readonly note?: string },
): Promise<string> {
  const { tx, actor } = work
  const id = newId(actor.now)
  const responsible = told.responsible?.trim() || actor.name
  const dueOn = readDue(told.dueOn, actor.today) ?? guardianshipDueOn('sought', actor.today)
  const { county, region } = elder
  await tx
    .insertInto('guardianship_arrangement')
    .values({
      county,
      id,
      elder_id: elder.id,
      region,
      state: 'sought',
      responsible,
      due_on: dueOn,
      opened_on: actor.today,
      opened_by: actor.accountId,
      updated_at: actor.now,
    })
    .execute()
  await keepStep(
    work,
    { county, id, elder_id: elder.id, region },
    {
      event: 'open',
      from: null,
      to: 'sought',
      on: actor.today,
      dueOn,
      responsible,
      note: told.note,
    },
  )
  await audit(work, 'people.guardianship-opened', { ...lookAt(elder), detail: { dueOn } })
  return id
}

/** @throws stepDayWrong for a day that is over, or further away than anybody plans */
export function readDue(dueOn: Day | undefined, today: Day): Day | undefined {
  if (dueOn === undefined) return undefined
  const latest = addDays(today, 3 * 365)
  if (!isDay(dueOn) || dueOn < today || dueOn > latest)
    throw stepDayWrong({ at: '/dueOn', values: { from: today, to: latest } })
  return dueOn
}
