import type { BodyOf, ReplyOf } from '@yinian/core/http/endpoint.ts'
import { applyForDisability, findApplicant } from '@yinian/core/insurance/api.ts'
import { applicantKinds, enrolments, paperKinds, selfAssessments } from '@yinian/core/insurance/procedure.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { Button, Checkbox, Form, Input, Radio, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import { useCommand } from '../../client/queries.ts'
import { asRefusal, type Refusal } from '../../client/refusal.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { DayField } from '../parts/day-field.tsx'
import { FormPage } from '../parts/form-page.tsx'
import { Facts, PageHead, Panel } from '../parts/page-head.tsx'
import { RefusedLine } from '../parts/refused.tsx'
import { useMe } from '../shell/me.tsx'
import { texts } from './texts.ts'

type Found = ReplyOf<typeof findApplicant>
type Asked = Omit<BodyOf<typeof applyForDisability>, 'county' | 'elderId'>

/** At the counter: who it is, then what they apply with. */
export function ApplyPage(): ReactNode {
  const t = useTexts(texts)
  const [found, setFound] = useState<Found>()
  if (found?.running) return <ApplyForm found={found} />
  return (
    <div className="form">
      <PageHead title={t.apply} hint={t.applyHint} />
      <FindApplicant onFound={setFound} />
      {found && <p className="note-box">{t.notRunning}</p>}
    </div>
  )
}

function FindApplicant({ onFound }: { onFound: (found: Found) => void }): ReactNode {
  const t = useTexts(texts)
  const find = useCommand(findApplicant)
  const [number, setNumber] = useState('')
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const run = async () => {
    setRefusal(null)
    try {
      onFound(await find.mutateAsync({ body: { identityNumber: number.trim() } }))
    } catch (error) {
      setRefusal(asRefusal(error))
    }
  }
  return (
    <Panel>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void run()
        }}
      >
        <label htmlFor="applicant-number">{t.identityNumber}</label>
        <div className="row">
          <Input
            id="applicant-number"
            style={{ maxWidth: 320 }}
            maxLength={24}
            autoComplete="off"
            value={number}
            onChange={({ target }) => setNumber(target.value)}
          />
          <Button type="primary" htmlType="submit" loading={find.isPending} disabled={number.trim().length < 15}>
            {t.find}
          </Button>
        </div>
        <RefusedLine refusal={refusal} />
      </form>
    </Panel>
  )
}

function ApplyForm({ found }: { found: Found }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { today } = useMe()
  const navigate = useNavigate()
  const apply = useCommand(applyForDisability)
  const options = (of: Readonly<Record<string, Text>>) =>
    Object.entries(of).map(([value, name]) => ({ value, label: say(name) }))
  const rules = [{ required: true, message: t.required }]
  return (
    <FormPage<Asked>
      title={t.apply}
      hint={
        <Facts
          of={[
            [t.found, `${found.name} · ${found.sex === 'male' ? t.male : t.female} · ${found.age}`],
            [t.identity, found.identityNumberMasked],
            [t.region, found.regionPath],
          ]}
        />
      }
      submit={t.submit}
      initial={{
        channel: 'counter',
        applicantKind: 'self',
        applicantName: found.name,
        selfAssessmentNote: '',
        papers: [],
      }}
      onSubmit={async (values) => {
        const made = await apply.mutateAsync({
          body: {
            ...values,
            selfAssessmentNote: values.selfAssessmentNote ?? '',
            county: found.county,
            elderId: found.id,
          },
        })
        await navigate(`/insurance/assessments/${made.county}/${made.id}`, { replace: true })
      }}
    >
      <Form.Item name="channel" label={t.channel}>
        <Radio.Group
          options={[
            { value: 'counter', label: t.counter },
            { value: 'phone', label: t.phone },
            { value: 'home-visit', label: t.homeVisit },
          ]}
        />
      </Form.Item>
      <Form.Item name="applicantKind" label={t.applicantKind} rules={rules}>
        <Radio.Group options={options(applicantKinds)} />
      </Form.Item>
      <Form.Item
        name="applicantName"
        label={t.applicantName}
        rules={[{ required: true, whitespace: true, message: t.required }]}
      >
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item
        name="telephone"
        label={t.telephone}
        rules={[{ required: true, whitespace: true, message: t.required }]}
      >
        <Input maxLength={40} inputMode="tel" autoComplete="off" />
      </Form.Item>
      <Form.Item name="enrolment" label={t.enrolment} rules={rules}>
        <Select options={options(enrolments)} />
      </Form.Item>
      <Form.Item name="disabledSince" label={t.disabledSince} rules={rules}>
        <DayField to={today} />
      </Form.Item>
      <Form.Item name="selfAssessment" label={t.selfAssessment} rules={rules}>
        <Radio.Group options={options(selfAssessments)} />
      </Form.Item>
      <Form.Item name="selfAssessmentNote" label={t.selfAssessmentNote}>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </Form.Item>
      <Form.Item name="papers" label={t.papers}>
        <Checkbox.Group options={options(paperKinds)} />
      </Form.Item>
    </FormPage>
  )
}
