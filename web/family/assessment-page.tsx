import {
  listOwnAssessments,
  type OwnAssessment,
  type OwnAssessments,
  objectToOwnResult,
  withdrawOwnAssessment,
} from '@yinian/core/family/assessment-api.ts'
import type { OwnElder } from '@yinian/core/family/own-api.ts'
import { type FormEvent, type ReactNode, useState } from 'react'
import { call } from '../client/call.ts'
import { formatDay } from '../language/format.ts'
import { useSpoken } from '../plain/language.tsx'
import { entered, Field, Page, Refused, Waiting } from '../plain/parts.tsx'
import { useAsked, useSending } from '../plain/sending.ts'
import { Way } from '../plain/way.tsx'
import { assessmentTexts as texts } from './assessment-texts.ts'

/** Where the assessments of an elder stand, and the way to ask for one. */
export function AssessmentPage({ elder }: { elder: OwnElder }): ReactNode {
  const { answer, refusal, again } = useAsked(listOwnAssessments, { params: { id: elder.id } })
  return (
    <Page title={texts.title} back={`/${elder.id}`}>
      <Refused refusal={refusal} again={again} />
      {!answer && !refusal && <Waiting />}
      {answer && <Stands elder={elder} own={answer} again={again} />}
    </Page>
  )
}

interface Props {
  readonly elder: OwnElder
  readonly own: OwnAssessments
  readonly again: () => void
}

function Stands({ elder, own, again }: Props): ReactNode {
  const { say } = useSpoken()
  const [first, ...earlier] = own.rows
  const mayAsk = own.asking === 'first' || own.asking === 'regular' || own.asking === 'changed'
  return (
    <>
      {own.asking === 'not-agreed' && <p className="note">{say(texts.notAgreed)}</p>}
      {own.asking === 'not-living' && <p className="note">{say(texts.notLiving)}</p>}
      {first ? <One elder={elder} one={first} again={again} /> : <Level own={own} />}
      {mayAsk && (
        <Way to={`/${elder.id}/assessment/ask`} className="button big">
          {say(own.asking === 'changed' ? texts.askChanged : own.asking === 'regular' ? texts.askAgain : texts.ask)}
        </Way>
      )}
      {earlier.length > 0 && (
        <details>
          <summary>{say(texts.earlier)}</summary>
          <ul className="stack">
            {earlier.map((one) => (
              <li key={one.id}>
                <One elder={elder} one={one} again={again} />
              </li>
            ))}
          </ul>
        </details>
      )}
      <p className="soft">{say(texts.help)}</p>
    </>
  )
}

/** A result that came from elsewhere, or that there is none. */
function Level({ own }: { own: OwnAssessments }): ReactNode {
  const { say, language } = useSpoken()
  if (own.level === null || own.validUntil === null) return <p>{say(texts.none)}</p>
  return <p>{say(texts.level, { level: say(own.level), day: formatDay(own.validUntil, language) })}</p>
}

function One({ elder, one, again }: { elder: OwnElder; one: OwnAssessment; again: () => void }): ReactNode {
  const { say, language } = useSpoken()
  return (
    <section className="card">
      <h2>{say(texts.askedOn, { day: formatDay(one.askedOn, language) })}</h2>
      {one.said.map((text) => (
        <p key={text.en}>{say(text)}</p>
      ))}
      {one.mayWithdraw && <Withdraw elder={elder} one={one} again={again} />}
      {one.mayObject && <ObjectTo elder={elder} one={one} again={again} />}
    </section>
  )
}

interface OfOne {
  readonly elder: OwnElder
  readonly one: OwnAssessment
  readonly again: () => void
}

const paramsOf = (elder: OwnElder, one: OwnAssessment) => ({ id: elder.id, assessmentId: one.id })

function Withdraw({ elder, one, again }: OfOne): ReactNode {
  const { say } = useSpoken()
  const sending = useSending()
  const [sure, setSure] = useState(false)
  const withdraw = async () => {
    const body = { version: one.version }
    if (await sending.send(() => call(withdrawOwnAssessment, { params: paramsOf(elder, one), body }))) again()
  }
  if (!sure)
    return (
      <button type="button" className="button quiet" onClick={() => setSure(true)}>
        {say(texts.withdraw)}
      </button>
    )
  return (
    <div className="stack" role="alertdialog" aria-label={say(texts.withdraw)}>
      <Refused refusal={sending.refusal} />
      <p>{say(texts.withdrawSure)}</p>
      <button type="button" className="button danger" disabled={sending.busy} onClick={() => void withdraw()}>
        {say(texts.withdrawYes)}
      </button>
      <button type="button" className="button quiet" onClick={() => setSure(false)}>
        {say(texts.withdrawNo)}
      </button>
    </div>
  )
}

function ObjectTo({ elder, one, again }: OfOne): ReactNode {
  const { say } = useSpoken()
  const sending = useSending()
  const [open, setOpen] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { reason = '' } = entered(event.currentTarget)
    const body = { reason, version: one.version }
    if (await sending.send(() => call(objectToOwnResult, { params: paramsOf(elder, one), body }))) again()
  }
  if (!open)
    return (
      <button type="button" className="button quiet" onClick={() => setOpen(true)}>
        {say(texts.object)}
      </button>
    )
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Refused refusal={sending.refusal} />
      <Field label={texts.objectWhy} name="reason" lines={3} />
      <button type="submit" className="button" disabled={sending.busy}>
        {say(texts.objectSend)}
      </button>
    </form>
  )
}
