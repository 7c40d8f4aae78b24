import { openPersonAccess } from '@yinian/core/family/counter-api.ts'
import { yearsAtMost } from '@yinian/core/family/period.ts'
import type { Text } from '@yinian/core/language/text.ts'
import type { ElderFile } from '@yinian/core/people/api.ts'
import { relations } from '@yinian/core/people/related-persons.ts'
import { type ConsentGiver, type ConsentManner, processingKinds } from '@yinian/core/privacy/processing-kinds.ts'
import { addDays, addMonths } from '@yinian/core/time/day.ts'
import { App, Form, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { useCommand } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { DayField } from '../parts/day-field.tsx'
import { DialogForm } from '../people/dialog-form.tsx'
import { ConsentFields } from '../privacy/consent-fields.tsx'
import { useMe } from '../shell/me.tsx'
import { texts } from './texts.ts'

export function OpenSelf({ elder }: { elder: ElderFile }): ReactNode {
  const t = useTexts(texts)
  const { message } = App.useApp()
  const open = useCommand(openPersonAccess)
  return (
    <DialogForm<{ identitySeen: string }>
      label={t.openSelf}
      button={{ size: 'small' }}
      title={`${t.openSelf} · ${elder.name}`}
      onSubmit={async ({ identitySeen }) => {
        await open.mutateAsync({ params: { id: elder.id }, body: { standsAs: 'self', identitySeen } })
        void message.success(t.opened)
      }}
    >
      <IdentitySeen />
    </DialogForm>
  )
}

interface OfRelative {
  readonly identitySeen: string
  readonly name: string
  readonly relation: string
  readonly until: string
  readonly accountName?: string
  readonly givenBy: ConsentGiver
  readonly giverName?: string
  readonly manner: ConsentManner
  readonly fileNumber?: string
}

const { wording } = processingKinds['relative-access']

/** A relative's account: the elder's consent is read out and taken down with it. */
export function OpenRelative({ elder }: { elder: ElderFile }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { today } = useMe()
  const { message } = App.useApp()
  const open = useCommand(openPersonAccess)
  const submit = async (values: OfRelative) => {
    const { identitySeen, name, relation, until, accountName, givenBy, giverName, manner, fileNumber } = values
    const consent = {
      wordingVersion: wording.version,
      givenBy,
      manner,
      ...(giverName ? { giverName } : {}),
      ...(fileNumber ? { fileNumber } : {}),
    }
    const relative = { name, relation, until, consent, ...(accountName ? { accountName } : {}) }
    await open.mutateAsync({ params: { id: elder.id }, body: { standsAs: 'relative', identitySeen, relative } })
    void message.success(t.opened)
  }
  return (
    <DialogForm<OfRelative>
      label={t.openRelative}
      button={{ size: 'small' }}
      title={`${t.openRelative} · ${elder.name}`}
      initial={{ givenBy: 'elder', manner: 'paper', until: addMonths(today, 12) }}
      onSubmit={submit}
    >
      <p className="faded small">{t.readOut}</p>
      <blockquote className="consent-words">{say(wording.text)}</blockquote>
      <ConsentFields />
      <Form.Item name="name" label={t.relativeName} rules={[{ required: true, whitespace: true, message: t.missing }]}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="relation" label={t.relation} rules={[{ required: true, message: t.missing }]}>
        <Select options={choicesOf(relations, say)} />
      </Form.Item>
      <IdentitySeen />
      <Form.Item name="until" label={t.until} extra={t.untilHelp} rules={[{ required: true, message: t.missing }]}>
        <DayField from={addDays(today, 1)} to={addMonths(today, 12 * yearsAtMost)} />
      </Form.Item>
      <Form.Item name="accountName" label={t.existing} extra={t.existingHelp}>
        <Input maxLength={40} autoComplete="off" inputMode="numeric" />
      </Form.Item>
    </DialogForm>
  )
}

function IdentitySeen(): ReactNode {
  const t = useTexts(texts)
  return (
    <Form.Item
      name="identitySeen"
      label={t.identitySeen}
      extra={t.identitySeenHelp}
      rules={[{ required: true, whitespace: true, message: t.missing }]}
    >
      <Input maxLength={60} autoComplete="off" />
    </Form.Item>
  )
}

function choicesOf(
  names: Readonly<Record<string, Text>>,
  say: (text: Text) => string,
): { value: string; label: string }[] {
  return Object.entries(names).map(([value, name]) => ({ value, label: say(name) }))
}
