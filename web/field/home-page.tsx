import { listSurveyLists, type SurveyList } from '@yinian/core/surveys/lists-api.ts'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { useTaken } from '../client/device/taken.ts'
import type { Refusal } from '../client/refusal.ts'
import { formatDay } from '../language/format.ts'
import { useSpoken } from '../plain/language.tsx'
import { Page, Refused, Waiting } from '../plain/parts.tsx'
import { useSending } from '../plain/sending.ts'
import { Way } from '../plain/way.tsx'
import { useDevice } from './device.ts'
import { listsTaken, takeList, villagesName } from './lists.ts'
import { useSayMany } from './say-many.ts'
import { texts } from './texts.ts'

const listsAtMost = 20

/** My villages to be asked, those given to me first. */
export function HomePage({ times }: { times: number }): ReactNode {
  const { say } = useSpoken()
  const { store, accountId } = useDevice()
  const asked = useTaken(
    store,
    listSurveyLists,
    { query: { open: true, limit: 200 } },
    { name: villagesName, freshSeconds: 60 },
  )
  const [kept, setKept] = useState<ReadonlySet<string>>()
  const look = useCallback(async () => setKept(new Set(await listsTaken(store))), [store])
  const { again } = asked
  useEffect(() => {
    if (times > 0) again()
    void look()
  }, [times, again, look])
  const mine = (one: SurveyList) => (one.assignedTo === accountId ? 0 : 1)
  const done = (one: SurveyList) => (one.toAsk + one.notMet === 0 ? 1 : 0)
  const rows = (asked.taken?.data.rows ?? [])
    // Whoever sees a whole county is shown the villages where somebody is listed; a village is shown itself in any case.
    .filter((list, _at, all) => all.length < 20 || mine(list) === 0 || list.toAsk + list.notMet + list.asked > 0)
    .toSorted((a, b) => mine(a) - mine(b) || done(a) - done(b))
  const wanted = rows.filter((list, _at, all) => mine(list) === 0 || all.every((other) => mine(other) === 1))
  const missing = wanted.filter((list) => !kept?.has(`${list.county}/${list.id}`)).slice(0, listsAtMost)
  return (
    <Page title={texts.villages}>
      {asked.taken === undefined && !asked.looked && <Waiting />}
      {asked.taken === undefined && asked.looked && <WhyNone refusal={asked.refusal} again={again} />}
      {asked.taken !== undefined && rows.length === 0 && (
        <div className="card">
          <strong>{say(texts.none)}</strong>
          <p>{say(texts.noneHint)}</p>
        </div>
      )}
      {missing.length > 0 && kept && <TakeAll lists={missing} done={look} />}
      <ul className="rows">
        {rows.map((list) => (
          <Village key={list.id} list={list} mine={mine(list) === 0} kept={kept?.has(`${list.county}/${list.id}`)} />
        ))}
      </ul>
    </Page>
  )
}

function WhyNone({ refusal, again }: { refusal: Refusal | undefined; again: () => void }): ReactNode {
  const { say } = useSpoken()
  if (refusal?.mayPass) return <p className="note">{say(texts.expired)}</p>
  return <Refused refusal={refusal} again={again} />
}

function Village({ list, mine, kept }: { list: SurveyList; mine: boolean; kept: boolean | undefined }): ReactNode {
  const { say, language } = useSpoken()
  const many = useSayMany()
  const left = list.toAsk + list.notMet
  return (
    <li>
      <Way to={`/village/${list.county}/${list.id}`} className="village">
        <span>
          <strong>{list.regionPath.split(' ').at(-1)}</strong>
          <span className="soft">{list.regionPath.split(' ').slice(-2, -1)}</span>
          <span className="soft">
            {list.title} · {say(texts.until, { day: formatDay(list.toOn, language) })}
          </span>
        </span>
        <span className="chips">
          <span>{left === 0 ? say(texts.allAsked) : many(texts.left, left)}</span>
          {mine && <span className="chip good">{say(texts.mine)}</span>}
          {kept !== undefined && (
            <span className={kept ? 'chip good' : 'chip'}>{say(kept ? texts.here : texts.notHere)}</span>
          )}
        </span>
      </Way>
    </li>
  )
}

/** Everything one needs for a day without a network, at once. */
function TakeAll({ lists, done }: { lists: readonly SurveyList[]; done: () => Promise<void> }): ReactNode {
  const { say } = useSpoken()
  const { store } = useDevice()
  const sending = useSending()
  const take = () =>
    sending.send(async () => {
      for (const list of lists) await takeList(store, list)
    })
  return (
    <div className="card">
      <p>{say(texts.takeAllHint)}</p>
      <Refused refusal={sending.refusal} />
      <button type="button" className="button" disabled={sending.busy} onClick={() => void take().then(done)}>
        {say(texts.takeAll)}
      </button>
    </div>
  )
}
