import { type LedgerAccount, type LedgerTransfer, listLedgerTransfers } from '@yinian/core/ledger/api.ts'
import { accountKinds, purposes } from '@yinian/core/ledger/transfer.ts'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { InstantText, Money } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import type { Column } from '../parts/list/column.ts'
import { ListPage } from '../parts/list/list-page.tsx'
import { usePageName } from '../shell/page-name.tsx'
import { texts } from './texts.ts'

export function AccountPage(): ReactNode {
  const { county = '', id = '' } = useParams()
  const account = useEndpoint(listLedgerTransfers, { params: { county, id }, query: { limit: 1 } })
  return <Answer of={account}>{(found) => <Transfers account={found.account} />}</Answer>
}

function Transfers({ account }: { account: LedgerAccount }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const title = say(account.name)
  usePageName(title)
  const other = (party: LedgerTransfer['debit']) =>
    party.id === account.id ? (
      say(party.name)
    ) : (
      <Link to={`/ledger/${account.county}/${party.id}`}>{say(party.name)}</Link>
    )
  const columns: readonly Column<LedgerTransfer>[] = [
    { name: 'when', title: t.when, show: (transfer) => <InstantText at={transfer.postedAt} /> },
    { name: 'purpose', title: t.purpose, show: (transfer) => say(purposes[transfer.purpose].name) },
    { name: 'from', title: t.from, show: (transfer) => other(transfer.debit) },
    { name: 'to', title: t.to, show: (transfer) => other(transfer.credit) },
    {
      name: 'amount',
      title: t.amount,
      align: 'right',
      show: (transfer) => <Money fen={transfer.credit.id === account.id ? transfer.fen : -transfer.fen} />,
    },
    { name: 'after', title: t.after, align: 'right', show: (transfer) => <Money fen={transfer.balance} /> },
    {
      name: 'run',
      title: t.run,
      show: ({ runId }) =>
        runId === null ? '' : <Link to={`/benefits/runs/${account.county}/${runId}`}>{t.openRun}</Link>,
    },
  ]
  return (
    <ListPage
      name="ledger-transfers"
      title={title}
      hint={
        <>
          {say(accountKinds[account.kind])} · {t.balance} <Money fen={account.balance} />
        </>
      }
      list={listLedgerTransfers}
      params={{ county: account.county, id: account.id }}
      columns={columns}
      keyOf={(transfer) => transfer.id}
      actions={account.elderId !== null && <Link to={`/people/${account.elderId}`}>{t.openElder}</Link>}
      blank={{ title: t.noTransfers }}
    />
  )
}
