import { holdPayments } from '@yinian/core/benefits/run-api.ts'
import type { BenefitRun } from '@yinian/core/benefits/run-schemas.ts'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useCommand } from '../../client/queries.ts'
import { useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { ConfirmAction } from '../parts/confirm-action.tsx'
import { StatusChip } from '../parts/status-chip.tsx'
import { texts } from './texts.ts'

/** What stands out, the blocking first; each opens the list of those it concerns. */
export function RunFindings({ run }: { run: BenefitRun }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const hold = useCommand(holdPayments)
  const params = { county: run.county, id: run.id }
  const inOrder = run.findings.toSorted((one, other) => one.severity.localeCompare(other.severity))
  return (
    <section>
      <h3 className="run-heading">{t.findings}</h3>
      {inOrder.length === 0 && <p className="faded">{t.noFindings}</p>}
      <ul className="run-findings">
        {inOrder.map((finding) => (
          <li key={finding.code}>
            <StatusChip tone={finding.severity === 'blocking' ? 'bad' : 'waiting'}>{t[finding.severity]}</StatusChip>
            <span>{say(finding.message)}</span>
            {finding.elderIds.length > 0 && (
              <span className="row run-finding-actions">
                <Link to={`/benefits/runs/${run.county}/${run.id}/payments?finding=${finding.code}`}>{t.openList}</Link>
                {finding.severity === 'blocking' && run.events.includes('hold') && (
                  <ConfirmAction
                    label={t.holdAll}
                    size="small"
                    title={t.holdTitle}
                    explain={t.holdMeans}
                    reason="required"
                    done={t.held}
                    run={(reason) =>
                      hold.mutateAsync({ params, body: { version: run.version, finding: finding.code, reason } })
                    }
                  />
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Whom the run could not decide, by the fact that is missing. */
export function RunUntold({ run }: { run: BenefitRun }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  if (run.untold.length === 0) return null
  return (
    <section>
      <h3 className="run-heading">{t.untold}</h3>
      <p className="faded small">{t.untoldHint}</p>
      <ul className="run-findings">
        {run.untold.map(({ fact, label, people }) => (
          <li key={fact}>
            <span>{t.missingFact({ fact: say(label) })}</span>
            <Link to={`/benefits/runs/${run.county}/${run.id}/untold?${new URLSearchParams({ fact })}`}>
              {format.people(people)}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
