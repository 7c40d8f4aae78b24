import type { Me } from '@yinian/core/access/api.ts'
import * as problems from '@yinian/core/access/problems.ts'
import { identityPaths, signIn, waysToSignIn } from '@yinian/core/access/sign-in-api.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { Button, Form, Input } from 'antd'
import type { ReactNode } from 'react'
import { useLocation, useSearchParams } from 'react-router'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { texts } from './texts.ts'
import { wayBack } from './way-back.ts'

interface Credentials {
  name: string
  password: string
}

export function PasswordForm({ enter, askCode }: { enter: (me: Me) => void; askCode: () => void }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const [search] = useSearchParams()
  const location = useLocation()
  const first = useCommand(signIn, { refreshes: [] })
  const [form] = Form.useForm<Credentials>()
  const ended = (location.state as { ended?: boolean } | null)?.ended === true
  const refused = first.error?.reply.message ?? (first.isIdle ? refusedOnTheWay(search.get('refused')) : undefined)

  const submit = ({ name, password }: Credentials) =>
    first.mutate(
      { body: { name: name.trim(), password } },
      {
        onSuccess: (reply) => ('next' in reply ? askCode() : enter(reply)),
        onError: () => form.getFieldInstance('password')?.focus({ cursor: 'all' }),
      },
    )
  return (
    <Form form={form} layout="vertical" requiredMark={false} size="large" onFinish={submit} validateTrigger="onSubmit">
      <h2>{t.signIn}</h2>
      <div role="alert">
        {refused !== undefined && (
          <div className="faults">
            <strong>{say(refused)}</strong>
          </div>
        )}
      </div>
      {ended && refused === undefined && <p className="note-box">{t.sessionEnded}</p>}
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
      <Button type="primary" htmlType="submit" block loading={first.isPending}>
        {first.isPending ? t.signingIn : t.signIn}
      </Button>
      <IdentityButton to={wayBack(search.get('to'))} />
      <p className="faded small" style={{ marginBlockStart: 16 }}>
        {t.forgotten}
      </p>
    </Form>
  )
}

/** Leads to the identity provider, where the installation has one. */
function IdentityButton({ to }: { to: string }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const ways = useEndpoint(waysToSignIn)
  const name = ways.data?.identity
  if (name == null) return null
  return (
    <Button
      block
      style={{ marginBlockStart: 12 }}
      href={`/api${identityPaths.go}?${new URLSearchParams({ to })}`}
      rel="nofollow"
    >
      {t.signInBy({ name: say(name) })}
    </Button>
  )
}

/** Why the way to the identity provider and back ended without a session. */
function refusedOnTheWay(code: string | null): Text | undefined {
  const kinds = [
    problems.identityUnknown,
    problems.identityRefused,
    problems.identityUnreachable,
    problems.identityNotOffered,
    problems.signInRefused,
  ]
  if (code === null) return undefined
  return (kinds.find((kind) => kind.code === code) ?? problems.identityRefused).text
}
