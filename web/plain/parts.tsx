import type { Text } from '@yinian/core/language/text.ts'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Refusal } from '../client/refusal.ts'
import { useSpoken } from './language.tsx'
import { texts } from './texts.ts'
import { Way } from './way.tsx'

/** One page: its name, which is read out when it opens, what it says, and the way back. */
export function Page(props: { title: Text; back?: string; children: ReactNode }): ReactNode {
  const { say } = useSpoken()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <main>
      <h1 ref={heading} tabIndex={-1}>
        {say(props.title)}
      </h1>
      {props.children}
      {props.back !== undefined && (
        <Way to={props.back} className="button quiet">
          {say(texts.back)}
        </Way>
      )}
    </main>
  )
}

export function Refused({ refusal, again }: { refusal: Refusal | undefined; again?: () => void }): ReactNode {
  const { say } = useSpoken()
  if (refusal === undefined) return null
  return (
    <div role="alert" className="refused">
      <p>{say(refusal.reply.message)}</p>
      {again && (
        <button type="button" className="button quiet" onClick={again}>
          {say(texts.again)}
        </button>
      )}
    </div>
  )
}

export function Waiting(): ReactNode {
  const { say } = useSpoken()
  return <p role="status">{say(texts.waiting)}</p>
}

/** Reads the page aloud with the voice of the telephone, where it has one. */
export function ReadAloud(): ReactNode {
  const { say, language } = useSpoken()
  const [reading, setReading] = useState(false)
  useEffect(() => () => globalThis.speechSynthesis?.cancel(), [])
  if (!('speechSynthesis' in globalThis)) return null
  const read = () => {
    speechSynthesis.cancel()
    if (reading) return setReading(false)
    const spoken = new SpeechSynthesisUtterance(document.querySelector('main')?.innerText ?? '')
    spoken.lang = language === 'zh' ? 'zh-CN' : 'en-GB'
    spoken.rate = 0.9
    spoken.onend = () => setReading(false)
    setReading(true)
    speechSynthesis.speak(spoken)
  }
  return (
    <button type="button" className="tool" onClick={read}>
      {say(reading ? texts.stopReading : texts.readAloud)}
    </button>
  )
}

export function Field(props: {
  label: Text
  name: string
  help?: Text
  type?: 'text' | 'password'
  lines?: number
  keys?: 'numeric' | 'text'
  autoComplete?: string
}): ReactNode {
  const { say } = useSpoken()
  const [shown, setShown] = useState(false)
  const id = `field-${props.name}`
  const common = {
    id,
    name: props.name,
    required: true,
    maxLength: 500,
    ...(props.help ? { 'aria-describedby': `${id}-help` } : {}),
  }
  return (
    <div className="field">
      <label htmlFor={id}>{say(props.label)}</label>
      {props.help && <p id={`${id}-help`}>{say(props.help)}</p>}
      {props.lines === undefined ? (
        <input
          {...common}
          type={props.type === 'password' && !shown ? 'password' : 'text'}
          inputMode={props.keys ?? 'text'}
          autoComplete={props.autoComplete ?? 'off'}
          autoCapitalize="none"
        />
      ) : (
        <textarea {...common} rows={props.lines} />
      )}
      {props.type === 'password' && (
        <button type="button" className="button quiet" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {say(shown ? texts.hidePassword : texts.showPassword)}
        </button>
      )}
    </div>
  )
}

/** What was entered, by name. */
export function entered(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]))
}
