import type { Answers, Indicator } from '@yinian/core/assessments/instrument.ts'
import { Button } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { useTexts } from '../../../language/language.ts'
import { texts } from '../texts.ts'
import { ItemCard } from './item-card.tsx'
import { useItemKeys } from './use-item-keys.ts'

interface IndicatorPartProps {
  readonly indicator: Indicator
  readonly answers: Answers
  /** Absent: read only. */
  readonly choose?: ((item: string, score: number) => void) | undefined
  /** One item at a time; otherwise all are on the page. */
  readonly alone: boolean
  /** The item of the address; without one the first that is not answered. */
  readonly item: string | null
  readonly goTo: (item: string) => void
  /** Leaves the indicator over its first or last item. */
  readonly leave: (by: -1 | 1) => void
}

/** The items of one indicator, one at a time or all together. */
export function IndicatorPart(props: IndicatorPartProps): ReactNode {
  const t = useTexts(texts)
  const { indicator, answers, alone, choose, goTo, leave } = props
  const { items } = indicator
  const moved = useRef(false)
  // Held, so that answering it does not take the item away.
  const [first] = useState(() => items.find((item) => answers[item.id] === undefined)?.id)
  const index = Math.max(
    0,
    items.findIndex((item) => item.id === (props.item ?? first)),
  )
  const shown = items[index]

  const move = (from: string | undefined, by: -1 | 1) => {
    const at = from === undefined ? (by === 1 ? -1 : 0) : items.findIndex((item) => item.id === from)
    const next = items[at + by]
    if (next === undefined) return leave(by)
    moved.current = true
    if (alone) goTo(next.id)
    else focusItem(next.id)
  }
  useItemKeys({
    current: () => (alone ? shown?.id : focusedItem()),
    choose: (id, position) => {
      const option = items.find((item) => item.id === id)?.options[position]
      if (option !== undefined) choose?.(id, option.score)
    },
    move,
  })

  if (!alone || shown === undefined) {
    return (
      <div className="stack">
        {items.map((item) => (
          <ItemCard
            key={item.id}
            item={item}
            answer={answers[item.id]}
            choose={choose && ((score) => choose(item.id, score))}
          />
        ))}
        <p className="faded small keys-hint">{t.keysHint}</p>
      </div>
    )
  }
  return (
    <div className="stack one-item">
      <ItemCard
        key={shown.id}
        item={shown}
        answer={answers[shown.id]}
        choose={choose && ((score) => choose(shown.id, score))}
        autoFocus={moved.current}
      />
      <nav className="item-steps">
        <Button size="large" onClick={() => move(shown.id, -1)}>
          {t.previous}
        </Button>
        <span className="faded small">{t.itemOf({ position: index + 1, count: items.length })}</span>
        <Button
          size="large"
          type={answers[shown.id] === undefined ? 'default' : 'primary'}
          onClick={() => move(shown.id, 1)}
        >
          {t.next}
        </Button>
      </nav>
      <p className="faded small keys-hint">{t.keysHint}</p>
    </div>
  )
}

function focusedItem(): string | undefined {
  const item = document.activeElement?.closest<HTMLElement>('[data-item]')
  return item?.dataset.item
}

function focusItem(id: string): void {
  const item = document.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"]`)
  const option = item?.querySelector<HTMLElement>('input:checked') ?? item?.querySelector<HTMLElement>('input')
  option?.focus()
  item?.scrollIntoView({ block: 'center' })
}
