import { type Me, whoAmI } from '@yinian/core/access/api.ts'
import { giveCode, identityPaths, signIn, waysToSignIn } from '@yinian/core/access/sign-in-api.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { call } from '../client/call.ts'
import type { Refusal } from '../client/refusal.ts'
import { useSpoken } from '../plain/language.tsx'
import { Field, Page, Refused, entered as read } from '../plain/parts.tsx'
import { useSending } from '../plain/sending.ts'
import { texts } from './texts.ts'

/** The password, then the code where the account has a second factor. */
export function SignInPage(props: { entered: (me: Me) => void; wiped?: boolean; close?: () => void }): ReactNode {
  const { say } = useSpoken()
  const sending = useSending()
  const [step, setStep] = useState<'password' | 'code'>('password')
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { name = '', password = '', code = '' } = read(event.currentTarget)
    let me: Me | undefined
    await sending.send(async () => {
      if (step === 'code') {
        me = await call(giveCode, { body: { code: code.trim() } })
        return
      }
      const reply = await call(signIn, { body: { name: name.trim(), password } })
      if ('next' in reply) setStep('code')
      else me = await call(whoAmI, {})
    })
    if (me) props.entered(me)
  }
  return (
    <Page title={texts.signIn}>
      {props.wiped ? <p className="note">{say(texts.wiped)}</p> : !props.close && <p>{say(texts.signInFirst)}</p>}
      <Refused refusal={sending.refusal} />
      <form key={step} onSubmit={(event) => void submit(event)}>
        {step === 'password' ? (
          <>
            <Field label={texts.account} name="name" autoComplete="username" />
            <Field label={texts.password} name="password" type="password" autoComplete="current-password" />
          </>
        ) : (
          <Field label={texts.code} help={texts.codeHelp} name="code" autoComplete="one-time-code" />
        )}
        <button type="submit" className="button big" disabled={sending.busy}>
          {say(texts.signIn)}
        </button>
      </form>
      {step === 'password' && <Identity />}
      <p className="soft">{say(texts.forgotPassword)}</p>
      {props.close && (
        <button type="button" className="button quiet" onClick={props.close}>
          {say(texts.later)}
        </button>
      )}
    </Page>
  )
}

/** Leads to the identity provider, where the installation has one; the way back goes by the page at the door of the console. */
function Identity(): ReactNode {
  const { say } = useSpoken()
  const [name, setName] = useState<Text | null>(null)
  useEffect(() => {
    call(waysToSignIn, {}).then(
      ({ identity }) => setName(identity),
      () => undefined,
    )
  }, [])
  if (name === null) return null
  return (
    <a
      className="button quiet"
      rel="nofollow"
      href={`/api${identityPaths.go}?to=${encodeURIComponent('/surveys/door')}`}
    >
      {say(texts.identity, { name: say(name) })}
    </a>
  )
}

/** Why nothing can begin just now. */
export function NotYet(props: {
  refusal?: Refusal
  why?: 'second-factor' | 'not-allowed'
  again: () => void
}): ReactNode {
  const { say } = useSpoken()
  const nobody = props.refusal?.mayPass === true
  return (
    <Page title={texts.product}>
      {nobody ? (
        <Refused refusal={{ ...props.refusal, reply: { message: texts.noNetwork } } as Refusal} again={props.again} />
      ) : props.refusal ? (
        <Refused refusal={props.refusal} again={props.again} />
      ) : (
        <>
          <p className="note">{say(props.why === 'second-factor' ? texts.secondFactorFirst : texts.mayNotAsk)}</p>
          <a className="button" href="/console/">
            {say(texts.console)}
          </a>
          <button type="button" className="button quiet" onClick={props.again}>
            {say(texts.tryAgain)}
          </button>
        </>
      )}
    </Page>
  )
}
