import { Modal } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import { useNavigate } from 'react-router'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { Place } from './place.ts'
import { texts } from './texts.ts'

const pause = 1_500

/** A key pressed while writing belongs to what is being written. */
function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}

/** `/` to the search field, `g` and a letter to a place, `?` for the table of keys. */
export function useKeys(places: readonly Place[], showKeys: () => void): void {
  const navigate = useNavigate()
  const goPressedAt = useRef(0)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return
      if (document.querySelector('.ant-modal-wrap:not([style*="display: none"])') !== null) return
      const going = event.timeStamp - goPressedAt.current < pause && goPressedAt.current > 0
      goPressedAt.current = 0
      const place = going ? places.find(({ letter }) => letter === event.key) : undefined
      if (place !== undefined) {
        event.preventDefault()
        void navigate(place.path)
      } else if (event.key === 'g') {
        goPressedAt.current = event.timeStamp
      } else if (event.key === '?') {
        showKeys()
      } else if (event.key === '/') {
        const search = document.querySelector<HTMLInputElement>('[data-search] input, input[data-search]')
        if (search !== null) {
          event.preventDefault()
          search.focus()
          search.select()
        }
      }
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [places, showKeys, navigate])
}

export function KeysDialog({
  open,
  close,
  places,
}: {
  open: boolean
  close: () => void
  places: readonly Place[]
}): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const rows: [string[], string][] = [
    [['/'], t.keySearch],
    [['↑', '↓'], t.keyRows],
    [['Enter'], t.keyOpen],
    [['Space'], t.keyChoose],
    [['Ctrl', 'Enter'], t.keySubmit],
    ...places
      .filter(({ letter }) => letter !== undefined)
      .map((place): [string[], string] => [['g', place.letter ?? ''], t.keyGo({ place: say(place.label) })]),
    [['?'], t.keyHelp],
  ]
  return (
    <Modal open={open} onCancel={close} footer={null} title={t.keys} width={440}>
      <dl className="facts">
        {rows.map(([keys, means]) => (
          <KeyRow key={keys.join()} keys={keys} means={means} />
        ))}
      </dl>
    </Modal>
  )
}

function KeyRow({ keys, means }: { keys: readonly string[]; means: string }): ReactNode {
  return (
    <>
      <dt className="row">
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dt>
      <dd>{means}</dd>
    </>
  )
}
