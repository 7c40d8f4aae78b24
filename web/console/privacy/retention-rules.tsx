import {
  type RetentionRule,
  type RetentionRuleId,
  retentionEnds,
  retentionManners,
  retentionRules,
  ruleOf,
} from '@yinian/core/privacy/retention-rules.ts'
import type { ReactNode } from 'react'
import { useLanguage, useTexts } from '../../language/language.ts'
import type { Column } from '../parts/list/column.ts'
import { Panel } from '../parts/page-head.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { erasureTexts } from './erasure-texts.ts'
import { PanelRows } from './panel-rows.tsx'

interface Row extends RetentionRule {
  readonly id: string
}

/** How long what is kept, where that comes from, and what nobody has confirmed yet. */
export function RetentionRules(): ReactNode {
  const t = useTexts(erasureTexts)
  const { say } = useLanguage()
  const rows = (Object.keys(retentionRules) as RetentionRuleId[]).map((id): Row => ({ id, ...ruleOf(id) }))
  const columns: readonly Column<Row>[] = [
    {
      name: 'rule',
      title: t.rule,
      show: (rule) => (
        <>
          {say(rule.name)}
          <div className="faded small retention-what">{say(rule.what)}</div>
        </>
      ),
    },
    { name: 'period', title: t.period, show: (rule) => <Period of={rule} /> },
    {
      name: 'end',
      title: t.end,
      show: (rule) => (
        <>
          {say(retentionEnds[rule.end])}
          <div className="faded small">{say(retentionManners[rule.how])}</div>
        </>
      ),
    },
    {
      name: 'source',
      title: t.source,
      show: (rule) => (
        <div className="retention-what small">
          {say(rule.source)} {rule.unverified && <StatusChip tone="waiting">{t.unverified}</StatusChip>}
        </div>
      ),
    },
  ]
  return (
    <Panel title={t.rules}>
      <PanelRows rows={rows} columns={columns} keyOf={({ id }) => id} />
    </Panel>
  )
}

function Period({ of: { period, from } }: { of: Row }): ReactNode {
  const t = useTexts(erasureTexts)
  const { say } = useLanguage()
  if (!period) return t.noEnd
  return 'years' in period
    ? t.years({ from: say(from), count: period.years })
    : t.days({ from: say(from), count: period.days })
}
