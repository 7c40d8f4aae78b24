import type { Score } from '@yinian/core/assessments/score.ts'
import { type ReactNode, useEffect, useRef } from 'react'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { texts } from '../texts.ts'
import type { MissingEntry, Part } from './parts-of-form.ts'

interface PartBarProps {
  readonly parts: readonly Part[]
  readonly open: string
  readonly score: Score
  readonly max: number
  readonly missing: readonly MissingEntry[]
  readonly goTo: (part: string) => void
}

export const summaryPart = 'summary'

/** Where one is, the running scores, and how much is missing where. */
export function PartBar({ parts, open, score, max, missing, goTo }: PartBarProps): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const bar = useRef<HTMLElement>(null)
  useEffect(() => {
    bar.current?.querySelector(`[data-part="${open}"]`)?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [open])
  return (
    <nav className="part-bar" aria-label={t.sections} ref={bar}>
      {parts.map((part) => {
        const lacking = missing.filter((one) => one.part === part.id).length
        const indicator = score.indicators.find(({ id }) => id === part.id)
        return (
          <button
            key={part.id}
            type="button"
            data-part={part.id}
            aria-current={part.id === open ? 'step' : undefined}
            onClick={() => goTo(part.id)}
          >
            <span>
              {part.id} {say(part.name)}
            </span>
            <span className="part-state">
              {indicator !== undefined && (
                <strong>
                  {indicator.score} / {indicator.max}
                </strong>
              )}
              <span className={lacking === 0 ? 'complete' : 'lacking'}>
                {lacking === 0 ? `✓ ${t.nothingMissing}` : t.missing({ count: lacking })}
              </span>
            </span>
          </button>
        )
      })}
      <button
        type="button"
        data-part={summaryPart}
        aria-current={open === summaryPart ? 'step' : undefined}
        onClick={() => goTo(summaryPart)}
      >
        <span>{t.summary}</span>
        <span className="part-state">
          <strong>
            {score.total} / {max}
          </strong>
          <span className={missing.length === 0 ? 'complete' : 'lacking'}>
            {missing.length === 0 ? `✓ ${t.nothingMissing}` : t.missing({ count: missing.length })}
          </span>
        </span>
      </button>
    </nav>
  )
}
