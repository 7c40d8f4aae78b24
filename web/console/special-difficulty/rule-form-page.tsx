import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { circumstanceKinds, nameOfCategory } from '@yinian/core/people/circumstances.ts'
import {
  countSpecialDifficulty,
  type DifficultyGroup,
  draftDifficultyRule,
  previewDifficultyRule,
} from '@yinian/core/people/special-difficulty-api.ts'
import { nation } from '@yinian/core/regions/code.ts'
import { App, Button, Form, Input, InputNumber, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { asRefusal, type Refusal } from '../../client/refusal.ts'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { DayField } from '../parts/day-field.tsx'
import { FormPage } from '../parts/form-page.tsx'
import { Facts } from '../parts/page-head.tsx'
import { RefusedLine } from '../parts/refused.tsx'
import { RegionField } from '../parts/region-field.tsx'
import { useMe } from '../shell/me.tsx'
import './special-difficulty.css'
import { texts } from './texts.ts'

interface Draft {
  area: string
  zh: string
  en: string
  validFrom: string
  reason: string
  members: DifficultyGroup[]
}

/** A new rule begins as the one in force. */
export function RuleFormPage(): ReactNode {
  const { regions } = useMe()
  const area = regions[0]?.code ?? nation
  const asked = useEndpoint(countSpecialDifficulty, { query: { region: area } })
  return (
    <Answer of={asked} height={480}>
      {({ rule }) => <RuleForm area={area} members={rule?.members ?? []} />}
    </Answer>
  )
}

function RuleForm({ area, members }: { area: string; members: readonly DifficultyGroup[] }): ReactNode {
  const t = useTexts(texts)
  const { today } = useMe()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const draft = useCommand(draftDifficultyRule)
  const required = [{ required: true, whitespace: true, message: t.missing }]
  return (
    <FormPage<Draft>
      title={t.draft}
      hint={t.draftHint}
      submit={t.submitDraft}
      initial={{ area, validFrom: today, members: [...members] }}
      onSubmit={({ zh, en, ...rest }) =>
        draft.mutateAsync({ body: { ...rest, name: { zh, en }, members: rest.members.map(asGroup) } })
      }
      onDone={() => {
        void message.success(t.handedOver)
        void navigate('/special-difficulty/rules')
      }}
    >
      <Form.Item name="area" label={t.division} rules={[{ required: true, message: t.missing }]}>
        <RegionField />
      </Form.Item>
      <div className="together">
        <Form.Item name="zh" label={t.ruleNameZh} rules={required}>
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name="en" label={t.ruleNameEn} rules={required}>
          <Input maxLength={200} />
        </Form.Item>
      </div>
      <Form.Item name="validFrom" label={t.validFrom} rules={[{ required: true, message: t.missing }]}>
        <DayField />
      </Form.Item>
      <Form.List name="members">
        {(fields, { add, remove }) => (
          <fieldset className="rule-groups">
            <legend>{t.groups}</legend>
            {fields.map(({ key, name }) => (
              <GroupFields key={key} at={name} remove={() => remove(name)} />
            ))}
            <Button icon={<PlusOutlined />} onClick={() => add({ id: '', name: { zh: '', en: '' } })}>
              {t.addGroup}
            </Button>
          </fieldset>
        )}
      </Form.List>
      <Preview />
      <Form.Item name="reason" label={t.reason} rules={[{ ...required[0], message: t.reasonMissing }]}>
        <Input.TextArea rows={2} maxLength={500} />
      </Form.Item>
    </FormPage>
  )
}

function GroupFields({ at, remove }: { at: number; remove: () => void }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const required = [{ required: true, whitespace: true, message: t.missing }]
  const categories = Object.entries(circumstanceKinds).map(([kind, { name, values }]) => ({
    label: say(name),
    title: say(name),
    options: Object.keys(values).map((value) => ({
      value: `${kind}:${value}`,
      label: say(nameOfCategory(`${kind}:${value}`)),
    })),
  }))
  const levels = [1, 2, 3, 4].map((level) => ({ value: level, label: t.level({ level }) }))
  return (
    <div className="rule-group">
      <Form.Item name={[at, 'id']} hidden>
        <Input />
      </Form.Item>
      <div className="together">
        <Form.Item name={[at, 'name', 'zh']} label={t.groupNameZh} rules={required}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name={[at, 'name', 'en']} label={t.groupNameEn} rules={required}>
          <Input maxLength={60} />
        </Form.Item>
      </div>
      <Form.Item name={[at, 'anyOf']} label={t.anyOf}>
        <Select mode="multiple" options={categories} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <div className="together">
        <Form.Item name={[at, 'minimumAge']} label={t.minimumAge}>
          <InputNumber min={60} max={110} />
        </Form.Item>
        <Form.Item name={[at, 'minimumLevel']} label={t.minimumLevel}>
          <Select allowClear options={levels} />
        </Form.Item>
      </div>
      <Form.Item name={[at, 'with']} label={t.with}>
        <Select mode="multiple" options={categories} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <Button size="small" icon={<DeleteOutlined />} onClick={remove}>
        {t.removeGroup}
      </Button>
    </div>
  )
}

function Preview(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const form = Form.useFormInstance<Draft>()
  const preview = useCommand(previewDifficultyRule)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const ask = async () => {
    setRefusal(null)
    const { area, members = [] } = form.getFieldsValue(true) as Draft
    try {
      await preview.mutateAsync({ body: { area, members: members.map(asGroup) } })
    } catch (error) {
      setRefusal(asRefusal(error))
    }
  }
  const found = preview.data
  return (
    <div className="note-box">
      <Button onClick={() => void ask()} loading={preview.isPending}>
        {t.preview}
      </Button>
      <RefusedLine refusal={refusal} />
      {found !== undefined && (
        <>
          <h3>{t.previewResult}</h3>
          <Facts
            of={[
              [t.before, format.people(found.before)],
              [t.after, format.people(found.after)],
              [t.entering, format.people(found.entering)],
              [t.leaving, format.people(found.leaving)],
              ...found.groups.map((group) => [say(group.name), format.people(group.count)] as const),
            ]}
          />
          {found.own.length > 0 && (
            <p className="small">
              {t.own({ places: found.own.map(({ path }) => path).join(say({ zh: '、', en: ', ' })) })}
            </p>
          )}
        </>
      )}
    </div>
  )
}

/** A group as it is kept: without empty conditions, and with an id of its own where it is new. */
function asGroup(
  { id, name, anyOf, minimumAge, minimumLevel, with: also }: DifficultyGroup,
  at: number,
): DifficultyGroup {
  const made = (name.en || 'group')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 30)
  return {
    id: id || `${made || 'group'}-${at}`,
    name,
    ...(anyOf?.length ? { anyOf } : {}),
    ...(minimumAge == null ? {} : { minimumAge }),
    ...(minimumLevel == null ? {} : { minimumLevel }),
    ...(also?.length ? { with: also } : {}),
  }
}
