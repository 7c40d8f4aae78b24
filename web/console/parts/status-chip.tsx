import type { ReactNode } from 'react'

/** `good` in order, `waiting` for somebody, `bad` overdue or refused, `ended` over, `neutral` a state without judgement. */
export type Tone = 'good' | 'waiting' | 'bad' | 'ended' | 'neutral' | 'plain'

/** A state in words; the shape of its mark differs with the tone, so that colour is never alone. */
export function StatusChip({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }): ReactNode {
  return <span className={`chip ${tone}`}>{children}</span>
}
