import type { Actor } from '@yinian/core/access/actor.ts'
import type { listElderAssessments } from '@yinian/core/assessments/api.ts'
import { detailFor } from '@yinian/core/assessments/detail.ts'
import { currentLevel, reassessmentDueOn } from '@yinian/core/assessments/validity.ts'
import type { QueryOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { badRequest, notFound } from '@yinian/core/http/problems.ts'
import { isDay } from '@yinian/core/time/day.ts'
import type { Tx } from '../db/database.ts'
import { getElderRow } from '../people/index.ts'
import { selectRows, toRows } from './assessment-row.ts'
import { shownRow } from './detail.ts'
import type { Place } from './read.ts'
import { settingsFrom } from './settings.ts'

/** An elder's assessments, newest first, and the level in force on a day. @throws notFound */
export async function listAssessmentsOf(
  tx: Tx,
  { county, id }: Place,
  query: QueryOf<typeof listElderAssessments>,
  actor: Actor,
): Promise<ReplyOf<typeof listElderAssessments>> {
  const { today } = actor
  const day = query.day ?? today
  if (!isDay(day)) throw badRequest({ at: '/day' })
  const elder = await getElderRow(tx, id)
  if (elder.county !== county) throw notFound()
  const found = await selectRows(tx)
    .where('assessment.county', '=', county)
    .where('assessment.elder_id', '=', id)
    .orderBy('assessment.confirmed_at', (order) => order.desc().nullsFirst())
    .orderBy('assessment.id', 'desc')
    .execute()
  const rows = await toRows(tx, found, today)
  const history = rows
    .map((row, index) => ({ ...row, level: row.finalLevel, settings: settingsFrom(found[index]?.settings) }))
    .toReversed()
  const now = currentLevel(history, day)
  const detail = detailFor(actor, elder.region)
  const shown = rows.map((row) => shownRow(row, detail))
  if (now.status === 'none')
    return { current: { status: 'none', level: null, validUntil: null, reassessmentDueOn: null }, rows: shown }
  const validUntil = now.result.validUntil ?? day
  return {
    current: {
      status: now.status,
      level: now.level,
      validUntil: detail === 'level' ? null : validUntil,
      reassessmentDueOn: detail === 'level' ? null : reassessmentDueOn({ validUntil }, now.result.settings.validity),
    },
    rows: shown,
  }
}
