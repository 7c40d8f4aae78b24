import { changeRole, type RoleShown } from '@yinian/core/access/grant-api.ts'
import { App, Checkbox, Form, Input, Modal, Radio } from 'antd'
import type { ReactNode } from 'react'
import { useCommand } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { RefusedLine } from '../parts/refused.tsx'
import { requestTexts } from './request-texts.ts'

interface RoleValues {
  permissions: string[]
  secondFactor: RoleShown['secondFactor']
  reason: string
}

interface RoleDialogProps {
  readonly role: RoleShown
  /** All that a role of daily work can carry. */
  readonly permissions: RoleShown['permissions']
  readonly close: () => void
}

/** Changes what a role may do, everywhere. */
export function RoleDialog({ role, permissions, close }: RoleDialogProps): ReactNode {
  const t = useTexts(requestTexts)
  const { say } = useLanguage()
  const { message } = App.useApp()
  const change = useCommand(changeRole)
  const [form] = Form.useForm<RoleValues>()
  const submit = (values: RoleValues) =>
    change.mutate(
      { params: { role: role.id }, body: { ...values, version: role.version } },
      {
        onSuccess: ({ request }) => {
          void message.success(request === null ? t.changed : t.changeAsked)
          close()
        },
      },
    )
  return (
    <Modal
      open
      title={t.changeRoleTitle({ role: say(role.name) })}
      okText={t.changeRole}
      confirmLoading={change.isPending}
      onOk={() => form.submit()}
      onCancel={close}
      width={640}
    >
      <p className="faded small">{t.changeRoleMeans}</p>
      <RefusedLine refusal={change.error} />
      <Form
        form={form}
        layout="vertical"
        initialValues={{ permissions: role.permissions.map(({ id }) => id), secondFactor: role.secondFactor }}
        onFinish={submit}
      >
        <Form.Item name="permissions" label={t.permissions} required>
          <Checkbox.Group
            className="permission-choices"
            options={permissions.map(({ id, name }) => ({ value: id, label: say(name) }))}
          />
        </Form.Item>
        <Form.Item name="secondFactor" label={t.secondFactor} required>
          <Radio.Group
            options={[
              { value: 'by-permission', label: t.byPermission },
              { value: 'always', label: t.always },
              { value: 'never', label: t.never },
            ]}
          />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t.changeReason}
          rules={[{ required: true, whitespace: true, message: t.changeReasonMissing }]}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
