import { type ReferralEvent, referralProcedure } from '@yinian/core/surveys/referrals.ts'
import { moveReferral, type Referral } from '@yinian/core/surveys/results-api.ts'
import { Button, Form, Input, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { useCommand } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { RefusedLine } from '../parts/refused.tsx'
import { texts } from './texts.ts'

/** What can be done with a referral now. */
export function ReferralSteps({ referral }: { referral: Referral }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const [event, setEvent] = useState<ReferralEvent>()
  const [form] = Form.useForm<{ passedTo?: string; note?: string }>()
  const move = useCommand(moveReferral)
  const { county, id, version } = referral
  const confirm = async () => {
    const values = await form.validateFields()
    if (!event) return
    await move.mutateAsync({ params: { county, id }, body: { version, event, ...values } })
    form.resetFields()
    setEvent(undefined)
  }
  return (
    <span className="row">
      {referral.may.map((one) => (
        <Button key={one} size="small" onClick={() => setEvent(one)}>
          {say(referralProcedure.events[one].name)}
        </Button>
      ))}
      {event && (
        <Modal
          open
          title={`${referral.elderName} · ${say(referral.needName)} · ${say(referralProcedure.events[event].name)}`}
          okText={t.carryOn}
          confirmLoading={move.isPending}
          onCancel={() => setEvent(undefined)}
          onOk={() => void confirm().catch(() => undefined)}
        >
          <RefusedLine refusal={move.error} />
          <Form form={form} layout="vertical">
            {event === 'pass-on' && (
              <Form.Item
                name="passedTo"
                label={t.passedTo}
                rules={[{ required: true, whitespace: true, message: t.missing }]}
              >
                <Input maxLength={100} />
              </Form.Item>
            )}
            <Form.Item name="note" label={t.note}>
              <Input.TextArea rows={2} maxLength={300} />
            </Form.Item>
          </Form>
        </Modal>
      )}
    </span>
  )
}
