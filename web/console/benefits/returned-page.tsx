import { listReturnedPayments, settleReturned } from '@yinian/core/benefits/run-api.ts'
import type { BenefitPayment } from '@yinian/core/benefits/run-schemas.ts'
import { App, Button, Form, Input, Modal, Radio } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { useCommand } from '../../client/queries.ts'
import { asRefusal, type Refusal } from '../../client/refusal.ts'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { Filter } from '../parts/list/filter.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { RefusedLine } from '../parts/refused.tsx'
import { useMay } from '../shell/me.tsx'
import { usePaymentColumns } from './payment-columns.tsx'
import { texts } from './texts.ts'
import { useProgrammes } from './use-programmes.ts'

export function ReturnedPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const mayPay = useMay('benefits:pay')
  const programmes = useProgrammes()
  const [settling, setSettling] = useState<BenefitPayment | null>(null)
  const [name, ...rest] = usePaymentColumns()
  const filters = useMemo<readonly Filter[]>(
    () => [
      {
        kind: 'choice',
        name: 'programme',
        label: t.programme,
        options: programmes.map(({ programme, name }) => ({ value: programme, label: say(name) })),
      },
      { kind: 'region', name: 'region', label: t.region },
    ],
    [t, say, programmes],
  )
  return (
    <>
      <ListPage
        name="benefit-returned"
        title={t.returnedPayments}
        hint={t.returnedHint}
        list={listReturnedPayments}
        filters={filters}
        columns={[
          ...(name === undefined ? [] : [name]),
          { name: 'month', title: t.month, show: (payment) => format.month(payment.month) },
          { name: 'programme', title: t.programme, show: (payment) => say(payment.programmeName) },
          ...rest,
          ...(mayPay
            ? [
                {
                  name: 'settle',
                  title: t.settle,
                  always: true,
                  show: (payment: BenefitPayment) => (
                    <Button size="small" onClick={() => setSettling(payment)}>
                      {t.settle}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
        keyOf={(payment) => payment.id}
        linkOf={(payment) => `/benefits/payments/${payment.county}/${payment.id}`}
        blank={{ title: t.noReturned }}
      />
      <SettleDialog payment={settling} close={() => setSettling(null)} />
    </>
  )
}

interface Settled {
  how: 'repay' | 'refund'
  bankReference: string
}

function SettleDialog({ payment, close }: { payment: BenefitPayment | null; close: () => void }): ReactNode {
  const t = useTexts(texts)
  const { message } = App.useApp()
  const [form] = Form.useForm<Settled>()
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const settle = useCommand(settleReturned)
  const submit = async ({ how, bankReference }: Settled) => {
    if (payment === null) return
    setRefusal(null)
    try {
      const params = { county: payment.county, id: payment.id }
      await settle.mutateAsync({ params, body: { how, bankReference: bankReference.trim() } })
      close()
      void message.success(how === 'repay' ? t.repay : t.refund)
    } catch (error) {
      setRefusal(asRefusal(error))
    }
  }
  return (
    <Modal
      open={payment !== null}
      title={`${t.settle} · ${payment?.elderName ?? ''}`}
      okText={t.settle}
      confirmLoading={settle.isPending}
      onCancel={close}
      onOk={() => form.submit()}
      width={520}
      destroyOnHidden
    >
      <RefusedLine refusal={refusal} />
      <Form<Settled>
        form={form}
        layout="vertical"
        initialValues={{ how: 'repay' }}
        onFinish={(values) => void submit(values)}
      >
        <Form.Item name="how" label={t.settle}>
          <Radio.Group
            className="settle-choices"
            options={[
              { value: 'repay', label: `${t.repay} — ${t.repayMeans}` },
              { value: 'refund', label: `${t.refund} — ${t.refundMeans}` },
            ]}
          />
        </Form.Item>
        <Form.Item
          name="bankReference"
          label={t.bankReference}
          rules={[{ required: true, whitespace: true, message: t.bankReferenceMissing }]}
        >
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
      </Form>
    </Modal>
  )
}
