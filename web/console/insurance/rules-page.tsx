import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { decideInsuranceRule, listInsuranceRules, type Rule } from '@yinian/core/insurance/rules-api.ts'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { DayText, InstantText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { Blank } from '../parts/blank.tsx'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import { Facts, PageHead, Panel } from '../parts/page-head.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { May } from '../shell/me.tsx'
import { texts } from './texts.ts'

/** Where the insurance runs, since when and on which document; every version that touches the reader's area. */
export function RulesPage(): ReactNode {
  const t = useTexts(texts)
  const navigate = useNavigate()
  const asked = useEndpoint(listInsuranceRules)
  return (
    <>
      <PageHead
        title={t.rules}
        hint={t.rulesHint}
        actions={
          <May do="insurance:propose">
            <Button type="primary" onClick={() => void navigate('/insurance/rules/new')}>
              {t.proposeRule}
            </Button>
          </May>
        }
      />
      <Answer of={asked} height={320}>
        {({ rows, sources }) => (
          <div className="stack">
            {rows.length === 0 && <Blank title={t.noRules} hint={t.noRulesHint} />}
            {rows.map((rule) => (
              <RulePanel key={rule.id} rule={rule} />
            ))}
            <Sources of={sources} />
          </div>
        )}
      </Answer>
    </>
  )
}

const tones = { proposed: 'waiting', approved: 'neutral', refused: 'ended' } as const

function RulePanel({ rule }: { rule: Rule }): ReactNode {
  const t = useTexts(texts)
  const { settings } = rule
  const days = (of: readonly string[]) => (of.length === 0 ? null : of.join(' '))
  return (
    <Panel
      title={`${rule.areaPath} · ${rule.running ? t.runningYes : t.runningNo}`}
      extra={
        <span className="row">
          {rule.inForce ? (
            <StatusChip tone="good">{t.inForce}</StatusChip>
          ) : (
            <StatusChip tone={tones[rule.state]}>{t[rule.state]}</StatusChip>
          )}
          {rule.state === 'proposed' && !rule.mine && <Decide rule={rule} />}
        </span>
      }
    >
      <Facts
        of={[
          [t.document, rule.document],
          [t.validFrom, <DayText key="from" day={rule.validFrom} />],
          [t.acceptanceDays, settings.acceptanceDays],
          [t.supplementDays, settings.supplementDays],
          [t.assessmentDays, settings.assessmentDays],
          [t.noticeDays, settings.noticeDays],
          [t.validityMonths, settings.validityMonths],
          [t.remindDays, settings.remindDays],
          [t.acceptsEvidence, settings.acceptsEvidence ? t.yes : t.no],
          [t.daysOff, days(settings.calendar.daysOff)],
          [t.worked, days(settings.calendar.worked)],
          [t.reason, rule.reason],
          [
            t.by,
            <span key="by">
              {rule.proposedBy} · <InstantText at={rule.proposedAt} />
            </span>,
          ],
          [
            t.decidedByWhom,
            rule.decidedAt === null ? null : (
              <span key="decided">
                {rule.decidedBy} · <InstantText at={rule.decidedAt} /> {rule.decisionReason}
              </span>
            ),
          ],
        ]}
      />
    </Panel>
  )
}

function Decide({ rule }: { rule: Rule }): ReactNode {
  const t = useTexts(texts)
  const decide = useCommand(decideInsuranceRule)
  const take = (decision: 'approve' | 'refuse') => (reason: string) =>
    decide.mutateAsync({ params: { id: rule.id }, body: { decision, reason } })
  return (
    <May do="insurance:approve">
      <ConfirmAction
        label={t.refuse}
        title={t.refuse}
        explain={t.refuseMeans}
        reason="required"
        size="small"
        run={take('refuse')}
      />
      <ConfirmAction
        label={t.approve}
        title={t.approve}
        explain={t.approveMeans}
        reason="optional"
        size="small"
        type="primary"
        run={take('approve')}
      />
    </May>
  )
}

function Sources({ of: sources }: { of: ReplyOf<typeof listInsuranceRules>['sources'] }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const names: Readonly<Record<string, string>> = {
    acceptanceDays: t.acceptanceDays,
    supplementDays: t.supplementDays,
    assessmentDays: t.assessmentDays,
    noticeDays: t.noticeDays,
    validityMonths: t.validityMonths,
    remindDays: t.remindDays,
    acceptsEvidence: t.acceptsEvidence,
    calendar: t.daysOff,
  }
  return (
    <Panel title={t.sources}>
      <Facts of={Object.entries(sources).map(([key, text]) => [names[key] ?? key, say(text)] as const)} />
    </Panel>
  )
}
