import type { Text } from '@yinian/core/language/text.ts'
import { consentGivers, consentManners } from '@yinian/core/privacy/processing-kinds.ts'
import { Form, Input, Radio } from 'antd'
import type { ReactNode } from 'react'
import { useLanguage, useTexts } from '../../language/language.ts'
import { consentTexts } from './consent-texts.ts'

/** Who gave a consent, how, and under which number it is filed. */
export function ConsentFields(): ReactNode {
  const t = useTexts(consentTexts)
  const { say } = useLanguage()
  const choicesOf = (names: Readonly<Record<string, Text>>) =>
    Object.entries(names).map(([value, name]) => ({ value, label: say(name) }))
  return (
    <>
      <Form.Item name="givenBy" label={t.givenBy} rules={[{ required: true, message: t.missing }]}>
        <Radio.Group options={choicesOf(consentGivers)} />
      </Form.Item>
      <Form.Item noStyle dependencies={['givenBy']}>
        {({ getFieldValue }) =>
          getFieldValue('givenBy') !== 'elder' && (
            <Form.Item
              name="giverName"
              label={t.giverName}
              rules={[{ required: true, whitespace: true, message: t.missing }]}
            >
              <Input maxLength={60} />
            </Form.Item>
          )
        }
      </Form.Item>
      <Form.Item name="manner" label={t.manner} rules={[{ required: true, message: t.missing }]}>
        <Radio.Group options={choicesOf(consentManners)} />
      </Form.Item>
      <Form.Item noStyle dependencies={['manner']}>
        {({ getFieldValue }) => (
          <Form.Item
            name="fileNumber"
            label={t.fileNumber}
            extra={t.fileNumberHelp}
            rules={[{ required: getFieldValue('manner') !== 'signature', whitespace: true, message: t.missing }]}
          >
            <Input maxLength={60} />
          </Form.Item>
        )}
      </Form.Item>
    </>
  )
}
