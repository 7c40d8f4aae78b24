import type { Grant } from '@yinian/core/access/api.ts'
import { findColleagues, lendGrant } from '@yinian/core/access/grant-api.ts'
import { addDays } from '@yinian/core/time/day.ts'
import { App, Form, Input, Modal, Select } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { DayField } from '../parts/day-field.tsx'
import { RefusedLine } from '../parts/refused.tsx'
import { RegionField } from '../parts/region-field.tsx'
import { useMe } from '../shell/me.tsx'
import { ownTexts } from './own-texts.ts'

interface NewLoan {
  grantId: string
  borrowerId: string
  region?: string
  from: string
  until: string
  reason: string
}

/** Lends one of one's own grants, whole or over a part of its division, for some days. */
export function LendDialog({ grants, close }: { grants: readonly Grant[]; close: () => void }): ReactNode {
  const t = useTexts(ownTexts)
  const { say } = useLanguage()
  const { message } = App.useApp()
  const { today } = useMe()
  const lend = useCommand(lendGrant)
  const [form] = Form.useForm<NewLoan>()
  const from = Form.useWatch('from', form) ?? today
  const [first] = grants
  const submit = ({ region, ...loan }: NewLoan) =>
    lend.mutate(
      { body: { ...loan, ...(region ? { region } : {}) } },
      {
        onSuccess: () => {
          void message.success(t.lent)
          close()
        },
      },
    )
  const choose = (grantId: string) =>
    form.setFieldValue('region', grants.find(({ id }) => id === grantId)?.region?.code)
  return (
    <Modal
      open
      title={t.lend}
      okText={t.lend}
      confirmLoading={lend.isPending}
      onOk={() => form.submit()}
      onCancel={close}
      width={480}
    >
      <RefusedLine refusal={lend.error} />
      <Form
        form={form}
        layout="vertical"
        initialValues={{ grantId: first?.id, region: first?.region?.code, from: today, until: addDays(today, 6) }}
        onFinish={submit}
      >
        <Form.Item name="grantId" label={t.whichGrant} rules={[{ required: true, message: t.whichGrantMissing }]}>
          <Select
            onChange={choose}
            options={grants.map(({ id, roleName, region }) => ({
              value: id,
              label: `${say(roleName)} · ${region?.name ?? ''}`,
            }))}
          />
        </Form.Item>
        <Form.Item name="borrowerId" label={t.colleague} rules={[{ required: true, message: t.colleagueMissing }]}>
          <ColleagueField />
        </Form.Item>
        <Form.Item name="region" label={t.overWhich} extra={t.overWhichHelp}>
          <RegionField />
        </Form.Item>
        <div className="row fields">
          <Form.Item name="from" label={t.from} rules={[{ required: true, message: t.dayMissing }]}>
            <DayField from={today} />
          </Form.Item>
          <Form.Item name="until" label={t.until} rules={[{ required: true, message: t.dayMissing }]}>
            <DayField from={from} to={addDays(from, 91)} />
          </Form.Item>
        </div>
        <Form.Item
          name="reason"
          label={t.reason}
          rules={[{ required: true, whitespace: true, message: t.reasonMissing }]}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

interface ColleagueFieldProps {
  readonly id?: string
  readonly value?: string
  readonly onChange?: (id: string) => void
}

function ColleagueField({ id, value, onChange }: ColleagueFieldProps): ReactNode {
  const t = useTexts(ownTexts)
  const [words, setWords] = useState('')
  const [settled, setSettled] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(words.trim()), 250)
    return () => clearTimeout(timer)
  }, [words])
  const found = useEndpoint(findColleagues, { query: { q: settled } }, { enabled: settled !== '', keepLast: true })
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      value={value ?? null}
      onChange={(chosen: string | null) => chosen !== null && onChange?.(chosen)}
      placeholder={t.colleagueSearch}
      loading={found.isFetching}
      showSearch={{ filterOption: false, onSearch: setWords }}
      notFoundContent={settled === '' ? t.colleagueSearch : undefined}
      options={(found.data?.rows ?? []).map((one) => ({
        value: one.id,
        label: [one.displayName, one.title, one.name].filter(Boolean).join(' · '),
      }))}
    />
  )
}
