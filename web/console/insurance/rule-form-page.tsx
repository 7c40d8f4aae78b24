import { listInsuranceRules, proposeInsuranceRule, type Rule } from '@yinian/core/insurance/rules-api.ts'
import { Form, Input, InputNumber, Switch } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { DayField } from '../parts/day-field.tsx'
import { FormPage } from '../parts/form-page.tsx'
import { RegionField } from '../parts/region-field.tsx'
import { useMe } from '../shell/me.tsx'
import { texts } from './texts.ts'

interface Values extends Omit<Rule['settings'], 'calendar'> {
  readonly area: string
  readonly running: boolean
  readonly document: string
  readonly validFrom: string
  readonly reason: string
  readonly daysOff: string
  readonly worked: string
}

const numbers = [
  'acceptanceDays',
  'supplementDays',
  'assessmentDays',
  'noticeDays',
  'validityMonths',
  'remindDays',
] as const

/** One person proposes; the values start from those in force, or from the platform's defaults with their sources. */
export function RuleFormPage(): ReactNode {
  const asked = useEndpoint(listInsuranceRules)
  return <Answer of={asked}>{(known) => <RuleForm {...known} />}</Answer>
}

function RuleForm({
  rows,
  defaults,
  sources,
}: {
  readonly rows: readonly Rule[]
  readonly defaults: Rule['settings']
  readonly sources: Readonly<Record<string, { zh: string; en: string }>>
}): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { regions, today } = useMe()
  const navigate = useNavigate()
  const propose = useCommand(proposeInsuranceRule)
  const now = rows.find(({ inForce }) => inForce)?.settings ?? defaults
  const rules = [{ required: true, message: t.required }]
  const source = (key: string) => (sources[key] ? say(sources[key]) : undefined)
  const submit = async ({ area, running, document, validFrom, reason, daysOff, worked, ...settings }: Values) => {
    const calendar = { daysOff: linesOf(daysOff), worked: linesOf(worked) }
    await propose.mutateAsync({
      body: { area, running, document, validFrom, reason, settings: { ...settings, calendar } },
    })
    await navigate('/insurance/rules')
  }
  return (
    <FormPage<Values>
      title={t.proposeRule}
      hint={t.rulesHint}
      submit={t.proposeRule}
      initial={{
        ...now,
        running: true,
        ...(regions[0] ? { area: regions[0].code } : {}),
        validFrom: today,
        daysOff: now.calendar.daysOff.join('\n'),
        worked: now.calendar.worked.join('\n'),
      }}
      onSubmit={submit}
    >
      <Form.Item name="area" label={t.place} rules={rules}>
        <RegionField />
      </Form.Item>
      <Form.Item name="running" label={t.running} valuePropName="checked">
        <Switch />
      </Form.Item>
      <Form.Item
        name="document"
        label={t.document}
        rules={[{ required: true, whitespace: true, min: 2, message: t.required }]}
      >
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="validFrom" label={t.validFrom} rules={rules}>
        <DayField />
      </Form.Item>
      {numbers.map((name) => (
        <Form.Item key={name} name={name} label={t[name]} rules={rules} extra={source(name)}>
          <InputNumber min={1} max={name === 'remindDays' ? 365 : name === 'validityMonths' ? 60 : 120} precision={0} />
        </Form.Item>
      ))}
      <Form.Item
        name="acceptsEvidence"
        label={t.acceptsEvidence}
        valuePropName="checked"
        extra={source('acceptsEvidence')}
      >
        <Switch />
      </Form.Item>
      <Form.Item name="daysOff" label={t.daysOff} extra={`${t.daysHint} · ${source('calendar') ?? ''}`}>
        <Input.TextArea rows={3} />
      </Form.Item>
      <Form.Item name="worked" label={t.worked} extra={t.daysHint}>
        <Input.TextArea rows={2} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t.reason}
        rules={[{ required: true, whitespace: true, min: 2, message: t.required }]}
      >
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </FormPage>
  )
}

const linesOf = (text: string | undefined): string[] => [...new Set((text ?? '').split(/[\s,，、]+/).filter(Boolean))]
