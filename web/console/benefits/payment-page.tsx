import { formatFact } from '@yinian/core/benefits/explain.ts'
import { type FactName, factDefinition, factNames } from '@yinian/core/benefits/facts.ts'
import { getPayment } from '@yinian/core/benefits/run-api.ts'
import type { PaymentFile } from '@yinian/core/benefits/run-schemas.ts'
import type { ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { InstantText, Money, useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { FilePage } from '../parts/file-page.tsx'
import { Facts, Panel } from '../parts/page-head.tsx'
import './benefits.css'
import { Reading } from './reading.tsx'
import { RegionName } from './region-name.tsx'
import { PaymentChip } from './states.tsx'
import { texts } from './texts.ts'

export function PaymentPage(): ReactNode {
  const { county = '', id = '' } = useParams()
  const payment = useEndpoint(getPayment, { params: { county, id } })
  return <Answer of={payment}>{(found) => <Payment payment={found} />}</Answer>
}

function Payment({ payment }: { payment: PaymentFile }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  return (
    <FilePage
      title={`${payment.elderName} · ${say(payment.programmeName)}`}
      hint={`${format.month(payment.month)} · ${payment.regionName}`}
      chips={<PaymentChip state={payment.state} />}
      actions={
        <>
          <Link to={`/people/${payment.elderId}`}>{t.openElder}</Link>
          <Link to={`/benefits/runs/${payment.county}/${payment.runId}`}>{t.openRun}</Link>
        </>
      }
      facts={[
        [t.amount, <Money key="amount" fen={payment.fen} />],
        [t.payee, payment.payee ?? t.noAccount],
        [t.account, payment.account ?? t.noAccount],
        [t.paidAt, payment.paidAt === null ? '—' : <InstantText key="paid" at={payment.paidAt} />],
        ...(payment.reason === null ? [] : [[t.whyState, payment.reason] as const]),
        [t.paymentNumber, <code key="number">{payment.id}</code>],
      ]}
    >
      <Panel title={t.why}>
        <p className="faded small">{t.frozenHint}</p>
        <Reading reading={payment.reading} />
      </Panel>
      <Panel title={t.frozenFacts}>
        <Facts
          of={factNames
            .filter((name) => payment.facts[name] !== undefined)
            .map((name) => [
              say(factDefinition(name).name),
              <FactValue key={name} name={name} facts={payment.facts} />,
            ])}
        />
      </Panel>
    </FilePage>
  )
}

function FactValue({ name, facts }: { name: FactName; facts: PaymentFile['facts'] }): ReactNode {
  const { say } = useLanguage()
  const value = facts[name] ?? null
  if ((name === '户籍地' || name === '居住地') && typeof value === 'string') return <RegionName code={value} />
  return say(formatFact(name, value))
}
