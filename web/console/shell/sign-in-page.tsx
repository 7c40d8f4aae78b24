import { useQueryClient } from '@tanstack/react-query'
import { type Me, whoAmI } from '@yinian/core/access/api.ts'
import { type ReactNode, useEffect, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { keyOf } from '../../client/queries.ts'
import { useTexts } from '../../language/language.ts'
import { Logo } from '../../theme/logo.tsx'
import { CodeForm } from './code-form.tsx'
import { PasswordForm } from './password-form.tsx'
import { LanguageSwitch, ThemeSwitch } from './switches.tsx'
import { texts } from './texts.ts'
import { wayBack } from './way-back.ts'

export function SignInPage(): ReactNode {
  const t = useTexts(texts)
  useEffect(() => {
    document.title = `${t.signIn} · ${t.product}`
  }, [t])
  return (
    <div className="entrance">
      <section className="entrance-side" aria-label={t.product}>
        <Logo size={36} />
        <h1>{t.promise}</h1>
        <ul>
          <li>
            <strong>{t.promiseElder}</strong> {t.promiseElderMeans}
          </li>
          <li>
            <strong>{t.promiseInstitution}</strong> {t.promiseInstitutionMeans}
          </li>
          <li>
            <strong>{t.promisePlace}</strong> {t.promisePlaceMeans}
          </li>
        </ul>
      </section>
      <main className="entrance-form">
        <div className="entrance-tools">
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
        <Steps />
      </main>
    </div>
  )
}

/** The password, or the identity provider; then the code, where the account has a second factor. */
function Steps(): ReactNode {
  const [search] = useSearchParams()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const returned = search.get('step')
  const [step, setStep] = useState<'password' | 'code'>(returned === 'code' ? 'code' : 'password')
  const to = wayBack(search.get('to'))
  const enter = (me: Me) => {
    queries.clear()
    queries.setQueryData(keyOf(whoAmI, {}), me)
    void navigate(me.awaitsSecondFactor ? '/me' : to, { replace: true })
  }
  useEffect(() => {
    if (returned === 'done') void navigate(to, { replace: true })
  }, [returned, to, navigate])
  if (returned === 'done') return null
  return step === 'code' ? (
    <CodeForm enter={enter} back={() => setStep('password')} />
  ) : (
    <PasswordForm enter={enter} askCode={() => setStep('code')} />
  )
}
