import {
  advancePolicyDraft,
  decidePolicy,
  getPolicyVersion,
  type PolicyVersionFile,
} from '@yinian/core/benefits/policy-api.ts'
import { policyProcedure } from '@yinian/core/benefits/policy-procedure.ts'
import type { BenefitRelations } from '@yinian/core/benefits/relations.ts'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useCommand, useEndpoint } from '../../../client/queries.ts'
import { useFormat } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Answer } from '../../parts/answer.tsx'
import { ConfirmAction } from '../../parts/confirm-action.tsx'
import { FilePage } from '../../parts/file-page.tsx'
import { Panel } from '../../parts/page-head.tsx'
import { May } from '../../shell/me.tsx'
import '../benefits.css'
import { Source } from '../clauses.tsx'
import { CheckPanels, Examples } from './check-panels.tsx'
import { PolicyText } from './policy-text.tsx'
import { InForce, useMonths, VersionState } from './standing.tsx'
import { texts } from './texts.ts'

/** One version: what it says, whom it changes, what happened to it, and the next step for whoever may take it. */
export function PolicyVersionPage(): ReactNode {
  const { id = '' } = useParams()
  const asked = useEndpoint(getPolicyVersion, { params: { id } })
  return <Answer of={asked}>{(version) => <VersionFile version={version} />}</Answer>
}

function VersionFile({ version }: { version: PolicyVersionFile }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const monthsOf = useMonths()
  const eventName = (event: string) =>
    event in policyProcedure.events
      ? say(policyProcedure.events[event as keyof typeof policyProcedure.events].name)
      : t.draft
  const { check } = version
  // how a version came about is told to those who work for its area
  const events = version.steps.map((step, at) => ({
    id: `${at}`,
    at: step.at,
    title: eventName(step.event),
    who: step.accountName,
    detail: step.reason,
  }))
  return (
    <FilePage
      title={say(version.name)}
      hint={`${t.number({ version: version.version })} · ${version.layer ? t.layer : t.whole}`}
      chips={
        <>
          <VersionState state={version.state} />
          {version.inForce && <InForce />}
        </>
      }
      actions={<Steps version={version} />}
      facts={[
        [t.area, version.areaName],
        [t.months, monthsOf(version)],
        [t.reason, version.shipped ? t.shipped : version.reason],
      ]}
      {...(events.length === 0 ? {} : { events })}
    >
      {version.state !== 'published' && <CheckPanels check={check} />}
      {check.effective !== null && (
        <>
          <PolicyText policy={check.effective} />
          <Examples policy={check.effective} />
        </>
      )}
      {version.programme === 'relations' && (
        <Relations document={version.document as unknown as Partial<BenefitRelations>} />
      )}
    </FilePage>
  )
}

function Relations({ document }: { document: Partial<BenefitRelations> }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { relations = [] } = document
  return (
    <Panel title={t.relations}>
      <ul className="clauses">
        {relations.map((one) => (
          <li key={one.clause}>
            <div>
              <strong>{say(one.text)}</strong>
            </div>
            <code className="clause-line">
              {one.first} · {one.second}: {t[one.relation]}
            </code>
            <Source source={one.source} status={one.status} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** The steps that are open to whoever looks at it. */
function Steps({ version }: { version: PolicyVersionFile }): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const navigate = useNavigate()
  const advance = useCommand(advancePolicyDraft)
  const decide = useCommand(decidePolicy)
  const { id, revision, events } = version
  const told = (reason: string) => (reason.trim() === '' ? {} : { reason: reason.trim() })
  const drafting = (event: 'propose' | 'withdraw') => (reason: string) =>
    advance.mutateAsync({ params: { id }, body: { revision, event, ...told(reason) } })
  const decision = (event: 'publish' | 'return') => (reason: string) =>
    decide.mutateAsync({ params: { id }, body: { revision, event, ...told(reason) } })
  return (
    <>
      {version.programme !== 'relations' && (
        <May do="policies:draft">
          {events.includes('change') ? (
            <Button onClick={() => void navigate(`/programmes/versions/${id}/edit`)}>{t.edit}</Button>
          ) : (
            <Button onClick={() => void navigate(`/programmes/versions/new?from=${id}`)}>{t.newVersion}</Button>
          )}
        </May>
      )}
      {events.includes('withdraw') && (
        <ConfirmAction
          label={t.withdraw}
          title={t.withdraw}
          explain={t.withdrawExplain}
          reason="required"
          run={drafting('withdraw')}
          done={t.withdrawn}
        />
      )}
      {events.includes('propose') && (
        <ConfirmAction
          label={t.propose}
          title={t.propose}
          explain={t.proposeExplain}
          reason="optional"
          type="primary"
          run={drafting('propose')}
          done={t.proposed}
        />
      )}
      {events.includes('return') && (
        <ConfirmAction
          label={t.return}
          title={t.return}
          explain={t.returnExplain}
          reason="required"
          run={decision('return')}
          done={t.returned}
        />
      )}
      {events.includes('publish') && (
        <ConfirmAction
          label={t.publish}
          title={t.publish}
          explain={t.publishExplain({ month: format.month(version.validFrom), area: version.areaName })}
          reason="optional"
          type="primary"
          run={decision('publish')}
          done={t.published}
        />
      )}
    </>
  )
}
