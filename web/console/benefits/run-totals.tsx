import type { BenefitRun } from '@yinian/core/benefits/run-schemas.ts'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Money, useFormat } from '../../language/figures.tsx'
import { useTexts } from '../../language/language.ts'
import { PaymentChip } from './states.tsx'
import { texts } from './texts.ts'

/** How many, how much, and against the month before. */
export function RunTotals({ run }: { run: BenefitRun }): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const { before } = run
  const share = before.fen === 0 ? null : (run.fen - before.fen) / before.fen
  const settled = run.byState.filter(({ state }) => state !== 'drafted' && state !== 'approved')
  return (
    <section>
      <div className="figures run-figures">
        <div>
          <span className="name">{t.total}</span>
          <span className="value">
            <Money fen={run.fen} large />
          </span>
          <span className="note">{format.people(run.people)}</span>
        </div>
        {!run.supplementary && (
          <div>
            <span className="name">{t.before}</span>
            <span className="value">
              <Money fen={before.fen} large />
            </span>
            <span className="note">
              {format.people(before.people)}
              {share !== null && ` · ${t.change} ${share > 0 ? '+' : ''}${format.share(share)}`}
            </span>
          </div>
        )}
      </div>
      {settled.length > 0 && (
        <ul className="run-states">
          {settled.map(({ state, people, fen }) => (
            <li key={state}>
              <PaymentChip state={state} />
              <Link to={`/benefits/runs/${run.county}/${run.id}/payments?state=${state}`}>{format.people(people)}</Link>
              <Money fen={fen} />
            </li>
          ))}
        </ul>
      )}
      <p className="run-all">
        <Link to={`/benefits/runs/${run.county}/${run.id}/payments`}>{t.allPayments({ count: run.people })}</Link>
      </p>
    </section>
  )
}
