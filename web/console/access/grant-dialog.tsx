import type { Account } from '@yinian/core/access/api.ts'
import { addGrant, listRoles } from '@yinian/core/access/grant-api.ts'
import { listOrganisations } from '@yinian/core/organisations/api.ts'
import { App, Form, Input, Modal, Select } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { RefusedLine } from '../parts/refused.tsx'
import { RegionField } from '../parts/region-field.tsx'
import { texts } from './texts.ts'

interface NewGrant {
  role: string
  region?: string
  organisationId?: string
  reason: string
}

/** Grants a role: over a division, or in an organisation, as the role asks for. */
export function GrantDialog({ account, close }: { account: Account; close: () => void }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { message } = App.useApp()
  const roles = useEndpoint(listRoles)
  const grant = useCommand(addGrant)
  const [form] = Form.useForm<NewGrant>()
  const roleId = Form.useWatch('role', form)
  const role = roles.data?.rows.find(({ id }) => id === roleId)
  const submit = ({ role: chosen, region, organisationId, reason }: NewGrant) =>
    grant.mutate(
      {
        params: { id: account.id },
        body: { role: chosen, reason, ...(role?.over === 'organisation' ? { organisationId } : { region }) },
      },
      {
        onSuccess: ({ request }) => {
          const name = role === undefined ? '' : say(role.name)
          void message.success(request === null ? t.granted({ role: name }) : t.grantAsked({ role: name }))
          close()
        },
      },
    )
  return (
    <Modal
      open
      title={`${t.grantRole} · ${account.displayName}`}
      okText={t.grantRole}
      confirmLoading={grant.isPending}
      onCancel={close}
      onOk={() => form.submit()}
      width={480}
    >
      <p className="small faded">{t.grantByTwo}</p>
      <RefusedLine refusal={grant.error} />
      <Form form={form} layout="vertical" initialValues={{ region: account.region }} onFinish={submit}>
        <Form.Item name="role" label={t.role} rules={[{ required: true, message: t.roleMissing }]}>
          <Select
            loading={roles.isPending}
            options={(roles.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: say(name) }))}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </Form.Item>
        {role !== undefined && (
          <p className="small faded role-may">
            {role.permissions.map(({ name }) => say(name)).join(say({ zh: '、', en: ', ' }))}
          </p>
        )}
        {role?.over === 'region' && (
          <Form.Item name="region" label={t.grantOverRegion} rules={[{ required: true, message: t.regionMissing }]}>
            <RegionField />
          </Form.Item>
        )}
        {role?.over === 'organisation' && (
          <Form.Item
            name="organisationId"
            label={t.grantInOrganisation}
            rules={[{ required: true, message: t.organisationMissing }]}
          >
            <OrganisationField />
          </Form.Item>
        )}
        <Form.Item
          name="reason"
          label={t.grantReason}
          rules={[{ required: true, whitespace: true, message: t.grantReasonMissing }]}
        >
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

interface OrganisationFieldProps {
  readonly id?: string
  readonly value?: string
  readonly onChange?: (id: string) => void
}

function OrganisationField({ id, value, onChange }: OrganisationFieldProps): ReactNode {
  const t = useTexts(texts)
  const [words, setWords] = useState('')
  const [settled, setSettled] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setSettled(words.trim()), 250)
    return () => clearTimeout(timer)
  }, [words])
  const found = useEndpoint(
    listOrganisations,
    { query: { limit: 30, ...(settled === '' ? {} : { q: settled }) } },
    { keepLast: true },
  )
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      value={value ?? null}
      onChange={(chosen: string | null) => chosen !== null && onChange?.(chosen)}
      placeholder={t.organisationSearch}
      loading={found.isFetching}
      showSearch={{ filterOption: false, onSearch: setWords }}
      options={(found.data?.rows ?? []).map((organisation) => ({ value: organisation.id, label: organisation.name }))}
    />
  )
}
