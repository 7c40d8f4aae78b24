import { PrinterOutlined } from '@ant-design/icons'
import { useQueryClient } from '@tanstack/react-query'
import { printActivationSlip, showActivationCode } from '@yinian/core/family/counter-api.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import type { Language } from '@yinian/core/language/text.ts'
import { dayAt } from '@yinian/core/time/day.ts'
import { Button, Modal } from 'antd'
import { type ReactNode, useState } from 'react'
import { useCommand } from '../../client/queries.ts'
import { asRefusal, type Refusal } from '../../client/refusal.ts'
import { download } from '../../client/transfer.ts'
import { useFormat } from '../../language/figures.tsx'
import { useTexts } from '../../language/language.ts'
import { Facts } from '../parts/page-head.tsx'
import { RefusedLine } from '../parts/refused.tsx'
import { texts } from './texts.ts'

/** Prints a slip in the language of whoever takes it home; each time with a new code. */
export function SlipButton({ elderId, accessId }: { elderId: string; accessId: string }): ReactNode {
  const t = useTexts(texts)
  const queries = useQueryClient()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [shown, setShown] = useState<ReplyOf<typeof showActivationCode> | null>(null)
  const renew = useCommand(showActivationCode)
  const show = async () => {
    setRefusal(null)
    try {
      setShown(await renew.mutateAsync({ params: { id: elderId, accessId } }))
    } catch (error) {
      setRefusal(asRefusal(error))
    }
  }
  const print = async (language: Language) => {
    setRefusal(null)
    try {
      await download(printActivationSlip, { params: { id: elderId, accessId }, body: { language } })
      setOpen(false)
      await queries.invalidateQueries()
    } catch (error) {
      setRefusal(asRefusal(error))
    }
  }
  return (
    <>
      <Button size="small" icon={<PrinterOutlined />} onClick={() => setOpen(true)}>
        {t.slip}
      </Button>
      <Modal
        open={open}
        title={t.slipTitle}
        onCancel={() => setOpen(false)}
        afterClose={() => setShown(null)}
        width={480}
        destroyOnHidden
        footer={[
          <Button key="show" onClick={() => void show()}>
            {t.showCode}
          </Button>,
          <Button key="zh" type="primary" onClick={() => void print('zh')}>
            {t.slipZh}
          </Button>,
          <Button key="en" onClick={() => void print('en')}>
            {t.slipEn}
          </Button>,
        ]}
      >
        <RefusedLine refusal={refusal} />
        <p>{t.slipMeans}</p>
        {shown !== null && (
          <div role="status" className="note-box">
            <Facts
              of={[
                [t.account, <code key="account">{shown.accountName}</code>],
                [t.code, <code key="code">{shown.code}</code>],
              ]}
            />
            <p className="small">{t.codeUntil({ day: format.day(dayAt(new Date(shown.endsAt))) })}</p>
          </div>
        )}
      </Modal>
    </>
  )
}
