import { useQueryClient } from '@tanstack/react-query'
import { gbt42195 } from '@yinian/core/assessments/instruments/gbt-42195-2022/instrument.ts'
import { recogniseResult } from '@yinian/core/assessments/record-api.ts'
import type { ElderFile } from '@yinian/core/people/api.ts'
import { countyOf } from '@yinian/core/regions/code.ts'
import { Button, Form, Input, Select, Upload } from 'antd'
import type { ReactNode } from 'react'
import { upload } from '../../../client/transfer.ts'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { DayField } from '../../parts/day-field.tsx'
import { DialogForm } from '../../people/dialog-form.tsx'
import { useMe } from '../../shell/me.tsx'
import { texts } from './texts.ts'

interface Values {
  level: number
  confirmedOn: string
  validUntil: string
  organisationName: string
  issuedIn: string
  paperNumber: string
  file: File
}

/** Takes a result of elsewhere over, with the paper that proves it (B06). */
export function RecogniseDialog({ elder }: { elder: ElderFile }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { today } = useMe()
  const queries = useQueryClient()
  const rules = [{ required: true, message: t.required }]
  const send = async ({ file, ...query }: Values) => {
    await upload(recogniseResult, { query: { county: countyOf(elder.region), elderId: elder.id, ...query } }, file)
    await queries.invalidateQueries()
  }
  return (
    <DialogForm<Values> label={t.recognise} title={t.recognise} button={{ size: 'small' }} onSubmit={send}>
      <p className="faded small">{t.recogniseHint}</p>
      <Form.Item name="level" label={t.level} rules={rules}>
        <Select
          options={gbt42195.levels.map(({ level, alias }) => ({ value: level, label: `${level} ${say(alias)}` }))}
        />
      </Form.Item>
      <Form.Item name="confirmedOn" label={t.confirmedOn} rules={rules}>
        <DayField to={today} />
      </Form.Item>
      <Form.Item name="validUntil" label={t.validUntil} rules={rules}>
        <DayField />
      </Form.Item>
      <Form.Item name="organisationName" label={t.organisation} rules={rules}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="issuedIn" label={t.issuedIn} rules={rules}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="paperNumber" label={t.paperNumber} rules={rules}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="file" label={t.document} rules={[{ required: true, message: t.documentMissing }]}>
        <FileField label={t.chooseDocument} accept=".pdf,.jpg,.jpeg,.png" />
      </Form.Item>
    </DialogForm>
  )
}

interface FileFieldProps {
  readonly label: string
  readonly accept: string
  readonly value?: File
  readonly onChange?: (file: File) => void
}

/** One file of a form; named once it is chosen. */
export function FileField({ label, accept, value, onChange }: FileFieldProps): ReactNode {
  return (
    <Upload
      accept={accept}
      showUploadList={false}
      beforeUpload={(file) => {
        onChange?.(file)
        return false
      }}
    >
      <Button>{value?.name ?? label}</Button>
    </Upload>
  )
}
