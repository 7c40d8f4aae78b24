import { type Account, resetPassword, setAccountState } from '@yinian/core/access/api.ts'
import { type ReactNode, useState } from 'react'
import { useCommand } from '../../client/queries.ts'
import { useTexts } from '../../language/language.ts'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import { FirstPassword } from './first-password.tsx'
import { texts } from './texts.ts'

/** What an administrator can do with somebody else's account. */
export function AccountActions({ account }: { account: Account }): ReactNode {
  const t = useTexts(texts)
  const setState = useCommand(setAccountState)
  const reset = useCommand(resetPassword)
  const [password, setPassword] = useState<string | null>(null)
  const name = account.displayName
  const change = (state: Account['state']) => () =>
    setState.mutateAsync({ params: { id: account.id }, body: { state, version: account.version } })
  return (
    <>
      <ConfirmAction
        label={t.resetPassword}
        title={t.resetTitle({ name })}
        explain={t.resetMeans}
        run={async () => setPassword((await reset.mutateAsync({ params: { id: account.id } })).firstPassword)}
      />
      {account.state === 'active' ? (
        <ConfirmAction
          label={t.lock}
          title={t.lockTitle({ name })}
          explain={t.lockMeans}
          run={change('locked')}
          done={t.stateChanged({ state: t.locked })}
        />
      ) : (
        <ConfirmAction
          label={t.reopen}
          title={t.reopenTitle({ name })}
          explain={t.reopenMeans}
          run={change('active')}
          done={t.stateChanged({ state: t.active })}
        />
      )}
      {account.state !== 'closed' && (
        <ConfirmAction
          label={t.close}
          title={t.closeTitle({ name })}
          explain={t.closeMeans}
          danger
          run={change('closed')}
          done={t.stateChanged({ state: t.closed })}
        />
      )}
      <FirstPassword name={name} password={password} close={() => setPassword(null)} />
    </>
  )
}
