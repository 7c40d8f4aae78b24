import { type ElderFile, recordDeath } from '@yinian/core/people/api.ts'
import { App, Form, Input } from 'antd'
import type { ReactNode } from 'react'
import { useCommand } from '../../client/queries.ts'
import { useTexts } from '../../language/language.ts'
import { DayField } from '../parts/day-field.tsx'
import { useMe } from '../shell/me.tsx'
import { DialogForm } from './dialog-form.tsx'
import { texts } from './texts.ts'

export function DeathDialog({ elder }: { elder: ElderFile }): ReactNode {
  const t = useTexts(texts)
  const { today } = useMe()
  const { message } = App.useApp()
  const record = useCommand(recordDeath)
  const submit = async ({ diedOn, source }: { diedOn: string; source: string }) => {
    await record.mutateAsync({
      params: { id: elder.id },
      body: { version: elder.version, diedOn, source: source.trim() },
    })
    void message.success(t.deathDone({ name: elder.name }))
  }
  return (
    <DialogForm<{ diedOn: string; source: string }>
      label={t.death}
      title={t.deathTitle({ name: elder.name })}
      onSubmit={submit}
    >
      <p className="note-box">{t.deathMeans}</p>
      <Form.Item name="diedOn" label={t.diedOn} rules={[{ required: true, message: t.dayMissing }]}>
        <DayField from={elder.birth} to={today} />
      </Form.Item>
      <Form.Item
        name="source"
        label={t.deathSource}
        rules={[{ required: true, whitespace: true, message: t.sourceMissing }]}
      >
        <Input maxLength={100} placeholder={t.deathSourceHint} />
      </Form.Item>
    </DialogForm>
  )
}
