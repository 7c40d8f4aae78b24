import type { Information, Instrument } from '@yinian/core/assessments/instrument.ts'
import { respondentStates, settledStates } from '@yinian/core/surveys/campaigns.ts'
import type { Respondent } from '@yinian/core/surveys/door-api.ts'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Waiting as WaitingCommand } from '../client/device/outbox.ts'
import { getTaken } from '../client/device/taken.ts'
import { useWaiting } from '../client/device/use-waiting.ts'
import { formatDay } from '../language/format.ts'
import { useSpoken } from '../plain/language.tsx'
import { Page, Waiting } from '../plain/parts.tsx'
import { Way } from '../plain/way.tsx'
import { useDevice } from './device.ts'
import { draftName, foundIn, isVisit, listName, peopleOf, type TakenList, type VisitBody, visitIn } from './lists.ts'
import { Refusing } from './refusing.tsx'
import { texts } from './texts.ts'
import { type ListPlace, Particulars } from './village-page.tsx'
import { VisitForm } from './visit-form.tsx'

/** One person at the door. Nothing of it needs a network. */
export function AskPage(props: { place: ListPlace; respondentId: string; times: number }): ReactNode {
  const { say } = useSpoken()
  const { store, outbox } = useDevice()
  const waiting = useWaiting(outbox)
  const [list, setList] = useState<TakenList | 'none'>()
  const { place, respondentId } = props
  const name = listName(place)
  const unsent = waiting.length
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has arrived has changed the list that lies here
  useEffect(() => {
    void getTaken<TakenList>(store, name).then((kept) => setList(kept?.data ?? 'none'))
  }, [store, name, unsent, props.times])
  const now = typeof list === 'object' ? peopleOf(list, waiting).find(({ id }) => id === respondentId) : undefined
  // Between the answer of the platform and the list that lies here there is a moment without either.
  const last = useRef(now)
  if (now) last.current = now
  const one = last.current
  const back = `/village/${place.county}/${place.id}`
  if (list === undefined)
    return (
      <Page title={texts.outcome}>
        <Waiting />
      </Page>
    )
  if (list === 'none' || one === undefined)
    return (
      <Page title={texts.outcome} back={back}>
        <p className="note">{say(texts.notTaken)}</p>
      </Page>
    )
  return (
    <Page title={{ zh: one.name, en: one.name }}>
      <Particulars one={one} />
      <Asking
        one={one}
        instrument={list.instrument as Instrument}
        waiting={waiting.filter(({ about }) => about === one.id)}
        back={back}
      />
      <Way to={back} className="button quiet">
        {say(texts.backToList)}
      </Way>
    </Page>
  )
}

function Asking(props: {
  one: Respondent
  instrument: Instrument
  waiting: readonly WaitingCommand[]
  back: string
}): ReactNode {
  const { say } = useSpoken()
  const { outbox, store } = useDevice()
  const { one, waiting, back } = props
  const [again, setAgain] = useState(false)
  const [before, setBefore] = useState<VisitBody>()
  const found = waiting.find((command) => foundIn(command) !== undefined)
  const visit = waiting.find(isVisit)
  const correct = async (command: WaitingCommand) => {
    const body = visitIn(command)
    if (body === undefined) return
    // The answers lie there before the form looks for them.
    if (body.answers) await store.put(draftName(one.id), body.answers as Information)
    setBefore(body)
    if ((await outbox.takeBack(command.id)) !== undefined) return
    setBefore(undefined)
    await store.remove(draftName(one.id))
  }
  const form = <VisitForm one={one} instrument={props.instrument} back={back} before={before} />
  return (
    <>
      {found?.refusal && (
        <Refusing command={found}>
          <Way to={`/found/${back.slice('/village/'.length)}/${found.id}`} className="button">
            {say(texts.foundChange)}
          </Way>
        </Refusing>
      )}
      {visit?.refusal && (
        <Refusing command={visit}>
          <button type="button" className="button" onClick={() => void correct(visit)}>
            {say(texts.correct)}
          </button>
        </Refusing>
      )}
      {visit && visit.refusal === null && (
        <div className="note" role="status">
          <p>{say(texts.filledWaits)}</p>
          <button type="button" className="button quiet" onClick={() => void correct(visit)}>
            {say(texts.correct)}
          </button>
        </div>
      )}
      {visit === undefined &&
        (settledStates.includes(one.state) && !again && before === undefined ? (
          <Settled one={one} again={() => setAgain(true)} />
        ) : (
          form
        ))}
    </>
  )
}

/** Somebody who has been asked already: nobody is asked twice by mistake. */
function Settled({ one, again }: { one: Respondent; again: () => void }): ReactNode {
  const { say, language } = useSpoken()
  const state = say(respondentStates[one.state])
  return (
    <div className="note">
      <p>
        {one.answeredOn !== null && one.answeredBy !== null
          ? say(texts.settledOn, { day: formatDay(one.answeredOn, language), by: one.answeredBy, state })
          : say(texts.alreadySettled, { state })}
      </p>
      <button type="button" className="button quiet" onClick={again}>
        {say(texts.againAnyway)}
      </button>
    </div>
  )
}
