import { DownloadOutlined, TableOutlined } from '@ant-design/icons'
import type { Endpoint } from '@yinian/core/http/endpoint.ts'
import { App, Button, Checkbox, Popover } from 'antd'
import { type ReactNode, useState } from 'react'
import type { InputOf } from '../../../client/call.ts'
import { asRefusal } from '../../../client/refusal.ts'
import { download } from '../../../client/transfer.ts'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { texts } from '../texts.ts'
import type { Column } from './column.ts'

/** Which columns are shown, kept for this person and this list. */
export function ColumnChooser<Row>(props: {
  columns: readonly Column<Row>[]
  shown: readonly string[]
  onChange: (names: readonly string[]) => void
}): ReactNode {
  const t = useTexts(texts)
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title={t.columns}
      content={
        <div className="choices">
          {props.columns.map(({ name, title, always }, index) => (
            <Checkbox
              key={name}
              checked={props.shown.includes(name)}
              disabled={index === 0 || always === true}
              onChange={({ target }) =>
                props.onChange(target.checked ? [...props.shown, name] : props.shown.filter((one) => one !== name))
              }
            >
              {title}
            </Checkbox>
          ))}
        </div>
      }
    >
      <Button type="text" icon={<TableOutlined />}>
        {t.columns}
      </Button>
    </Popover>
  )
}

export function ExportButton({
  endpoint,
  query,
}: {
  endpoint: Endpoint
  query: Readonly<Record<string, unknown>>
}): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const run = async () => {
    setBusy(true)
    try {
      await download(endpoint, { query } as InputOf<Endpoint>)
    } catch (error) {
      void message.error(say(asRefusal(error).reply.message))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Button type="text" icon={<DownloadOutlined />} loading={busy} onClick={() => void run()}>
      {busy ? t.exporting : t.export}
    </Button>
  )
}
