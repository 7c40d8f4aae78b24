import { type Correction, getOwnParticulars, type OwnElder, withdrawOwnConsent } from '@yinian/core/family/own-api.ts'
import { correctableFields, correctionProcedure } from '@yinian/core/family/requests.ts'
import type { ReplyOf } from '@yinian/core/http/endpoint.ts'
import { type ReactNode, useState } from 'react'
import { call } from '../client/call.ts'
import { formatDay } from '../language/format.ts'
import { useSpoken } from '../plain/language.tsx'
import { Page, Refused, Waiting } from '../plain/parts.tsx'
import { useAsked, useSending } from '../plain/sending.ts'
import { Way } from '../plain/way.tsx'
import { bothOf } from './looks-page.tsx'
import { texts } from './texts.ts'

type Particulars = ReplyOf<typeof getOwnParticulars>

export function ParticularsPage({ elder }: { elder: OwnElder }): ReactNode {
  const { say } = useSpoken()
  const { answer, refusal, again } = useAsked(getOwnParticulars, { params: { id: elder.id } })
  const self = elder.standsAs === 'self'
  return (
    <Page
      title={self ? texts.particulars : bothOf(say(texts.particularsOf, { name: elder.name }))}
      back={`/${elder.id}`}
    >
      <Refused refusal={refusal} again={again} />
      {!answer && !refusal && <Waiting />}
      {answer && (
        <>
          <p className="soft">{say(texts.masked)}</p>
          <Rows elder={elder} rows={answer.rows} />
          <Corrections rows={answer.corrections} />
          <Consents elder={elder} consents={answer.consents} again={again} />
          {self && <Holders holders={answer.holders} />}
        </>
      )}
    </Page>
  )
}

function Rows({ elder, rows }: { elder: OwnElder; rows: Particulars['rows'] }): ReactNode {
  const { say } = useSpoken()
  return (
    <ul className="stack">
      {rows.map((row) => (
        <li key={row.name.en} className="card">
          <dl>
            <dt>{say(row.name)}</dt>
            <dd>{say(row.value)}</dd>
          </dl>
          <Way to={`/${elder.id}/correct/${row.field}`} className="button quiet">
            {say(texts.wrong)}
          </Way>
        </li>
      ))}
    </ul>
  )
}

function Corrections({ rows }: { rows: readonly Correction[] }): ReactNode {
  const { say, language } = useSpoken()
  if (rows.length === 0) return null
  return (
    <section className="stack">
      <h2>{say(texts.corrections)}</h2>
      <ul className="stack">
        {rows.map((row) => (
          <li key={row.id} className="card">
            <p>
              <strong>{say(correctableFields[row.field as keyof typeof correctableFields])}</strong>
            </p>
            <p>
              {row.state === 'asked'
                ? say(texts.waitingAnswer, { day: formatDay(row.dueOn, language) })
                : say(texts.decided, { state: say(correctionProcedure.states[row.state]), reason: row.reason })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Consents(props: { elder: OwnElder; consents: Particulars['consents']; again: () => void }): ReactNode {
  const { say } = useSpoken()
  const self = props.elder.standsAs === 'self'
  return (
    <section className="stack">
      <h2>{say(self ? texts.consents : texts.consentsOf)}</h2>
      {props.consents.length === 0 && <p>{say(texts.noConsents)}</p>}
      <ul className="stack">
        {props.consents.map((consent) => (
          <OneConsent key={consent.id} elder={props.elder} consent={consent} again={props.again} />
        ))}
      </ul>
    </section>
  )
}

function OneConsent(props: {
  elder: OwnElder
  consent: Particulars['consents'][number]
  again: () => void
}): ReactNode {
  const { say, language } = useSpoken()
  const sending = useSending()
  const [sure, setSure] = useState(false)
  const { consent, elder } = props
  const withdraw = async () => {
    const params = { id: elder.id, consentId: consent.id }
    if (await sending.send(() => call(withdrawOwnConsent, { params }))) props.again()
  }
  return (
    <li className="card">
      <p>
        <strong>{say(consent.name)}</strong>
      </p>
      {consent.recipientName !== '' && <p>{say(texts.to, { name: consent.recipientName })}</p>}
      <p className="soft">
        {say(texts.givenOn, { day: formatDay(consent.givenOn, language) })}
        {consent.validTo !== null && ` · ${say(texts.until, { day: formatDay(consent.validTo, language) })}`}
      </p>
      <Refused refusal={sending.refusal} />
      {elder.standsAs === 'self' &&
        (sure ? (
          <div className="stack" role="alertdialog" aria-label={say(texts.withdraw)}>
            <p>{say(texts.withdrawSure, { stops: say(consent.stops) })}</p>
            <button type="button" className="button danger" disabled={sending.busy} onClick={() => void withdraw()}>
              {say(texts.withdrawYes)}
            </button>
            <button type="button" className="button quiet" onClick={() => setSure(false)}>
              {say(texts.no)}
            </button>
          </div>
        ) : (
          <button type="button" className="button danger" onClick={() => setSure(true)}>
            {say(texts.withdraw)}
          </button>
        ))}
    </li>
  )
}

function Holders({ holders }: { holders: Particulars['holders'] }): ReactNode {
  const { say, language } = useSpoken()
  return (
    <section className="stack">
      <h2>{say(texts.holders)}</h2>
      {holders.length === 0 && <p>{say(texts.noHolders)}</p>}
      <ul className="stack">
        {holders.map((one) => (
          <li key={one.id} className="card">
            <p>
              <strong>{one.name}</strong> {one.relation && say(one.relation)}
            </p>
            {one.until !== null && <p className="soft">{say(texts.until, { day: formatDay(one.until, language) })}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}
