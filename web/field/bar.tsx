import { type ReactNode, useState } from 'react'
import { LanguageButton, useSpoken } from '../plain/language.tsx'
import { SizeButton } from '../plain/size.tsx'
import { usePath, Way } from '../plain/way.tsx'
import { Mark } from '../theme/logo.tsx'
import type { Device } from './device.ts'
import { useSayMany } from './say-many.ts'
import { texts } from './texts.ts'

export function Bar(props: { device?: Device; lock?: () => void; leave?: () => Promise<void> }): ReactNode {
  const { say } = useSpoken()
  const path = usePath()
  const [shown, setShown] = useState<string>()
  const open = shown === path
  const close = () => setShown(undefined)
  return (
    <header className="bar">
      <Way to="/" className="home" before={close}>
        <Mark />
        <span>{say(texts.product)}</span>
      </Way>
      <button type="button" className="tool" aria-expanded={open} onClick={() => setShown(open ? undefined : path)}>
        {say(texts.menu)}
      </button>
      {open && (
        <div className="menu">
          <SizeButton />
          <LanguageButton />
          {props.lock && (
            <button
              type="button"
              className="tool"
              onClick={() => {
                close()
                props.lock?.()
              }}
            >
              {say(texts.lock)}
            </button>
          )}
          {props.device && props.leave && <Leave device={props.device} leave={props.leave} done={close} />}
        </div>
      )}
    </header>
  )
}

/** Signs out; what was never sent is said before it is lost. */
function Leave({ device, leave, done }: { device: Device; leave: () => Promise<void>; done: () => void }): ReactNode {
  const { say } = useSpoken()
  const many = useSayMany()
  const [unsent, setUnsent] = useState<number>()
  if (unsent === undefined)
    return (
      <button type="button" className="tool" onClick={() => void device.outbox.flush().then(setUnsent)}>
        {say(texts.signOut)}
      </button>
    )
  return (
    <div role="alert" className={unsent > 0 ? 'refused' : 'note'}>
      <p>{unsent > 0 ? many(texts.signOutUnsent, unsent) : say(texts.signOutSure)}</p>
      <button type="button" className="button danger" onClick={() => void leave().then(done)}>
        {say(texts.signOutYes)}
      </button>
      <button type="button" className="button quiet" onClick={done}>
        {say(texts.no)}
      </button>
    </div>
  )
}
