import { askForCorrection, getOwnParticulars, type OwnElder } from '@yinian/core/family/own-api.ts'
import { type CorrectableField, correctableFields } from '@yinian/core/family/requests.ts'
import { type FormEvent, type ReactNode, useState } from 'react'
import { call } from '../client/call.ts'
import { formatDay } from '../language/format.ts'
import { useSpoken } from '../plain/language.tsx'
import { entered, Field, Page, Refused } from '../plain/parts.tsx'
import { useAsked, useSending } from '../plain/sending.ts'
import { texts } from './texts.ts'

export function CorrectPage({ elder, field }: { elder: OwnElder; field: string }): ReactNode {
  const { say, language } = useSpoken()
  const sending = useSending()
  const [dueOn, setDueOn] = useState<string>()
  const known: CorrectableField = Object.hasOwn(correctableFields, field) ? (field as CorrectableField) : 'other'
  const { answer } = useAsked(getOwnParticulars, { params: { id: elder.id } })
  const now = known === 'other' ? undefined : answer?.rows.find((row) => row.field === known)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { wanted = '' } = entered(event.currentTarget)
    await sending.send(async () => {
      const asked = await call(askForCorrection, { params: { id: elder.id }, body: { field: known, wanted } })
      setDueOn(asked.dueOn)
    })
  }
  return (
    <Page title={texts.correctTitle} back={`/${elder.id}/particulars`}>
      <h2>{say(correctableFields[known])}</h2>
      {now && <p>{say(texts.correctNow, { value: say(now.value) })}</p>}
      {dueOn === undefined ? (
        <form onSubmit={(event) => void submit(event)}>
          <Refused refusal={sending.refusal} />
          <Field label={texts.correctLabel} name="wanted" lines={3} />
          <button type="submit" className="button big" disabled={sending.busy}>
            {say(texts.correctSend)}
          </button>
        </form>
      ) : (
        <p role="status" className="note">
          {say(texts.corrected, { day: formatDay(dueOn, language) })}
        </p>
      )}
    </Page>
  )
}
