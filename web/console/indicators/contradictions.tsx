import type { IndicatorPage } from '@yinian/core/indicators/api.ts'
import { planOf } from '@yinian/core/indicators/catalogue.ts'
import type { ReactNode } from 'react'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Panel } from '../parts/page-head.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { texts } from './texts.ts'

/** What the plans disagree on, and what only one of them asks for, beside the number it concerns. */
export function Contradictions({ page }: { page: IndicatorPage }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return (
    <>
      {page.contradictions.length > 0 && (
        <Panel title={t.contradictions}>
          <ul className="differing">
            {page.contradictions.map(({ number, matter, plansSay, consequence }) => (
              <li key={number}>
                <h3>{say(matter)}</h3>
                <dl className="facts">
                  <dt>{t.plansSay}</dt>
                  <dd>{say(plansSay)}</dd>
                  <dt>{t.consequence}</dt>
                  <dd>{say(consequence)}</dd>
                </dl>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {page.rulesOfOnePlan.length > 0 && (
        <Panel title={t.onePlanRules}>
          <ul className="differing">
            {page.rulesOfOnePlan.map(({ plan, rule, here }) => (
              <li key={`${plan} ${rule.zh}`} className="row">
                <StatusChip tone={here ? 'good' : 'ended'}>{here ? t.holdsHere : t.notHere}</StatusChip>
                <span>
                  {say(rule)} <span className="faded small">{say(planOf(plan).name)}</span>
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  )
}
