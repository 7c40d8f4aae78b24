import { type ReactNode, useState } from 'react'
import type { Waiting } from '../client/device/outbox.ts'
import { useSpoken } from '../plain/language.tsx'
import { useDevice } from './device.ts'
import { texts } from './texts.ts'

/** Why the platform did not take something, and what can be done about it. */
export function Refusing({ command, children }: { command: Waiting; children?: ReactNode }): ReactNode {
  const { say } = useSpoken()
  const { outbox } = useDevice()
  const [dropping, setDropping] = useState(false)
  if (command.refusal === null) return null
  return (
    <div role="alert" className="refused">
      <p>{say(command.refusal.message)}</p>
      {dropping ? (
        <>
          <p>{say(texts.dropSure)}</p>
          <button type="button" className="button danger" onClick={() => void outbox.takeBack(command.id)}>
            {say(texts.dropYes)}
          </button>
          <button type="button" className="button quiet" onClick={() => setDropping(false)}>
            {say(texts.no)}
          </button>
        </>
      ) : (
        <>
          {children}
          <button type="button" className="button quiet" onClick={() => void outbox.retry(command.id)}>
            {say(texts.tryAgain)}
          </button>
          <button type="button" className="button danger" onClick={() => setDropping(true)}>
            {say(texts.drop)}
          </button>
        </>
      )}
    </div>
  )
}
