import { useEffect, useRef } from 'react'

interface ItemKeys {
  /** The item the keys are about now. */
  readonly current: () => string | undefined
  /** Chooses the option at a position, from 0. */
  readonly choose: (item: string, position: number) => void
  /** Goes to the item before (−1) or after (1). */
  readonly move: (from: string | undefined, by: -1 | 1) => void
}

/** 1–5 choose an option, left and right change the item. Keys pressed while writing belong to what is written. */
export function useItemKeys(keys: ItemKeys | null): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const held = latest.current
      if (held === null || event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return
      const item = held.current()
      if (/^[1-5]$/.test(event.key)) {
        if (item !== undefined) held.choose(item, Number(event.key) - 1)
      } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
        held.move(item, event.key === 'ArrowLeft' ? -1 : 1)
      } else return
      event.preventDefault()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}

/** The radio buttons of an item are what the keys are for; other fields keep theirs. */
function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement) || target.closest('[data-item]') !== null) return false
  return target.closest('input, textarea, select, [role="combobox"], [role="dialog"]') !== null
}
