import { type LedgerAccount, listLedgerAccounts } from '@yinian/core/ledger/api.ts'
import { accountKinds } from '@yinian/core/ledger/transfer.ts'
import { type ReactNode, useMemo } from 'react'
import { Money } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { Column } from '../parts/list/column.ts'
import type { Filter } from '../parts/list/filter.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { texts } from './texts.ts'

export function AccountsPage(): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const filters = useMemo<readonly Filter[]>(
    () => [
      {
        kind: 'choice',
        name: 'kind',
        label: t.kind,
        options: Object.entries(accountKinds).map(([value, name]) => ({ value, label: say(name) })),
      },
      { kind: 'region', name: 'region', label: t.region },
    ],
    [t, say],
  )
  const columns: readonly Column<LedgerAccount>[] = [
    { name: 'name', title: t.account, show: (account) => say(account.name) },
    { name: 'kind', title: t.kind, show: (account) => say(accountKinds[account.kind]) },
    { name: 'balance', title: t.balance, align: 'right', show: (account) => <Money fen={account.balance} /> },
  ]
  return (
    <ListPage
      name="ledger-accounts"
      title={t.ledger}
      hint={t.ledgerHint}
      list={listLedgerAccounts}
      filters={filters}
      columns={columns}
      keyOf={(account) => account.id}
      linkOf={(account) => `/ledger/${account.county}/${account.id}`}
      blank={{ title: t.noAccounts, hint: t.noAccountsHint }}
    />
  )
}
