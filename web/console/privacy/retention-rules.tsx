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
import { Facts, Panel } from '../parts/page-head.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { erasureTexts } from './erasure-texts.ts'
import './privacy.css'

/** How long what is kept, where that comes from, and what nobody has confirmed yet. */
export function RetentionRules(): ReactNode {
  const t = useTexts(erasureTexts)
  return (
    <div className="retention-rules">
      <Panel title={t.rules}>
        <ul className="consents">
          {(Object.keys(retentionRules) as RetentionRuleId[]).map((id) => (
            <Rule key={id} of={ruleOf(id)} />
          ))}
        </ul>
      </Panel>
    </div>
  )
}

function Rule({ of: rule }: { of: RetentionRule }): ReactNode {
  const t = useTexts(erasureTexts)
  const { say } = useLanguage()
  return (
    <li>
      <div className="row">
        <strong>{say(rule.name)}</strong>
        {rule.unverified && <StatusChip tone="waiting">{t.unverified}</StatusChip>}
      </div>
      <p className="small">{say(rule.what)}</p>
      <Facts
        of={[
          [t.period, <Period key="period" of={rule} />],
          [t.end, `${say(retentionEnds[rule.end])} · ${say(retentionManners[rule.how])}`],
          [t.source, say(rule.source)],
        ]}
      />
    </li>
  )
}

function Period({ of: { period, from } }: { of: RetentionRule }): ReactNode {
  const t = useTexts(erasureTexts)
  const { say } = useLanguage()
  if (!period) return t.noEnd
  return 'years' in period
    ? t.years({ from: say(from), count: period.years })
    : t.days({ from: say(from), count: period.days })
}
