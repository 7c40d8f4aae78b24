import type { IndicatorLine, PlanReply } from '@yinian/core/indicators/api.ts'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Panel } from '../parts/page-head.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { IndicatorCard } from './indicator-card.tsx'
import { nameOfModule } from './module-names.ts'
import { texts } from './texts.ts'
import type { Where } from './where.ts'

/** One plan: what these records answer as cards, and who answers the rest. */
export function PlanGroup({
  plan,
  rows,
  where,
}: {
  plan: PlanReply
  rows: readonly IndicatorLine[]
  where: Where
}): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const computed = rows.filter(({ answeredBy }) => answeredBy === 'records')
  const judged = computed.filter(({ judgement }) => judgement === 'met' || judgement === 'not-met')
  const met = judged.filter(({ judgement }) => judgement === 'met').length
  return (
    <Panel
      title={say(plan.name)}
      extra={
        <span className="row">
          {judged.length > 0 && <span className="faded small">{t.metOf({ total: judged.length, met })}</span>}
          <StatusChip tone={plan.relation === 'applies' ? 'neutral' : 'plain'}>
            {{ applies: t.planApplies, inside: t.planInside, elsewhere: t.planElsewhere }[plan.relation]}
          </StatusChip>
        </span>
      }
    >
      {computed.length > 0 ? (
        <ul className="indicator-cards">
          {computed.map((line) => (
            <IndicatorCard key={line.id} line={line} where={where} />
          ))}
        </ul>
      ) : (
        <p className="faded small">{t.noneComputed}</p>
      )}
      <AnsweredElsewhere rows={rows.filter(({ answeredBy }) => answeredBy !== 'records')} where={where} />
    </Panel>
  )
}

/** What other parts of the system will answer, by part. */
function AnsweredElsewhere({ rows, where }: { rows: readonly IndicatorLine[]; where: Where }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  if (rows.length === 0) return null
  return (
    <details className="elsewhere no-print">
      <summary>{t.answeredElsewhere({ count: rows.length })}</summary>
      {[...Map.groupBy(rows, ({ answeredBy }) => answeredBy)].map(([module, lines]) => (
        <section key={module}>
          <h3>{nameOfModule(t, module)}</h3>
          {lines[0]?.answer != null && <p className="faded small">{say(lines[0].answer)}</p>}
          <ul>
            {lines.map((line) => (
              <li key={line.id}>
                <Link to={where.address(`/indicators/${line.id}`)}>{say(line.name)}</Link>{' '}
                <span className="faded small">{line.printedTarget}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </details>
  )
}
