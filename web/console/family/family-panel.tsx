import { accessEndings } from '@yinian/core/access/person-accounts.ts'
import { endPersonAccess, listPersonAccess, type PersonAccess } from '@yinian/core/family/counter-api.ts'
import type { Text } from '@yinian/core/language/text.ts'
import type { ElderFile } from '@yinian/core/people/api.ts'
import { relations } from '@yinian/core/people/related-persons.ts'
import { withdrawConsent } from '@yinian/core/privacy/consents-api.ts'
import type { ReactNode } from 'react'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import { Panel } from '../parts/page-head.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { May, useMe } from '../shell/me.tsx'
import { AtCounter } from './at-counter.tsx'
import { LetRequest } from './let-request.tsx'
import { OpenRelative, OpenSelf } from './open-dialogs.tsx'
import { SlipButton } from './slip-button.tsx'
import './family.css'
import { texts } from './texts.ts'

/** Accounts that see this file, and what is done for those who use none. */
export function FamilyPanel({ elder }: { elder: ElderFile }): ReactNode {
  const t = useTexts(texts)
  const asked = useEndpoint(listPersonAccess, { params: { id: elder.id } }, { enabled: elder.responsible })
  if (!elder.responsible) return null
  return (
    <Panel title={t.panel}>
      <div className="stack">
        <p className="faded small">{t.panelHint}</p>
        <Answer of={asked} height={80}>
          {({ rows }) => (
            <div className="stack">
              {rows.length === 0 && <p className="faded small">{t.noAccounts}</p>}
              <ul className="plain-list stack">
                {rows.map((one) => (
                  <OneAccess key={one.id} elder={elder} access={one} />
                ))}
              </ul>
              {elder.state === 'active' && (
                <div className="row no-print">
                  {!rows.some(({ standsAs, state }) => standsAs === 'self' && state === 'open') && (
                    <OpenSelf elder={elder} />
                  )}
                  <OpenRelative elder={elder} />
                </div>
              )}
            </div>
          )}
        </Answer>
        <AtCounter elder={elder} />
      </div>
    </Panel>
  )
}

function OneAccess({ elder, access }: { elder: ElderFile; access: PersonAccess }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const relation = (relations as Readonly<Record<string, Text>>)[access.relation]
  const ended = access.endedReason && accessEndings[access.endedReason as keyof typeof accessEndings]
  const facts = [
    access.accountName && `${t.account} ${access.accountName}`,
    t.from({ day: format.day(access.from) }),
    access.to !== null && t.to({ day: format.day(access.to) }),
    access.identitySeen,
    access.givenBy,
    ended && say(ended),
  ]
  return (
    <li>
      <div className="row">
        <strong>{access.holderName}</strong>
        <span>{access.standsAs === 'self' ? t.self : relation && say(relation)}</span>
        <StateChip access={access} />
        {access.state === 'open' && access.requestsConsentId !== null && (
          <StatusChip tone="neutral">{t.mayRequest}</StatusChip>
        )}
      </div>
      <p className="faded small">{facts.filter(Boolean).join(' · ')}</p>
      {access.state === 'open' && (
        <div className="row no-print">
          <SlipButton elderId={elder.id} accessId={access.id} />
          <Requests elder={elder} access={access} />
          <EndButtons elder={elder} access={access} />
        </div>
      )}
    </li>
  )
}

function StateChip({ access }: { access: PersonAccess }): ReactNode {
  const t = useTexts(texts)
  if (access.state === 'ended') return <StatusChip tone="ended">{t.ended}</StatusChip>
  if (access.state === 'over') return <StatusChip tone="ended">{t.over}</StatusChip>
  if (!access.activated) return <StatusChip tone="waiting">{t.notActivated}</StatusChip>
  return <StatusChip tone="good">{t.open}</StatusChip>
}

/** Whether a relative may ask for an assessment: with a consent of its own, which the elder takes back at any time. */
function Requests({ elder, access }: { elder: ElderFile; access: PersonAccess }): ReactNode {
  const t = useTexts(texts)
  const { today } = useMe()
  const withdraw = useCommand(withdrawConsent)
  const { requestsConsentId: consentId } = access
  if (access.standsAs === 'self') return null
  if (consentId === null) return <LetRequest elder={elder} access={access} />
  return (
    <May do="people:write">
      <ConfirmAction
        size="small"
        label={t.stopRequests}
        title={t.stopRequests}
        explain={t.stopRequestsMeans}
        reason="optional"
        danger
        run={(reason) => withdraw.mutateAsync({ params: { id: elder.id, consentId }, body: { on: today, reason } })}
        done={t.done}
      />
    </May>
  )
}

function EndButtons({ elder, access }: { elder: ElderFile; access: PersonAccess }): ReactNode {
  const t = useTexts(texts)
  const { today } = useMe()
  const end = useCommand(endPersonAccess)
  const withdraw = useCommand(withdrawConsent)
  const { consentId } = access
  return (
    <>
      {consentId !== null && (
        <May do="people:write">
          <ConfirmAction
            size="small"
            label={t.withdraw}
            title={t.withdraw}
            explain={t.withdrawMeans}
            reason="optional"
            danger
            run={(reason) => withdraw.mutateAsync({ params: { id: elder.id, consentId }, body: { on: today, reason } })}
            done={t.done}
          />
        </May>
      )}
      <ConfirmAction
        size="small"
        type="text"
        label={t.end}
        title={t.endTitle}
        explain={t.endMeans}
        reason="required"
        danger
        run={(reason) => end.mutateAsync({ params: { id: elder.id, accessId: access.id }, body: { reason } })}
        done={t.done}
      />
    </>
  )
}
