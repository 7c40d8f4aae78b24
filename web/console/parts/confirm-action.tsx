import { App, Button, type ButtonProps, Form, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { asRefusal, type Refusal } from '../../client/refusal.ts'
import { useTexts } from '../../language/language.ts'
import { RefusedLine } from './refused.tsx'
import { texts } from './texts.ts'

interface ConfirmActionProps {
  /** The verb on the button, and again in the dialog. */
  readonly label: string
  readonly title: string
  /** What will happen, to whom, and whether it can be undone. */
  readonly explain: ReactNode
  /** Asks for a reason that is handed to `run`. */
  readonly reason?: 'required' | 'optional'
  /** Red in the dialog, where the step is taken; the button on the page stays quiet. */
  readonly danger?: boolean
  readonly type?: ButtonProps['type']
  readonly size?: ButtonProps['size']
  readonly icon?: ReactNode
  readonly disabled?: boolean
  readonly run: (reason: string) => Promise<unknown>
  /** What has happened, said once it has. */
  readonly done?: string
}

/** A button for what cannot lightly be taken back: says what will happen, and stays open when it is refused. */
export function ConfirmAction(props: ConfirmActionProps): ReactNode {
  const t = useTexts(texts)
  const { message } = App.useApp()
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [form] = Form.useForm<{ reason?: string }>()

  const confirm = async () => {
    const { reason = '' } = await form.validateFields()
    setBusy(true)
    setRefusal(null)
    try {
      await props.run(reason)
      setOpen(false)
      if (props.done !== undefined) void message.success(props.done)
    } catch (error) {
      setRefusal(asRefusal(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button
        type={props.type ?? 'default'}
        size={props.size ?? 'middle'}
        disabled={props.disabled ?? false}
        icon={props.icon}
        onClick={() => setOpen(true)}
      >
        {props.label}
      </Button>
      <Modal
        open={open}
        title={props.title}
        onCancel={() => setOpen(false)}
        onOk={() => void confirm().catch(() => undefined)}
        okText={props.label}
        cancelText={t.cancel}
        okButtonProps={{ danger: props.danger ?? false }}
        confirmLoading={busy}
        afterClose={() => {
          setRefusal(null)
          form.resetFields()
        }}
        width={480}
        destroyOnHidden
      >
        <RefusedLine refusal={refusal} />
        <div>{props.explain}</div>
        <Form form={form} layout="vertical" style={{ marginBlockStart: 16 }}>
          {props.reason !== undefined && (
            <Form.Item
              name="reason"
              label={t.reason}
              rules={[{ required: props.reason === 'required', whitespace: true, message: t.reasonMissing }]}
            >
              <Input.TextArea rows={3} maxLength={500} showCount />
            </Form.Item>
          )}
        </Form>
      </Modal>
    </>
  )
}
