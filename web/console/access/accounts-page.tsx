import { PlusOutlined } from '@ant-design/icons'
import { type Account, listAccounts } from '@yinian/core/access/api.ts'
import { listRoles } from '@yinian/core/access/grant-api.ts'
import { Button } from 'antd'
import { type ReactNode, useMemo } from 'react'
import { useNavigate } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { InstantText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { Column } from '../parts/list/column.ts'
import type { Filter } from '../parts/list/filter.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { useMay } from '../shell/me.tsx'
import { AccountState } from './account-state.tsx'
import { texts } from './texts.ts'

export function AccountsPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const navigate = useNavigate()
  const roles = useEndpoint(listRoles)
  const create = useMay('accounts:manage') && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate('/accounts/new')}>
      {t.newAccount}
    </Button>
  )
  const filters = useMemo<readonly Filter[]>(
    () => [
      { kind: 'search', name: 'q', label: t.search },
      { kind: 'region', name: 'region', label: t.region },
      {
        kind: 'choice',
        name: 'role',
        label: t.role,
        options: (roles.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: say(name) })),
      },
      {
        kind: 'choice',
        name: 'state',
        label: t.state,
        options: (['active', 'locked', 'closed'] as const).map((state) => ({ value: state, label: t[state] })),
      },
    ],
    [t, say, roles.data],
  )
  const columns: readonly Column<Account>[] = [
    { name: 'displayName', title: t.displayName, show: (account) => account.displayName },
    { name: 'name', title: t.accountName, show: (account) => account.name },
    { name: 'title', title: t.jobTitle, show: (account) => account.title },
    { name: 'region', title: t.region, show: (account) => account.regionPath },
    {
      name: 'roles',
      title: t.rolesHeld,
      show: (account) =>
        [...new Set(account.grants.map(({ roleName }) => say(roleName)))].join(say({ zh: '、', en: ', ' })),
    },
    { name: 'state', title: t.state, show: (account) => <AccountState state={account.state} /> },
    {
      name: 'lastSignIn',
      title: t.lastSignIn,
      show: ({ lastSignInAt }) =>
        lastSignInAt === null ? <span className="faded">{t.never}</span> : <InstantText at={lastSignInAt} relative />,
    },
  ]
  return (
    <ListPage
      name="accounts"
      title={t.accounts}
      hint={t.accountsHint}
      list={listAccounts}
      filters={filters}
      columns={columns}
      keyOf={(account) => account.id}
      linkOf={(account) => `/accounts/${account.id}`}
      actions={create || undefined}
      blank={{ title: t.noAccounts, hint: t.noAccountsHint, action: create || undefined }}
    />
  )
}
