import { Button, type ButtonProps, Form, type FormInstance, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { asRefusal, type Refusal } from '../../client/refusal.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { fieldAt } from '../parts/pointer.ts'
import { RefusedLine } from '../parts/refused.tsx'
import { texts } from './texts.ts'

interface DialogFormProps<Values extends object> {
  /** The button that opens it. */
  readonly label: string
  readonly button?: Pick<ButtonProps, 'type' | 'size' | 'icon' | 'danger'>
  readonly title: string
  /** The verb on the dialog's button; the label when not given. */
  readonly submit?: string
  readonly initial?: Partial<Values>
  readonly onSubmit: (values: Values) => Promise<unknown>
  readonly children: ReactNode | ((form: FormInstance<Values>) => ReactNode)
}

/** A button and the short form behind it. What is refused stands at its field, or on top where it has none. */
export function DialogForm<Values extends object>(props: DialogFormProps<Values>): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [form] = Form.useForm<Values>()
  const send = async (values: Values) => {
    setBusy(true)
    setRefusal(null)
    try {
      await props.onSubmit(values)
      setOpen(false)
    } catch (error) {
      const refused = asRefusal(error)
      const at = fieldAt(refused.reply.at ?? '')
      const known = at.length > 0 && form.getFieldInstance(at as Parameters<typeof form.getFieldInstance>[0])
      if (known)
        form.setFields([{ name: at, errors: [say(refused.reply.message)] }] as unknown as Parameters<
          typeof form.setFields
        >[0])
      else setRefusal(refused)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button {...props.button} onClick={() => setOpen(true)}>
        {props.label}
      </Button>
      <Modal
        open={open}
        title={props.title}
        okText={props.submit ?? props.label}
        cancelText={t.cancel}
        okButtonProps={{ danger: props.button?.danger ?? false }}
        confirmLoading={busy}
        onCancel={() => setOpen(false)}
        onOk={() => form.submit()}
        afterClose={() => setRefusal(null)}
        width={480}
        destroyOnHidden
      >
        <RefusedLine refusal={refusal} />
        <Form<Values>
          form={form}
          layout="vertical"
          preserve={false}
          {...(props.initial === undefined ? {} : { initialValues: props.initial })}
          onFinish={(values) => void send(values)}
          style={{ marginBlockStart: 12 }}
        >
          {typeof props.children === 'function' ? props.children(form) : props.children}
        </Form>
      </Modal>
    </>
  )
}
