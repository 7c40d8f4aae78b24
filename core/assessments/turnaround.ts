import type { Text } from '../language/text.ts'
import { addDays, type Day } from '../time/day.ts'

/** How long an assessment may take from assignment to both signatures, in calendar days. Set by region or contract. */
export interface TurnaroundSetting {
  readonly days: number
  /** Days left at which the case is shown as due soon. */
  readonly soon: number
  readonly unverified?: Text
}

export const defaultTurnaround: TurnaroundSetting = {
  days: 15,
  soon: 3,
  unverified: {
    zh: '国家标准未见时限规定，15 日为本平台的默认值，请按当地文件或合同设定',
    en: 'No national time limit was found; 15 days is the platform’s default, to be set by local document or contract',
  },
}

export interface Turnaround {
  readonly dueOn: Day
  /** Calendar days used, to the signatures or to today. */
  readonly days: number
  readonly state: 'in-time' | 'due-soon' | 'overdue' | 'done-in-time' | 'done-late'
}

/** The clock of an assignment; it runs from the day assigned and stops on the day both assessors have signed. */
export function turnaround(assignedOn: Day, signedOn: Day | null, today: Day, setting: TurnaroundSetting): Turnaround {
  const dueOn = addDays(assignedOn, setting.days)
  const days = daysBetween(assignedOn, signedOn ?? today)
  if (signedOn !== null) return { dueOn, days, state: signedOn <= dueOn ? 'done-in-time' : 'done-late' }
  const state = today > dueOn ? 'overdue' : today >= addDays(dueOn, -setting.soon) ? 'due-soon' : 'in-time'
  return { dueOn, days, state }
}

function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}
