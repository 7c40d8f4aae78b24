import { Form, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { asRefusal, type Refusal } from '../../client/refusal.ts'
import { useTexts } from '../../language/language.ts'
import { RefusedLine } from '../parts/refused.tsx'
import { ownTexts } from './own-texts.ts'

interface CodeDialogProps {
  readonly title: string
  readonly explain: ReactNode
  /** Stands above the code: what it is a code of. */
  readonly children?: ReactNode
  readonly label?: string
  readonly run: (code: string) => Promise<unknown>
  readonly close: () => void
}

/** Asks for a code before something about the second factor is done. */
export function CodeDialog({ title, explain, children, label, run, close }: CodeDialogProps): ReactNode {
  const t = useTexts(ownTexts)
  const [form] = Form.useForm<{ code: string }>()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const submit = async ({ code }: { code: string }) => {
    setBusy(true)
    setRefusal(null)
    try {
      await run(code)
      close()
    } catch (error) {
      setRefusal(asRefusal(error))
      form.resetFields()
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      open
      title={title}
      okText={t.confirm}
      confirmLoading={busy}
      onOk={() => form.submit()}
      onCancel={close}
      mask={{ closable: false }}
      width={440}
    >
      <p>{explain}</p>
      {children}
      <RefusedLine refusal={refusal} />
      <Form form={form} layout="vertical" requiredMark={false} onFinish={(values) => void submit(values)}>
        <Form.Item
          name="code"
          label={label ?? t.code}
          rules={[{ required: true, whitespace: true, min: 6, message: t.codeMissing }]}
        >
          <Input autoComplete="one-time-code" autoFocus maxLength={24} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
