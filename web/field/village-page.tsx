import { type RespondentState, respondentStates, settledStates } from '@yinian/core/surveys/campaigns.ts'
import { getSurveyList, type Respondent } from '@yinian/core/surveys/door-api.ts'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Waiting as WaitingCommand } from '../client/device/outbox.ts'
import { useTaken } from '../client/device/taken.ts'
import { useWaiting } from '../client/device/use-waiting.ts'
import { formatInstant } from '../language/format.ts'
import { useSpoken } from '../plain/language.tsx'
import { Page, Refused, Waiting } from '../plain/parts.tsx'
import { Way } from '../plain/way.tsx'
import { useDevice } from './device.ts'
import { draftName, listName, peopleOf, type TakenList } from './lists.ts'
import { useSayMany } from './say-many.ts'
import { texts } from './texts.ts'

export interface ListPlace {
  readonly county: string
  readonly id: string
}

const anewAfterSeconds = 300

/** One village: everybody on its list, with what waits on this device. */
export function VillagePage({ place, times }: { place: ListPlace; times: number }): ReactNode {
  const { say } = useSpoken()
  const { store, outbox } = useDevice()
  const waiting = useWaiting(outbox)
  const asked = useTaken(
    store,
    getSurveyList,
    { params: place },
    { name: listName(place), freshSeconds: anewAfterSeconds },
  )
  const { taken, reread } = asked
  const before = useRef({ unsent: waiting.length, times })
  useEffect(() => {
    // What has arrived has changed the list that lies here.
    if (waiting.length < before.current.unsent || times !== before.current.times) reread()
    before.current = { unsent: waiting.length, times }
  }, [waiting.length, times, reread])
  if (taken === undefined)
    return (
      <Page title={texts.villages} back="/">
        {!asked.looked ? (
          <Waiting />
        ) : asked.refusal?.mayPass ? (
          <p className="note">{say(texts.notTaken)}</p>
        ) : (
          <Refused refusal={asked.refusal} again={asked.again} />
        )}
      </Page>
    )
  return <VillageOf taken={taken} old={asked.old && asked.refusal?.mayPass === true} waiting={waiting} />
}

function VillageOf({
  taken,
  old,
  waiting,
}: {
  taken: { at: string; data: TakenList }
  old: boolean
  waiting: readonly WaitingCommand[]
}): ReactNode {
  const { say, language } = useSpoken()
  const { list, respondents, more } = taken.data
  const name = list.regionPath.split(' ').at(-1) ?? ''
  return (
    <Page title={{ zh: name, en: name }}>
      <p className="soft">
        {list.title} · {say(texts.takenAt, { at: formatInstant(taken.at, language) })}
      </p>
      {old && <p className="soft">{say(texts.oldList)}</p>}
      {more && <p className="note">{say(texts.tooMany, { number: respondents.length })}</p>}
      <Way to={`/found/${list.county}/${list.id}`} className="button quiet">
        {say(texts.found)}
      </Way>
      <People place={list} people={peopleOf(taken.data, waiting)} waiting={waiting} />
      <Way to="/" className="button quiet">
        {say(texts.backToVillages)}
      </Way>
    </Page>
  )
}

const atOnce = 40

function People(props: {
  place: ListPlace
  people: readonly Respondent[]
  waiting: readonly WaitingCommand[]
}): ReactNode {
  const { say } = useSpoken()
  const many = useSayMany()
  const { store } = useDevice()
  const [leftOnly, setLeftOnly] = useState(true)
  const [name, setName] = useState('')
  const [count, setCount] = useState(atOnce)
  const [begun, setBegun] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    const prefix = draftName('')
    void store.names(prefix).then((names) => setBegun(new Set(names.map((one) => one.slice(prefix.length)))))
  }, [store])
  const waitingFor = new Map(props.waiting.map((command) => [command.about, command]))
  const left = props.people.filter((one) => !settledStates.includes(one.state) || waitingFor.has(one.id))
  const wanted = name.trim()
  const shown = (leftOnly && wanted === '' ? left : props.people).filter((one) => one.name.includes(wanted))
  return (
    <>
      <div className="finder">
        <div className="field">
          <label htmlFor="find-name">{say(texts.search)}</label>
          <input
            id="find-name"
            type="search"
            autoComplete="off"
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        </div>
        <label className="choice many">
          <input type="checkbox" checked={leftOnly} onChange={({ target }) => setLeftOnly(target.checked)} />
          <span>{say(texts.leftOnly)}</span>
        </label>
      </div>
      {shown.length === 0 && <p>{say(wanted === '' ? texts.allAsked : texts.nobodyLike)}</p>}
      <ul className="rows">
        {shown.slice(0, count).map((one) => (
          <Person
            key={one.id}
            one={one}
            place={props.place}
            waiting={waitingFor.get(one.id)}
            begun={begun.has(one.id) || one.drafted}
          />
        ))}
      </ul>
      {shown.length > count && (
        <button type="button" className="button quiet" onClick={() => setCount(count + atOnce)}>
          {many(texts.more, Math.min(atOnce, shown.length - count))}
        </button>
      )}
    </>
  )
}

function Person(props: {
  one: Respondent
  place: ListPlace
  waiting: WaitingCommand | undefined
  begun: boolean
}): ReactNode {
  const { say } = useSpoken()
  const { one, place } = props
  return (
    <li>
      <Way to={`/village/${place.county}/${place.id}/${one.id}`} className="">
        <span>
          <strong>{one.name}</strong>
          <Particulars one={one} />
        </span>
        <span className="chips">
          {props.waiting === undefined ? (
            <StateChip state={one.state} />
          ) : props.waiting.refusal === null ? (
            <span className="chip waiting">{say(texts.waits)}</span>
          ) : (
            <span className="chip bad">{say(texts.refused)}</span>
          )}
          {props.begun && props.waiting === undefined && !settledStates.includes(one.state) && (
            <span className="chip waiting">{say(texts.begun)}</span>
          )}
        </span>
      </Way>
    </li>
  )
}

/** Sex, age and visits so far: what tells two people of one name apart. */
export function Particulars({ one }: { one: Respondent }): ReactNode {
  const { say } = useSpoken()
  const many = useSayMany()
  const parts = [
    one.sex === null ? '' : say(texts[one.sex]),
    one.age === null ? '' : say(texts.years, { age: one.age }),
    one.newlyFound ? say(texts.newlyFound) : '',
    one.tries > 0 && one.state === 'not-met' ? many(texts.triesMade, one.tries) : '',
  ].filter(Boolean)
  return parts.length === 0 ? null : <span className="soft">{parts.join(' · ')}</span>
}

function StateChip({ state }: { state: RespondentState }): ReactNode {
  const { say } = useSpoken()
  const tone = state === 'asked' ? 'chip good' : state === 'not-met' ? 'chip waiting' : 'chip'
  return <span className={tone}>{say(respondentStates[state])}</span>
}
