import { DownloadOutlined } from '@ant-design/icons'
import { exportList } from '@yinian/core/lists/api.ts'
import { exportInBackground } from '@yinian/core/lists/problems.ts'
import { exportElders } from '@yinian/core/people/api.ts'
import { type ExportedColumn, exportedColumns } from '@yinian/core/people/exported-columns.ts'
import { App, Button, Checkbox, Form, Input, Modal, Radio } from 'antd'
import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import { call, type InputOf } from '../../client/call.ts'
import { asRefusal, type Refusal } from '../../client/refusal.ts'
import { download } from '../../client/transfer.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { FilterValues } from '../parts/list/filter.ts'
import { RefusedLine } from '../parts/refused.tsx'
import { texts } from './texts.ts'

interface Asked {
  readonly purpose: string
  readonly format: 'xlsx' | 'csv'
  readonly columns: ExportedColumn[]
}

const atFirst: ExportedColumn[] = [
  'name',
  'sex',
  'age',
  'documentNumber',
  'phone',
  'region',
  'categories',
  'abilityLevel',
  'state',
]

/** Exports what the filters show, for a stated purpose. */
export function ExportDialog({ filter }: { filter: FilterValues }): ReactNode {
  const t = useTexts(texts)
  const { language, say } = useLanguage()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const [open, setOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [form] = Form.useForm<Asked>()
  const run = async (asked: Asked) => {
    setBusy(true)
    setRefusal(null)
    try {
      const query = { ...filter, ...asked, language } as InputOf<typeof exportElders>['query']
      await download(exportElders, { query })
      setOpen(false)
      void message.success(t.exported)
    } catch (error) {
      const refused = asRefusal(error)
      if (refused.code === exportInBackground.code) await inBackground(asked)
      else setRefusal(refused)
    } finally {
      setBusy(false)
    }
  }
  /** What is too long to be sent at once is written while people go on working. */
  const inBackground = async ({ purpose, format, columns }: Asked) => {
    try {
      const kept = Object.fromEntries(
        Object.entries(filter).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
      )
      await call(exportList, { body: { list: 'elders', filter: kept, columns, format, purpose, language } })
      void message.success(t.exportStarted)
      await navigate('/exports')
    } catch (error) {
      setRefusal(asRefusal(error))
    }
  }
  return (
    <>
      <Button icon={<DownloadOutlined />} onClick={() => setOpen(true)}>
        {t.export}
      </Button>
      <Modal
        open={open}
        title={t.exportTitle}
        okText={t.export}
        cancelText={t.cancel}
        confirmLoading={busy}
        onCancel={() => setOpen(false)}
        onOk={() => form.submit()}
        afterClose={() => setRefusal(null)}
        width={520}
        destroyOnHidden
      >
        <RefusedLine refusal={refusal} />
        <p>{t.exportMeans}</p>
        <Form<Asked>
          form={form}
          layout="vertical"
          preserve={false}
          initialValues={{ format: 'xlsx', columns: atFirst }}
          onFinish={(asked) => void run(asked)}
          style={{ marginBlockStart: 16 }}
        >
          <Form.Item
            name="purpose"
            label={t.purpose}
            rules={[{ required: true, whitespace: true, min: 2, message: t.purposeMissing }]}
          >
            <Input maxLength={100} placeholder={t.purposeHint} autoFocus />
          </Form.Item>
          <Form.Item name="format" label={t.format}>
            <Radio.Group
              options={[
                { value: 'xlsx', label: 'Excel (.xlsx)' },
                { value: 'csv', label: 'CSV' },
              ]}
            />
          </Form.Item>
          <Form.Item
            name="columns"
            label={t.columns}
            rules={[{ required: true, type: 'array', min: 1, message: t.columnsMissing }]}
          >
            <Checkbox.Group
              options={Object.entries(exportedColumns).map(([value, name]) => ({ value, label: say(name) }))}
            />
          </Form.Item>
        </Form>
      </Modal>
    </>
  )
}
