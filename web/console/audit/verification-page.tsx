import {
  type AuditVerification,
  type FaultyChain,
  getAuditVerification,
  listAuditVerifications,
} from '@yinian/core/audit/api.ts'
import { faultKinds } from '@yinian/core/audit/faults.ts'
import { type ReactNode, useEffect, useState } from 'react'
import { Link, useParams } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { InstantText, useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { PageHead, Panel } from '../parts/page-head.tsx'
import { ProgressPanel } from '../parts/progress-panel.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { usePageName } from '../shell/page-name.tsx'
import './audit.css'
import { texts } from './texts.ts'
import { VerifyButton } from './verify-button.tsx'

export function VerificationPage(): ReactNode {
  const { id = '' } = useParams()
  const [going, setGoing] = useState(true)
  const asked = useEndpoint(getAuditVerification, { params: { id } }, { every: going ? 1000 : false })
  const state = asked.data?.verification.state
  useEffect(() => setGoing(state === undefined || state === 'waiting' || state === 'running'), [state])
  return (
    <Answer of={asked}>
      {({ verification, faulty }) => <Verification verification={verification} faulty={faulty} />}
    </Answer>
  )
}

function Verification({
  verification: one,
  faulty,
}: {
  verification: AuditVerification
  faulty: readonly FaultyChain[]
}): ReactNode {
  const t = useTexts(texts)
  usePageName(one.regionPath)
  return (
    <div className="stack">
      <PageHead title={t.verification} hint={one.regionPath} actions={<VerifyButton />} />
      {one.state === 'done' && <Verdict of={one} />}
      {one.state === 'failed' && (
        <div className="verdict bad" role="status">
          <h2>{t.verdictFailed}</h2>
          <p>{t.verdictFailedMeans}</p>
        </div>
      )}
      {faulty.map((chain) => (
        <Faults key={chain.county} of={chain} />
      ))}
      <ProgressPanel
        title={t.verifying({ place: one.regionPath })}
        state={one.state}
        done={one.eventsChecked}
        total={one.state === 'done' ? one.eventsChecked : Math.max(one.events, one.eventsChecked)}
        startedAt={one.requestedAt}
      />
      <Earlier except={one.id} />
    </div>
  )
}

/** In one sentence, what it means. */
function Verdict({ of: one }: { of: AuditVerification }): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const place = one.regionPath
  if (one.chainsChecked === 0 && one.faultCount === 0)
    return (
      <div className="verdict" role="status">
        <h2>{t.verdictNothing}</h2>
        <p>{t.noChainsHint}</p>
      </div>
    )
  const sound = one.faultCount === 0
  return (
    <div className={`verdict ${sound ? 'good' : 'bad'}`} role="status">
      <h2>{sound ? t.verdictSound : t.verdictFaulty}</h2>
      <p>
        {sound
          ? t.verdictSoundMeans({
              place,
              chains: format.number(one.chainsChecked),
              events: format.number(one.eventsChecked),
              heads: format.number(one.headsChecked),
            })
          : t.verdictFaultyMeans({ place, count: format.number(one.faultCount) })}
      </p>
    </div>
  )
}

function Faults({ of: chain }: { of: FaultyChain }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return (
    <Panel
      title={chain.county === '' ? t.headFiles : chain.regionPath}
      extra={<StatusChip tone="bad">{t.faultsFound({ count: chain.faultCount })}</StatusChip>}
    >
      <ul className="audit-faults">
        {chain.faults.map((fault) => (
          <li key={`${fault.kind} ${fault.block} ${fault.eventId} ${fault.head}`}>
            <strong>{say(faultKinds[fault.kind])}</strong>
            <span className="faded">
              {fault.block !== null && `${t.faultBlock} ${fault.block}`}
              {fault.head !== null && ` ${t.faultHead} ${fault.head}`}
            </span>
            {fault.eventId !== null && <FaultyEvent of={fault} />}
          </li>
        ))}
      </ul>
      {chain.faultCount > chain.faults.length && (
        <p className="faded small">{t.moreFaults({ count: chain.faultCount - chain.faults.length })}</p>
      )}
    </Panel>
  )
}

function FaultyEvent({ of: fault }: { of: FaultyChain['faults'][number] }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  if (fault.at === null) return <span className="small">{t.eventGone({ id: fault.eventId ?? '' })}</span>
  return (
    <span className="small">
      {t.faultEvent}
      {': '}
      <InstantText at={fault.at} /> · {fault.actorName} · {fault.actionName === null ? '' : say(fault.actionName)}
      <br />
      <code>{fault.eventId}</code>
    </span>
  )
}

function Earlier({ except }: { except: string }): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const asked = useEndpoint(listAuditVerifications, {})
  const rows = (asked.data?.rows ?? []).filter((row) => row.id !== except)
  if (rows.length === 0) return null
  return (
    <Panel title={t.earlier}>
      <ul className="audit-faults">
        {rows.map((row) => (
          <li key={row.id}>
            <Link to={`/audit-chains/${row.id}`}>
              {row.regionPath} · {format.instant(row.requestedAt)}
            </Link>
            <span className="row">
              <span className="faded">{t.checkedEvents({ events: format.number(row.eventsChecked) })}</span>
              <StatusChip tone={row.state !== 'done' ? 'neutral' : row.faultCount === 0 ? 'good' : 'bad'}>
                {row.faultCount === 0 ? t.sound : t.faultsFound({ count: row.faultCount })}
              </StatusChip>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
