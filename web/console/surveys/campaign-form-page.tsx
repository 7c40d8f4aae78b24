import { listInstruments } from '@yinian/core/assessments/api.ts'
import { circumstanceKinds, nameOfCategory } from '@yinian/core/people/circumstances.ts'
import { draftCampaign, type NewCampaign } from '@yinian/core/surveys/api.ts'
import { whomKinds } from '@yinian/core/surveys/campaigns.ts'
import { App, Form, Input, InputNumber, Radio, Select } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { DayField } from '../parts/day-field.tsx'
import { FormPage } from '../parts/form-page.tsx'
import { RegionField } from '../parts/region-field.tsx'
import { useMe } from '../shell/me.tsx'
import { texts } from './texts.ts'

export function CampaignFormPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { today, regions } = useMe()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const draft = useCommand(draftCampaign)
  const instruments = useEndpoint(listInstruments)
  const required = [{ required: true, whitespace: true, message: t.missing }]
  const chosen = [{ required: true, message: t.missing }]
  const questionnaires = (instruments.data?.rows ?? []).filter(({ kind }) => kind === 'survey')
  return (
    <FormPage<NewCampaign>
      title={t.newSurvey}
      hint={t.newHint}
      submit={t.submitPlan}
      draft="survey-campaign"
      initial={{
        region: regions[0]?.code ?? '',
        document: '',
        fromOn: today,
        whom: { kind: 'households' },
        instrumentId: 'survey-needs',
      }}
      onSubmit={(body) => draft.mutateAsync({ body })}
      onDone={() => {
        void message.success(t.handedIn)
        void navigate('/surveys')
      }}
    >
      <Form.Item name="title" label={t.title} rules={required}>
        <Input maxLength={80} />
      </Form.Item>
      <Form.Item name="document" label={t.document}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="purpose" label={t.purpose} rules={required}>
        <Input.TextArea rows={2} maxLength={300} />
      </Form.Item>
      <Form.Item name="legalBasis" label={t.legalBasis} rules={required}>
        <Input.TextArea rows={2} maxLength={300} />
      </Form.Item>
      <Form.Item name="region" label={t.division} rules={chosen}>
        <RegionField />
      </Form.Item>
      <div className="together">
        <Form.Item name="fromOn" label={t.from} rules={chosen}>
          <DayField />
        </Form.Item>
        <Form.Item name="toOn" label={t.to} rules={chosen}>
          <DayField />
        </Form.Item>
      </div>
      <Form.Item name={['whom', 'kind']} label={t.whom} rules={chosen}>
        <Radio.Group
          className="survey-whom"
          options={Object.entries(whomKinds).map(([value, name]) => ({ value, label: say(name) }))}
        />
      </Form.Item>
      <WhomDetail />
      <Form.Item name="instrumentId" label={t.questionnaire} rules={chosen}>
        <Select
          options={questionnaires.map(({ id, name, source }) => ({
            value: id,
            label: `${say(name)} · ${say(source)}`,
          }))}
        />
      </Form.Item>
    </FormPage>
  )
}

function WhomDetail(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const kind = Form.useWatch(['whom', 'kind']) as string | undefined
  const rules = [{ required: true, message: t.missing }]
  if (kind === 'age')
    return (
      <Form.Item name={['whom', 'age']} label={t.age} rules={rules}>
        <InputNumber min={60} max={110} />
      </Form.Item>
    )
  if (kind !== 'category') return null
  return (
    <Form.Item name={['whom', 'category']} label={t.category} rules={rules}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        options={Object.entries(circumstanceKinds).map(([of, { name, values }]) => ({
          label: say(name),
          title: say(name),
          options: Object.keys(values).map((value) => ({
            value: `${of}:${value}`,
            label: say(nameOfCategory(`${of}:${value}`)),
          })),
        }))}
      />
    </Form.Item>
  )
}
