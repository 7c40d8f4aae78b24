import { type Account, getAccount } from '@yinian/core/access/api.ts'
import type { ReactNode } from 'react'
import { useParams } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { InstantText } from '../../language/figures.tsx'
import { useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { FilePage } from '../parts/file-page.tsx'
import { useMay, useMe } from '../shell/me.tsx'
import { AccountActions } from './account-actions.tsx'
import { AccountState } from './account-state.tsx'
import { Grants } from './grants.tsx'
import { LoansOf } from './loans-of.tsx'
import { SessionsOf } from './sessions-panel.tsx'
import { SignInPanel } from './sign-in-panel.tsx'
import { texts } from './texts.ts'

export function AccountPage(): ReactNode {
  const { id = '' } = useParams()
  const account = useEndpoint(getAccount, { params: { id } })
  return <Answer of={account}>{(found) => <AccountFile account={found} />}</Answer>
}

function AccountFile({ account }: { account: Account }): ReactNode {
  const t = useTexts(texts)
  const own = useMe().account.id === account.id
  const mayManage = useMay('accounts:manage')
  const mayGrant = useMay('grants:manage')
  return (
    <FilePage
      title={account.displayName}
      hint={own ? t.ownAccount : account.title}
      chips={<AccountState state={account.state} />}
      actions={own || !mayManage ? undefined : <AccountActions account={account} />}
      facts={[
        [t.accountName, account.name],
        [t.region, account.regionPath],
        [t.lastSignIn, account.lastSignInAt === null ? t.never : <InstantText key="at" at={account.lastSignInAt} />],
      ]}
    >
      <Grants account={account} changeable={mayGrant && !own} />
      <SignInPanel account={account} />
      <SessionsOf accountId={account.id} />
      <LoansOf accountId={account.id} changeable={!own} />
    </FilePage>
  )
}
