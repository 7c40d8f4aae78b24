import type { Answers, Information, Instrument } from './instrument.ts'

/** What two assessors put their names to. */
export interface SignedContent {
  readonly assessmentId: string
  readonly elderId: string
  readonly instrument: Pick<Instrument, 'id' | 'version'>
  readonly answers: Answers
  readonly information: Information
  readonly total: number
  readonly finalLevel: number
}

/** The one text of a content, with keys in order, so that its hash is the same wherever it is computed. */
export function canonicalText(content: SignedContent): string {
  const { assessmentId, elderId, instrument, answers, information, total, finalLevel } = content
  const { id, version } = instrument
  return inOrder({ assessmentId, elderId, instrument: { id, version }, answers, information, total, finalLevel })
}

function inOrder(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOrder).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, part]) => part !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${inOrder(part)}`).join(',')}}`
}
