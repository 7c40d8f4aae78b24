import { wishedPlaces, wishedTimes } from '@yinian/core/assessments/wishes.ts'
import { askForAssessment, listOwnAssessments, type OwnAssessments } from '@yinian/core/family/assessment-api.ts'
import type { OwnElder } from '@yinian/core/family/own-api.ts'
import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { call, type InputOf } from '../client/call.ts'
import { formatDay } from '../language/format.ts'
import { Choices } from '../plain/choices.tsx'
import { useSpoken } from '../plain/language.tsx'
import { entered, Field, Page, Refused, Waiting } from '../plain/parts.tsx'
import { useAsked, useSending } from '../plain/sending.ts'
import { go } from '../plain/way.tsx'
import { assessmentTexts as texts } from './assessment-texts.ts'

/** Asking for an assessment: what is known is filled in, and nothing is asked that is not needed. */
export function AssessmentAskPage({ elder }: { elder: OwnElder }): ReactNode {
  const { answer, refusal, again } = useAsked(listOwnAssessments, { params: { id: elder.id } })
  return (
    <Page title={texts.ask} back={`/${elder.id}/assessment`}>
      <Refused refusal={refusal} again={again} />
      {!answer && !refusal && <Waiting />}
      {answer && <AskForm elder={elder} own={answer} />}
    </Page>
  )
}

type Body = InputOf<typeof askForAssessment>['body']

function AskForm({ elder, own }: { elder: OwnElder; own: OwnAssessments }): ReactNode {
  const { say, language } = useSpoken()
  const sending = useSending()
  const sendOnce = useSendOnce()
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { change = '', telephone = '', wishedPlace = 'any', wishedTime = 'any' } = entered(event.currentTarget)
    const body = {
      ...(change === '' ? {} : { change }),
      ...(telephone === '' ? {} : { telephone }),
      wishedPlace,
      wishedTime,
    } as Body
    if (await sending.send(() => sendOnce(elder.id, body))) go(`/${elder.id}/assessment`)
  }
  if (own.asking === 'under-way') return <p className="note">{say(texts.underWay)}</p>
  if (own.asking === 'not-agreed') return <p className="note">{say(texts.notAgreed)}</p>
  if (own.asking === 'not-living') return <p className="note">{say(texts.notLiving)}</p>
  return (
    <form onSubmit={(event) => void submit(event)}>
      <p>
        <strong>{say(texts.whose, { name: elder.name })}</strong>
      </p>
      <p>{say(texts.what)}</p>
      {own.asking === 'changed' && (
        <>
          {own.validUntil !== null && (
            <p className="note">{say(texts.stillValid, { day: formatDay(own.validUntil, language) })}</p>
          )}
          <Field label={texts.change} help={texts.changeHelp} name="change" lines={3} />
        </>
      )}
      <Choices label={texts.place} name="wishedPlace" of={wishedPlaces} at="any" />
      <Choices label={texts.time} name="wishedTime" of={wishedTimes} at="any" />
      <Telephone elder={elder} phone={own.phone} />
      <Refused refusal={sending.refusal} />
      <button type="submit" className="button big" disabled={sending.busy}>
        {say(texts.send)}
      </button>
      <p className="soft">{say(texts.noConsentNeeded)}</p>
    </form>
  )
}

/** The elder's own telephone where it is on file; another one only where it is wanted. */
function Telephone({ elder, phone }: { elder: OwnElder; phone: string | null }): ReactNode {
  const known = phone === null || elder.standsAs === 'relative' ? null : phone
  const [other, setOther] = useState(known === null)
  return (
    <>
      {known !== null && (
        <Choices
          label={texts.telephone}
          name="whichTelephone"
          of={{ known: { zh: `打 ${known}`, en: `Call ${known}` }, other: texts.otherTelephone }}
          at="known"
          onChange={(value) => setOther(value === 'other')}
        />
      )}
      {other && (
        <Field label={known === null ? texts.telephone : texts.otherTelephone} name="telephone" keys="numeric" />
      )}
    </>
  )
}

/** The same request sent again, because the line broke or a finger slipped, is the same request. */
function useSendOnce(): (id: string, body: Body) => Promise<unknown> {
  const last = useRef({ said: '', key: '' })
  return (id, body) => {
    const said = JSON.stringify(body)
    if (last.current.said !== said) last.current = { said, key: crypto.randomUUID() }
    return call(askForAssessment, { params: { id }, body }, { idempotencyKey: last.current.key })
  }
}
