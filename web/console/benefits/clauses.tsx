import { type PolicySource, sourceText } from '@yinian/core/benefits/policy.ts'
import type { ReactNode } from 'react'
import { useLanguage, useTexts } from '../../language/language.ts'
import { StatusChip } from '../parts/status-chip.tsx'
import { texts } from './texts.ts'

/** How sure a statement of a policy is; said wherever the statement is shown. */
export function Standing({ status }: { status: 'confirmed' | 'unverified' }): ReactNode {
  const t = useTexts(texts)
  return <StatusChip tone={status === 'confirmed' ? 'plain' : 'waiting'}>{t[status]}</StatusChip>
}

export function Source({ source, status }: { source: PolicySource; status: 'confirmed' | 'unverified' }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return (
    <div className="clause-source faded small">
      <span>{t.source({ source: say(sourceText(source)) })}</span> <Standing status={status} />
    </div>
  )
}
