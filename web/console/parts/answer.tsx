import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Refusal } from '../../client/refusal.ts'
import { useTexts } from '../../language/language.ts'
import { Refused } from './refused.tsx'
import { texts } from './texts.ts'
import { WithWithheld, withheldOf } from './withheld.tsx'

/** The answer to a question once it is there, with what was withheld from it; its shape before, the refusal instead. */
export function Answer<Reply>({
  of: asked,
  height = 320,
  children,
}: {
  of: UseQueryResult<Reply, Refusal>
  height?: number
  children: (reply: Reply) => ReactNode
}): ReactNode {
  if (asked.data !== undefined)
    return <WithWithheld classes={withheldOf(asked.data)}>{children(asked.data)}</WithWithheld>
  if (asked.error !== null) return <Refused refusal={asked.error} retry={() => void asked.refetch()} />
  return <Shape height={height} />
}

/** The outline of something that is on its way. */
export function Shape({ height }: { height: number }): ReactNode {
  const t = useTexts(texts)
  return (
    <div aria-busy="true">
      <span className="unseen" role="status">
        {t.loading}
      </span>
      <div className="shape" style={{ height }} />
    </div>
  )
}
