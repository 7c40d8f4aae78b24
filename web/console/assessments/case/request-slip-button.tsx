import { DownOutlined, PrinterOutlined } from '@ant-design/icons'
import { printRequestSlip } from '@yinian/core/assessments/api.ts'
import type { Assessment } from '@yinian/core/assessments/schemas.ts'
import { App, Button, Dropdown } from 'antd'
import type { ReactNode } from 'react'
import { asRefusal } from '../../../client/refusal.ts'
import { download } from '../../../client/transfer.ts'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { useMay } from '../../shell/me.tsx'
import { texts } from '../texts.ts'

/** Where it stands, on paper, for whoever asked without a telephone. */
export function RequestSlipButton({ assessment }: { assessment: Assessment }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { message } = App.useApp()
  const { county, id } = assessment
  if (!useMay('assessments:request') || assessment.elder === null) return null
  const print = (language: 'zh' | 'en') =>
    download(printRequestSlip, { params: { county, id }, query: { language } }).catch((error: unknown) =>
      message.error(say(asRefusal(error).reply.message)),
    )
  const items = [
    { key: 'zh', label: t.slipChinese },
    { key: 'en', label: t.slipEnglish },
  ]
  return (
    <Dropdown menu={{ items, onClick: ({ key }) => void print(key === 'en' ? 'en' : 'zh') }} trigger={['click']}>
      <Button icon={<PrinterOutlined />}>
        {t.slip} <DownOutlined />
      </Button>
    </Dropdown>
  )
}
