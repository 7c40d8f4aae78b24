import { changeOwnPassword } from '@yinian/core/family/own-api.ts'
import { type FormEvent, type ReactNode, useState } from 'react'
import { call } from '../client/call.ts'
import { useSpoken } from '../plain/language.tsx'
import { entered, Field, Page, Refused } from '../plain/parts.tsx'
import { useSending } from '../plain/sending.ts'
import { texts } from './texts.ts'

export function PasswordPage(): ReactNode {
  const { say } = useSpoken()
  const sending = useSending()
  const [done, setDone] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { current = '', next = '' } = entered(event.currentTarget)
    setDone(await sending.send(() => call(changeOwnPassword, { body: { current, next } })))
  }
  return (
    <Page title={texts.changePassword} back="/">
      <Refused refusal={sending.refusal} />
      {done ? (
        <p role="status" className="note">
          {say(texts.passwordChanged)}
        </p>
      ) : (
        <form onSubmit={(event) => void submit(event)}>
          <Field label={texts.currentPassword} name="current" type="password" autoComplete="current-password" />
          <Field
            label={texts.newPassword}
            help={texts.newPasswordHelp}
            name="next"
            type="password"
            autoComplete="new-password"
          />
          <button type="submit" className="button big" disabled={sending.busy}>
            {say(texts.save)}
          </button>
        </form>
      )}
    </Page>
  )
}
