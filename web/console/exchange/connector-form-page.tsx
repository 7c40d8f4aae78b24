import { addConnector, type Connector, changeConnector, getConnector } from '@yinian/core/exchange/connector-api.ts'
import {
  type ConnectorKindId,
  connectorKinds,
  type FieldId,
  fields,
  isCircumstanceField,
  kindOf,
  purposes,
  transports,
  valuesOf,
} from '@yinian/core/exchange/kinds.ts'
import type { BodyOf } from '@yinian/core/http/endpoint.ts'
import { nation } from '@yinian/core/regions/code.ts'
import { addMonths } from '@yinian/core/time/day.ts'
import { Form, Input, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { FormPage } from '../parts/form-page.tsx'
import { RegionField } from '../parts/region-field.tsx'
import { useMe } from '../shell/me.tsx'
import { AgreementFields } from './agreement-fields.tsx'
import { texts } from './texts.ts'
import { useOptions } from './words.tsx'

type Wanted = BodyOf<typeof addConnector>

/** As it is typed: codes are lines of `theirs=ours`. */
interface Typed extends Omit<Wanted, 'mapping'> {
  readonly mapping: { records?: string; number: string; fields: Partial<Record<FieldId, string>> }
  readonly codes?: Partial<Record<FieldId, string>>
}

export function NewConnectorPage(): ReactNode {
  const t = useTexts(texts)
  const { regions, today } = useMe()
  const own = regions[0]?.code
  const navigate = useNavigate()
  const add = useCommand(addConnector)
  return (
    <ConnectorForm
      title={t.newConnector}
      draft="exchange-connector"
      initial={{
        kind: 'social-assistance',
        transport: 'http',
        ...(own === undefined || own === nation ? {} : { region: own }),
        batchSize: 50,
        credentialHeader: 'Authorization',
        fields: ['hardship', 'from'],
        purposes: ['keep-register'],
        perMinute: 60,
        perDay: 20_000,
        timeoutSeconds: 10,
        validFrom: today,
        validUntil: addMonths(today, 12),
      }}
      submit={async (body) => {
        const { county, id } = await add.mutateAsync({ body })
        await navigate(`/exchange/connectors/${county}/${id}`, { replace: true })
      }}
    />
  )
}

export function EditConnectorPage(): ReactNode {
  const { county = '', id = '' } = useParams()
  const asked = useEndpoint(getConnector, { params: { county, id } })
  return <Answer of={asked}>{(connector) => <Edit of={connector} />}</Answer>
}

function Edit({ of: one }: { of: Connector }): ReactNode {
  const t = useTexts(texts)
  const navigate = useNavigate()
  const change = useCommand(changeConnector)
  const params = { county: one.county, id: one.id }
  const codes = Object.fromEntries(
    Object.entries(one.mapping.values).map(([field, own]) => [field, linesOf(own ?? {})]),
  )
  return (
    <ConnectorForm
      title={t.editConnector}
      initial={{ ...one, codes } as Partial<Typed>}
      fixed
      submit={async (body) => {
        await change.mutateAsync({ params, body: { ...body, version: one.version } })
        await navigate(`/exchange/connectors/${one.county}/${one.id}`, { replace: true })
      }}
    />
  )
}

const linesOf = (own: Readonly<Record<string, string>>): string =>
  Object.entries(own)
    .map(([theirs, ours]) => `${theirs}=${ours}`)
    .join('\n')

const readLines = (lines: string): Record<string, string> =>
  Object.fromEntries(
    lines
      .split('\n')
      .map((line) => line.split('=').map((part) => part.trim()))
      .flatMap(([theirs, ours]) => (theirs && ours ? [[theirs, ours]] : [])),
  )

interface ConnectorFormProps {
  readonly title: string
  readonly draft?: string
  readonly initial: Partial<Typed>
  /** Kind and division stay. */
  readonly fixed?: boolean
  readonly submit: (wanted: Wanted) => Promise<unknown>
}

function ConnectorForm({ title, draft, initial, fixed = false, submit }: ConnectorFormProps): ReactNode {
  const t = useTexts(texts)
  const kinds = useOptions(connectorKinds)
  const ways = useOptions(transports)
  const allPurposes = useOptions(purposes)
  const rules = [{ required: true, message: t.required }]
  const send = ({ codes = {}, mapping, credential, ...typed }: Typed) =>
    submit({
      ...pick(typed),
      ...(credential ? { credential } : {}),
      mapping: {
        records: mapping.records ?? '',
        number: mapping.number,
        fields: Object.fromEntries(typed.fields.map((field) => [field, mapping.fields[field] ?? ''])),
        values: Object.fromEntries(
          typed.fields.flatMap((field) => (codes[field] ? [[field, readLines(codes[field])]] : [])),
        ),
      },
    })
  return (
    <FormPage<Typed>
      title={title}
      hint={t.connectorsHint}
      submit={t.save}
      {...(draft === undefined ? {} : { draft })}
      initial={initial}
      onSubmit={send}
    >
      <Form.Item name="name" label={t.name} rules={rules}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="kind" label={t.kind} rules={rules}>
        <Select options={kinds} disabled={fixed} />
      </Form.Item>
      <Form.Item name="department" label={t.department} rules={rules}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="region" label={t.region} rules={rules}>
        <RegionField levels={['nation', 'province', 'city', 'county']} />
      </Form.Item>
      <AgreementFields />
      <Form.Item name="purposes" label={t.purposes} rules={rules}>
        <Select mode="multiple" options={allPurposes} />
      </Form.Item>
      <Form.Item name="transport" label={t.transport} rules={rules}>
        <Select options={ways} />
      </Form.Item>
      <Transport />
      <Form.Item name={['mapping', 'number']} label={t.numberName} rules={rules}>
        <Input maxLength={120} autoComplete="off" />
      </Form.Item>
      <FieldNames />
      <Form.Item name="perMinute" label={t.perMinute} rules={rules}>
        <InputNumber min={1} max={60_000} />
      </Form.Item>
      <Form.Item name="perDay" label={t.perDay} rules={rules}>
        <InputNumber min={1} max={10_000_000} />
      </Form.Item>
    </FormPage>
  )
}

/** What the endpoint takes, without what the page was given besides. */
const pick = (typed: Omit<Typed, 'mapping' | 'codes' | 'credential'>): Omit<Wanted, 'mapping' | 'credential'> => ({
  name: typed.name,
  kind: typed.kind,
  department: typed.department,
  region: typed.region,
  transport: typed.transport,
  address: typed.address ?? '',
  batchSize: typed.batchSize ?? 1,
  credentialHeader: typed.credentialHeader ?? 'Authorization',
  fields: typed.fields,
  purposes: typed.purposes,
  basisNote: typed.basisNote,
  agreementNumber: typed.agreementNumber,
  validFrom: typed.validFrom,
  validUntil: typed.validUntil,
  perMinute: typed.perMinute,
  perDay: typed.perDay,
  timeoutSeconds: typed.timeoutSeconds ?? 10,
})

/** Address and credential, where it is asked and not delivered. */
function Transport(): ReactNode {
  const t = useTexts(texts)
  const rules = [{ required: true, message: t.required }]
  return (
    <Form.Item noStyle dependencies={['transport']}>
      {({ getFieldValue }) =>
        getFieldValue('transport') === 'http' && (
          <>
            <Form.Item name="address" label={t.address} extra={t.addressHelp} rules={rules}>
              <Input maxLength={300} inputMode="url" autoComplete="off" />
            </Form.Item>
            <Form.Item name="credentialHeader" label={t.credentialHeader} rules={rules}>
              <Input maxLength={60} autoComplete="off" />
            </Form.Item>
            <Form.Item name="credential" label={t.credential} extra={t.credentialHelp}>
              <Input.Password maxLength={400} autoComplete="new-password" />
            </Form.Item>
            <Form.Item name="batchSize" label={t.batchSize} rules={rules}>
              <InputNumber min={1} max={500} />
            </Form.Item>
            <Form.Item name="timeoutSeconds" label={t.timeoutSeconds} rules={rules}>
              <InputNumber min={1} max={60} />
            </Form.Item>
            <Form.Item name={['mapping', 'records']} label={t.records} extra={t.recordsHelp}>
              <Input maxLength={120} autoComplete="off" />
            </Form.Item>
          </>
        )
      }
    </Form.Item>
  )
}

/** What is asked, under which name it comes back, and with which codes. */
function FieldNames(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const rules = [{ required: true, message: t.required }]
  return (
    <Form.Item noStyle dependencies={['kind', 'fields']}>
      {({ getFieldValue }) => {
        const kind = getFieldValue('kind') as ConnectorKindId
        const possible = kindOf(kind).fields
        const asked = ((getFieldValue('fields') ?? []) as FieldId[]).filter((field) => possible.includes(field))
        return (
          <>
            <Form.Item name="fields" label={t.fields} rules={rules}>
              <Select mode="multiple" options={possible.map((value) => ({ value, label: say(fields[value].name) }))} />
            </Form.Item>
            {asked.map((field) => {
              const name = say(fields[field].name)
              return (
                <div key={field}>
                  <Form.Item name={['mapping', 'fields', field]} label={t.fieldName({ field: name })} rules={rules}>
                    <Input maxLength={120} autoComplete="off" />
                  </Form.Item>
                  {isCircumstanceField(field) && (
                    <Form.Item
                      name={['codes', field]}
                      label={t.codes({ field: name })}
                      extra={t.codesHelp({
                        values: Object.entries(valuesOf(field))
                          .map(([value, words]) => `${value} ${say(words.name)}`)
                          .join(' · '),
                      })}
                    >
                      <Input.TextArea rows={2} />
                    </Form.Item>
                  )}
                </div>
              )
            })}
          </>
        )
      }}
    </Form.Item>
  )
}
