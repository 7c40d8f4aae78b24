import { documentTypes } from '@yinian/core/people/identity-document.ts'
import { askForTransfer } from '@yinian/core/people/transfer-api.ts'
import { App, Form, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { useCommand } from '../../../client/queries.ts'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { DialogForm } from '../dialog-form.tsx'
import { texts } from '../one-person-texts.ts'
import { texts as peopleTexts } from '../texts.ts'
import { MoveFields, type MoveValues, moveBody } from './move-fields.tsx'

interface Values extends MoveValues {
  readonly name: string
  readonly documentType: keyof typeof documentTypes
  readonly documentNumber: string
}

/** Asks whichever county has the file of somebody who has moved here. */
export function AskDialog(): ReactNode {
  const t = useTexts(texts)
  const people = useTexts(peopleTexts)
  const { say } = useLanguage()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const ask = useCommand(askForTransfer)
  const submit = async (values: Values) => {
    const { name, documentType, documentNumber } = values
    const made = await ask.mutateAsync({
      body: { name: name.trim(), documentType, documentNumber: documentNumber.trim(), ...moveBody(values) },
    })
    void message.success(t.askedIn)
    await navigate(`/moves/${made.county}/${made.id}`)
  }
  return (
    <DialogForm<Values>
      label={t.askIn}
      button={{ type: 'primary' }}
      title={t.askIn}
      initial={{ documentType: 'resident-identity' }}
      onSubmit={submit}
    >
      <p className="note-box">{t.askInMeans}</p>
      <Form.Item name="name" label={t.name} rules={[{ required: true, whitespace: true, message: people.nameMissing }]}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
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
      <MoveFields village />
    </DialogForm>
  )
}
