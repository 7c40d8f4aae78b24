import { changeElder, type ElderFile, getElder } from '@yinian/core/people/api.ts'
import { App, Checkbox, Form, Input, Radio } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { InputOf } from '../../client/call.ts'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { DayField } from '../parts/day-field.tsx'
import { FormPage } from '../parts/form-page.tsx'
import { RegionField } from '../parts/region-field.tsx'
import { useMe } from '../shell/me.tsx'
import { EthnicityField, PayeeFields, PhoneField, payeeOf } from './elder-fields.tsx'
import './people.css'
import { texts } from './texts.ts'

interface Typed {
  name: string
  ethnicity: string
  phone?: string
  removePhone?: boolean
  region: string
  registeredRegion: string
  from?: string
  why?: 'usual' | 'change' | 'correction'
  address?: { text?: string }
  payee?: { accountName?: string; bank?: string; accountNumber?: string }
}

const villages = ['village'] as const

export function EditPage(): ReactNode {
  const { id = '' } = useParams()
  const asked = useEndpoint(getElder, { params: { id } })
  return <Answer of={asked}>{(elder) => <EditForm key={elder.id} elder={elder} />}</Answer>
}

/** Sealed fields stand empty: what they hold now is shown masked, and left alone unless something is entered. */
function EditForm({ elder }: { elder: ElderFile }): ReactNode {
  const t = useTexts(texts)
  const { today } = useMe()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const change = useCommand(changeElder)
  const submit = async (typed: Typed) => {
    const changes = changesOf(elder, typed)
    if (Object.keys(changes).length === 0) {
      void message.info(t.nothingChanged)
      return
    }
    await change.mutateAsync({ params: { id: elder.id }, body: { version: elder.version, ...changes } })
    void message.success(t.saved({ name: elder.name }))
    void navigate(`/people/${elder.id}`, { replace: true })
  }
  const now = (value: string | null) => (value === null ? undefined : t.unchangedKept({ value }))
  const { name, ethnicity, region, registeredRegion } = elder
  return (
    <FormPage<Typed>
      title={t.editTitle({ name })}
      submit={t.save}
      initial={{ name, ethnicity, region, registeredRegion, why: 'usual' }}
      onSubmit={submit}
    >
      <Form.Item name="name" label={t.name} rules={[{ required: true, whitespace: true, message: t.nameMissing }]}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <EthnicityField />
      <PhoneField help={now(elder.phone)} />
      {elder.phone !== null && (
        <Form.Item name="removePhone" valuePropName="checked">
          <Checkbox>{t.removePhone}</Checkbox>
        </Form.Item>
      )}
      <Form.Item
        name="region"
        label={t.village}
        extra={t.villageHelp}
        rules={[{ required: true, message: t.villageMissing }]}
      >
        <RegionField levels={villages} />
      </Form.Item>
      <Form.Item
        name="registeredRegion"
        label={t.registration}
        extra={t.registrationHelp}
        rules={[{ required: true, message: t.importRegionMissing }]}
      >
        <RegionField />
      </Form.Item>
      <Form.Item name={['address', 'text']} label={t.address} extra={now(elder.address) ?? t.addressHelp}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <PayeeFields help={now(elder.payee)} />
      <Form.Item name="why" label={t.whyChanged} extra={t.whyChangedHelp}>
        <Radio.Group
          options={[
            { value: 'usual', label: t.whyUsual },
            { value: 'change', label: t.whyChange },
            { value: 'correction', label: t.whyCorrection },
          ]}
        />
      </Form.Item>
      <Form.Item name="from" label={t.changedFrom} extra={t.changedFromHelp}>
        <DayField to={today} />
      </Form.Item>
    </FormPage>
  )
}

type Changes = Omit<InputOf<typeof changeElder>['body'], 'version'>

function changesOf(elder: ElderFile, typed: Typed): Changes {
  const phone = typed.removePhone ? null : typed.phone?.trim() || undefined
  const address = typed.address?.text?.trim()
  const payee = payeeOf(typed.payee)
  const changes = {
    ...(typed.name.trim() === elder.name ? {} : { name: typed.name.trim() }),
    ...(typed.ethnicity === elder.ethnicity ? {} : { ethnicity: typed.ethnicity }),
    ...(phone === undefined ? {} : { phone }),
    ...(typed.region === elder.region ? {} : { region: typed.region }),
    ...(typed.registeredRegion === elder.registeredRegion ? {} : { registeredRegion: typed.registeredRegion }),
    ...(address ? { address: { text: address } } : {}),
    ...(payee === undefined ? {} : { payee }),
  }
  if (Object.keys(changes).length === 0) return changes
  return {
    ...changes,
    ...(typed.from ? { from: typed.from } : {}),
    ...(typed.why === undefined || typed.why === 'usual' ? {} : { why: typed.why }),
  }
}
