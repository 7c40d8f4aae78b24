import { PrinterOutlined } from '@ant-design/icons'
import { staffedChannels } from '@yinian/core/family/channels.ts'
import { askForElder, correctForElder, listLooksInWords, printLooks } from '@yinian/core/family/counter-api.ts'
import type { Look } from '@yinian/core/family/own-api.ts'
import { correctableFields } from '@yinian/core/family/requests.ts'
import type { ElderFile } from '@yinian/core/people/api.ts'
import { App, Button, Form, Input, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { asRefusal } from '../../client/refusal.ts'
import { download } from '../../client/transfer.ts'
import { InstantText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { DialogForm } from '../people/dialog-form.tsx'
import { ChannelFields, type OnBehalf } from './on-behalf.tsx'
import { texts } from './texts.ts'

/** Everything a person could do on a telephone, done for them. */
export function AtCounter({ elder }: { elder: ElderFile }): ReactNode {
  const t = useTexts(texts)
  const { language, say } = useLanguage()
  const { message } = App.useApp()
  const [pages, setPages] = useState<readonly (string | undefined)[]>([])
  const print = () =>
    download(printLooks, { params: { id: elder.id }, query: { language } }).catch((error: unknown) =>
      message.error(say(asRefusal(error).reply.message)),
    )
  return (
    <>
      <div className="row no-print">
        <Button size="small" icon={<PrinterOutlined />} onClick={() => void print()}>
          {t.sheet}
        </Button>
        <CorrectFor elder={elder} />
        {pages.length === 0 && (
          <Button size="small" onClick={() => setPages([undefined])}>
            {t.showLooks}
          </Button>
        )}
      </div>
      <ul className="plain-list">
        {pages.map((after, index) => (
          <OnePage
            key={after ?? 'first'}
            elder={elder}
            after={after}
            more={index === pages.length - 1 ? (next) => setPages([...pages, next]) : undefined}
          />
        ))}
      </ul>
    </>
  )
}

function OnePage(props: {
  elder: ElderFile
  after: string | undefined
  more: ((next: string) => void) | undefined
}): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const asked = useEndpoint(listLooksInWords, {
    params: { id: props.elder.id },
    query: props.after === undefined ? {} : { after: props.after },
  })
  return (
    <Answer of={asked} height={120}>
      {({ rows, next }) => (
        <>
          {rows.length === 0 && <li className="faded small">{t.noLooks}</li>}
          {rows.map((look) => (
            <li key={look.id} className="due">
              <span>
                <span className="faded small">
                  <InstantText at={look.at} />
                </span>{' '}
                {say(look.said)}
              </span>
              <AskFor elder={props.elder} look={look} />
            </li>
          ))}
          {next !== null && props.more !== undefined && (
            <li>
              <Button size="small" type="link" onClick={() => props.more?.(next)}>
                {t.older}
              </Button>
            </li>
          )}
        </>
      )}
    </Answer>
  )
}

function AskFor({ elder, look }: { elder: ElderFile; look: Look }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { message } = App.useApp()
  const ask = useCommand(askForElder)
  return (
    <DialogForm<OnBehalf & { question: string }>
      label={t.askFor}
      button={{ size: 'small', type: 'text' }}
      title={t.askFor}
      initial={{ channel: staffedChannels[0], askedAs: 'self', askerName: elder.name }}
      onSubmit={async (values) => {
        await ask.mutateAsync({ params: { id: elder.id }, body: { ...values, lookId: look.id } })
        void message.success(t.askDone)
      }}
    >
      <p className="note-box">{say(look.said)}</p>
      <Form.Item name="question" label={t.question} rules={[{ required: true, whitespace: true, message: t.missing }]}>
        <Input.TextArea rows={3} maxLength={500} />
      </Form.Item>
      <ChannelFields />
    </DialogForm>
  )
}

function CorrectFor({ elder }: { elder: ElderFile }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { message } = App.useApp()
  const correct = useCommand(correctForElder)
  return (
    <DialogForm<OnBehalf & { field: string; wanted: string }>
      label={t.correctFor}
      button={{ size: 'small' }}
      title={`${t.correctFor} · ${elder.name}`}
      initial={{ channel: staffedChannels[0], askedAs: 'self', askerName: elder.name }}
      onSubmit={async (values) => {
        await correct.mutateAsync({ params: { id: elder.id }, body: values })
        void message.success(t.correctDone)
      }}
    >
      <Form.Item name="field" label={t.field} rules={[{ required: true, message: t.missing }]}>
        <Select options={Object.entries(correctableFields).map(([value, name]) => ({ value, label: say(name) }))} />
      </Form.Item>
      <Form.Item name="wanted" label={t.wanted} rules={[{ required: true, whitespace: true, message: t.missing }]}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
      <ChannelFields />
    </DialogForm>
  )
}
