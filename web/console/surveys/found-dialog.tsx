import { recordFound } from '@yinian/core/surveys/door-api.ts'
import { App, Form, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { call } from '../../client/call.ts'
import { newDeviceId } from '../../client/device/device-id.ts'
import { useDevice } from '../../client/device/use-outbox.ts'
import { asRefusal, type Refusal } from '../../client/refusal.ts'
import { useTexts } from '../../language/language.ts'
import { RefusedLine } from '../parts/refused.tsx'
import { useMe } from '../shell/me.tsx'
import { texts } from './texts.ts'

interface Person {
  readonly name: string
  readonly documentNumber: string
  readonly phone?: string
}

/** Somebody nobody knew of: sent at once, and kept on the device where there is no network. */
export function FoundDialog({
  list,
  close,
  done,
}: {
  list: { county: string; id: string }
  close: () => void
  done: () => void
}): ReactNode {
  const t = useTexts(texts)
  const { account } = useMe()
  const { message } = App.useApp()
  const { outbox } = useDevice(account.id)
  const [id] = useState(() => newDeviceId())
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [form] = Form.useForm<Person>()
  const required = [{ required: true, whitespace: true, message: t.missing }]
  const send = async () => {
    const person = await form.validateFields()
    const input = { params: list, body: { id, person } }
    setBusy(true)
    try {
      const { waitsBecause } = await call(recordFound, input, { idempotencyKey: id })
      void message.success(waitsBecause === null ? t.foundDone : t.foundWaits)
    } catch (error) {
      const refused = asRefusal(error)
      setBusy(false)
      if (!refused.mayPass) {
        setRefusal(refused)
        return
      }
      await outbox.add(recordFound, input, { id, about: id })
      void message.info(t.foundKept)
    }
    done()
    close()
  }
  return (
    <Modal
      open
      title={t.found}
      okText={t.register}
      confirmLoading={busy}
      onCancel={close}
      onOk={() => void send().catch(() => undefined)}
    >
      <p className="small faded">{t.foundHint}</p>
      <RefusedLine refusal={refusal} />
      <Form form={form} layout="vertical" size="large" autoComplete="off">
        <Form.Item name="name" label={t.name} rules={required}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="documentNumber" label={t.idNumber} rules={required}>
          <Input maxLength={18} />
        </Form.Item>
        <Form.Item name="phone" label={t.phone}>
          <Input maxLength={30} inputMode="tel" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
