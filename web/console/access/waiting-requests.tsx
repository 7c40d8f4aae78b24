import { listGrantRequests } from '@yinian/core/access/grant-api.ts'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { useLanguage, useTexts } from '../../language/language.ts'
import { RequestState } from './request-chips.tsx'
import { requestTexts } from './request-texts.ts'

/** Roles that were asked for and wait for a second person, below those an account holds. */
export function WaitingRequests({ accountId }: { accountId: string }): ReactNode {
  const t = useTexts(requestTexts)
  const { say } = useLanguage()
  const waiting = useEndpoint(listGrantRequests, { query: { account: accountId, state: 'waiting' } })
  const rows = waiting.data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <ul>
      {rows.map((request) => (
        <li className="due" key={request.id}>
          <span>
            <Link to={`/grant-requests/${request.id}`}>{say(request.role.name)}</Link>{' '}
            <span className="faded">{request.region?.path ?? request.organisation?.name}</span>
          </span>
          <span className="row">
            <span className="faded small">
              {t.requestedBy} {request.requestedBy}
            </span>
            <RequestState state={request.state} />
          </span>
        </li>
      ))}
    </ul>
  )
}
