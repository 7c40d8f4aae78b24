import {
  type Assessor,
  changeAssessor,
  getAssessor,
  listAssessorAccounts,
  registerAssessor,
} from '@yinian/core/workforce/api.ts'
import { backgrounds, certificates, educations } from '@yinian/core/workforce/assessor.ts'
import { Form, Input, Radio, Select } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { DayField } from '../parts/day-field.tsx'
import { FormPage } from '../parts/form-page.tsx'
import { useMe } from '../shell/me.tsx'
import { choices } from './choices.ts'
import { AssessmentOrganisationField } from './organisation-field.tsx'
import './organisations.css'
import { texts } from './texts.ts'

interface Values {
  organisationId: string
  name: string
  identityNumber: string
  telephone?: string
  education: Assessor['education']
  background: Assessor['background']
  practiceSince: string
  trainedOn?: string
  trainingUntil?: string
  certificate?: Assessor['certificate']
  certificateNumber?: string
  fullTime: boolean
  accountId?: string | null
}

const qualificationOf = (values: Values) => ({
  education: values.education,
  background: values.background,
  practiceSince: values.practiceSince,
  trainedOn: values.trainedOn ?? null,
  trainingUntil: values.trainingUntil ?? null,
  certificate: values.certificate ?? null,
  certificateNumber: values.certificateNumber?.trim() || null,
  fullTime: values.fullTime,
  accountId: values.accountId ?? null,
})

export function NewAssessorPage(): ReactNode {
  const t = useTexts(texts)
  const navigate = useNavigate()
  const [address] = useSearchParams()
  const register = useCommand(registerAssessor)
  const organisationId = address.get('organisation')
  const submit = async (values: Values) => {
    const made = await register.mutateAsync({
      body: {
        ...qualificationOf(values),
        organisationId: values.organisationId,
        name: values.name.trim(),
        identityNumber: values.identityNumber.trim().toUpperCase(),
        telephone: values.telephone?.trim() ?? '',
      },
    })
    await navigate(`/assessors/${made.county}/${made.id}`, { replace: true })
  }
  return (
    <FormPage<Values>
      title={t.registerAssessor}
      submit={t.registerAssessor}
      initial={{ fullTime: true, ...(organisationId === null ? {} : { organisationId }) }}
      onSubmit={submit}
    >
      <Form.Item
        name="organisationId"
        label={t.organisationName}
        rules={[{ required: true, message: t.organisationMissing }]}
      >
        <AssessmentOrganisationField />
      </Form.Item>
      <NameField />
      <Form.Item
        name="identityNumber"
        label={t.identityNumber}
        extra={t.identityNumberHelp}
        rules={[{ required: true, len: 18, message: t.identityNumberWrong }]}
      >
        <Input maxLength={18} autoComplete="off" spellCheck={false} />
      </Form.Item>
      <Fields />
      <Form.Item noStyle dependencies={['organisationId']}>
        {({ getFieldValue }) => <AccountItem organisationId={getFieldValue('organisationId')} />}
      </Form.Item>
    </FormPage>
  )
}

export function EditAssessorPage(): ReactNode {
  const { county = '', id = '' } = useParams()
  const asked = useEndpoint(getAssessor, { params: { county, id } })
  return <Answer of={asked}>{(assessor) => <Edit assessor={assessor} />}</Answer>
}

function Edit({ assessor }: { assessor: Assessor }): ReactNode {
  const t = useTexts(texts)
  const navigate = useNavigate()
  const change = useCommand(changeAssessor)
  const { county, id, version, trainedOn, trainingUntil, certificateNumber } = assessor
  const submit = async (values: Values) => {
    const telephone = values.telephone?.trim()
    await change.mutateAsync({
      params: { county, id },
      // The number on file is shown masked; one that is left empty stays.
      body: { ...qualificationOf(values), name: values.name.trim(), ...(telephone ? { telephone } : {}), version },
    })
    await navigate(`/assessors/${county}/${id}`, { replace: true })
  }
  return (
    <FormPage<Values>
      title={`${t.edit} · ${assessor.name}`}
      hint={assessor.organisationName}
      submit={t.save}
      initial={{
        name: assessor.name,
        education: assessor.education,
        background: assessor.background,
        practiceSince: assessor.practiceSince,
        fullTime: assessor.fullTime,
        accountId: assessor.accountId,
        certificate: assessor.certificate,
        certificateNumber: certificateNumber ?? '',
        ...(trainedOn === null ? {} : { trainedOn }),
        ...(trainingUntil === null ? {} : { trainingUntil }),
      }}
      onSubmit={submit}
    >
      <NameField />
      <Fields telephoneOnFile={assessor.telephoneMasked} />
      <AccountItem organisationId={assessor.organisationId} own={assessor.id} />
    </FormPage>
  )
}

function NameField(): ReactNode {
  const t = useTexts(texts)
  return (
    <Form.Item
      name="name"
      label={t.assessorName}
      rules={[{ required: true, whitespace: true, message: t.nameMissing }]}
    >
      <Input maxLength={60} autoComplete="off" />
    </Form.Item>
  )
}

function Fields({ telephoneOnFile = '' }: { telephoneOnFile?: string }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { today } = useMe()
  return (
    <>
      <Form.Item name="telephone" label={t.telephone}>
        <Input maxLength={40} inputMode="tel" autoComplete="off" placeholder={telephoneOnFile} />
      </Form.Item>
      <div className="form-pair">
        <Form.Item name="education" label={t.education} rules={[{ required: true, message: t.choose }]}>
          <Select options={choices(educations, say)} />
        </Form.Item>
        <Form.Item name="background" label={t.background} rules={[{ required: true, message: t.choose }]}>
          <Select options={choices(backgrounds, say)} />
        </Form.Item>
      </div>
      <Form.Item
        name="practiceSince"
        label={t.practiceSince}
        extra={t.practiceHelp}
        rules={[{ required: true, message: t.day }]}
      >
        <DayField to={today} />
      </Form.Item>
      <div className="form-pair">
        <Form.Item name="trainedOn" label={t.trainedOn}>
          <DayField to={today} />
        </Form.Item>
        <Form.Item name="trainingUntil" label={t.trainingUntil} extra={t.trainingUntilHelp}>
          <DayField />
        </Form.Item>
      </div>
      <div className="form-pair">
        <Form.Item name="certificate" label={t.certificate}>
          <Select allowClear options={choices(certificates, say)} />
        </Form.Item>
        <Form.Item name="certificateNumber" label={t.certificateNumber}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
      </div>
      <Form.Item name="fullTime" label={t.employment}>
        <Radio.Group
          options={[
            { value: true, label: t.fullTime },
            { value: false, label: t.partTime },
          ]}
        />
      </Form.Item>
    </>
  )
}

function AccountItem({ organisationId, own }: { organisationId: string | undefined; own?: string }): ReactNode {
  const t = useTexts(texts)
  const accounts = useEndpoint(
    listAssessorAccounts,
    { query: { organisationId: organisationId ?? '' } },
    { enabled: organisationId !== undefined },
  )
  const free = (accounts.data?.rows ?? []).filter(({ assessorId }) => assessorId === null || assessorId === own)
  return (
    <Form.Item name="accountId" label={t.account} extra={t.accountHelp}>
      <Select
        allowClear
        disabled={organisationId === undefined}
        loading={accounts.isFetching}
        options={free.map(({ id, displayName, name }) => ({ value: id, label: `${displayName}（${name}）` }))}
      />
    </Form.Item>
  )
}
