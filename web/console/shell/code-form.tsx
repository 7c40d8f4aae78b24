import type { Me } from '@yinian/core/access/api.ts'
import { giveCode } from '@yinian/core/access/sign-in-api.ts'
import { Button, Form, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { useCommand } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { texts } from './texts.ts'

/** The second step: the six digits of the authenticator, or one of the recovery codes. */
export function CodeForm({ enter, back }: { enter: (me: Me) => void; back: () => void }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const give = useCommand(giveCode, { refreshes: [] })
  const [recovery, setRecovery] = useState(false)
  const [form] = Form.useForm<{ code: string }>()
  const submit = ({ code }: { code: string }) =>
    give.mutate({ body: { code } }, { onSuccess: enter, onError: () => form.resetFields() })
  return (
    <Form form={form} layout="vertical" requiredMark={false} size="large" onFinish={submit} validateTrigger="onSubmit">
      <h2>{t.secondStep}</h2>
      <div role="alert">
        {give.error !== null && (
          <div className="faults">
            <strong>{say(give.error.reply.message)}</strong>
          </div>
        )}
      </div>
      <p className="faded">{recovery ? t.recoveryHelp : t.codeHelp}</p>
      <Form.Item
        name="code"
        label={recovery ? t.recoveryCode : t.code}
        rules={[{ required: true, whitespace: true, min: 6, message: recovery ? t.recoveryMissing : t.codeMissing }]}
      >
        {recovery ? (
          <Input autoComplete="off" autoCapitalize="none" spellCheck={false} autoFocus />
        ) : (
          <Input inputMode="numeric" autoComplete="one-time-code" maxLength={7} autoFocus />
        )}
      </Form.Item>
      <Button type="primary" htmlType="submit" block loading={give.isPending}>
        {give.isPending ? t.signingIn : t.signIn}
      </Button>
      <p className="row small" style={{ marginBlockStart: 16 }}>
        <Button
          type="link"
          className="inline"
          onClick={() => {
            setRecovery(!recovery)
            form.resetFields()
          }}
        >
          {recovery ? t.useCode : t.useRecovery}
        </Button>
        <Button type="link" className="inline" onClick={back}>
          {t.backToPassword}
        </Button>
      </p>
    </Form>
  )
}
