import { PlusOutlined } from '@ant-design/icons'
import { requestAssessment } from '@yinian/core/assessments/api.ts'
import { reasons } from '@yinian/core/assessments/instruments/gbt-42195-2022/reasons.ts'
import type { AssessmentRow } from '@yinian/core/assessments/schemas.ts'
import { type WishedPlace, type WishedTime, wishedPlaces, wishedTimes } from '@yinian/core/assessments/wishes.ts'
import { channels, staffedChannels } from '@yinian/core/family/channels.ts'
import { type ElderFile, listElders } from '@yinian/core/people/api.ts'
import { countyOf } from '@yinian/core/regions/code.ts'
import { App, type ButtonProps, Form, Input, Select } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { choices } from '../organisations/choices.ts'
import { DialogForm } from '../people/dialog-form.tsx'
import { texts } from './texts.ts'

interface Values {
  elder: { value: string; label: string; region: string }
  reason: AssessmentRow['reason']
  reasonNote?: string
  name: string
  telephone: string
  channel: (typeof staffedChannels)[number]
  askedBy?: string
  wishedPlace: WishedPlace
  wishedTime: WishedTime
}

interface RequestDialogProps {
  /** Without it the elder is looked up in the dialog. */
  readonly elder?: Pick<ElderFile, 'id' | 'name' | 'region'>
  readonly label?: string
  readonly reason?: AssessmentRow['reason']
  readonly button?: Pick<ButtonProps, 'type' | 'size'>
}

export function RequestDialog({ elder, label, reason = 'first', button }: RequestDialogProps): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { message } = App.useApp()
  const navigate = useNavigate()
  const request = useCommand(requestAssessment)
  const submit = async (values: Values) => {
    const { id, name, region } = elder ?? {
      id: values.elder.value,
      name: values.elder.label,
      region: values.elder.region,
    }
    const reasonNote = values.reasonNote?.trim()
    const made = await request.mutateAsync({
      body: {
        county: countyOf(region),
        elderId: id,
        reason: values.reason,
        ...(reasonNote ? { reasonNote } : {}),
        contact: { name: values.name.trim(), telephone: values.telephone.trim() },
        channel: values.channel,
        wishedPlace: values.wishedPlace,
        wishedTime: values.wishedTime,
        ...(values.askedBy?.trim() ? { askedBy: values.askedBy.trim() } : {}),
      },
    })
    void message.success(t.requested({ name }))
    await navigate(`/assessments/${made.county}/${made.id}`)
  }
  return (
    <DialogForm<Values>
      label={label ?? t.request}
      button={{ type: 'primary', ...(elder ? {} : { icon: <PlusOutlined /> }), ...button }}
      title={elder ? `${t.request} · ${elder.name}` : t.request}
      submit={t.request}
      initial={{ reason, channel: 'counter', wishedPlace: 'any', wishedTime: 'any' }}
      onSubmit={submit}
    >
      {!elder && (
        <Form.Item name="elder" label={t.elder} rules={[{ required: true, message: t.elderMissing }]}>
          <ElderField />
        </Form.Item>
      )}
      <Form.Item name="reason" label={t.reason} rules={[{ required: true, message: t.choose }]}>
        <Select options={reasons.map(({ code, text }) => ({ value: code, label: say(text) }))} />
      </Form.Item>
      <Form.Item name="reasonNote" label={t.reasonNote}>
        <Input maxLength={500} />
      </Form.Item>
      <Form.Item
        name="name"
        label={t.contactName}
        rules={[{ required: true, whitespace: true, message: t.contactNameMissing }]}
      >
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="telephone"
        label={t.contactTelephone}
        rules={[{ required: true, whitespace: true, message: t.contactTelephoneMissing }]}
      >
        <Input maxLength={40} inputMode="tel" autoComplete="off" />
      </Form.Item>
      <Form.Item name="channel" label={t.channel} rules={[{ required: true, message: t.choose }]}>
        <Select options={staffedChannels.map((value) => ({ value, label: say(channels[value]) }))} />
      </Form.Item>
      <Form.Item name="askedBy" label={t.askedBy} extra={t.askedByHelp}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="wishedPlace" label={t.wishedPlace}>
        <Select options={choices(wishedPlaces, say)} />
      </Form.Item>
      <Form.Item name="wishedTime" label={t.wishedTime}>
        <Select options={choices(wishedTimes, say)} />
      </Form.Item>
    </DialogForm>
  )
}

interface ElderFieldProps {
  readonly id?: string
  readonly value?: Values['elder']
  readonly onChange?: (elder: Values['elder']) => void
}

/** An elder of the register, found by name, pinyin, telephone or identity number. */
function ElderField({ id, value, onChange }: ElderFieldProps): ReactNode {
  const t = useTexts(texts)
  const [words, setWords] = useState('')
  const [settled, setSettled] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(words.trim()), 250)
    return () => clearTimeout(timer)
  }, [words])
  const found = useEndpoint(
    listElders,
    { query: { q: settled, state: 'active', limit: 20 } },
    { enabled: settled !== '', keepLast: true },
  )
  const rows = settled === '' ? [] : (found.data?.rows ?? [])
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      labelInValue
      showSearch={{ filterOption: false, onSearch: setWords }}
      placeholder={t.elderSearch}
      value={value ?? null}
      loading={found.isFetching}
      onChange={(picked: { value: string } | null) => {
        const elder = rows.find((row) => row.id === picked?.value)
        if (elder) onChange?.({ value: elder.id, label: elder.name, region: elder.region })
      }}
      options={rows.map((elder) => ({
        value: elder.id,
        label: `${elder.name}（${elder.age}） ${elder.documentNumber} ${elder.regionPath.split(' ').slice(-2).join(' ')}`,
      }))}
    />
  )
}
