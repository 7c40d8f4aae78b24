import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons'
import type { Admission } from '@yinian/core/http/endpoint.ts'
import { Button, Form, Input, Modal, Select } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { asRefusal, type Refusal } from '../../client/refusal.ts'
import { useTexts } from '../../language/language.ts'
import { useMay } from '../shell/me.tsx'
import { RefusedLine } from './refused.tsx'
import { texts } from './texts.ts'

const shownFor = 60_000
const other = 'other'

interface MaskedProps {
  /** What the value is: 身份证号. */
  readonly label: string
  /** The masked value as the platform sends it. */
  readonly value: string | null | undefined
  /** Who may see it in full. */
  readonly permission: Admission
  /** Asks the platform for the full value; the purpose goes into the audit trail. */
  readonly reveal: (purpose: string) => Promise<string>
}

/** A masked value, shown in full for a stated purpose and for a minute. */
export function Masked({ label, value, permission, reveal }: MaskedProps): ReactNode {
  const t = useTexts(texts)
  const may = useMay(permission)
  const [full, setFull] = useState<string | null>(null)
  const [asking, setAsking] = useState(false)
  useEffect(() => {
    if (full === null) return
    const timer = setTimeout(() => setFull(null), shownFor)
    return () => clearTimeout(timer)
  }, [full])
  if (value == null || value === '') return '—'
  const toggle = () => (full === null ? setAsking(true) : setFull(null))
  return (
    <span className="masked">
      <span>{full ?? value}</span>
      {may && (
        <Button
          type="text"
          size="small"
          className="no-print"
          icon={full === null ? <EyeOutlined /> : <EyeInvisibleOutlined />}
          aria-label={`${full === null ? t.reveal : t.hide} ${label}`}
          onClick={toggle}
        />
      )}
      <PurposeDialog
        open={asking}
        label={label}
        close={() => setAsking(false)}
        reveal={async (purpose) => setFull(await reveal(purpose))}
      />
    </span>
  )
}

function PurposeDialog(props: {
  open: boolean
  label: string
  close: () => void
  reveal: (purpose: string) => Promise<void>
}): ReactNode {
  const t = useTexts(texts)
  const [form] = Form.useForm<{ purpose: string; words?: string }>()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const purposes = [t.purposeCheck, t.purposeContact, t.purposePay, t.purposeHelp]
  const show = async ({ purpose, words }: { purpose: string; words?: string }) => {
    setBusy(true)
    setRefusal(null)
    try {
      await props.reveal(purpose === other ? (words ?? '') : purpose)
      props.close()
    } catch (error) {
      setRefusal(asRefusal(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      open={props.open}
      title={`${t.revealTitle} · ${props.label}`}
      onCancel={props.close}
      onOk={() => form.submit()}
      okText={t.reveal}
      cancelText={t.cancel}
      confirmLoading={busy}
      afterClose={() => setRefusal(null)}
      width={440}
      destroyOnHidden
    >
      <RefusedLine refusal={refusal} />
      <p>{t.revealMeans}</p>
      <Form form={form} layout="vertical" onFinish={(values) => void show(values)} style={{ marginBlockStart: 16 }}>
        <Form.Item name="purpose" label={t.purpose} rules={[{ required: true, message: t.purposeMissing }]}>
          <Select
            options={[
              ...purposes.map((purpose) => ({ value: purpose, label: purpose })),
              { value: other, label: t.purposeOther },
            ]}
          />
        </Form.Item>
        <Form.Item noStyle dependencies={['purpose']}>
          {({ getFieldValue }) =>
            getFieldValue('purpose') === other && (
              <Form.Item name="words" rules={[{ required: true, whitespace: true, message: t.purposeMissing }]}>
                <Input maxLength={100} aria-label={t.purpose} />
              </Form.Item>
            )
          }
        </Form.Item>
      </Form>
    </Modal>
  )
}
