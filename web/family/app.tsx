import { getOwn } from '@yinian/core/family/own-api.ts'
import { personSignOut } from '@yinian/core/family/sign-in-api.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { call } from '../client/call.ts'
import { asRefusal, type Refusal } from '../client/refusal.ts'
import { onSignedOut } from '../client/signed-out.ts'
import { LanguageButton, useSpoken } from '../plain/language.tsx'
import { Page, ReadAloud, Refused, Waiting } from '../plain/parts.tsx'
import { SizeButton } from '../plain/size.tsx'
import { go, usePath } from '../plain/way.tsx'
import { AskPage } from './ask-page.tsx'
import { AssessmentAskPage } from './assessment-ask-page.tsx'
import { AssessmentPage } from './assessment-page.tsx'
import { CorrectPage } from './correct-page.tsx'
import { ActivatePage, SignInPage, WelcomePage } from './entrance.tsx'
import { HomePage } from './home-page.tsx'
import { JointDaysPage } from './joint-days-page.tsx'
import { LooksPage } from './looks-page.tsx'
import { ParticularsPage } from './particulars-page.tsx'
import { PasswordPage } from './password-page.tsx'
import { QuestionsPage } from './questions-page.tsx'
import { texts } from './texts.ts'

export type Own = ReplyOf<typeof getOwn>
type Elder = Own['elders'][number]

/** The shell: who is signed in, and which page that leads to. */
export function App(): ReactNode {
  const [own, setOwn] = useState<Own | 'nobody'>()
  const [refusal, setRefusal] = useState<Refusal>()
  const [wasIn, setWasIn] = useState(false)
  const path = usePath()
  const enter = useCallback(() => {
    setRefusal(undefined)
    call(getOwn, {}).then(
      (answer) => {
        setWasIn(false)
        setOwn(answer)
      },
      (error: unknown) => {
        const refused = asRefusal(error)
        if (refused.code === 'http.not-signed-in') setOwn('nobody')
        else setRefusal(refused)
      },
    )
  }, [])
  useEffect(enter, [enter])
  useEffect(
    () =>
      onSignedOut(() => {
        setOwn((before) => {
          if (before !== undefined && before !== 'nobody') setWasIn(true)
          return 'nobody'
        })
      }),
    [],
  )
  const leave = async () => {
    await call(personSignOut, {}).catch(() => undefined)
    setOwn('nobody')
    go('/')
  }
  return (
    <>
      <Bar leave={own !== undefined && own !== 'nobody' ? leave : undefined} />
      {refusal ? (
        <Page title={texts.welcome}>
          <Refused refusal={refusal} again={enter} />
        </Page>
      ) : own === undefined ? (
        <main>
          <Waiting />
        </main>
      ) : own === 'nobody' ? (
        <Entrance path={path} entered={enter} wasIn={wasIn} />
      ) : (
        <Inside key={path} own={own} path={path} />
      )}
    </>
  )
}

function Bar({ leave }: { leave: (() => Promise<void>) | undefined }): ReactNode {
  const { say } = useSpoken()
  return (
    <header className="bar">
      <ReadAloud />
      <SizeButton />
      <LanguageButton />
      {leave && (
        <button type="button" className="tool" onClick={() => void leave()}>
          {say(texts.signOut)}
        </button>
      )}
    </header>
  )
}

function Entrance({ path, entered, wasIn }: { path: string; entered: () => void; wasIn: boolean }): ReactNode {
  const done = () => {
    go('/')
    entered()
  }
  if (path === '/first') return <ActivatePage key="first" done={done} />
  if (path === '/sign-in' || wasIn) return <SignInPage key="sign-in" done={done} wasIn={wasIn} />
  return <WelcomePage key="welcome" />
}

function Inside({ own, path }: { own: Own; path: string }): ReactNode {
  const [, id = '', page = '', rest = ''] = path.split('/')
  const elder: Elder | undefined = own.elders.find((one) => one.id === id)
  if (id === 'password') return <PasswordPage />
  if (!elder) return <HomePage own={own} elder={own.elders.length === 1 ? own.elders[0] : undefined} />
  if (page === 'looks') return <LooksPage elder={elder} />
  if (page === 'ask') return <AskPage elder={elder} lookId={rest} />
  if (page === 'questions') return <QuestionsPage elder={elder} />
  if (page === 'particulars') return <ParticularsPage elder={elder} />
  if (page === 'assessment')
    return rest === 'ask' ? <AssessmentAskPage elder={elder} /> : <AssessmentPage elder={elder} />
  if (page === 'joint-days') return <JointDaysPage elder={elder} />
  if (page === 'correct') return <CorrectPage elder={elder} field={rest} />
  return <HomePage own={own} elder={elder} />
}
