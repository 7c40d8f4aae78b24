import { askAboutLook, type OwnElder } from '@yinian/core/family/own-api.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { type FormEvent, type ReactNode, useState } from 'react'
import { call } from '../client/call.ts'
import { formatDay } from '../language/format.ts'
import { useSpoken } from '../plain/language.tsx'
import { entered, Field, Page, Refused } from '../plain/parts.tsx'
import { useSending } from '../plain/sending.ts'
import { Way } from '../plain/way.tsx'
import { keptLook } from './kept-look.ts'
import { texts } from './texts.ts'

/** A question about one look. */
export function AskPage({ elder, lookId }: { elder: OwnElder; lookId: string }): ReactNode {
  const { say, language } = useSpoken()
  const sending = useSending()
  const [dueOn, setDueOn] = useState<string>()
  const look: Text | undefined = keptLook(lookId)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { question = '' } = entered(event.currentTarget)
    await sending.send(async () => {
      const asked = await call(askAboutLook, { params: { id: elder.id }, body: { lookId, question } })
      setDueOn(asked.dueOn)
    })
  }
  const back = `/${elder.id}/looks`
  if (!look)
    return (
      <Page title={texts.askTitle} back={back}>
        <p>{say(texts.lookGone)}</p>
      </Page>
    )
  return (
    <Page title={texts.askTitle} back={back}>
      <p>{say(texts.askHint)}</p>
      <p className="card">{say(look)}</p>
      {dueOn === undefined ? (
        <form onSubmit={(event) => void submit(event)}>
          <Refused refusal={sending.refusal} />
          <Field label={texts.askLabel} name="question" lines={4} />
          <button type="submit" className="button big" disabled={sending.busy}>
            {say(texts.askSend)}
          </button>
        </form>
      ) : (
        <div role="status" className="note">
          <p>{say(texts.asked, { day: formatDay(dueOn, language) })}</p>
          <Way to={`/${elder.id}/questions`}>{say(texts.questions)}</Way>
        </div>
      )}
    </Page>
  )
}
