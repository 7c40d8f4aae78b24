import { type ReactNode, useState } from 'react'
import { useSpoken } from './language.tsx'
import { texts } from './texts.ts'

/** 20 px at first, up to 30 (MIIT 2021-04: main text at least 18, main functions up to 30 and more). */
const sizes = ['20', '25', '30'] as const
// The name it had when elders were the only ones to choose: what they chose is kept.
const storageKey = 'yinian.family.size'

function keptSize(): (typeof sizes)[number] {
  return sizes.find((size) => size === localStorage.getItem(storageKey)) ?? sizes[0]
}

export function showSize(): void {
  document.documentElement.dataset.size = keptSize()
}

export function SizeButton(): ReactNode {
  const { say } = useSpoken()
  const [size, setSize] = useState(keptSize)
  const next = sizes[(sizes.indexOf(size) + 1) % sizes.length] ?? sizes[0]
  const change = () => {
    localStorage.setItem(storageKey, next)
    setSize(next)
    showSize()
  }
  return (
    <button type="button" className="tool" onClick={change}>
      {say(next === sizes[0] ? texts.smaller : texts.larger)}
    </button>
  )
}
