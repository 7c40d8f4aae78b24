import {
  type DifficultyRule,
  decideDifficultyRule,
  listDifficultyRules,
} from '@yinian/core/people/special-difficulty-api.ts'
import { nation } from '@yinian/core/regions/code.ts'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { useCommand, useEndpoint } from '../../client/queries.ts'
import { DayText, InstantText } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import { Facts, PageHead, Panel } from '../parts/page-head.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { May, useMe } from '../shell/me.tsx'
import { Groups } from './groups.tsx'
import { texts } from './texts.ts'

const tones = { drafted: 'waiting', approved: 'neutral', refused: 'ended' } as const

/** Every version of every rule that touches a place, and what waits for a second person. */
export function RulesPage(): ReactNode {
  const t = useTexts(texts)
  const { regions } = useMe()
  const navigate = useNavigate()
  const [address] = useSearchParams()
  const region = address.get('region') ?? regions[0]?.code ?? nation
  const asked = useEndpoint(listDifficultyRules, { query: { region } })
  return (
    <>
      <PageHead
        title={t.rules}
        hint={t.rulesHint}
        actions={
          <May do="people:draft-rules">
            <Button type="primary" onClick={() => void navigate('/special-difficulty/rules/new')}>
              {t.draft}
            </Button>
          </May>
        }
      />
      <Answer of={asked} height={320}>
        {({ rows }) => (
          <>
            {rows.map((rule) => (
              <RulePanel key={rule.id} rule={rule} />
            ))}
          </>
        )}
      </Answer>
    </>
  )
}

function RulePanel({ rule }: { rule: DifficultyRule }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return (
    <Panel
      title={say(rule.name)}
      extra={
        <span className="row">
          {rule.inForce ? (
            <StatusChip tone="good">{t.inForce}</StatusChip>
          ) : (
            <StatusChip tone={tones[rule.state]}>{t[rule.state]}</StatusChip>
          )}
          {rule.state === 'drafted' && <Decide rule={rule} />}
        </span>
      }
    >
      <Facts
        of={[
          [t.division, rule.areaPath],
          [t.validFrom, <DayText key="from" day={rule.validFrom} />],
          [t.reason, rule.shipped ? t.asPrinted : rule.reason],
          [
            t.draftedBy,
            rule.shipped ? (
              t.withThePlatform
            ) : (
              <span key="by">
                {rule.draftedBy} · <InstantText at={rule.draftedAt} /> · {t.version({ version: rule.version })}
              </span>
            ),
          ],
          [
            t.decidedBy,
            rule.shipped || rule.decidedAt === null ? null : (
              <span key="by">
                {rule.decidedBy} · <InstantText at={rule.decidedAt} />
                {rule.decisionReason && ` · ${rule.decisionReason}`}
              </span>
            ),
          ],
        ]}
      />
      <Groups rule={rule} />
    </Panel>
  )
}

function Decide({ rule }: { rule: DifficultyRule }): ReactNode {
  const t = useTexts(texts)
  const decide = useCommand(decideDifficultyRule)
  const take = (decision: 'approved' | 'refused') => (reason: string) =>
    decide.mutateAsync({ params: { id: rule.id }, body: { decision, reason } })
  return (
    <May do="people:approve-rules">
      <ConfirmAction
        label={t.refuse}
        title={t.refuse}
        explain={t.refuseExplain}
        reason="required"
        size="small"
        run={take('refused')}
        done={t.refused}
      />
      <ConfirmAction
        label={t.approve}
        title={t.approve}
        explain={t.approveExplain}
        reason="optional"
        size="small"
        type="primary"
        run={take('approved')}
        done={t.approved}
      />
    </May>
  )
}
