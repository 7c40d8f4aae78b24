import type { Text } from '@yinian/core/language/text.ts'
import { readDocument } from '@yinian/core/people/identity-document.ts'
import { readPhone } from '@yinian/core/people/phone.ts'
import { recordFound } from '@yinian/core/surveys/door-api.ts'
import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { newDeviceId } from '../client/device/device-id.ts'
import { useSpoken } from '../plain/language.tsx'
import { entered, Page } from '../plain/parts.tsx'
import { go, Way } from '../plain/way.tsx'
import { useDevice } from './device.ts'
import { type FoundBody, foundIn } from './lists.ts'
import { notice } from './notice.ts'
import { texts } from './texts.ts'
import type { ListPlace } from './village-page.tsx'

/** Somebody nobody knew of: registered on the device, asked at once, and sent before what they answer. */
export function FoundPage({ place, waitingId }: { place: ListPlace; waitingId: string }): ReactNode {
  const { say } = useSpoken()
  const { outbox } = useDevice()
  const [id] = useState(() => newDeviceId())
  const [faults, setFaults] = useState<Readonly<Record<string, Text>>>({})
  const [before, setBefore] = useState<FoundBody | 'none' | undefined>(waitingId === '' ? 'none' : undefined)
  useEffect(() => {
    if (waitingId === '') return
    const waiting = outbox.waiting().find((one) => one.id === waitingId)
    setBefore((waiting && foundIn(waiting)) ?? 'none')
  }, [outbox, waitingId])
  if (before === undefined) return null
  const person = before === 'none' ? undefined : before.person
  const back = `/village/${place.county}/${place.id}`
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { name = '', documentNumber = '', phone = '' } = entered(event.currentTarget)
    const read = readDocument('resident-identity', documentNumber)
    const wrong: Record<string, Text> = {
      ...(name.trim() === '' ? { name: texts.fillIn } : {}),
      ...('reason' in read ? { documentNumber: documentNumber.trim() === '' ? texts.fillIn : read.reason } : {}),
      ...(phone.trim() !== '' && readPhone(phone) === null ? { phone: texts.phoneWrong } : {}),
    }
    setFaults(wrong)
    if ('reason' in read || Object.keys(wrong).length > 0) return
    // Registered anew under the same person, so that what they have answered meanwhile finds them.
    if (waitingId !== '' && before !== 'none') await outbox.takeBack(waitingId)
    const body: FoundBody = {
      id: before === 'none' ? id : before.id,
      person: { name: name.trim(), documentNumber: read.number, ...(phone.trim() ? { phone: phone.trim() } : {}) },
    }
    await outbox.add(recordFound, { params: { ...place }, body }, { id, about: body.id, name: body.person.name })
    if (navigator.onLine) await outbox.flush()
    notice(outbox.waiting().some((one) => one.id === id) ? texts.foundKept : texts.foundSent)
    go(`${back}/${body.id}`)
  }
  return (
    <Page title={texts.found}>
      <p>{say(texts.foundHint)}</p>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <Entry name="name" label={texts.name} value={person?.name} max={60} fault={faults.name} />
        <Entry
          name="documentNumber"
          label={texts.idNumber}
          value={person?.documentNumber}
          max={20}
          fault={faults.documentNumber}
        />
        <Entry
          name="phone"
          label={texts.phone}
          value={person?.phone}
          max={30}
          keys="tel"
          fault={faults.phone}
          optional
        />
        <button type="submit" className="button big">
          {say(texts.register)}
        </button>
      </form>
      <Way to={back} className="button quiet">
        {say(texts.backToList)}
      </Way>
    </Page>
  )
}

function Entry(props: {
  name: string
  label: Text
  value: string | undefined
  max: number
  keys?: 'tel' | 'text'
  fault?: Text | undefined
  optional?: boolean
}): ReactNode {
  const { say } = useSpoken()
  const id = `found-${props.name}`
  return (
    <div className="field">
      <label htmlFor={id}>{say(props.label)}</label>
      <input
        id={id}
        name={props.name}
        defaultValue={props.value ?? ''}
        maxLength={props.max}
        inputMode={props.keys ?? 'text'}
        autoComplete="off"
        autoCapitalize="characters"
        required={props.optional !== true}
        aria-invalid={props.fault !== undefined}
        {...(props.fault ? { 'aria-describedby': `${id}-fault` } : {})}
      />
      {props.fault && (
        <p id={`${id}-fault`} className="fault" role="alert">
          {say(props.fault)}
        </p>
      )}
    </div>
  )
}
