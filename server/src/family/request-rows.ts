import type { Correction, Question } from '@yinian/core/family/own-api.ts'
import type { Text } from '@yinian/core/language/text.ts'
import type { Selectable } from 'kysely'
import type { CorrectionRequest, LookQuestion } from '../db/generated.ts'

export function toQuestion(row: Selectable<LookQuestion>): Question {
  const look = row.look as unknown as Text
  return {
    id: row.id,
    at: row.asked_at.toISOString(),
    look: { ...look },
    lookAt: row.look_at.toISOString(),
    question: row.question,
    askerName: row.asker_name,
    channel: row.channel,
    dueOn: row.due_on,
    state: row.state as Question['state'],
    answer: row.answer,
    answeredAt: row.answered_at?.toISOString() ?? null,
    answeredBy:
      row.answered_by_name === null ? null : [row.answered_office, row.answered_by_name].filter(Boolean).join(' '),
  }
}

export function toCorrection(row: Selectable<CorrectionRequest>): Correction {
  return {
    id: row.id,
    at: row.asked_at.toISOString(),
    field: row.field,
    askerName: row.asker_name,
    channel: row.channel,
    dueOn: row.due_on,
    state: row.state as Correction['state'],
    reason: row.reason,
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedBy: row.decided_by_name,
  }
}
