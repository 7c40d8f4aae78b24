import { channels, staffedChannels } from '@yinian/core/family/channels.ts'
import { Form, Input, Radio } from 'antd'
import type { ReactNode } from 'react'
import { useLanguage, useTexts } from '../../language/language.ts'
import { texts } from './texts.ts'

export interface OnBehalf {
  readonly channel: (typeof staffedChannels)[number]
  readonly askedAs: 'self' | 'relative'
  readonly askerName: string
}

/** How somebody came and who it was, whatever is taken down for them. */
export function ChannelFields(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return (
    <>
      <Form.Item name="channel" label={t.channel} rules={[{ required: true, message: t.missing }]}>
        <Radio.Group options={staffedChannels.map((value) => ({ value, label: say(channels[value]) }))} />
      </Form.Item>
      <Form.Item name="askedAs" label={t.askedAs} rules={[{ required: true, message: t.missing }]}>
        <Radio.Group
          options={[
            { value: 'self', label: t.askedSelf },
            { value: 'relative', label: t.askedRelative },
          ]}
        />
      </Form.Item>
      <Form.Item name="askerName" label={t.asker} rules={[{ required: true, whitespace: true, message: t.missing }]}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
    </>
  )
}
