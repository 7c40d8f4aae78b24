import { activate, personSignIn } from '@yinian/core/family/sign-in-api.ts'
import type { FormEvent, ReactNode } from 'react'
import { call } from '../client/call.ts'
import { useSpoken } from '../plain/language.tsx'
import { entered, Field, Page, Refused } from '../plain/parts.tsx'
import { useSending } from '../plain/sending.ts'
import { Way } from '../plain/way.tsx'
import { texts } from './texts.ts'

export function WelcomePage(): ReactNode {
  const { say } = useSpoken()
  return (
    <Page title={texts.welcome}>
      <p>{say(texts.welcomeHint)}</p>
      <Way to="/sign-in" className="button big">
        {say(texts.signIn)}
      </Way>
      <Way to="/first" className="button big quiet">
        {say(texts.first)}
      </Way>
      <p className="soft">{say(texts.noAccount)}</p>
    </Page>
  )
}

export function SignInPage({ done, wasIn }: { done: () => void; wasIn: boolean }): ReactNode {
  const { say } = useSpoken()
  const sending = useSending()
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { name = '', password = '' } = entered(event.currentTarget)
    if (await sending.send(() => call(personSignIn, { body: { name, password } }))) done()
  }
  return (
    <Page title={texts.signIn} back="/">
      {wasIn && <p className="note">{say(texts.signedOut)}</p>}
      <Refused refusal={sending.refusal} />
      <form onSubmit={(event) => void submit(event)}>
        <Field label={texts.account} help={texts.accountHelp} name="name" keys="numeric" autoComplete="username" />
        <Field label={texts.password} name="password" type="password" autoComplete="current-password" />
        <button type="submit" className="button big" disabled={sending.busy}>
          {say(texts.signIn)}
        </button>
      </form>
      <p className="soft">{say(texts.forgot)}</p>
    </Page>
  )
}

export function ActivatePage({ done }: { done: () => void }): ReactNode {
  const { say } = useSpoken()
  const sending = useSending()
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { name = '', code = '', password = '' } = entered(event.currentTarget)
    if (await sending.send(() => call(activate, { body: { name, code, password } }))) done()
  }
  return (
    <Page title={texts.first} back="/">
      <Refused refusal={sending.refusal} />
      <form onSubmit={(event) => void submit(event)}>
        <Field label={texts.account} help={texts.accountHelp} name="name" keys="numeric" autoComplete="username" />
        <Field label={texts.code} help={texts.codeHelp} name="code" keys="numeric" autoComplete="one-time-code" />
        <Field
          label={texts.newPassword}
          help={texts.newPasswordHelp}
          name="password"
          type="password"
          autoComplete="new-password"
        />
        <button type="submit" className="button big" disabled={sending.busy}>
          {say(texts.begin)}
        </button>
      </form>
    </Page>
  )
}
