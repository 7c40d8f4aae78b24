import { registerClient } from '@yinian/core/exchange/client-api.ts'
import { purposes } from '@yinian/core/exchange/kinds.ts'
import { clientBases, clientScopes } from '@yinian/core/exchange/scopes.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { nation } from '@yinian/core/regions/code.ts'
import { addMonths } from '@yinian/core/time/day.ts'
import { Form, Input, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { useCommand } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { FormPage } from '../parts/form-page.tsx'
import { RegionField } from '../parts/region-field.tsx'
import { useMe } from '../shell/me.tsx'
import { AgreementFields } from './agreement-fields.tsx'
import { texts } from './texts.ts'
import { useOptions } from './words.tsx'

type Wanted = BodyOf<typeof registerClient>

export function NewClientPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { regions, today } = useMe()
  const navigate = useNavigate()
  const register = useCommand(registerClient)
  const bases = useOptions(clientBases)
  const allPurposes = useOptions(purposes)
  const rules = [{ required: true, message: t.required }]
  const own = regions[0]?.code
  const initial: Partial<Wanted> = {
    ...(own === undefined || own === nation ? {} : { region: own }),
    basis: 'statutory',
    purposes: ['benefit-check'],
    scopes: ['ability-results'],
    validFrom: today,
    validUntil: addMonths(today, 12),
    perMinute: 60,
    perDay: 5000,
  }
  return (
    <FormPage<Wanted>
      title={t.newClient}
      hint={t.clientsHint}
      submit={t.register}
      draft="exchange-client"
      initial={initial}
      onSubmit={async (body) => {
        const { county, id } = await register.mutateAsync({ body })
        await navigate(`/exchange/clients/${county}/${id}`, { replace: true })
      }}
    >
      <Form.Item name="name" label={t.name} rules={rules}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="organisation" label={t.organisation} rules={rules}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="contact" label={t.contact} rules={rules}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="region" label={t.region} rules={rules}>
        <RegionField />
      </Form.Item>
      <Form.Item name="scopes" label={t.scopes} rules={rules}>
        <Select
          mode="multiple"
          options={Object.entries(clientScopes).map(([value, { name, what }]) => ({
            value,
            label: `${say(name)} · ${say(what)}`,
          }))}
        />
      </Form.Item>
      <Form.Item name="purposes" label={t.purposes} rules={rules}>
        <Select mode="multiple" options={allPurposes} />
      </Form.Item>
      <Form.Item name="basis" label={t.basis} rules={rules}>
        <Select options={bases} />
      </Form.Item>
      <AgreementFields />
      <Form.Item name="perMinute" label={t.perMinute} rules={rules}>
        <InputNumber min={1} max={6000} />
      </Form.Item>
      <Form.Item name="perDay" label={t.perDay} rules={rules}>
        <InputNumber min={1} max={1_000_000} />
      </Form.Item>
    </FormPage>
  )
}
