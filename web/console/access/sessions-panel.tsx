import {
  endOtherSessions,
  endOwnSession,
  endSessionOf,
  listOwnSessions,
  listSessionsOf,
  type SessionShown,
} from '@yinian/core/access/sign-in-api.ts'
import type { ReactNode } from 'react'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { InstantText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import { Panel } from '../parts/page-head.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { useMay } from '../shell/me.tsx'
import { ownTexts } from './own-texts.ts'

/** Where one is signed in oneself. */
export function OwnSessions(): ReactNode {
  const t = useTexts(ownTexts)
  const sessions = useEndpoint(listOwnSessions)
  const end = useCommand(endOwnSession)
  const endOthers = useCommand(endOtherSessions)
  const others = sessions.data?.rows.some(({ current }) => !current) ?? false
  return (
    <Panel
      title={t.sessions}
      extra={
        others && (
          <ConfirmAction
            label={t.endOthers}
            size="small"
            title={t.endOthers}
            explain={t.endOthersMeans}
            run={() => endOthers.mutateAsync({})}
            done={t.othersEnded}
          />
        )
      }
    >
      <p className="faded small hint">{t.sessionsHint}</p>
      <Answer of={sessions} height={80}>
        {({ rows }) => <SessionList sessions={rows} end={(id) => end.mutateAsync({ params: { id } })} />}
      </Answer>
    </Panel>
  )
}

/** Where somebody else is signed in; administrators can end it. */
export function SessionsOf({ accountId }: { accountId: string }): ReactNode {
  const t = useTexts(ownTexts)
  const may = useMay('accounts:manage')
  const sessions = useEndpoint(listSessionsOf, { params: { id: accountId } })
  const end = useCommand(endSessionOf)
  return (
    <Panel title={t.sessions}>
      <Answer of={sessions} height={80}>
        {({ rows }) => (
          <SessionList
            sessions={rows}
            end={may ? (sessionId) => end.mutateAsync({ params: { id: accountId, sessionId } }) : undefined}
          />
        )}
      </Answer>
    </Panel>
  )
}

interface SessionListProps {
  readonly sessions: readonly SessionShown[]
  readonly end: ((id: string) => Promise<unknown>) | undefined
}

function SessionList({ sessions, end }: SessionListProps): ReactNode {
  const t = useTexts(ownTexts)
  if (sessions.length === 0) return <p className="faded small">{t.noSessions}</p>
  return (
    <ul>
      {sessions.map((session) => (
        <SessionLine key={session.id} session={session} end={end} />
      ))}
    </ul>
  )
}

function SessionLine({ session, end }: { session: SessionShown; end: SessionListProps['end'] }): ReactNode {
  const t = useTexts(ownTexts)
  const { say } = useLanguage()
  const device = say(session.device)
  return (
    <li className="due">
      <span>
        <span className="row">
          <strong>{device}</strong>
          {session.current && <StatusChip tone="good">{t.thisDevice}</StatusChip>}
          {session.secondFactor && <StatusChip tone="plain">{t.withFactor}</StatusChip>}
          {session.method === 'identity' && <StatusChip tone="plain">{t.byIdentity}</StatusChip>}
        </span>
        <span className="faded small">
          {t.startedAt} <InstantText at={session.startedAt} /> · {t.seenAt} <InstantText at={session.seenAt} relative />
        </span>
      </span>
      {end !== undefined && !session.current && (
        <ConfirmAction
          label={t.endSession}
          size="small"
          title={t.endSessionTitle}
          explain={t.endSessionMeans({ device })}
          run={() => end(session.id)}
          done={t.sessionEnded}
        />
      )}
    </li>
  )
}
