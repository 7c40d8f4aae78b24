import {
  giveBackJointPlace,
  listOwnJointDays,
  type OwnJointDay,
  type OwnJointDays,
  takeJointPlace,
} from '@yinian/core/family/joint-api.ts'
import type { OwnElder } from '@yinian/core/family/own-api.ts'
import type { Text } from '@yinian/core/language/text.ts'
import { type ReactNode, useState } from 'react'
import { call } from '../client/call.ts'
import { formatDay, formatInstant } from '../language/format.ts'
import { useSpoken } from '../plain/language.tsx'
import { Page, Refused, Waiting } from '../plain/parts.tsx'
import { useAsked, useSending } from '../plain/sending.ts'
import { jointTexts as texts } from './joint-texts.ts'

/** The days of check and assessment where an elder lives, how many places are left here, and whom to call when none is. */
export function JointDaysPage({ elder }: { elder: OwnElder }): ReactNode {
  const { answer, refusal, again } = useAsked(listOwnJointDays, { params: { id: elder.id } })
  return (
    <Page title={texts.title} back={`/${elder.id}`}>
      <Refused refusal={refusal} again={again} />
      {!answer && !refusal && <Waiting />}
      {answer && <Days elder={elder} own={answer} again={again} />}
    </Page>
  )
}

const why = { 'not-due': texts.notDue, 'not-agreed': texts.notAgreed, 'not-living': texts.notLiving } as const

function Days({ elder, own, again }: { elder: OwnElder; own: OwnJointDays; again: () => void }): ReactNode {
  const { say } = useSpoken()
  return (
    <>
      {own.booked && <Booked elder={elder} booked={own.booked} again={again} />}
      {own.asking !== 'may' && own.asking !== 'booked' && <p className="note">{say(why[own.asking])}</p>}
      {own.asking === 'may' && own.rows.length === 0 && <p>{say(texts.nothing)}</p>}
      {own.rows.map((day) => (
        <One key={day.id} elder={elder} day={day} again={again} />
      ))}
      <p className="soft">{say(texts.help)}</p>
    </>
  )
}

function useWhat(): (what: readonly Text[]) => string {
  const { say } = useSpoken()
  return (what) => what.map((one) => say(one)).join(say({ zh: '、', en: ', ' }))
}

function One({ elder, day, again }: { elder: OwnElder; day: OwnJointDay; again: () => void }): ReactNode {
  const { say, language } = useSpoken()
  const what = useWhat()
  const sending = useSending()
  const take = async () => {
    const params = { id: elder.id, dayId: day.id }
    if (await sending.send(() => call(takeJointPlace, { params }))) again()
  }
  return (
    <section className="card">
      <h2>{formatDay(day.heldOn, language)}</h2>
      <p>{day.place}</p>
      <p>{say(texts.what, { what: what(day.dueFor) })}</p>
      <Refused refusal={sending.refusal} again={again} />
      {day.online > 0 ? (
        <>
          <p>{say(texts.left, { count: day.online })}</p>
          <button type="button" className="button" disabled={sending.busy} onClick={() => void take()}>
            {say(texts.take)}
          </button>
        </>
      ) : (
        <Full day={day} />
      )}
    </section>
  )
}

/** Nothing is left here: whom to call, or when the rest is released. */
function Full({ day }: { day: OwnJointDay }): ReactNode {
  const { say, language } = useSpoken()
  if (day.keptFree === 0) return <p className="note">{say(texts.none)}</p>
  const { keptFree: count, telephone, counter } = day
  return (
    <div className="note">
      <p>{say(texts.full)}</p>
      <p>{telephone === '' ? say(texts.keptAsk, { count }) : say(texts.keptCall, { count, counter })}</p>
      {telephone !== '' && (
        <a className="button" href={`tel:${telephone}`}>
          {say(texts.call, { telephone })}
        </a>
      )}
      {day.releasedAt !== null && <p>{say(texts.release, { when: formatInstant(day.releasedAt, language) })}</p>}
    </div>
  )
}

interface BookedProps {
  readonly elder: OwnElder
  readonly booked: NonNullable<OwnJointDays['booked']>
  readonly again: () => void
}

function Booked({ elder, booked, again }: BookedProps): ReactNode {
  const { say, language } = useSpoken()
  const what = useWhat()
  return (
    <section className="card">
      <h2>{say(texts.booked)}</h2>
      <p>
        <strong>{say(texts.when, { day: formatDay(booked.heldOn, language), place: booked.place })}</strong>
      </p>
      <p>{say(texts.what, { what: what(booked.dueFor) })}</p>
      <p>{say(texts.bring)}</p>
      {booked.mayGiveBack && <GiveBack elder={elder} booked={booked} again={again} />}
    </section>
  )
}

function GiveBack({ elder, booked, again }: BookedProps): ReactNode {
  const { say } = useSpoken()
  const sending = useSending()
  const [sure, setSure] = useState(false)
  const giveBack = async () => {
    const params = { id: elder.id, bookingId: booked.id }
    if (await sending.send(() => call(giveBackJointPlace, { params }))) again()
  }
  if (!sure)
    return (
      <button type="button" className="button quiet" onClick={() => setSure(true)}>
        {say(texts.giveBack)}
      </button>
    )
  return (
    <div className="stack" role="alertdialog" aria-label={say(texts.giveBack)}>
      <Refused refusal={sending.refusal} />
      <p>{say(texts.giveBackSure)}</p>
      <button type="button" className="button danger" disabled={sending.busy} onClick={() => void giveBack()}>
        {say(texts.giveBackYes)}
      </button>
      <button type="button" className="button quiet" onClick={() => setSure(false)}>
        {say(texts.giveBackNo)}
      </button>
    </div>
  )
}
