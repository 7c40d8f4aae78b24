import { useQueryClient } from '@tanstack/react-query'
import { signIn, whoAmI } from '@yinian/core/access/api.ts'
import { Button, Form, Input } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { useLocation, useNavigate, useSearchParams } from 'react-router'
import { keyOf, useCommand } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Logo } from '../../theme/logo.tsx'
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
        <SignInForm />
      </main>
    </div>
  )
}

interface Credentials {
  name: string
  password: string
}

function SignInForm(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const [search] = useSearchParams()
  const location = useLocation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const enter = useCommand(signIn, { refreshes: [] })
  const [form] = Form.useForm<Credentials>()
  const ended = (location.state as { ended?: boolean } | null)?.ended === true

  const submit = ({ name, password }: Credentials) =>
    enter.mutate(
      { body: { name: name.trim(), password } },
      {
        onSuccess: (me) => {
          queries.clear()
          queries.setQueryData(keyOf(whoAmI, {}), me)
          void navigate(wayBack(search.get('to')), { replace: true })
        },
        onError: () => form.getFieldInstance('password')?.focus({ cursor: 'all' }),
      },
    )

  return (
    <Form form={form} layout="vertical" requiredMark={false} size="large" onFinish={submit} validateTrigger="onSubmit">
      <h2>{t.signIn}</h2>
      <div role="alert">
        {enter.error !== null && (
          <div className="faults">
            <strong>{say(enter.error.reply.message)}</strong>
          </div>
        )}
      </div>
      {ended && enter.error === null && <p className="note-box">{t.sessionEnded}</p>}
      <Form.Item
        name="name"
        label={t.accountName}
        rules={[{ required: true, whitespace: true, message: t.accountNameMissing }]}
      >
        <Input autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus />
      </Form.Item>
      <Form.Item name="password" label={t.password} rules={[{ required: true, message: t.passwordMissing }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={enter.isPending}>
        {enter.isPending ? t.signingIn : t.signIn}
      </Button>
      <p className="faded small" style={{ marginBlockStart: 16 }}>
        {t.forgotten}
      </p>
    </Form>
  )
}
