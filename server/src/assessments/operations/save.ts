import type { saveDraft } from '@yinian/core/assessments/api.ts'
import { checkInformation } from '@yinian/core/assessments/information.ts'
import type { FieldValue } from '@yinian/core/assessments/instrument.ts'
import { informationWrong, notTheAssessor } from '@yinian/core/assessments/problems.ts'
import type { Assessment } from '@yinian/core/assessments/schemas.ts'
import { scoreAssessment } from '@yinian/core/assessments/score.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import type { Tx } from '../../db/database.ts'
import type { Work } from '../../http/work.ts'
import { findAssessors, type RegisteredAssessor } from '../../workforce/index.ts'
import { openInformation, sealInformation } from '../information.ts'
import { instrumentOf } from '../instruments.ts'
import { answersOf, answerWith, namedNow, type Place } from '../read.ts'
import { settingsFrom } from '../settings.ts'
import { type Held, holdFor, move } from './move.ts'

/**
 * Keeps what the assessors have filled in so far. Only what is given changes, so that two who fill in together do not
 * take each other's answers away.
 * @throws notTheAssessor, answerNotAnOption, informationWrong, staleVersion
 */
export async function saveDraftOf(work: Work, place: Place, input: BodyOf<typeof saveDraft>): Promise<Assessment> {
  const { tx, vault } = work
  const held = await holdFor(work, place, 'save', input.version)
  await getSigner(work, held)
  const { county, id } = held
  const instrument = await instrumentOf(tx, held.instrument_id, held.instrument_version)
  // The schema lets an array mix codes and rows; checkInformation refuses that.
  const given = input.information as Record<string, FieldValue | null> | undefined
  const answers = merge(answersOf(held), input.answers)
  const information = merge(await openInformation(vault, county, id, held.information_sealed), given)
  const faults = checkInformation(instrument, information)
  if (faults.length > 0) throw informationWrong({ faults })
  const score = scoreAssessment(instrument, answers, information, settingsFrom(held.settings).scoring)
  await move(work, held, 'save', {
    changes: {
      answers: JSON.stringify(answers),
      information_sealed: await sealInformation(vault, county, id, information),
      scores: JSON.stringify(Object.fromEntries(score.indicators.map((one) => [one.id, one.score]))),
      total: score.total,
      initial_level: score.initialLevel,
      final_level: score.finalLevel,
      changes: JSON.stringify(score.changes),
    },
    detail: { entries: [...Object.keys(input.answers ?? {}), ...Object.keys(input.information ?? {})] },
    step: held.state === 'returned',
  })
  return answerWith(work, place)
}

/** What was given over what was there; null takes an entry away. */
function merge<Value>(
  before: Readonly<Record<string, Value>>,
  given: Readonly<Record<string, Value | null>> = {},
): Record<string, Value> {
  const kept = Object.entries(before).filter(([key]) => !(key in given))
  const set = Object.entries(given).flatMap(([key, value]) => (value === null ? [] : [[key, value] as const]))
  return Object.fromEntries([...kept, ...set])
}

/** The two who are named, as the register knows them now. */
export async function namedAssessors(tx: Tx, held: Held): Promise<RegisteredAssessor[]> {
  const named = await namedNow(tx, held)
  return findAssessors(
    tx,
    named.map((row) => row.assessor_id),
  )
}

/** The one of the two whose account acts. @throws notTheAssessor */
export async function getSigner({ tx, actor }: Work, held: Held): Promise<RegisteredAssessor> {
  const named = await namedAssessors(tx, held)
  const mine = named.find(({ accountId }) => accountId === actor.accountId)
  if (!mine) throw notTheAssessor()
  return mine
}
