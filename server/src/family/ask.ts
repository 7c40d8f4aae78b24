import type { Channel } from '@yinian/core/family/channels.ts'
import type { Correction, Look, Question } from '@yinian/core/family/own-api.ts'
import { answerDays, type CorrectableField, correctableFields } from '@yinian/core/family/requests.ts'
import { badRequest } from '@yinian/core/http/problems.ts'
import type { RegionCode } from '@yinian/core/regions/code.ts'
import { addDays } from '@yinian/core/time/day.ts'
import { audit } from '../access/index.ts'
import { newId } from '../db/ids.ts'
import type { Work } from '../http/work.ts'
import { toCorrection, toQuestion } from './request-rows.ts'

interface Whose {
  readonly county: string
  readonly id: string
  readonly region: RegionCode
}

/** Who asks, and how they came. */
export interface Asking {
  readonly askedAs: 'self' | 'relative'
  readonly askerName: string
  readonly channel: Channel
  /** Who took it down; empty where it came online. */
  readonly takenBy: string
}

/** Puts a question about one look to the county. */
export async function putQuestion(
  work: Work,
  elder: Whose,
  asked: { readonly look: Look; readonly question: string } & Asking,
): Promise<Question> {
  const { tx, actor } = work
  const row = await tx
    .insertInto('look_question')
    .values({
      ...common(work, elder, asked),
      look_id: asked.look.id,
      look_at: new Date(asked.look.at),
      look: JSON.stringify(asked.look.said),
      question: asked.question.trim(),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await audit({ tx, actor }, 'family.asked', about(elder, 'look-question', row.id, asked))
  return toQuestion(row)
}

/** Asks to have something put right; what it should say instead is sealed. */
export async function putCorrection(
  work: Work,
  elder: Whose,
  asked: { readonly field: string; readonly wanted: string } & Asking,
): Promise<Correction> {
  if (!Object.hasOwn(correctableFields, asked.field)) throw badRequest({ at: '/field' })
  const values = common(work, elder, asked)
  const row = await work.tx
    .insertInto('correction_request')
    .values({
      ...values,
      field: asked.field as CorrectableField,
      wanted_sealed: await work.vault.seal(elder.county, wantedLabel(values.id), asked.wanted.trim()),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await audit(work, 'family.correction-asked', about(elder, 'correction-request', row.id, asked))
  return toCorrection(row)
}

export const wantedLabel = (id: string): string => `correction_request.wanted:${id}`

function common({ actor }: Work, elder: Whose, { askedAs, askerName, channel, takenBy }: Asking) {
  return {
    county: elder.county,
    id: newId(actor.now),
    region: elder.region,
    elder_id: elder.id,
    asked_as: askedAs,
    asker_name: askerName.trim(),
    channel,
    asked_at: actor.now,
    asked_by: actor.accountId,
    taken_by_name: takenBy,
    due_on: addDays(actor.today, answerDays.days),
  }
}

function about(elder: Whose, subjectType: string, subjectId: string, { askedAs, channel }: Asking) {
  return { region: elder.region, subjectType, subjectId, elderId: elder.id, detail: { channel, askedAs } }
}
