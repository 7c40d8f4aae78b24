import {
  changeOrganisation,
  getOrganisation,
  type Organisation,
  registerOrganisation,
} from '@yinian/core/organisations/api.ts'
import { isCreditCode, normaliseCreditCode } from '@yinian/core/organisations/credit-code.ts'
import { legalForms, organisationKinds } from '@yinian/core/organisations/organisation.ts'
import { Form, Input, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { DayField } from '../parts/day-field.tsx'
import { FormPage } from '../parts/form-page.tsx'
import { RegionField } from '../parts/region-field.tsx'
import { useMe } from '../shell/me.tsx'
import { choices } from './choices.ts'
import './organisations.css'
import { TerritoryField } from './territory-field.tsx'
import { texts } from './texts.ts'

interface Values {
  name: string
  creditCode: string
  region: string
  kind: Organisation['kind']
  legalForm: Organisation['legalForm']
  territory: string[]
  address?: string
  telephone?: string
  contactName?: string
  contractNumber?: string
  contractFrom?: string
  contractUntil?: string
  /** In yuan, as a contract says it. */
  fee?: number | null
}

const bodyOf = (values: Values) => ({
  name: values.name.trim(),
  kind: values.kind,
  legalForm: values.legalForm,
  territory: values.territory,
  address: values.address?.trim() ?? '',
  telephone: values.telephone?.trim() ?? '',
  contactName: values.contactName?.trim() ?? '',
  contractNumber: values.contractNumber?.trim() || null,
  contractFrom: values.contractFrom ?? null,
  contractUntil: values.contractUntil ?? null,
  feePerAssessment: values.fee == null ? null : Math.round(values.fee * 100),
})

export function NewOrganisationPage(): ReactNode {
  const t = useTexts(texts)
  const navigate = useNavigate()
  const { regions } = useMe()
  const register = useCommand(registerOrganisation)
  const region = regions[0]?.code
  const submit = async (values: Values) => {
    const made = await register.mutateAsync({
      body: { ...bodyOf(values), region: values.region, creditCode: values.creditCode },
    })
    await navigate(`/organisations/${made.county}/${made.id}`, { replace: true })
  }
  return (
    <FormPage<Values>
      title={t.registerOrganisation}
      submit={t.registerOrganisation}
      draft="new-organisation"
      initial={{
        kind: 'assessment-organisation',
        legalForm: 'enterprise',
        ...(region === undefined ? {} : { region, territory: [region] }),
      }}
      onSubmit={submit}
    >
      <Form.Item
        name="creditCode"
        label={t.creditCode}
        extra={t.creditCodeHelp}
        rules={[
          { required: true, message: t.creditCodeWrong },
          {
            validator: (_rule, code: string = '') =>
              code === '' || isCreditCode(normaliseCreditCode(code))
                ? Promise.resolve()
                : Promise.reject(new Error(t.creditCodeWrong)),
          },
        ]}
      >
        <Input maxLength={30} autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Form.Item name="region" label={t.region} rules={[{ required: true, message: t.regionMissing }]}>
        <RegionField />
      </Form.Item>
      <Fields />
    </FormPage>
  )
}

export function EditOrganisationPage(): ReactNode {
  const { county = '', id = '' } = useParams()
  const asked = useEndpoint(getOrganisation, { params: { county, id } })
  return <Answer of={asked}>{(organisation) => <Edit organisation={organisation} />}</Answer>
}

function Edit({ organisation }: { organisation: Organisation }): ReactNode {
  const t = useTexts(texts)
  const navigate = useNavigate()
  const change = useCommand(changeOrganisation)
  const { county, id, version, contractNumber, contractFrom, contractUntil, feePerAssessment } = organisation
  const submit = async (values: Values) => {
    await change.mutateAsync({ params: { county, id }, body: { ...bodyOf(values), version } })
    await navigate(`/organisations/${county}/${id}`, { replace: true })
  }
  return (
    <FormPage<Values>
      title={`${t.edit} · ${organisation.name}`}
      hint={organisation.creditCode}
      submit={t.save}
      initial={{
        name: organisation.name,
        kind: organisation.kind,
        legalForm: organisation.legalForm,
        territory: organisation.territory,
        address: organisation.address,
        telephone: organisation.telephone,
        contactName: organisation.contactName,
        contractNumber: contractNumber ?? '',
        ...(contractFrom === null ? {} : { contractFrom }),
        ...(contractUntil === null ? {} : { contractUntil }),
        fee: feePerAssessment === null ? null : feePerAssessment / 100,
      }}
      onSubmit={submit}
    >
      <Fields />
    </FormPage>
  )
}

function Fields(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return (
    <>
      <Form.Item name="name" label={t.name} rules={[{ required: true, whitespace: true, message: t.nameMissing }]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="kind" label={t.kind} rules={[{ required: true, message: t.choose }]}>
        <Select options={choices(organisationKinds, say)} />
      </Form.Item>
      <Form.Item
        name="legalForm"
        label={t.legalForm}
        extra={t.legalFormHelp}
        rules={[{ required: true, message: t.choose }]}
      >
        <Select options={choices(legalForms, say)} />
      </Form.Item>
      <Form.Item
        name="territory"
        label={t.territory}
        extra={t.territoryHelp}
        rules={[{ required: true, type: 'array', min: 1, message: t.territoryMissing }]}
      >
        <TerritoryField />
      </Form.Item>
      <Form.Item name="address" label={t.address}>
        <Input maxLength={200} />
      </Form.Item>
      <div className="form-pair">
        <Form.Item name="telephone" label={t.organisationTelephone}>
          <Input maxLength={40} inputMode="tel" />
        </Form.Item>
        <Form.Item name="contactName" label={t.contactName}>
          <Input maxLength={60} />
        </Form.Item>
      </div>
      <Form.Item name="contractNumber" label={t.contractNumber}>
        <Input maxLength={60} />
      </Form.Item>
      <div className="form-pair">
        <Form.Item name="contractFrom" label={t.contractFrom}>
          <DayField />
        </Form.Item>
        <Form.Item name="contractUntil" label={t.contractUntil}>
          <DayField />
        </Form.Item>
      </div>
      <Form.Item name="fee" label={t.fee} extra={t.feeHelp}>
        <InputNumber min={0} max={100_000} precision={2} style={{ width: 200 }} />
      </Form.Item>
    </>
  )
}
