import { DownloadOutlined } from '@ant-design/icons'
import type { Endpoint } from '@yinian/core/http/endpoint.ts'
import { exportList } from '@yinian/core/lists/api.ts'
import { exportInBackground } from '@yinian/core/lists/problems.ts'
import { App, Form, Input, Radio } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { call, type InputOf } from '../../client/call.ts'
import { asRefusal } from '../../client/refusal.ts'
import { download } from '../../client/transfer.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { FilterValues } from '../parts/list/filter.ts'
import { DialogForm } from './dialog-form.tsx'
import { texts } from './texts.ts'

interface Asked {
  readonly purpose: string
  readonly format: 'xlsx' | 'csv'
}

/** Takes out what the filters show, for a stated purpose; what is too long is written in the background. */
export function ExportListDialog(props: { list: string; endpoint: Endpoint; filter: FilterValues }): ReactNode {
  const t = useTexts(texts)
  const { language } = useLanguage()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const run = async (asked: Asked) => {
    try {
      await download(props.endpoint, { query: { ...props.filter, ...asked, language } } as InputOf<Endpoint>)
      void message.success(t.exported)
    } catch (error) {
      if (asRefusal(error).code !== exportInBackground.code) throw error
      const filter = Object.fromEntries(
        Object.entries(props.filter).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
      )
      await call(exportList, { body: { list: props.list, filter, columns: null, ...asked, language } })
      void message.success(t.exportStarted)
      await navigate('/exports')
    }
  }
  return (
    <DialogForm<Asked>
      label={t.export}
      button={{ icon: <DownloadOutlined /> }}
      title={t.exportTitle}
      initial={{ format: 'xlsx' }}
      onSubmit={run}
    >
      <p>{t.exportMeans}</p>
      <Form.Item
        name="purpose"
        label={t.purpose}
        rules={[{ required: true, whitespace: true, min: 2, message: t.purposeMissing }]}
      >
        <Input maxLength={100} placeholder={t.purposeHint} />
      </Form.Item>
      <Form.Item name="format" label={t.format}>
        <Radio.Group
          options={[
            { value: 'xlsx', label: 'Excel (.xlsx)' },
            { value: 'csv', label: 'CSV' },
          ]}
        />
      </Form.Item>
    </DialogForm>
  )
}
