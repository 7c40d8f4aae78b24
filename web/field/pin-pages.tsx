import { fill } from '@yinian/core/language/text.ts'
import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { countWaiting, type Holder, unlock, wipeDevice } from '../client/device/lock.ts'
import { pinDigits, pinIsGood } from '../client/device/pin.ts'
import type { DeviceStore } from '../client/device/sealed-store.ts'
import type { Shelf } from '../client/device/shelf.ts'
import { useSpoken } from '../plain/language.tsx'
import { entered, Page } from '../plain/parts.tsx'
import { useSayMany } from './say-many.ts'
import { texts } from './texts.ts'

function PinField({ name, again = false }: { name: string; again?: boolean }): ReactNode {
  const { say } = useSpoken()
  return (
    <div className="field">
      <label htmlFor={`field-${name}`}>{say(again ? texts.pinAgain : texts.pin)}</label>
      {!again && <p id={`field-${name}-help`}>{say(texts.pinHelp)}</p>}
      <input
        id={`field-${name}`}
        name={name}
        className="pin"
        type="password"
        inputMode="numeric"
        autoComplete="off"
        required
        maxLength={pinDigits}
        {...(again ? {} : { 'aria-describedby': `field-${name}-help` })}
      />
    </div>
  )
}

/** Chosen once, before anything is taken along. */
export function ChoosePinPage({ choose }: { choose: (pin: string) => Promise<void> }): ReactNode {
  const { say } = useSpoken()
  const [fault, setFault] = useState<'pinBad' | 'pinDiffers'>()
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { pin = '', again = '' } = entered(event.currentTarget)
    if (!pinIsGood(pin)) return setFault('pinBad')
    if (pin !== again) return setFault('pinDiffers')
    setBusy(true)
    await choose(pin)
  }
  return (
    <Page title={texts.choosePin}>
      <p>{say(texts.choosePinHint)}</p>
      <p className="soft">{say(texts.choosePinWarn)}</p>
      {fault && (
        <p role="alert" className="refused">
          {say(texts[fault])}
        </p>
      )}
      <form onSubmit={(event) => void submit(event)}>
        <PinField name="pin" />
        <PinField name="again" again />
        <button type="submit" className="button big" disabled={busy}>
          {say(texts.begin)}
        </button>
      </form>
    </Page>
  )
}

interface Unlocking {
  readonly shelf: Shelf
  readonly holders: readonly Holder[]
  readonly open: (accountId: string, holder: string, store: DeviceStore) => void
  /** Nothing of an account is left on the device. */
  readonly wiped: () => void
  /** Somebody whose things are not here. */
  readonly other: () => void
}

export function UnlockPage(props: Unlocking): ReactNode {
  const { say } = useSpoken()
  const [chosen, setChosen] = useState<Holder | undefined>(props.holders.length === 1 ? props.holders[0] : undefined)
  if (chosen) return <UnlockOne {...props} holder={chosen} />
  return (
    <Page title={texts.whose}>
      {props.holders.map((one) => (
        <button key={one.accountId} type="button" className="button big" onClick={() => setChosen(one)}>
          {one.holder}
        </button>
      ))}
      <button type="button" className="button quiet" onClick={props.other}>
        {say(texts.someoneElse)}
      </button>
    </Page>
  )
}

function UnlockOne({ shelf, holder, open, wiped, other }: Unlocking & { holder: Holder }): ReactNode {
  const { say } = useSpoken()
  const many = useSayMany()
  const [left, setLeft] = useState<number>()
  const [busy, setBusy] = useState(false)
  const [forgotten, setForgotten] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const { pin = '' } = entered(form)
    // Counts as a try only what could be a PIN.
    if (!/^\d{6}$/.test(pin)) return
    setBusy(true)
    const answer = await unlock(shelf, holder.accountId, pin)
    if ('store' in answer) return open(holder.accountId, holder.holder, answer.store)
    if (answer.triesLeft === 0) return wiped()
    setLeft(answer.triesLeft)
    setBusy(false)
    form.reset()
    form.querySelector('input')?.focus()
  }
  return (
    <Page title={fill(texts.unlockOf, { name: holder.holder })}>
      {left !== undefined && (
        <p role="alert" className="refused">
          {many(texts.pinWrong, left)}
        </p>
      )}
      <form onSubmit={(event) => void submit(event)}>
        <PinField name="pin" />
        <button type="submit" className="button big" disabled={busy}>
          {say(texts.unlock)}
        </button>
      </form>
      {forgotten ? (
        <Forgotten shelf={shelf} holder={holder} wiped={wiped} close={() => setForgotten(false)} />
      ) : (
        <div className="two">
          <button type="button" className="button quiet" onClick={() => setForgotten(true)}>
            {say(texts.forgotPin)}
          </button>
          <button type="button" className="button quiet" onClick={other}>
            {say(texts.someoneElse)}
          </button>
        </div>
      )}
    </Page>
  )
}

function Forgotten(props: { shelf: Shelf; holder: Holder; wiped: () => void; close: () => void }): ReactNode {
  const { say } = useSpoken()
  const [unsent, setUnsent] = useState<number>()
  const { shelf, holder } = props
  useEffect(() => {
    void countWaiting(shelf, holder.accountId).then(setUnsent)
  }, [shelf, holder])
  if (unsent === undefined) return null
  return (
    <div role="alert" className="refused">
      <p>{say(texts.forgotPinHint, { count: unsent })}</p>
      <button
        type="button"
        className="button danger"
        onClick={() => void wipeDevice(shelf, holder.accountId).then(props.wiped)}
      >
        {say(texts.clear)}
      </button>
      <button type="button" className="button quiet" onClick={props.close}>
        {say(texts.no)}
      </button>
    </div>
  )
}
