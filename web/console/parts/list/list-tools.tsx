import { DeleteOutlined, DownloadOutlined, FilterOutlined, TableOutlined } from '@ant-design/icons'
import type { Endpoint } from '@yinian/core/http/endpoint.ts'
import { App, Button, Checkbox, Form, Input, Modal, Popover } from 'antd'
import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import type { InputOf } from '../../../client/call.ts'
import { asRefusal } from '../../../client/refusal.ts'
import { download } from '../../../client/transfer.ts'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { useKept } from '../kept.ts'
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

interface View {
  readonly name: string
  readonly search: string
}

/** Filters somebody comes back to, under names of their own. */
export function SavedViews({ list, search }: { list: string; search: string }): ReactNode {
  const t = useTexts(texts)
  const navigate = useNavigate()
  const [views, keep] = useKept<readonly View[]>(`views.${list}`, [])
  const [open, setOpen] = useState(false)
  const [naming, setNaming] = useState(false)
  const go = (view: View) => {
    setOpen(false)
    void navigate({ search: view.search })
  }
  return (
    <>
      <Popover
        trigger="click"
        placement="bottomRight"
        title={t.views}
        open={open}
        onOpenChange={setOpen}
        content={
          <div className="choices">
            {views.length === 0 && <p className="faded small">{t.noViews}</p>}
            {views.map((view) => (
              <span key={view.name} className="view">
                <Button type="text" onClick={() => go(view)}>
                  {view.name}
                </Button>
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined />}
                  aria-label={t.removeView({ name: view.name })}
                  onClick={() => keep(views.filter((one) => one !== view))}
                />
              </span>
            ))}
            <Button
              type="link"
              disabled={search === ''}
              onClick={() => {
                setOpen(false)
                setNaming(true)
              }}
            >
              {t.saveView}
            </Button>
          </div>
        }
      >
        <Button type="text" icon={<FilterOutlined />}>
          {t.views}
        </Button>
      </Popover>
      <NameView
        open={naming}
        close={() => setNaming(false)}
        save={(name) => keep([...views.filter((view) => view.name !== name), { name, search }])}
      />
    </>
  )
}

function NameView({
  open,
  close,
  save,
}: {
  open: boolean
  close: () => void
  save: (name: string) => void
}): ReactNode {
  const t = useTexts(texts)
  const [form] = Form.useForm<{ name: string }>()
  return (
    <Modal
      open={open}
      title={t.saveView}
      okText={t.save}
      cancelText={t.cancel}
      width={400}
      destroyOnHidden
      onCancel={close}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        preserve={false}
        onFinish={({ name }) => {
          save(name.trim())
          close()
        }}
      >
        <Form.Item name="name" label={t.viewName} rules={[{ required: true, whitespace: true, message: t.viewName }]}>
          <Input maxLength={20} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  )
}
