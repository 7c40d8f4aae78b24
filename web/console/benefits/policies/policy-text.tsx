import { amountsOf, type Policy } from '@yinian/core/benefits/policy.ts'
import { levelOf, type RegionCode } from '@yinian/core/regions/code.ts'
import type { ReactNode } from 'react'
import { Money } from '../../../language/figures.tsx'
import { useLanguage, useTexts } from '../../../language/language.ts'
import { Facts, Panel } from '../../parts/page-head.tsx'
import { Source } from '../clauses.tsx'
import { texts } from '../texts.ts'
import { texts as own } from './texts.ts'

/** A policy as one reads it: who, how much, how it is paid, and where it had to choose. */
export function PolicyText({ policy }: { policy: Policy }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return (
    <>
      <Panel title={t.who}>
        <ol className="clauses">
          {policy.who.map((clause) => (
            <li key={clause.clause}>
              <div className="row">
                <span>{say(clause.text)}</span>
                <From region={clause.from} />
              </div>
              <Rule text={clause.rule} />
              <Source source={clause.source} status={clause.status} />
            </li>
          ))}
        </ol>
      </Panel>
      <Panel title={t.howMuch}>
        <Amounts policy={policy} />
      </Panel>
      <Panel title={t.howPaid}>
        <HowPaid policy={policy} />
      </Panel>
      {policy.assumptions.length > 0 && (
        <Panel title={t.assumptions}>
          <ul className="clauses">
            {policy.assumptions.map((one) => (
              <li key={one.text.zh}>
                <div className="row">
                  <span>{say(one.text)}</span>
                  <From region={one.from} />
                </div>
                <Source source={one.source} status={one.status} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  )
}

/** Which level says it, where a layer takes it over. */
function From({ region }: { region: RegionCode | undefined }): ReactNode {
  const t = useTexts(own)
  if (region === undefined) return null
  return <span className="faded small">{t[`from-${levelOf(region)}`]}</span>
}

function HowPaid({ policy }: { policy: Policy }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return (
    <Facts
      of={[
        [
          t.payer,
          <div key="payer">
            {say(policy.payer.text)} <From region={policy.payer.from} />
            <Source source={policy.payer.source} status={policy.payer.status} />
          </div>,
        ],
        [t.payeeKind, policy.payee === 'elder' ? t.payeeElder : t.payeeOther],
        [t.start, policy.payment.start === 'month-reached' ? t.startReached : t.startAfter],
        [t.end, t.endDeath],
        [t.document, <Source key="document" source={policy.document.source} status={policy.document.status} />],
      ]}
    />
  )
}

function Amounts({ policy }: { policy: Policy }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  return (
    <ol className="clauses">
      {amountsOf(policy).map((one) => (
        <li key={one.clause}>
          <div className="row">
            <span>{say(one.text)}</span>
            <From region={one.from} />
            {typeof one.fen === 'number' && (
              <strong>
                <Money fen={one.fen} /> {t.perMonth}
              </strong>
            )}
          </div>
          {one.fen === null && <p className="faded">{t.amountUnset}</p>}
          {(one.when ?? one.fen) !== null && <Rule text={one.when ?? String(one.fen)} />}
          <Source source={one.source} status={one.status} />
        </li>
      ))}
    </ol>
  )
}

function Rule({ text }: { text: string }): ReactNode {
  const t = useTexts(texts)
  return (
    <code className="clause-line" title={t.rule}>
      {text}
    </code>
  )
}
