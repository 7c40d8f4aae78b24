import { changePassword } from '@yinian/core/access/api.ts'
import { App, Form, Input } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { useCommand } from '../../client/queries.ts'
import { useTexts } from '../../language/language.ts'
import { FormPage } from '../parts/form-page.tsx'
import { texts } from './texts.ts'

interface Passwords {
  current: string
  next: string
  repeat: string
}

export function PasswordPage(): ReactNode {
  const t = useTexts(texts)
  const { message } = App.useApp()
  const navigate = useNavigate()
  const change = useCommand(changePassword, { refreshes: [] })
  return (
    <FormPage<Passwords>
      title={t.changePassword}
      submit={t.changePassword}
      onSubmit={({ current, next }) => change.mutateAsync({ body: { current, next } })}
      onDone={() => {
        void message.success(t.passwordChanged)
        void navigate('/')
      }}
    >
      <Form.Item name="current" label={t.currentPassword} rules={[{ required: true, message: t.passwordMissing }]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="next"
        label={t.nextPassword}
        extra={t.nextPasswordHelp}
        rules={[{ required: true, min: 10, message: t.tooShort }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="repeat"
        label={t.repeatPassword}
        dependencies={['next']}
        required
        rules={[
          ({ getFieldValue }) => ({
            validator: (_rule, value) =>
              value === getFieldValue('next') ? Promise.resolve() : Promise.reject(new Error(t.repeatDiffers)),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </FormPage>
  )
}
