import { listElderPayments, listEntitlements } from '@yinian/core/benefits/api.ts'
import type { Entitlement } from '@yinian/core/benefits/schemas.ts'
import type { ElderFile } from '@yinian/core/people/api.ts'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { Money, useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { Panel } from '../parts/page-head.tsx'
import './benefits.css'
import { UnlessWithheld } from '../parts/withheld.tsx'
import { DecisionChip, Reading } from './reading.tsx'
import { PaymentChip } from './states.tsx'
import { texts } from './texts.ts'

/** What a decision about a benefit rests on and tells of. */
const decided = ['benefits', 'circumstances', 'assessment'] as const

/** What is due to an elder this month and why, or why not, and what was paid. */
export function EntitlementsPanel({ elder }: { elder: ElderFile }): ReactNode {
  const t = useTexts(texts)
  const format = useFormat()
  const entitlements = useEndpoint(listEntitlements, { params: { id: elder.id } })
  return (
    <Panel
      title={t.entitlements}
      extra={<span className="faded small">{entitlements.data && format.month(entitlements.data.month)}</span>}
    >
      <Answer of={entitlements} height={120}>
        {({ rows }) => (
          <>
            <UnlessWithheld of={decided} inWords>
              {rows.length === 0 && <p className="faded small">{t.noEntitlements}</p>}
            </UnlessWithheld>
            <ul className="entitlements">
              {rows.map((row) => (
                <Due key={row.programme} entitlement={row} />
              ))}
            </ul>
          </>
        )}
      </Answer>
      <PaidMonths elderId={elder.id} />
    </Panel>
  )
}

function Due({ entitlement }: { entitlement: Entitlement }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const { reading } = entitlement
  const failing = [...reading.conditions, ...reading.amount].find(({ outcome }) => outcome !== 'met')
  return (
    <li>
      <div className="row">
        <strong>{say(entitlement.name)}</strong>
        <DecisionChip reading={reading} />
      </div>
      {!reading.decision.due && failing !== undefined && <p className="small">{say(failing.text)}</p>}
      <details className="earlier">
        <summary>{t.whyShow}</summary>
        <Reading reading={reading} />
      </details>
    </li>
  )
}

const few = 6

function PaidMonths({ elderId }: { elderId: string }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const [limit, setLimit] = useState(few)
  const payments = useEndpoint(listElderPayments, { params: { id: elderId }, query: { limit } }, { keepLast: true })
  return (
    <Answer of={payments} height={60}>
      {({ rows, next }) => (
        <>
          <h3 className="run-heading">{t.paidMonths}</h3>
          <UnlessWithheld of={decided} inWords>
            {rows.length === 0 && <p className="faded small">{t.nothingPaid}</p>}
          </UnlessWithheld>
          <ul className="paid-months">
            {rows.map((payment) => (
              <li key={payment.id}>
                <Link to={`/benefits/payments/${payment.county}/${payment.id}`}>{format.month(payment.month)}</Link>
                <span>{say(payment.programmeName)}</span>
                <Money fen={payment.fen} />
                <PaymentChip state={payment.state} />
              </li>
            ))}
          </ul>
          {next !== null && (
            <Button type="link" size="small" onClick={() => setLimit(200)}>
              {t.allPaid}
            </Button>
          )}
        </>
      )}
    </Answer>
  )
}
