import type { ElderFile } from '@yinian/core/people/api.ts'
import { documentTypes } from '@yinian/core/people/identity-document.ts'
import { correctDocument } from '@yinian/core/people/matching-api.ts'
import { App, Form, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { useCommand } from '../../../client/queries.ts'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { DialogForm } from '../dialog-form.tsx'
import { texts } from '../one-person-texts.ts'
import { texts as peopleTexts } from '../texts.ts'

interface Values {
  readonly documentType: keyof typeof documentTypes
  readonly documentNumber: string
  readonly reason: string
  readonly evidence: string
}

export function CorrectNumberDialog({ elder }: { elder: ElderFile }): ReactNode {
  const t = useTexts(texts)
  const people = useTexts(peopleTexts)
  const { say } = useLanguage()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const correct = useCommand(correctDocument)
  const submit = async (values: Values) => {
    const { pair } = await correct.mutateAsync({
      params: { id: elder.id },
      body: {
        version: elder.version,
        documentType: values.documentType,
        documentNumber: values.documentNumber.trim(),
        reason: values.reason.trim(),
        evidence: values.evidence.trim(),
      },
    })
    void message.info(pair === null ? t.numberCorrected : t.numberPaired)
    if (pair !== null) await navigate(`/duplicates/${pair.county}/${pair.id}`)
  }
  return (
    <DialogForm<Values>
      label={t.correctNumber}
      title={t.correctNumber}
      initial={{ documentType: elder.documentType }}
      onSubmit={submit}
    >
      <p className="note-box">{t.correctNumberMeans}</p>
      <Form.Item name="documentType" label={people.documentType}>
        <Select options={Object.entries(documentTypes).map(([value, name]) => ({ value, label: say(name) }))} />
      </Form.Item>
      <Form.Item
        name="documentNumber"
        label={t.documentNumber}
        rules={[{ required: true, whitespace: true, message: people.documentNumberMissing }]}
      >
        <Input maxLength={30} autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t.reason}
        rules={[{ required: true, whitespace: true, min: 2, message: t.reasonMissing }]}
      >
        <Input maxLength={300} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="evidence"
        label={t.evidence}
        rules={[{ required: true, whitespace: true, min: 2, message: t.evidenceMissing }]}
      >
        <Input maxLength={200} autoComplete="off" placeholder={t.evidenceHint} />
      </Form.Item>
    </DialogForm>
  )
}
