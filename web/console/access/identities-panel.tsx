import * as problems from '@yinian/core/access/problems.ts'
import {
  type Identity,
  linkOwnIdentity,
  listOwnIdentities,
  unlinkOwnIdentity,
} from '@yinian/core/access/second-factor-api.ts'
import { waysToSignIn } from '@yinian/core/access/sign-in-api.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { InstantText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import { Panel } from '../parts/page-head.tsx'
import { RefusedLine } from '../parts/refused.tsx'
import { ownTexts } from './own-texts.ts'

/** One's own identities at the provider, where the installation has one. */
export function OwnIdentities(): ReactNode {
  const ways = useEndpoint(waysToSignIn)
  const name = ways.data?.identity
  return name == null ? null : <Identities name={name} />
}

function Identities({ name }: { name: Text }): ReactNode {
  const t = useTexts(ownTexts)
  const { say } = useLanguage()
  const identities = useEndpoint(listOwnIdentities)
  const link = useCommand(linkOwnIdentity, { refreshes: [] })
  const unlink = useCommand(unlinkOwnIdentity)
  const leave = () => link.mutate({}, { onSuccess: ({ address }) => location.assign(address) })
  return (
    <Panel
      title={say(name)}
      extra={
        <Button size="small" onClick={leave} loading={link.isPending}>
          {t.link}
        </Button>
      }
    >
      <p className="faded small hint">{t.identitiesMeans({ name: say(name) })}</p>
      <RefusedLine refusal={link.error} />
      <Returned />
      <Answer of={identities} height={40}>
        {({ rows }) => <IdentityList identities={rows} unlink={(id) => unlink.mutateAsync({ params: { id } })} />}
      </Answer>
    </Panel>
  )
}

/** What became of the way to the provider and back. */
function Returned(): ReactNode {
  const t = useTexts(ownTexts)
  const { say } = useLanguage()
  const [search] = useSearchParams()
  const refused = search.get('refused')
  const kinds = [problems.identityTaken, problems.identityRefused, problems.identityUnreachable]
  if (refused !== null)
    return (
      <div className="faults" role="alert">
        <strong>{say((kinds.find(({ code }) => code === refused) ?? problems.identityRefused).text)}</strong>
      </div>
    )
  return search.get('linked') === null ? null : <p role="status">{t.linked}</p>
}

interface IdentityListProps {
  readonly identities: readonly Identity[]
  readonly unlink: ((id: string) => Promise<unknown>) | undefined
}

export function IdentityList({ identities, unlink }: IdentityListProps): ReactNode {
  const t = useTexts(ownTexts)
  if (identities.length === 0) return <p className="faded small">{t.noIdentities}</p>
  return (
    <ul>
      {identities.map((identity) => (
        <li className="due" key={identity.id}>
          <span className="wrap-anywhere">
            <strong>{identity.subject}</strong>{' '}
            <span className="faded small">
              {identity.issuer} · <InstantText at={identity.linkedAt} />
            </span>
          </span>
          {unlink !== undefined && (
            <ConfirmAction
              label={t.unlink}
              size="small"
              danger
              title={t.unlinkTitle}
              explain={t.unlinkMeans}
              run={() => unlink(identity.id)}
              done={t.unlinked}
            />
          )}
        </li>
      ))}
    </ul>
  )
}
