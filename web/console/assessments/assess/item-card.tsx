import type { Item } from '@yinian/core/assessments/instrument.ts'
import { type ReactNode, useId } from 'react'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { texts } from '../texts.ts'

interface ItemCardProps {
  readonly item: Item
  readonly answer: number | undefined
  /** Absent: read only. */
  readonly choose?: ((score: number) => void) | undefined
  readonly autoFocus?: boolean
}

/** One item: what to ask or watch, and the options as cards that a finger finds. */
export function ItemCard({ item, answer, choose, autoFocus = false }: ItemCardProps): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const title = useId()
  return (
    <section className="item" data-item={item.id} aria-labelledby={title}>
      <header>
        <h2 id={title}>
          {item.id} {say(item.name)}
        </h2>
        <span className={answer === undefined ? 'faded' : 'item-score'}>
          {answer === undefined ? t.notAnswered : `${answer} / ${item.max}`}
        </span>
      </header>
      <p className="faded">{say(item.instruction)}</p>
      {item.unverified !== undefined && (
        <p className="unverified-mark">
          ※ {t.unverified}：{say(item.unverified)}
        </p>
      )}
      <div className="options" role="radiogroup" aria-labelledby={title}>
        {item.options.map(({ score, text }, index) => {
          const chosen = score === answer
          return (
            <label key={score} className="option">
              <input
                type="radio"
                className="unseen"
                name={item.id}
                checked={chosen}
                disabled={choose === undefined}
                // biome-ignore lint/a11y/noAutofocus: the item was asked for, by a key or by "next"
                autoFocus={autoFocus && (chosen || (answer === undefined && index === 0))}
                onChange={() => choose?.(score)}
              />
              <kbd>{index + 1}</kbd>
              <span>{say(text)}</span>
              <span className="points">{t.points({ score })}</span>
            </label>
          )
        })}
      </div>
    </section>
  )
}
