import { type ClassRequest, decideClassRequest } from '@yinian/core/privacy/class-rule-api.ts'
import { dataClasses } from '@yinian/core/privacy/data-classes.ts'
import type { ReactNode } from 'react'
import { useCommand } from '../../../client/queries.ts'
import { InstantText } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { ConfirmAction } from '../../parts/confirm-action.tsx'
import { classTexts } from './class-texts.ts'

/** What waits for a second person over a division, with what whoever looks may do about it. */
export function WaitingClassRequests({ rows }: { rows: readonly ClassRequest[] }): ReactNode {
  const t = useTexts(classTexts)
  if (rows.length === 0) return <p className="faded small">{t.noneWaiting}</p>
  return (
    <ul className="class-list">
      {rows.map((request) => (
        <Waiting key={request.id} request={request} />
      ))}
    </ul>
  )
}

function Waiting({ request }: { request: ClassRequest }): ReactNode {
  const t = useTexts(classTexts)
  const { say } = useLanguage()
  const decide = useCommand(decideClassRequest)
  const { county, id, version, events } = request
  const take = (event: ClassRequest['events'][number], reason = '') =>
    decide.mutateAsync({ params: { county, id }, body: { event, reason, version } })
  return (
    <li>
      <div className="row">
        <strong>{`${say(request.role.name)} · ${say(dataClasses[request.dataClass].name)}`}</strong>
        <span>{request.kind === 'withhold' ? t.withhold : t.show}</span>
      </div>
      <div>{request.reason}</div>
      <div className="faded small">
        {t.byWhom({ name: request.requestedBy })} · <InstantText at={request.requestedAt} relative />
      </div>
      <div className="row">
        {events.includes('approve') && (
          <ConfirmAction
            label={t.approve}
            type="primary"
            size="small"
            title={t.approveTitle}
            explain={t.approveMeans}
            run={() => take('approve')}
            done={t.approved}
          />
        )}
        {events.includes('refuse') && (
          <ConfirmAction
            label={t.refuse}
            size="small"
            title={t.refuseTitle}
            explain={t.refuseMeans}
            reason="required"
            run={(reason) => take('refuse', reason)}
            done={t.refused}
          />
        )}
        {events.includes('withdraw') && (
          <ConfirmAction
            label={t.takeBack}
            size="small"
            title={t.takeBackTitle}
            explain={t.takeBackMeans}
            run={() => take('withdraw')}
            done={t.takenBack}
          />
        )}
      </div>
    </li>
  )
}
