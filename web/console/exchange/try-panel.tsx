import { askAbility, openEndpoints } from '@yinian/core/exchange/open-api.ts'
import { Button, Form, Input, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Panel } from '../parts/page-head.tsx'
import { developerTexts } from './developer-texts.ts'

interface Trial {
  readonly key: string
  readonly path: string
  readonly body: string
}

const invented = '999999193501010015'
const about = { identityNumber: invented, purpose: 'benefit-check' }

/** Something to begin with for each endpoint; all of it invented. */
const samples: Readonly<Record<string, object>> = {
  'ability-results': about,
  categories: about,
  figures: { region: '360702000000', purpose: 'statistics' },
  'death-reports': { ...about, purpose: 'death-notice', diedOn: '2026-11-01', source: 'hospital' },
  'circumstance-notices': { ...about, kind: 'disability', value: 'physical', from: '2026-10-01' },
}

const sampleFor = (path: string): string => JSON.stringify(samples[path.split('/').at(-1) ?? ''] ?? about, null, 2)

/** Sends one request with a test key and shows the answer as a program would get it. */
export function TryPanel(): ReactNode {
  const t = useTexts(developerTexts)
  const { say } = useLanguage()
  const [form] = Form.useForm<Trial>()
  const [busy, setBusy] = useState(false)
  const [answer, setAnswer] = useState<{ readonly said: string; readonly body: string } | null>(null)
  const send = async ({ key, path, body }: Trial) => {
    setBusy(true)
    try {
      setAnswer(await ask(key.trim(), path, body, t))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Panel title={t.tryIt}>
      <Form<Trial>
        form={form}
        layout="vertical"
        initialValues={{ path: askAbility.path, body: sampleFor(askAbility.path) }}
        onFinish={(trial) => void send(trial)}
      >
        <Form.Item
          name="key"
          label={t.key}
          extra={t.keyHelp}
          rules={[{ required: true, pattern: /^\s*yn_test_[\w-]{43}\s*$/, message: t.keyWrong }]}
        >
          <Input autoComplete="off" spellCheck={false} />
        </Form.Item>
        <Form.Item name="path" label={t.which} required>
          <Select
            options={openEndpoints.map(({ path, summary }) => ({ value: path, label: say(summary) }))}
            onChange={(path: string) => form.setFieldsValue({ body: sampleFor(path) })}
          />
        </Form.Item>
        <Form.Item name="body" label={t.body} required>
          <Input.TextArea rows={6} spellCheck={false} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t.send}
        </Button>
      </Form>
      {answer !== null && (
        <div role="status" aria-label={t.answer}>
          <p className="faded small">{answer.said}</p>
          <pre className="sample">{answer.body}</pre>
        </div>
      )}
    </Panel>
  )
}

type Words = ReturnType<typeof useTexts<typeof developerTexts>>

async function ask(key: string, path: string, body: string, t: Words): Promise<{ said: string; body: string }> {
  const endpoint = openEndpoints.find((one) => one.path === path) ?? askAbility
  const asked = endpoint.method === 'GET' ? `?${new URLSearchParams(readBody(body))}` : ''
  const response = await fetch(`/api${path}${asked}`, {
    method: endpoint.method,
    credentials: 'omit',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    ...(endpoint.method === 'GET' ? {} : { body }),
  }).catch(() => undefined)
  if (response === undefined) return { said: t.unreachable, body: '' }
  const left = response.headers.get('ratelimit-remaining') ?? '—'
  return { said: t.answered({ status: response.status, left }), body: shown(await response.text()) }
}

function readBody(body: string): Record<string, string> {
  try {
    return JSON.parse(body) as Record<string, string>
  } catch {
    return {}
  }
}

function shown(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
