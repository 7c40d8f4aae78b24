import { type Client, type ClientKey, makeClientKey, revokeClientKey } from '@yinian/core/exchange/client-api.ts'
import { type KeyKind, keyDaysAtMost, keyKinds } from '@yinian/core/exchange/scopes.ts'
import { Button, Form, InputNumber, Modal, Typography } from 'antd'
import { type ReactNode, useState } from 'react'
import { useCommand } from '../../client/queries.ts'
import { InstantText, useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import { Panel } from '../parts/page-head.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { DialogForm } from '../people/dialog-form.tsx'
import { texts } from './texts.ts'

/** The keys of an application: made, replaced and revoked here, and shown once. */
export function KeysPanel({ of: client }: { of: Client }): ReactNode {
  const t = useTexts(texts)
  const { county, id, may, keys } = client
  const make = useCommand(makeClientKey)
  const [made, setMade] = useState<string | null>(null)
  const take = async (kind: KeyKind, days: number, replaces?: string) => {
    const body = { kind, days, ...(replaces === undefined ? {} : { replaces }) }
    const { key } = await make.mutateAsync({ params: { county, id }, body })
    setMade(key)
  }
  const makes = (kind: KeyKind): boolean => may.includes(kind === 'live' ? 'make-live-key' : 'make-test-key')
  return (
    <Panel
      title={t.keys}
      extra={
        <span className="row">
          {(['live', 'test'] as const).map(
            (kind) => makes(kind) && <MakeKey key={kind} kind={kind} run={(days) => take(kind, days)} />,
          )}
        </span>
      }
    >
      {keys.length === 0 && <p className="faded small">{t.noKeys}</p>}
      <ul>
        {keys.map((key) => (
          <KeyLine
            key={key.id}
            of={key}
            client={client}
            {...(makes(key.kind) ? { rotate: () => take(key.kind, 90, key.id) } : {})}
          />
        ))}
      </ul>
      <NewKey value={made} close={() => setMade(null)} />
    </Panel>
  )
}

function MakeKey({ kind, run }: { kind: KeyKind; run: (days: number) => Promise<unknown> }): ReactNode {
  const t = useTexts(texts)
  const label = kind === 'live' ? t.makeLiveKey : t.makeTestKey
  return (
    <DialogForm<{ days: number }>
      label={label}
      title={label}
      button={{ size: 'small' }}
      initial={{ days: 90 }}
      onSubmit={({ days }) => run(days)}
    >
      <Form.Item name="days" label={t.days} rules={[{ required: true, message: t.required }]}>
        <InputNumber min={1} max={keyDaysAtMost} />
      </Form.Item>
    </DialogForm>
  )
}

function KeyLine(p: { of: ClientKey; client: Client; rotate?: () => Promise<unknown> }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const revoke = useCommand(revokeClientKey)
  const { of: key, client, rotate } = p
  const { county, id } = client
  return (
    <li className="due">
      <span>
        <strong>{say(keyKinds[key.kind])}</strong> <code>{key.prefix}…</code>{' '}
        <StatusChip tone={key.works ? 'good' : 'ended'}>{key.works ? t.works : t.worksNot}</StatusChip>{' '}
        <span className="faded small">
          {t.expires({ at: format.instant(key.expiresAt) })} · {t.lastUsed} <InstantText at={key.lastUsedAt} relative />
        </span>
      </span>
      {key.works && rotate !== undefined && (
        <span className="row">
          <ConfirmAction size="small" label={t.rotate} title={t.rotate} explain={t.rotateMeans} run={rotate} />
          <ConfirmAction
            size="small"
            danger
            label={t.revoke}
            title={t.revoke}
            explain={t.revokeMeans}
            reason="required"
            run={(reason) => revoke.mutateAsync({ params: { county, id, keyId: key.id }, body: { reason } })}
          />
        </span>
      )}
    </li>
  )
}

/** The one time a key is shown. Pressing beside the dialog does not close it. */
function NewKey({ value, close }: { value: string | null; close: () => void }): ReactNode {
  const t = useTexts(texts)
  return (
    <Modal
      open={value !== null}
      title={t.newKey}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      width={560}
      footer={
        <Button type="primary" onClick={close}>
          {t.keyHandedOver}
        </Button>
      }
    >
      <p>{t.keyOnce}</p>
      <p className="first-password">
        <Typography.Text copyable code>
          {value ?? ''}
        </Typography.Text>
      </p>
    </Modal>
  )
}
