import { listProgrammes } from '@yinian/core/benefits/api.ts'
import { amountsOf, type Policy } from '@yinian/core/benefits/policy.ts'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useEndpoint } from '../../client/queries.ts'
import { Money, useFormat } from '../../language/figures.tsx'
import { useLanguage, useTexts } from '../../language/language.ts'
import { Answer } from '../parts/answer.tsx'
import { Blank } from '../parts/blank.tsx'
import { FilePage } from '../parts/file-page.tsx'
import { Facts, Panel } from '../parts/page-head.tsx'
import './benefits.css'
import { Source, Standing } from './clauses.tsx'
import { texts } from './texts.ts'

/** A policy as one reads it: who, how much, how, by which document, and where it had to choose. */
export function ProgrammePage(): ReactNode {
  const t = useTexts(texts)
  const { region = '', programme = '' } = useParams()
  const programmes = useEndpoint(listProgrammes, { query: { region } })
  return (
    <Answer of={programmes}>
      {({ rows }) => {
        const found = rows.find((one) => one.programme === programme)
        return found ? <PolicyFile policy={found.policy} /> : <Blank title={t.noProgrammes} wholePage />
      }}
    </Answer>
  )
}

function PolicyFile({ policy }: { policy: Policy }): ReactNode {
  const t = useTexts(texts)
  const { say } = useLanguage()
  const format = useFormat()
  const navigate = useNavigate()
  const { document, validFrom, validTo } = policy
  return (
    <FilePage
      title={say(policy.name)}
      hint={say(document.title)}
      chips={<Standing status={document.status} />}
      actions={
        <Button onClick={() => void navigate(`/calculator?programme=${policy.programme}`)}>{t.calculator}</Button>
      }
      facts={[
        [
          t.inForce,
          validTo === null
            ? t.since({ month: format.month(validFrom) })
            : t.until({ from: format.month(validFrom), to: format.month(validTo) }),
        ],
        [t.document, document.number === 'unverified' ? t.unverified : document.number],
        [t.answers, policy.catalogue.join(' ')],
      ]}
    >
      <Panel title={t.who}>
        <ol className="clauses">
          {policy.who.map((clause) => (
            <li key={clause.clause}>
              <div>{say(clause.text)}</div>
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
                <div>{say(one.text)}</div>
                <Source source={one.source} status={one.status} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </FilePage>
  )
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
            {say(policy.payer.text)}
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
