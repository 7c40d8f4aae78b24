import { reportDeath } from '@yinian/core/people/death-api.ts'
import { type DeathSource, deathSources } from '@yinian/core/people/death-reports.ts'
import { App, Form, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { useCommand } from '../../../client/queries.ts'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { DayField } from '../../parts/day-field.tsx'
import { useMe } from '../../shell/me.tsx'
import { DialogForm } from '../dialog-form.tsx'
import { texts } from '../one-person-texts.ts'
import { texts as peopleTexts } from '../texts.ts'

interface Values {
  readonly name?: string
  readonly documentNumber?: string
  readonly source: DeathSource
  readonly diedOn: string
  readonly reporter?: string
  readonly evidence?: string
}

/** Takes down a death that was told of: of an elder on file, or of whoever holds a number. */
export function ReportDeathDialog({ elderId }: { elderId?: string }): ReactNode {
  const t = useTexts(texts)
  const people = useTexts(peopleTexts)
  const { say } = useLanguage()
  const { today } = useMe()
  const { message } = App.useApp()
  const report = useCommand(reportDeath)
  const submit = async ({ name, documentNumber, reporter, evidence, ...told }: Values) => {
    const whose = elderId
      ? { elderId }
      : { documentNumber: documentNumber?.trim() ?? '', ...(name?.trim() ? { name: name.trim() } : {}) }
    await report.mutateAsync({
      body: {
        ...told,
        ...whose,
        ...(reporter?.trim() ? { reporter: reporter.trim() } : {}),
        ...(evidence?.trim() ? { evidence: evidence.trim() } : {}),
      },
    })
    void message.success(t.deathReported)
  }
  return (
    <DialogForm<Values>
      label={t.reportDeath}
      {...(elderId ? {} : { button: { type: 'primary' as const } })}
      title={t.reportDeath}
      onSubmit={submit}
    >
      <p className="note-box">{t.reportDeathMeans}</p>
      {elderId === undefined && (
        <>
          <Form.Item
            name="documentNumber"
            label={t.documentNumber}
            rules={[{ required: true, whitespace: true, message: people.documentNumberMissing }]}
          >
            <Input maxLength={30} autoComplete="off" spellCheck={false} />
          </Form.Item>
          <Form.Item name="name" label={t.name}>
            <Input maxLength={60} autoComplete="off" />
          </Form.Item>
        </>
      )}
      <Form.Item name="source" label={t.source} rules={[{ required: true, message: people.sourceMissing }]}>
        <Select options={Object.entries(deathSources).map(([value, name]) => ({ value, label: say(name) }))} />
      </Form.Item>
      <Form.Item name="diedOn" label={t.diedOn} rules={[{ required: true, message: t.dayMissing }]}>
        <DayField to={today} />
      </Form.Item>
      <Form.Item name="reporter" label={t.reporter}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="evidence" label={t.evidence}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
    </DialogForm>
  )
}
