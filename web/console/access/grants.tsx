import { PlusOutlined } from '@ant-design/icons'
import type { Account, Grant } from '@yinian/core/access/api.ts'
import { removeGrant } from '@yinian/core/access/grant-api.ts'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { useCommand } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import { Panel } from '../parts/page-head.tsx'
import { useMay } from '../shell/me.tsx'
import { GrantDialog } from './grant-dialog.tsx'
import { texts } from './texts.ts'
import { WaitingRequests } from './waiting-requests.tsx'

/** The roles of an account, each over its division or in its organisation. */
export function Grants({ account, changeable }: { account: Account; changeable: boolean }): ReactNode {
  const t = useTexts(texts)
  const [granting, setGranting] = useState(false)
  const mayGrant = useMay('grants:manage')
  return (
    <Panel
      title={t.rolesHeld}
      extra={
        changeable &&
        account.state !== 'closed' && (
          <Button icon={<PlusOutlined />} onClick={() => setGranting(true)}>
            {t.grantRole}
          </Button>
        )
      }
    >
      {account.grants.length === 0 && <p className="faded small">{t.noGrants}</p>}
      <ul>
        {account.grants.map((grant) => (
          <GrantLine key={grant.id} account={account} grant={grant} changeable={changeable} />
        ))}
      </ul>
      {mayGrant && <WaitingRequests accountId={account.id} />}
      {granting && <GrantDialog account={account} close={() => setGranting(false)} />}
    </Panel>
  )
}

function GrantLine({ account, grant, changeable }: { account: Account; grant: Grant; changeable: boolean }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const withdraw = useCommand(removeGrant)
  const role = say(grant.roleName)
  const place = grant.region?.path ?? grant.organisation?.name ?? ''
  return (
    <li className="due">
      <span>
        <strong>{role}</strong> <span className="faded">{place}</span>
      </span>
      {changeable && (
        <ConfirmAction
          label={t.withdraw}
          size="small"
          danger
          title={t.withdrawTitle({ role })}
          explain={t.withdrawMeans({ name: account.displayName, place })}
          run={() => withdraw.mutateAsync({ params: { id: account.id, grantId: grant.id } })}
          done={t.withdrawn({ role })}
        />
      )}
    </li>
  )
}
