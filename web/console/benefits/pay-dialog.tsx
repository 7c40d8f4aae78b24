import { recordPaid } from '@yinian/core/benefits/run-api.ts'
import type { BenefitRun } from '@yinian/core/benefits/run-schemas.ts'
import type { Day } from '@yinian/core/time/day.ts'
import { App, Form, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { useCommand } from '../../client/queries.ts'
import { asRefusal, type Refusal } from '../../client/refusal.ts'
import { useTexts } from '../../language/language.ts'
import { DayField } from '../parts/day-field.tsx'
import { RefusedLine } from '../parts/refused.tsx'
import { useMe } from '../shell/me.tsx'
import { readReturns } from './returns.ts'
import { texts } from './texts.ts'

interface Paid {
  day: Day
  bankReference: string
  returns?: string
}

/** What the bank reports: when, under which number, and what came back. */
export function PayDialog({ run, open, close }: { run: BenefitRun; open: boolean; close: () => void }): ReactNode {
  const t = useTexts(texts)
  const { today } = useMe()
  const { message } = App.useApp()
  const [form] = Form.useForm<Paid>()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const record = useCommand(recordPaid)
  const submit = async ({ day, bankReference, returns = '' }: Paid) => {
    setRefusal(null)
    try {
      await record.mutateAsync({
        params: { county: run.county, id: run.id },
        body: {
          version: run.version,
          // of an earlier day only the day is known; noon in Shanghai stands for it
          paidAt: day === today ? new Date().toISOString() : `${day}T04:00:00.000Z`,
          bankReference: bankReference.trim(),
          returned: [...readReturns(returns).rows],
        },
      })
      close()
      void message.success(t.paid)
    } catch (error) {
      setRefusal(asRefusal(error))
    }
  }
  return (
    <Modal
      open={open}
      title={t.pay}
      okText={t.pay}
      confirmLoading={record.isPending}
      onCancel={close}
      onOk={() => form.submit()}
      width={560}
      destroyOnHidden
    >
      <RefusedLine refusal={refusal} />
      <p>{t.payMeans}</p>
      <Form<Paid>
        form={form}
        layout="vertical"
        initialValues={{ day: today }}
        onFinish={(values) => void submit(values)}
      >
        <Form.Item name="day" label={t.paidOn} rules={[{ required: true, message: t.paidOnMissing }]}>
          <DayField to={today} />
        </Form.Item>
        <Form.Item
          name="bankReference"
          label={t.bankReference}
          rules={[{ required: true, whitespace: true, message: t.bankReferenceMissing }]}
        >
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="returns"
          label={t.returns}
          extra={t.returnsHelp}
          rules={[
            {
              validator: async (_rule, written: string | undefined) => {
                const { wrong } = readReturns(written ?? '')
                if (wrong !== undefined) throw new Error(t.returnsWrong({ line: wrong }))
              },
            },
          ]}
        >
          <Input.TextArea rows={4} />
        </Form.Item>
      </Form>
    </Modal>
  )
}
