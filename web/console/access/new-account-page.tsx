import { createAccount } from '@yinian/core/access/api.ts'
import { Form, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { useNavigate } from 'react-router'
import { useCommand } from '../../client/queries.ts'
import { useTexts } from '../../language/language.ts'
import { FormPage } from '../parts/form-page.tsx'
import { RegionField } from '../parts/region-field.tsx'
import { useMe } from '../shell/me.tsx'
import { FirstPassword } from './first-password.tsx'
import { texts } from './texts.ts'

interface NewAccount {
  displayName: string
  name: string
  title?: string
  region: string
}

interface Created {
  readonly id: string
  readonly name: string
  readonly password: string
}

export function NewAccountPage(): ReactNode {
  const t = useTexts(texts)
  const me = useMe()
  const navigate = useNavigate()
  const create = useCommand(createAccount)
  const [created, setCreated] = useState<Created | null>(null)
  const submit = async ({ displayName, name, title = '', region }: NewAccount) => {
    const reply = await create.mutateAsync({
      body: { displayName: displayName.trim(), name: name.trim(), title: title.trim(), region },
    })
    setCreated({ id: reply.account.id, name: reply.account.displayName, password: reply.firstPassword })
  }
  const region = me.regions[0]?.code
  return (
    <>
      <FormPage<NewAccount>
        title={t.newAccount}
        submit={t.createAccount}
        draft="new-account"
        initial={region === undefined ? {} : { region }}
        onSubmit={submit}
      >
        <Form.Item
          name="displayName"
          label={t.displayName}
          rules={[{ required: true, whitespace: true, message: t.displayNameMissing }]}
        >
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="name"
          label={t.accountName}
          extra={t.accountNameHelp}
          rules={[{ required: true, pattern: /^[a-z][a-z0-9.-]{2,39}$/, message: t.accountNameWrong }]}
        >
          <Input maxLength={40} autoComplete="off" autoCapitalize="none" spellCheck={false} />
        </Form.Item>
        <Form.Item name="title" label={t.jobTitle} extra={t.jobTitleHelp}>
          <Input maxLength={60} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="region"
          label={t.region}
          extra={t.regionHelp}
          rules={[{ required: true, message: t.regionMissing }]}
        >
          <RegionField />
        </Form.Item>
      </FormPage>
      <FirstPassword
        name={created?.name ?? ''}
        password={created?.password ?? null}
        close={() => created !== null && void navigate(`/accounts/${created.id}`, { replace: true })}
      />
    </>
  )
}
